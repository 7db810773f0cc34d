#include "common/client/reply_stream.h"

#include <algorithm>
#include <cstring>

namespace relevo {

namespace {
constexpr std::size_t ordinaryCapacity = 1 << 20;
}

ReplyStream::ReplyStream(const FrameLimits &limits)
    : m_limits(limits)
    , m_reader(limits)
{}

void ReplyStream::reset()
{
    m_reader = FrameReader(m_limits);
    m_textBegin = m_scanned = m_end = 0;
    m_inText = false;
}

void ReplyStream::growTo(std::size_t capacity)
{
    const std::size_t keepFrom = m_inText ? m_textBegin : m_scanned;
    std::unique_ptr<char[]> grown(new char[capacity]); // not make_unique, which would clear it
    if (m_end > keepFrom)
        std::memcpy(grown.get(), m_buffer.get() + keepFrom, m_end - keepFrom);
    m_buffer = std::move(grown);
    m_capacity = capacity;
    m_end -= keepFrom;
    m_scanned -= keepFrom;
    m_textBegin = 0;
}

char *ReplyStream::reserve(std::size_t size)
{
    const std::size_t keepFrom = m_inText ? m_textBegin : m_scanned;
    const std::size_t kept = m_end - keepFrom;
    if (m_capacity > ordinaryCapacity && kept + size <= ordinaryCapacity) {
        growTo(ordinaryCapacity);
    } else if (m_capacity - m_end < size) {
        if (kept + size <= m_capacity && keepFrom >= kept) {
            std::memcpy(m_buffer.get(), m_buffer.get() + keepFrom, kept);
            m_end -= keepFrom;
            m_scanned -= keepFrom;
            m_textBegin = 0;
        } else {
            growTo(std::max({2 * kept, kept + size, std::size_t(64) << 10}));
        }
    }
    return m_buffer.get() + m_end;
}

ReplyStream::Event ReplyStream::next(std::string_view &text)
{
    if (m_scanned == m_end)
        return Event::None;
    const std::size_t base = m_scanned;
    const FrameResult found = m_reader.next(m_buffer.get() + base, m_end - base);
    m_scanned = base + found.consumed;
    if (!m_inText)
        m_textBegin = base + found.textBegin;
    switch (found.event) {
    case FrameEvent::None:
        m_inText = m_reader.keeping();
        return Event::None;
    case FrameEvent::Text:
        m_inText = false;
        text = {m_buffer.get() + m_textBegin, m_scanned - m_textBegin};
        return Event::Text;
    default:
        m_inText = false;
        return Event::Broken;
    }
}

} // namespace relevo
