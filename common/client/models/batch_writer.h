// The file that a run's results go to: written in long runs, and whole records only. What the file had before goes
// when the first record comes; a file that was made for nothing is taken away again.
//
// Not thread-safe; every function may wait for the disk.
#pragma once

#include "common/client/models/batch_format.h"

#include <QFile>

namespace relevo {

class BatchWriter
{
public:
    explicit BatchWriter(const BatchOptions &options);
    ~BatchWriter();

    // Each of these: false, with the reason for people in errorText(), when the file does not take it.

    bool open();
    /// Appends the record of a line. `record` is it as it will stand in the file; it lives until the next call.
    bool write(const LineResult &line, std::string_view &record);
    bool flush();
    /// At the end of a run. `whole`: no records at all are a result too, and leave nothing of what the file had before.
    bool close(bool whole);

    /// The records of all lines up to this one have been written, and nothing of the others.
    std::uint64_t lines() const { return m_lines; }
    const QString &errorText() const { return m_error; }

private:
    bool begin();
    bool fail();

    BatchFormat m_format;
    QFile m_file;
    std::string m_buffer;
    qint64 m_size = 0;            ///< bytes written
    std::uint64_t m_lines = 0;    ///< lines of which they are
    std::uint64_t m_buffered = 0; ///< the last line in the buffer
    QString m_error;
    bool m_made = false;  ///< there was no such file before
    bool m_begun = false; ///< what it had before is gone
};

} // namespace relevo
