#include "common/client/models/batch_writer.h"

#include <QCoreApplication>
#include <QDir>

namespace relevo {

namespace {

constexpr std::size_t bufferSize = 256 * 1024;

struct BatchRunTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::BatchRun)
};

} // namespace

BatchWriter::BatchWriter(const BatchOptions &options)
    : m_format(options.task, options.format)
    , m_file(options.output)
{}

BatchWriter::~BatchWriter()
{
    close(false);
}

bool BatchWriter::fail()
{
    if (m_error.isEmpty())
        m_error = BatchRunTexts::tr("%1 cannot be written: %2.")
                      .arg(QDir::toNativeSeparators(m_file.fileName()), m_file.errorString());
    return false;
}

bool BatchWriter::open()
{
    m_made = !m_file.exists();
    // Append: so that opening leaves what is there.
    return m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered) || fail();
}

bool BatchWriter::begin()
{
    if (std::exchange(m_begun, true))
        return true;
    m_buffer = m_format.header();
    return m_file.isSequential() || m_file.resize(0) || fail();
}

bool BatchWriter::write(const LineResult &line, std::string_view &record)
{
    if (!begin() || (m_buffer.size() >= bufferSize && !flush()))
        return false;
    const std::size_t from = m_buffer.size();
    m_format.append(m_buffer, line);
    m_buffered = line.line;
    record = std::string_view(m_buffer).substr(from);
    return true;
}

bool BatchWriter::flush()
{
    if (!m_error.isEmpty())
        return false;
    const auto size = static_cast<qint64>(m_buffer.size());
    const bool ok = size == 0 || m_file.write(m_buffer.data(), size) == size;
    m_buffer.clear();
    if (!ok) {
        fail();
        if (!m_file.isSequential())
            m_file.resize(m_size); // no half a record
        return false;
    }
    m_size += size;
    m_lines = m_buffered;
    return true;
}

bool BatchWriter::close(bool whole)
{
    if (!m_file.isOpen())
        return m_error.isEmpty();
    const bool written = (!whole || begin()) && flush();
    m_file.close();
    if (m_made && !m_begun)
        m_file.remove();
    return written && (m_file.error() == QFileDevice::NoError || fail());
}

} // namespace relevo
