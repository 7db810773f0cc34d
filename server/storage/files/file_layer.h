// The system calls that the store of files lives by. A class of its own so that tests can have them fail.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace relevo {

/// Thread-safe. Each does what the call of its name does, and tells of errors as that does: -1, and errno.
class FileLayer
{
public:
    FileLayer() = default;
    virtual ~FileLayer() = default;
    FileLayer(const FileLayer &) = delete;
    FileLayer &operator=(const FileLayer &) = delete;

    virtual int open(const char *path, int flags, mode_t mode);
    virtual int close(int descriptor);
    virtual ssize_t write(int descriptor, const void *bytes, std::size_t count);
    virtual ssize_t pread(int descriptor, void *bytes, std::size_t count, off_t offset);
    virtual int fsync(int descriptor);
    virtual int mkdir(const char *path, mode_t mode);
    virtual int rename(const char *from, const char *to);
    virtual int unlink(const char *path);
};

/// The system's own.
FileLayer &systemFiles();

} // namespace relevo
