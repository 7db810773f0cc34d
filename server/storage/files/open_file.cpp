#include "server/storage/files/open_file.h"

#include "server/storage/storage_error.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace relevo {
namespace {

StorageError::Kind kindOf(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: // of a limit on files: no blob is larger than a file may be
        return StorageError::Kind::Full;
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOTDIR:
    case ELOOP:
        return StorageError::Kind::Refused;
    case EIO:
    case ENOENT: // the folder itself is gone: perhaps a disk that is not mounted
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case EAGAIN:
    case ESTALE:
    case ETIMEDOUT:
        return StorageError::Kind::Unavailable;
    default:
        return StorageError::Kind::Failed;
    }
}

struct stat factsOf(int descriptor, const std::string &path)
{
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0)
        throwFileError("reading", path, errno);
    return facts;
}

} // namespace

void throwFileError(const char *doing, const std::string &path, int error)
{
    throw StorageError(kindOf(error), std::string(doing) + ' ' + path + ": " + std::generic_category().message(error));
}

OpenFile::OpenFile(FileLayer &layer, std::string path, int flags, mode_t mode)
    : m_layer(layer)
    , m_path(std::move(path))
{
    do
        m_descriptor = layer.open(m_path.c_str(), flags | O_CLOEXEC, mode);
    while (m_descriptor < 0 && errno == EINTR);
}

OpenFile::~OpenFile()
{
    if (isOpen())
        m_layer.close(m_descriptor);
}

void OpenFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = m_layer.write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            throwFileError("writing", m_path, errno);
        if (written > 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string OpenFile::read(std::uint64_t offset, std::uint64_t length) const
{
    std::string bytes(length, '\0');
    std::size_t count = 0;
    while (count < bytes.size()) {
        const ssize_t more =
            m_layer.pread(m_descriptor, bytes.data() + count, bytes.size() - count, static_cast<off_t>(offset + count));
        if (more < 0 && errno != EINTR)
            throwFileError("reading", m_path, errno);
        if (more == 0)
            break;
        if (more > 0)
            count += static_cast<std::size_t>(more);
    }
    bytes.resize(count);
    return bytes;
}

void OpenFile::sync()
{
    if (m_layer.fsync(m_descriptor) != 0)
        throwFileError("bringing to the disk", m_path, errno);
}

std::uint64_t OpenFile::size() const
{
    return static_cast<std::uint64_t>(factsOf(m_descriptor, m_path).st_size);
}

std::string OpenFile::tag() const
{
    const struct stat facts = factsOf(m_descriptor, m_path);
    std::string tag;
    for (const auto number : {static_cast<long>(facts.st_ino), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec,
                              static_cast<long>(facts.st_size)})
        tag += std::to_string(number) + ' ';
    return tag;
}

} // namespace relevo
