#include "frame_driver.h"

#include <algorithm>

namespace relevo {

namespace {

template <typename Reading> void readInPieces(std::string_view stream, std::span<const std::size_t> cuts, Reading read)
{
    std::size_t begin = 0;
    for (const std::size_t cut : cuts) {
        read(stream.substr(begin, cut - begin));
        begin = cut;
    }
    read(stream.substr(begin));
}

} // namespace

void FrameDriver::read(std::string_view bytes)
{
    // In memory of just that size: an access beyond it is seen by AddressSanitizer.
    std::vector<char> input(bytes.begin(), bytes.end());
    std::size_t at = 0;
    while (at < input.size()) {
        const char *const data = input.data() + at;
        const FrameResult result = m_reader.next(data, input.size() - at);
        at += result.consumed;
        m_taken += result.consumed;
        if (result.event == FrameEvent::Text)
            m_events.push_back(text(result, data));
        else if (result.event != FrameEvent::None)
            m_events.push_back({result.event, m_taken, result.offset, {}, true, {}});
        else if (m_reader.keeping())
            m_kept.append(data + result.textBegin, result.consumed - result.textBegin);
        if (!m_reader.keeping())
            m_kept.clear();
        if (m_rest == RestOfInput::Moved) {
            input = std::vector<char>(input.begin() + static_cast<std::ptrdiff_t>(at), input.end());
            at = 0;
        }
    }
}

FramedEvent FrameDriver::text(const FrameResult &result, const char *input)
{
    FramedEvent event{FrameEvent::Text, m_taken, 0, m_kept, m_reader.textIsAscii(), {}};
    event.text.append(input + result.textBegin, result.consumed - result.textBegin);
    if (event.text.size() != m_reader.textSize())
        event.text += " (but textSize() is " + std::to_string(m_reader.textSize()) + ")";
    const FrameNotes &notes = m_reader.notes();
    for (std::size_t i = 0; i < std::min(notes.count, FrameNotes::capacity); ++i)
        event.commas.push_back(notes.commas[i]);
    if (!notes.complete())
        event.commas.push_back(tooManyCommas);
    return event;
}

std::vector<FramedEvent> framed(std::string_view stream, const FrameLimits &limits, std::span<const std::size_t> cuts,
                                BlockIsa isa, RestOfInput rest)
{
    FrameDriver driver(limits, isa, rest);
    readInPieces(stream, cuts, [&](std::string_view piece) { driver.read(piece); });
    return driver.events();
}

std::vector<FramedEvent> framedByReference(std::string_view stream, const FrameLimits &limits,
                                           std::span<const std::size_t> cuts)
{
    ReferenceFramer framer(limits);
    readInPieces(stream, cuts, [&](std::string_view piece) { framer.read(piece); });
    return framer.events();
}

} // namespace relevo
