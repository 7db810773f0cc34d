#include "common/protocol/frame_reader.h"

#include "common/protocol/frame_walk.h"
#include "common/protocol/json_scan.h"

#include <array>
#include <cstring>
#include <string_view>

namespace relevo {

namespace {

constexpr std::array<std::string_view, 10> httpMethods{"GET ",     "HEAD ",    "POST ",  "PUT ",   "DELETE ",
                                                       "CONNECT ", "OPTIONS ", "TRACE ", "PATCH ", "PRI "};

} // namespace

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
            if (!usual || !frame_walk::opensText(*step.at)) {
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
    m_block.onlyString = false;
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
    if (frame_walk::opensText(*at)) {
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
