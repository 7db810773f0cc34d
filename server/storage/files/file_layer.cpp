#include "server/storage/files/file_layer.h"

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace relevo {

int FileLayer::open(const char *path, int flags, mode_t mode)
{
    return ::open(path, flags, mode);
}

int FileLayer::close(int descriptor)
{
    return ::close(descriptor);
}

ssize_t FileLayer::write(int descriptor, const void *bytes, std::size_t count)
{
    return ::write(descriptor, bytes, count);
}

ssize_t FileLayer::pread(int descriptor, void *bytes, std::size_t count, off_t offset)
{
    return ::pread(descriptor, bytes, count, offset);
}

int FileLayer::fsync(int descriptor)
{
    return ::fsync(descriptor);
}

int FileLayer::mkdir(const char *path, mode_t mode)
{
    return ::mkdir(path, mode);
}

int FileLayer::rename(const char *from, const char *to)
{
    return ::rename(from, to);
}

int FileLayer::unlink(const char *path)
{
    return ::unlink(path);
}

FileLayer &systemFiles()
{
    static FileLayer layer; // without state
    return layer;
}

} // namespace relevo
