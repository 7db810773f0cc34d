#include "reference_framer.h"

#include <algorithm>
#include <array>

namespace relevo {

std::string FramedEvent::describe() const
{
    constexpr std::array<const char *, 7> names{"None",    "Text",     "Malformed", "TooLarge",
                                                "TooDeep", "NotForUs", "HttpMethod"};
    std::string out = names[static_cast<std::size_t>(event)];
    out += " up to " + std::to_string(end) + ", offset " + std::to_string(offset);
    if (event == FrameEvent::Text) {
        out += ascii ? ", ASCII, commas" : ", not ASCII, commas";
        for (const std::uint64_t comma : commas)
            out += ' ' + std::to_string(comma);
        out += ": " + text;
    }
    return out;
}

bool ReferenceFramer::beginsLikeHttp(std::string_view bytes) const
{
    const std::array methods{"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"};
    return std::any_of(methods.begin(), methods.end(),
                       [&](const char *method) { return bytes.starts_with(std::string(method) + ' '); });
}

void ReferenceFramer::read(std::string_view bytes)
{
    if (m_taken == 0 && beginsLikeHttp(bytes)) {
        m_taken = bytes.find(' ') + 1;
        tell(FrameEvent::HttpMethod);
        m_place = Place::Closed;
        return;
    }
    for (const char c : bytes)
        take(c);
}

void ReferenceFramer::take(char c)
{
    if (m_place == Place::Closed)
        return;
    if (m_place == Place::Text && !m_skipping && m_text.text.size() == m_limits.message) {
        tell(FrameEvent::TooLarge);
        m_skipping = true;
    }
    ++m_taken;
    if (m_first.size() < 8)
        m_first += c;
    if (m_taken == m_first.size() && beginsLikeHttp(m_first)) {
        tell(FrameEvent::HttpMethod);
        m_place = Place::Closed;
    } else if (m_place == Place::Outside) {
        takeOutside(c);
    } else if (m_place == Place::Text) {
        takeInText(c);
    } else if (c == '\n') {
        m_place = Place::Outside;
    }
}

void ReferenceFramer::takeOutside(char c)
{
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
        return;
    m_skipping = false;
    if (c == '{' || c == '[') {
        m_place = Place::Text;
        m_text = FramedEvent{};
        m_open.clear();
        m_quoted = false;
        m_escaped = false;
        takeInText(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
        tell(FrameEvent::NotForUs);
        m_place = Place::Closed;
    } else {
        fault(c, 0);
    }
}

void ReferenceFramer::takeInText(char c)
{
    const std::size_t offset = m_text.text.size();
    m_text.text += c;
    if (static_cast<unsigned char>(c) >= 0x80)
        m_text.ascii = false;
    if (m_quoted) {
        if (static_cast<unsigned char>(c) < 0x20)
            fault(c, offset);
        else if (m_escaped)
            m_escaped = false;
        else if (c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_quoted = false;
    } else if (c == '"') {
        m_quoted = true;
    } else if (c == ',' && m_open.size() == 1 && m_text.commas.size() < 13) {
        m_text.commas.push_back(m_text.commas.size() < 12 ? offset : tooManyCommas);
    } else if (c == '{' || c == '[' || c == '}' || c == ']') {
        takeBracket(c);
    }
}

void ReferenceFramer::takeBracket(char c)
{
    if (c == '{' || c == '[') {
        m_open += c;
        if (m_open.size() > m_limits.nesting) {
            tell(FrameEvent::TooDeep);
            m_place = Place::Closed;
        }
        return;
    }
    if (m_open.back() != (c == '}' ? '{' : '[')) {
        fault(c, m_text.text.size() - 1);
        return;
    }
    m_open.pop_back();
    if (!m_open.empty())
        return;
    m_place = Place::Outside;
    if (m_skipping)
        return;
    m_text.event = FrameEvent::Text;
    m_text.end = m_taken;
    m_events.push_back(m_text);
}

void ReferenceFramer::fault(char c, std::uint64_t offset)
{
    if (!m_skipping)
        tell(FrameEvent::Malformed, offset);
    m_place = c == '\n' ? Place::Outside : Place::Dropping;
}

void ReferenceFramer::tell(FrameEvent event, std::uint64_t offset)
{
    m_events.push_back({event, m_taken, offset, {}, true, {}});
}

} // namespace relevo
