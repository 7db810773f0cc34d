// A file or folder that is open, and the system's errors as StorageErrors.
#pragma once

#include "server/storage/files/file_layer.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace relevo {

/// ENOSPC is Full, EIO Unavailable and so on; the text has the path and the system's words.
[[noreturn]] void throwFileError(const char *doing, const std::string &path, int error);

/// One thread. Closed with the object. But for isOpen() all throw StorageError, and want it to be open.
class OpenFile
{
public:
    OpenFile(FileLayer &layer, std::string path, int flags, mode_t mode = 0);
    ~OpenFile();
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    /// If not, errno says why.
    bool isOpen() const { return m_descriptor >= 0; }

    void write(std::string_view bytes);
    /// Fewer at the file's end.
    std::string read(std::uint64_t offset, std::uint64_t length) const;
    void sync();

    std::uint64_t size() const;
    /// Another one for each file that has had this path, and once it was written to.
    std::string tag() const;

private:
    FileLayer &m_layer;
    const std::string m_path;
    int m_descriptor = -1;
};

} // namespace relevo
