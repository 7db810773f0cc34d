// The framing rules of docs/protocol.md read off one byte at a time, for the frame reader to be compared with. Written
// from the rules, with nothing of the reader in it.
#pragma once

#include "common/protocol/frame_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// Stands for the thirteenth comma and all others.
inline constexpr std::uint64_t tooManyCommas = ~std::uint64_t{0};

/// An event with its place in the whole stream.
struct FramedEvent
{
    FrameEvent event = FrameEvent::None;
    std::size_t end = 0;      ///< bytes of the stream taken when it was told
    std::uint64_t offset = 0; ///< of Malformed
    std::string text;         ///< of Text, and what follows as well
    bool ascii = true;
    std::vector<std::uint64_t> commas; ///< at depth 1; the first twelve, then tooManyCommas if there are more

    bool operator==(const FramedEvent &) const = default;
    std::string describe() const;
};

class ReferenceFramer
{
public:
    explicit ReferenceFramer(const FrameLimits &limits)
        : m_limits(limits)
    {}

    /// One read's bytes. Where the reads are cut makes a difference for an HTTP method alone.
    void read(std::string_view bytes);

    const std::vector<FramedEvent> &events() const { return m_events; }
    bool unfinished() const { return m_place == Place::Text && !m_skipping; }

private:
    enum class Place { Outside, Text, Dropping, Closed };

    void take(char c);
    void takeOutside(char c);
    void takeInText(char c);
    void takeBracket(char c);
    void fault(char c, std::uint64_t offset);
    void tell(FrameEvent event, std::uint64_t offset = 0);
    bool beginsLikeHttp(std::string_view bytes) const;

    FrameLimits m_limits;
    std::vector<FramedEvent> m_events;
    std::size_t m_taken = 0;
    std::string m_first; ///< the connection's first bytes
    Place m_place = Place::Outside;
    FramedEvent m_text; ///< the current one
    std::string m_open; ///< the brackets
    bool m_skipping = false;
    bool m_quoted = false;
    bool m_escaped = false;
};

} // namespace relevo
