#include "console-client/record_spool.h"
#include "common/client/byte_view.h"

#include <algorithm>

namespace relevo::console {

namespace {
constexpr std::size_t longestInMemory = 1 << 20;
}

bool RecordSpool::append(std::string_view text)
{
    m_memory += text;
    if (m_memory.size() <= longestInMemory)
        return true;
    if (!m_file)
        m_file = std::make_unique<QTemporaryFile>();
    const auto length = static_cast<qint64>(m_memory.size());
    if ((!m_file->isOpen() && !m_file->open()) || m_file->write(m_memory.data(), length) != length)
        return false;
    m_inFile += length;
    m_memory.clear();
    return true;
}

bool RecordSpool::cut(std::int64_t size)
{
    if (size >= m_inFile) {
        m_memory.resize(static_cast<std::size_t>(size - m_inFile));
        return true;
    }
    m_memory.clear();
    m_inFile = size;
    return m_file->resize(size) && m_file->seek(size);
}

bool RecordSpool::moveTo(Output &output)
{
    if (m_inFile > 0 && !m_file->seek(0))
        return false;
    for (std::int64_t left = m_inFile; left > 0;) {
        const QByteArray piece = m_file->read(std::min<std::int64_t>(left, longestInMemory));
        if (piece.isEmpty())
            return false;
        output.write(viewOf(piece));
        left -= piece.size();
    }
    output.write(m_memory);
    return cut(0);
}

QString RecordSpool::fault() const
{
    return m_file->errorString();
}

} // namespace relevo::console
