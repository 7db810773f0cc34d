#include "common/protocol/frame_reader.h"

#include "common/protocol/frame_blocks.h"
#include "common/protocol/json_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

namespace relevo {

namespace {

constexpr std::array<std::string_view, 10> httpMethods{"GET ",     "HEAD ",    "POST ",  "PUT ",   "DELETE ",
                                                       "CONNECT ", "OPTIONS ", "TRACE ", "PATCH ", "PRI "};

// Once inlined, the hot parts are compiled for each instruction set; the cold ones must not weigh them down.
#define RELEVO_HOT [[gnu::always_inline]] inline
#define RELEVO_COLD [[gnu::noinline]]

constexpr std::uint64_t all = ~std::uint64_t{0};

constexpr std::uint64_t bit(unsigned index)
{
    return std::uint64_t{1} << index;
}

/// The bits from `from` on and below `to`; `from` < 64, 0 < `to` <= 64.
constexpr std::uint64_t bits(unsigned from, unsigned to)
{
    return (all << from) & (all >> (64 - to));
}

inline unsigned lowest(std::uint64_t mask)
{
    return static_cast<unsigned>(std::countr_zero(mask));
}

/// The bytes that stand behind an unescaped backslash. `carried`: the one known to do so already, or 0.
RELEVO_HOT std::uint64_t escapedBytes(std::uint64_t backslash, std::uint64_t carried)
{
    // Of a row of backslashes the first, third… escape what follows them. Subtracting a row's bits from the odd places
    // (and the places behind backslashes) turns, by its borrow, into that alternation whatever place the row begins at.
    constexpr std::uint64_t odd = 0xaaaa'aaaa'aaaa'aaaau;
    const std::uint64_t rows = backslash & ~carried;
    const std::uint64_t alternating = (((rows << 1) | odd) - rows) ^ odd;
    return alternating ^ (backslash | carried);
}

RELEVO_HOT bool opensText(char c)
{
    return c == '{' || c == '[';
}

// A byte of the bracket mask is one of { } [ ], which differ in these bits.
RELEVO_HOT bool opens(char bracket)
{
    return (bracket & 0x02) != 0;
}

RELEVO_HOT bool isObject(char bracket)
{
    return (bracket & 0x20) != 0;
}

/// Which of a block's bytes stand in strings: the opening quotes included, the closing ones not.
struct Strings
{
    std::uint64_t inside;
    bool endsEscaping;
};

/// Byte by byte, for a block with backslashes outside strings: no JSON, and there they escape nothing.
RELEVO_COLD Strings stringsByteByByte(std::uint64_t quote, std::uint64_t backslash, std::size_t bytes, bool inString,
                                      bool escape)
{
    std::uint64_t inside = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        if (escape)
            escape = false;
        else if ((quote >> i & 1) != 0)
            inString = !inString;
        else
            escape = inString && (backslash >> i & 1) != 0;
        inside |= static_cast<std::uint64_t>(inString) << i;
    }
    return {inside, escape};
}

/// `inString`: all bits set, or none.
RELEVO_HOT Strings findStrings(const BlockMasks &masks, std::size_t bytes, std::uint64_t inString, bool escape)
{
    std::uint64_t inside = masks.quoted ^ inString;
    std::uint64_t escaped = 0;
    if (masks.backslash != 0 || escape) {
        escaped = escapedBytes(masks.backslash, escape ? 1 : 0);
        const std::uint64_t quote = masks.quoted ^ masks.quoted << 1;
        inside = prefixXor(quote & ~escaped) ^ inString;
        if ((masks.backslash & ~inside) != 0) [[unlikely]]
            return stringsByteByByte(quote, masks.backslash, bytes, inString != 0, escape);
    }
    return {inside, ((masks.backslash & ~escaped) >> (bytes - 1) & 1) != 0};
}

} // namespace

/// The way through the current text. Its state is a copy and all of it is inlined into one function per instruction
/// set, so that it lives in registers.
class FrameReader::Walk
{
public:
    enum class Stop : std::uint8_t { InputEnd, TextEnd, Fault, TooDeep, TooLarge };

    RELEVO_HOT explicit Walk(FrameReader &reader)
        : m_limits(reader.m_limits)
        , m_notes(reader.m_notes)
        , m_kindWords(reader.m_kindWords)
        , m_block(reader.m_block)
    {}

    RELEVO_HOT void beginText()
    {
        text = Text{};
        m_notes.count = 0;
    }

    /// Goes on from `at`, and leaves it behind what was taken (at a Fault: at the byte that is at fault).
    template <class Blocks> RELEVO_HOT Stop run(const char *&at, const char *end)
    {
        const auto left = static_cast<std::size_t>(end - at);
        const std::uint64_t room = text.skipping ? left : m_limits.message - text.size;
        const char *const limit = room < left ? at + room : end;
        while (at != limit) {
            if (at == m_block.first + m_block.bytes)
                load<Blocks>(at, limit);
            const Stop stop = walkBlock(at);
            if (stop != Stop::InputEnd)
                return stop;
        }
        return limit == end ? Stop::InputEnd : Stop::TooLarge;
    }

    Text text;

private:
    template <class Blocks> RELEVO_HOT void load(const char *at, const char *end)
    {
        const auto bytes = std::min(static_cast<std::size_t>(end - at), blockSize);
        BlockMasks masks;
        if (bytes == blockSize) [[likely]] {
            Blocks::classify(at, masks);
        } else {
            std::array<char, blockSize> padded{};
            std::memcpy(padded.data(), at, bytes);
            Blocks::classify(padded.data(), masks);
        }
        const Strings strings = findStrings(masks, bytes, m_block.endsInString, m_block.endsEscaping);
        m_block.first = at;
        m_block.bytes = static_cast<std::uint8_t>(bytes);
        m_block.endsEscaping = strings.endsEscaping;
        m_block.endsInString = 0 - (strings.inside >> (bytes - 1) & 1);
        const std::uint64_t range = all >> (blockSize - bytes);
        m_block.brackets = masks.bracket & ~strings.inside;
        m_block.commas = masks.comma & ~strings.inside;
        m_block.faults = masks.control & strings.inside & range;
        m_block.high = masks.high;
    }

    /// The brackets outside strings, and the control characters inside them, in their order.
    RELEVO_HOT Stop walkBlock(const char *&at)
    {
        const char *const bytes = m_block.first;
        const auto from = static_cast<unsigned>(at - bytes);
        unsigned to = m_block.bytes;
        std::uint64_t range = bits(from, to);
        const std::uint64_t faults = m_block.faults & range;
        if (faults != 0) [[unlikely]] {
            to = lowest(faults); // nothing counts behind a fault
            range &= bit(to) - 1;
        }
        std::uint64_t ahead = range; // where no bracket has been passed yet
        const std::uint64_t sizeAtBlock = text.size - from;
        const auto stopAt = [&](unsigned index, Stop stop) {
            at = bytes + index;
            text.size = sizeAtBlock + index;
            return stop;
        };
        for (std::uint64_t brackets = m_block.brackets & range; brackets != 0; brackets &= brackets - 1) {
            const unsigned index = lowest(brackets);
            const char bracket = bytes[index];
            const std::uint64_t behind = all << index;
            if (text.nesting.depth == 1)
                noteCommas(m_block.commas & ahead & ~behind, sizeAtBlock);
            ahead = range & behind;
            if (opens(bracket)) {
                if (text.nesting.depth >= m_limits.nesting) [[unlikely]]
                    return stopAt(index, Stop::TooDeep);
                text.nesting.open(isObject(bracket), m_kindWords);
                continue;
            }
            if (text.nesting.inObject() != isObject(bracket)) [[unlikely]]
                return stopAt(index, Stop::Fault);
            text.nesting.close(m_kindWords);
            if (text.nesting.depth == 0) {
                if ((m_block.high & range & ~behind) != 0)
                    text.ascii = false;
                return stopAt(index + 1, Stop::TextEnd);
            }
        }
        if (text.nesting.depth == 1)
            noteCommas(m_block.commas & ahead, sizeAtBlock);
        if ((m_block.high & range) != 0)
            text.ascii = false;
        return stopAt(to, faults == 0 ? Stop::InputEnd : Stop::Fault);
    }

    RELEVO_HOT void noteCommas(std::uint64_t commas, std::uint64_t sizeAtBlock)
    {
        std::size_t count = m_notes.count;
        for (; commas != 0 && count <= FrameNotes::capacity; commas &= commas - 1) {
            if (count < FrameNotes::capacity)
                m_notes.commas[count] = sizeAtBlock + lowest(commas);
            ++count;
        }
        m_notes.count = count;
    }

    const FrameLimits &m_limits;
    FrameNotes &m_notes;
    JsonKindWords &m_kindWords;
    Block &m_block;
};

/// Where a part of the work has come to.
struct FrameReader::Step
{
    const char *at;
    FrameEvent event = FrameEvent::None;
    std::uint64_t offset = 0;
};

FrameReader::FrameReader(const FrameLimits &limits, BlockIsa isa)
    : m_limits(limits)
    , m_isa(isa)
    , m_httpCandidates((1u << httpMethods.size()) - 1)
{}

FrameResult FrameReader::next(const char *data, std::size_t size)
{
#if RELEVO_X86_BLOCKS
    if (m_isa == BlockIsa::Avx2) [[likely]]
        return runAvx2(data, size);
    if (m_isa == BlockIsa::Sse2)
        return run<Sse2Blocks>(data, size);
#endif
    return run<PortableBlocks>(data, size);
}

#if RELEVO_X86_BLOCKS
RELEVO_AVX2_TARGET FrameResult FrameReader::runAvx2(const char *data, std::size_t size)
{
    return run<Avx2Blocks>(data, size);
}
#endif

bool FrameReader::endOfStream() const
{
    return keeping();
}

template <class Blocks> RELEVO_HOT FrameResult FrameReader::run(const char *data, std::size_t size)
{
    if (data != m_block.first + m_block.used || size < std::size_t{m_block.bytes} - m_block.used)
        leaveBlock(data);
    const char *const end = data + size;
    const char *textBegin = data;
    Walk walk(*this);
    if (m_state == State::InText)
        walk.text = m_text;
    Step step{data};
    while (step.event == FrameEvent::None && step.at != end) {
        if (m_state != State::InText) {
            const bool usual = m_state == State::Between && m_httpCandidates == 0;
            if (usual && *step.at == '\n' && step.at + 1 != end)
                ++step.at;
            if (!usual || !opensText(*step.at)) {
                step = outside(step.at, end);
                if (m_state != State::InText)
                    continue;
            }
            m_state = State::InText;
            m_kindWords.clear();
            walk.beginText();
            textBegin = step.at;
            // A block ends where the text may become too large, so that what it carries over is the state there. Limits
            // shorter than a block could fall inside one that an earlier text has loaded.
            if (step.at >= m_block.first + m_block.bytes || m_limits.message < blockSize) {
                leaveBlock(step.at);
                m_block.endsInString = 0;
                m_block.endsEscaping = false;
            }
        }
        switch (walk.run<Blocks>(step.at, end)) {
        case Walk::Stop::InputEnd:
            break;
        case Walk::Stop::TextEnd:
            m_state = State::Between;
            step.event = walk.text.skipping ? FrameEvent::None : FrameEvent::Text;
            break;
        case Walk::Stop::TooLarge:
            walk.text.skipping = true;
            step.event = FrameEvent::TooLarge;
            break;
        case Walk::Stop::TooDeep:
            m_state = State::Closed;
            ++step.at;
            step.event = FrameEvent::TooDeep;
            break;
        case Walk::Stop::Fault:
            step = malformed(step.at, walk.text.size);
            if (walk.text.skipping)
                step = {step.at};
            break;
        }
    }
    m_text = walk.text;
    if (step.at >= m_block.first + m_block.bytes)
        m_block.bytes = 0;
    m_block.used = m_block.bytes != 0 ? static_cast<std::uint8_t>(step.at - m_block.first) : 0;
    return {step.event, static_cast<std::size_t>(step.at - data), static_cast<std::size_t>(textBegin - data),
            step.offset};
}

/// The next byte of interest is at `at`, and is not in the block at hand.
RELEVO_HOT void FrameReader::leaveBlock(const char *at)
{
    m_block.first = at;
    m_block.bytes = 0;
    m_block.used = 0;
}

/// Everything but the inside of a text. Stops where a text begins, at an event, or at the end of the input.
RELEVO_COLD FrameReader::Step FrameReader::outside(const char *at, const char *end)
{
    switch (m_state) {
    case State::Between:
        return between(at, end);
    case State::Dropping:
        return drop(at, end);
    default:
        return {end};
    }
}

FrameReader::Step FrameReader::between(const char *at, const char *end)
{
    if (m_httpCandidates != 0) {
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        for (const std::string_view method : httpMethods) {
            if (rest.starts_with(method)) {
                m_state = State::Closed;
                return {at + method.size(), FrameEvent::HttpMethod};
            }
        }
        matchesHttpMethod(*at);
    }
    at = json_scan::skipSpace(at, end);
    if (at == end)
        return {at};
    if (opensText(*at)) {
        m_state = State::InText;
        return {at};
    }
    if (static_cast<unsigned char>(*at) < 0x20) {
        m_state = State::Closed;
        return {at + 1, FrameEvent::NotForUs};
    }
    return malformed(at, 0);
}

/// Drops the rest of what could not be framed, up to and including the next LF.
FrameReader::Step FrameReader::drop(const char *at, const char *end)
{
    for (; m_httpCandidates != 0 && at != end; ++at) {
        if (matchesHttpMethod(*at)) {
            m_state = State::Closed;
            return {at + 1, FrameEvent::HttpMethod};
        }
        if (m_httpCandidates == 0)
            break; // this byte may be the LF
    }
    if (at == end)
        return {at};
    const void *const lineFeed = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    if (lineFeed == nullptr)
        return {end};
    m_state = State::Between;
    return {static_cast<const char *>(lineFeed) + 1};
}

/// The byte at `at` cannot be framed.
RELEVO_COLD FrameReader::Step FrameReader::malformed(const char *at, std::uint64_t offset)
{
    m_state = *at == '\n' ? State::Between : State::Dropping;
    leaveBlock(at + 1); // its masks take what follows for the inside of texts
    return {at + 1, FrameEvent::Malformed, offset};
}

/// Takes one more byte of the connection's beginning. True if a method and its space are complete.
bool FrameReader::matchesHttpMethod(char c)
{
    bool matched = false;
    for (std::size_t i = 0; i < httpMethods.size(); ++i) {
        const std::string_view method = httpMethods[i];
        const auto candidate = static_cast<std::uint16_t>(1u << i);
        if ((m_httpCandidates & candidate) == 0)
            continue;
        if (method[m_httpMatched] != c)
            m_httpCandidates = static_cast<std::uint16_t>(m_httpCandidates & ~candidate);
        else if (method.size() == m_httpMatched + 1u)
            matched = true;
    }
    ++m_httpMatched;
    return matched;
}

} // namespace relevo
