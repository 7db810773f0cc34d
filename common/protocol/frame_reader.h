// Finds the JSON texts in a byte stream, wherever the reads cut it (docs/protocol.md, "The TCP stream").
//
// The reader only looks; it stores no byte of the stream. Each byte is classified once, in blocks of 64 (brackets,
// quotes, backslashes, control characters as bit masks; vectorised, chosen at start by what the CPU can do), whatever
// the cuts. The caller keeps the unfinished text, as long as `keeping()` says that it is worth keeping, and hands over
// only new bytes.
//
// One reader per connection; not thread-safe. Never throws; allocates only for nesting deeper than 128.
#pragma once

#include "common/protocol/frame_isa.h"
#include "common/protocol/json_kind_stack.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace relevo {

struct FrameLimits
{
    std::uint64_t message = 16ull << 20; ///< bytes from the first bracket to the last
    std::uint64_t nesting = 128;
};

/// Where the members of a text's outermost object end: the offsets, from the text's first byte, of the commas that
/// stand at depth 1. `count` past the array's size means: too many, not noted.
struct FrameNotes
{
    static constexpr std::size_t capacity = 12;
    std::array<std::uint64_t, capacity> commas{};
    std::size_t count = 0;
    bool complete() const { return count <= capacity; }
};

enum class FrameEvent : std::uint8_t {
    None,       ///< all of the input is consumed, no text ends in it
    Text,       ///< a text is complete: its outermost bracket has closed
    Malformed,  ///< framing failed: one -32700 is due; the reader drops what follows up to the next LF by itself
    TooLarge,   ///< the text passed the limit: one -32004 is due; the reader skips the rest of it by itself
    TooDeep,    ///< nesting past the limit: -32004 and the orderly close are due; the reader takes no more
    NotForUs,   ///< a control character begins a text (NUL, TLS): -32700 and the orderly close are due
    HttpMethod, ///< the connection's first bytes are an HTTP method and a space: the orderly close is due. The -32700
                ///< is due too unless `Malformed` was told for the same bytes before (they may come one at a time)
};

struct FrameResult
{
    FrameEvent event = FrameEvent::None;
    /// Bytes of the input taken, the event's last byte included (of TooLarge: the last byte within the limit, so that
    /// it may be 0). Call again with the rest.
    std::size_t consumed = 0;
    /// Where in this input the text begins, or its part in this input (0 when it began earlier). Meaningful for Text,
    /// and for None while keeping(): then the bytes [textBegin, consumed) belong to the unfinished text.
    std::size_t textBegin = 0;
    /// For Malformed, NotForUs: the offending byte's offset from the text's beginning (0 for a wrong first byte).
    std::uint64_t offset = 0;
};

class FrameReader
{
public:
    /// `isa` must be supported; all of them give the same events.
    explicit FrameReader(const FrameLimits &limits, BlockIsa isa = bestBlockIsa());

    /// Looks at new bytes. Returns at the first event; `None` means that all of it was consumed. After an event the
    /// next call is for the rest of this input, unchanged, with or without more behind it (it may have moved
    /// meanwhile), so that a block which is half used does not have to be classified again.
    FrameResult next(const char *data, std::size_t size);

    /// The stream has ended. True if an unfinished text, not one that was skipped as too large, gets its -32700.
    bool endOfStream() const;

    /// A text has begun, is not finished, and is not being skipped: its bytes are to be kept.
    bool keeping() const { return m_state == State::InText && !m_text.skipping; }
    /// Gives up the unfinished text: it is skipped to its end by the same framing, nothing of it kept, without an event
    /// (but for TooDeep). For the caller's own limits.
    void skipCurrentText() { m_text.skipping = true; }

    /// Of the text that `Text` has just told of: its length, whether all its bytes are ASCII, and its notes.
    std::uint64_t textSize() const { return m_text.size; }
    bool textIsAscii() const { return m_text.ascii; }
    const FrameNotes &notes() const { return m_notes; }

private:
    enum class State : std::uint8_t { Between, InText, Dropping, Closed };

    /// The block at hand, seen from the texts in it: what stands in their strings is told apart. It outlives next()
    /// only from an event to the call with the rest of the same input; what it carries over, to the next block of the
    /// text.
    struct Block
    {
        const char *first = nullptr;
        std::uint8_t bytes = 0;         ///< fewer than 64 at the end of an input; 0: none
        std::uint8_t used = 0;          ///< when next() left it
        bool endsEscaping = false;      ///< its last byte is an unescaped backslash in a string
        bool onlyString = false;        ///< all of it stands in one string, and so may what follows
        std::uint64_t endsInString = 0; ///< all bits set, or none
        std::uint64_t brackets = 0;     ///< outside strings
        std::uint64_t commas = 0;       ///< outside strings
        std::uint64_t faults = 0;       ///< control characters in strings
        std::uint64_t high = 0;         ///< not ASCII
    };

    /// The current text, or the last one.
    struct Text
    {
        std::uint64_t size = 0; ///< bytes seen so far
        JsonNesting nesting;
        bool ascii = true;
        bool skipping = false;
    };

    class Walk;
    struct Step;

    template <class Blocks> [[gnu::always_inline]] inline FrameResult run(const char *data, std::size_t size);
    RELEVO_AVX2_TARGET FrameResult runAvx2(const char *data, std::size_t size);
    void leaveBlock(const char *at);
    Step outside(const char *at, const char *end);
    Step between(const char *at, const char *end);
    Step drop(const char *at, const char *end);
    Step malformed(const char *at, std::uint64_t offset);
    bool matchesHttpMethod(char c);

    FrameLimits m_limits;
    FrameNotes m_notes;
    Text m_text;
    JsonKindWords m_kindWords; ///< of what nests deeper than 64
    Block m_block;
    BlockIsa m_isa;
    State m_state = State::Between;
    // Whether the connection begins like an HTTP request: the methods that its bytes still fit, a bit each.
    std::uint8_t m_httpMatched = 0;
    std::uint16_t m_httpCandidates;
};

} // namespace relevo
