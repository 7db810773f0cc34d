#include "server/storage/files/file_blob_store.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace relevo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished = ".tmp";
/// So many last characters of a name are its folder's.
constexpr std::size_t spreadBy = 2;
constexpr auto unfinishedAge = std::chrono::hours(1);

StorageError::Kind kindOf(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
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

[[noreturn]] void fail(const char *doing, const std::string &path, int error)
{
    throw StorageError(kindOf(error), std::string(doing) + ' ' + path + ": " + std::generic_category().message(error));
}

} // namespace

/// Closes with the scope.
class FileBlobStore::Descriptor
{
public:
    Descriptor(FileLayer &layer, const std::string &path, int flags, mode_t mode = 0)
        : m_layer(layer)
    {
        do
            m_number = layer.open(path.c_str(), flags | O_CLOEXEC, mode);
        while (m_number < 0 && errno == EINTR);
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            m_layer.close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    bool isOpen() const { return m_number >= 0; }
    int number() const { return m_number; }

private:
    FileLayer &m_layer;
    int m_number;
};

namespace {

void writeAll(FileLayer &layer, int file, const std::string &path, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = layer.write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            fail("writing", path, errno);
        if (written > 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string readUpTo(FileLayer &layer, int file, const std::string &path, std::uint64_t offset, std::uint64_t length)
{
    std::string bytes(length, '\0');
    std::size_t count = 0;
    while (count < bytes.size()) {
        const ssize_t more =
            layer.pread(file, bytes.data() + count, bytes.size() - count, static_cast<off_t>(offset + count));
        if (more < 0 && errno != EINTR)
            fail("reading", path, errno);
        if (more == 0)
            break;
        if (more > 0)
            count += static_cast<std::size_t>(more);
    }
    bytes.resize(count);
    return bytes;
}

struct FileFacts
{
    std::uint64_t bytes = 0;
    std::string tag;
};

FileFacts factsOf(int file, const std::string &path)
{
    struct stat facts = {};
    if (::fstat(file, &facts) != 0)
        fail("reading", path, errno);
    std::string tag;
    for (const auto number : {static_cast<long>(facts.st_ino), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec,
                              static_cast<long>(facts.st_size)})
        tag += std::to_string(number) + ' ';
    return {static_cast<std::uint64_t>(facts.st_size), std::move(tag)};
}

std::string randomDigits()
{
    std::random_device random;
    std::string text;
    for (int i = 0; i < 16; ++i)
        text += "0123456789abcdef"[random() & 15];
    return text;
}

/// Each file in the folders below `folder`. What vanishes meanwhile is passed over.
void forEachFile(const std::string &folder, const std::function<void(const fs::path &)> &visit)
{
    std::error_code error;
    for (fs::directory_iterator below(folder, error); !error && below != fs::directory_iterator();
         below.increment(error)) {
        const std::string name = below->path().filename();
        if (name.size() > spreadBy || !isBlobName(name))
            continue; // not ours
        std::error_code inside;
        for (fs::directory_iterator file(below->path(), inside); !inside && file != fs::directory_iterator();
             file.increment(inside))
            visit(file->path());
        if (inside && inside != std::errc::no_such_file_or_directory && inside != std::errc::not_a_directory)
            fail("listing", below->path(), inside.value());
    }
    if (error)
        fail("listing", folder, error.value());
}

std::optional<std::chrono::system_clock::time_point> writtenAt(const fs::path &path)
{
    struct stat facts = {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return std::nullopt;
    const auto sinceEpoch =
        std::chrono::seconds(facts.st_mtim.tv_sec) + std::chrono::nanoseconds(facts.st_mtim.tv_nsec);
    return std::chrono::system_clock::time_point(
        std::chrono::duration_cast<std::chrono::system_clock::duration>(sinceEpoch));
}

} // namespace

FileBlobStore::FileBlobStore(std::string folder, FileLayer &layer)
    : m_folder(std::move(folder))
    , m_layer(layer)
{
    std::error_code error;
    const bool made = fs::create_directories(m_folder, error);
    if (error)
        fail("making the folder", m_folder, error.value());
    if (made) {
        fs::permissions(m_folder, fs::perms::owner_all, error);
        syncFolder(fs::absolute(m_folder).lexically_normal().parent_path());
    }
}

std::string FileBlobStore::pathOf(std::string_view name) const
{
    const std::string_view below = name.substr(name.size() - std::min(name.size(), spreadBy));
    return m_folder + '/' + std::string(below) + '/' + std::string(name);
}

void FileBlobStore::makeFolderOf(std::string_view name)
{
    const std::string folder = fs::path(pathOf(name)).parent_path();
    const bool made = m_layer.mkdir(folder.c_str(), 0700) == 0;
    if (!made && errno != EEXIST)
        fail("making the folder", folder, errno);
    if (!made) {
        const std::lock_guard lock(m_mutex);
        if (m_madeDurable.contains(folder))
            return;
    }
    // That it was there already does not say that it is on the disk.
    syncFolder(m_folder);
    const std::lock_guard lock(m_mutex);
    m_madeDurable.insert(folder);
}

void FileBlobStore::syncFolder(const std::string &path)
{
    const Descriptor folder(m_layer, path, O_RDONLY | O_DIRECTORY);
    if (!folder.isOpen() || m_layer.fsync(folder.number()) != 0)
        fail("bringing to the disk the folder", path, errno);
}

void FileBlobStore::writeFile(const std::string &path, std::string_view blob, std::string_view footer)
{
    const Descriptor file(m_layer, path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!file.isOpen())
        fail("making", path, errno);
    writeAll(m_layer, file.number(), path, blob);
    writeAll(m_layer, file.number(), path, footer);
    if (m_layer.fsync(file.number()) != 0)
        fail("bringing to the disk", path, errno);
}

void FileBlobStore::putObject(std::string_view name, std::string_view blob, std::string_view footer)
{
    makeFolderOf(name);
    const std::string path = pathOf(name);
    const std::string temporary = path + '.' + randomDigits() + std::string(unfinished);
    try {
        writeFile(temporary, blob, footer);
        if (m_layer.rename(temporary.c_str(), path.c_str()) != 0)
            fail("renaming", temporary, errno);
    } catch (...) {
        m_layer.unlink(temporary.c_str());
        throw;
    }
    syncFolder(fs::path(path).parent_path());
}

void FileBlobStore::requireThere(const Descriptor &file, std::string_view name) const
{
    if (file.isOpen())
        return;
    const int error = errno;
    std::error_code unseen;
    if (error == ENOENT && fs::exists(m_folder, unseen))
        throw StorageError(StorageError::Kind::NotFound, "there is no blob " + std::string(name));
    fail("opening", pathOf(name), error);
}

CheckedBlobStore::Piece FileBlobStore::fetchTail(std::string_view name, std::uint64_t length)
{
    const std::string path = pathOf(name);
    const Descriptor file(m_layer, path, O_RDONLY);
    requireThere(file, name);
    FileFacts facts = factsOf(file.number(), path);
    const std::uint64_t count = std::min(length, facts.bytes);
    return {readUpTo(m_layer, file.number(), path, facts.bytes - count, count), facts.bytes, std::move(facts.tag)};
}

CheckedBlobStore::Piece FileBlobStore::fetch(std::string_view name, std::uint64_t offset, std::uint64_t length)
{
    const std::string path = pathOf(name);
    const Descriptor file(m_layer, path, O_RDONLY);
    requireThere(file, name);
    FileFacts facts = factsOf(file.number(), path);
    if (offset >= facts.bytes)
        return {};
    const std::uint64_t count = std::min(length, facts.bytes - offset);
    return {readUpTo(m_layer, file.number(), path, offset, count), facts.bytes, std::move(facts.tag)};
}

void FileBlobStore::removeObject(std::string_view name)
{
    const std::string path = pathOf(name);
    if (m_layer.unlink(path.c_str()) != 0 && errno != ENOENT)
        fail("removing", path, errno);
}

std::vector<std::string> FileBlobStore::namesAfter(std::string_view after, std::size_t limit) const
{
    // The first `limit` names, the last of them on top.
    std::vector<std::string> names;
    forEachFile(m_folder, [&](const fs::path &path) {
        std::string name = path.filename();
        if (!isBlobName(name) || name <= after || (names.size() == limit && name >= names.front()))
            return;
        if (names.size() == limit) {
            std::pop_heap(names.begin(), names.end());
            names.pop_back();
        }
        names.push_back(std::move(name));
        std::push_heap(names.begin(), names.end());
    });
    std::sort_heap(names.begin(), names.end());
    return names;
}

std::vector<BlobEntry> FileBlobStore::listObjects(std::string_view after, std::size_t limit)
{
    std::vector<BlobEntry> entries;
    std::vector<std::string> names = namesAfter(after, limit);
    while (entries.empty() && !names.empty()) {
        const std::string last = names.back();
        for (std::string &name : names) {
            if (const auto at = writtenAt(pathOf(name)))
                entries.push_back({std::move(name), *at});
        }
        if (entries.empty()) // all removed meanwhile: that is not the end of the list
            names = namesAfter(last, limit);
    }
    return entries;
}

void FileBlobStore::sweepUnfinished()
{
    const auto oldest = std::chrono::system_clock::now() - unfinishedAge;
    forEachFile(m_folder, [&](const fs::path &path) {
        if (!path.native().ends_with(unfinished))
            return;
        const auto at = writtenAt(path);
        if (at && *at < oldest && m_layer.unlink(path.c_str()) != 0 && errno != ENOENT)
            fail("removing", path, errno);
    });
}

} // namespace relevo
