// A record of an export until it is whole: in memory, and from a certain length on in a file.
#pragma once

#include "console-client/output.h"

#include <QTemporaryFile>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace relevo::console {

class RecordSpool
{
public:
    /// False where the file cannot be written: see fault().
    bool append(std::string_view text);
    std::int64_t size() const { return m_inFile + static_cast<std::int64_t>(m_memory.size()); }
    /// What was appended behind it is gone.
    bool cut(std::int64_t size);
    /// All of it; then it is empty.
    bool moveTo(Output &output);
    QString fault() const;

private:
    std::string m_memory; ///< behind what stands in the file
    std::int64_t m_inFile = 0;
    std::unique_ptr<QTemporaryFile> m_file;
};

} // namespace relevo::console
