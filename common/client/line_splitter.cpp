#include "common/client/line_splitter.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace relevo {

namespace {
constexpr std::size_t blockSize = 256 << 10;
}

LineSplitter::LineSplitter(QIODevice &device, std::size_t longestLine)
    : m_device(device)
    , m_longest(longestLine)
{}

LineSplitter::Fill LineSplitter::fill()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_size - m_begin);
        m_size -= m_begin;
        m_scanned -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() - m_size < blockSize)
        m_buffer.resize(std::max(2 * m_size, m_size + blockSize));
    const qint64 got = m_device.read(m_buffer.data() + m_size, static_cast<qint64>(blockSize));
    if (got > 0) {
        m_size += static_cast<std::size_t>(got);
        return Fill::More;
    }
    if (got == 0)
        return m_device.isSequential() ? Fill::Wait : Fill::End;
    return m_device.isSequential() ? Fill::End : Fill::Failed;
}

LineSplitter::Next LineSplitter::take(std::size_t end, std::size_t after, std::string_view &line)
{
    line = {m_buffer.data() + m_begin, end - m_begin};
    if (!line.empty() && line.back() == '\r' && after > end)
        line.remove_suffix(1);
    m_passed += after - m_begin;
    m_begin = m_scanned = after;
    const bool tooLong = std::exchange(m_skipping, false) || line.size() > m_longest;
    return tooLong ? Next::TooLong : Next::Line;
}

LineSplitter::Next LineSplitter::next(std::string_view &line)
{
    while (true) {
        const char *from = m_buffer.data() + m_scanned;
        const void *found = m_scanned < m_size ? std::memchr(from, '\n', m_size - m_scanned) : nullptr;
        if (found) {
            const std::size_t end = m_scanned + static_cast<std::size_t>(static_cast<const char *>(found) - from);
            return take(end, end + 1, line);
        }
        m_scanned = m_size;
        if (m_size - m_begin > m_longest) { // forget what will not be handed out
            m_skipping = true;
            m_passed += m_size - m_begin;
            m_begin = m_size;
        }
        switch (fill()) {
        case Fill::More:
            break;
        case Fill::Wait:
            return Next::Wait;
        case Fill::Failed:
            return Next::Failed;
        case Fill::End:
            return m_begin < m_size || m_skipping ? take(m_size, m_size, line) : Next::End;
        }
    }
}

} // namespace relevo
