#include "server/storage/files/file_blob_store.h"

#include "server/storage/files/open_file.h"

#include <algorithm>
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
            throwFileError("listing", below->path(), inside.value());
    }
    if (error)
        throwFileError("listing", folder, error.value());
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
    fs::path path = fs::absolute(m_folder, error).lexically_normal();
    std::vector<fs::path> missing;
    for (; !error && !fs::exists(path, error) && path != path.root_path(); path = path.parent_path())
        missing.push_back(path);
    fs::create_directories(m_folder, error);
    if (error)
        throwFileError("making the folder", m_folder, error.value());
    for (const fs::path &made : missing) {
        fs::permissions(made, fs::perms::owner_all, error);
        syncFolder(made.parent_path());
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
        throwFileError("making the folder", folder, errno);
    {
        const std::lock_guard lock(m_mutex);
        if (made)
            m_madeDurable.erase(folder);
        else if (m_madeDurable.contains(folder))
            return;
    }
    // That it was there already does not say that it is on the disk.
    syncFolder(m_folder);
    const std::lock_guard lock(m_mutex);
    m_madeDurable.insert(folder);
}

void FileBlobStore::syncFolder(const std::string &path)
{
    OpenFile folder(m_layer, path, O_RDONLY | O_DIRECTORY);
    if (!folder.isOpen())
        throwFileError("opening", path, errno);
    folder.sync();
}

void FileBlobStore::writeFile(const std::string &path, std::string_view blob, std::string_view footer)
{
    OpenFile file(m_layer, path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!file.isOpen())
        throwFileError("making", path, errno);
    file.write(blob);
    file.write(footer);
    file.sync();
}

void FileBlobStore::putObject(std::string_view name, std::string_view blob, std::string_view footer)
{
    makeFolderOf(name);
    const std::string path = pathOf(name);
    const std::string temporary = path + '.' + randomDigits() + std::string(unfinished);
    try {
        writeFile(temporary, blob, footer);
        if (m_layer.rename(temporary.c_str(), path.c_str()) != 0)
            throwFileError("renaming", temporary, errno);
    } catch (...) {
        m_layer.unlink(temporary.c_str());
        throw;
    }
    syncFolder(fs::path(path).parent_path());
}

void FileBlobStore::requireThere(const OpenFile &file, std::string_view name) const
{
    if (file.isOpen())
        return;
    const int error = errno;
    std::error_code unseen;
    if (error == ENOENT && fs::exists(m_folder, unseen))
        throw StorageError(StorageError::Kind::NotFound, "there is no blob " + std::string(name));
    throwFileError("opening", pathOf(name), error);
}

CheckedBlobStore::Piece FileBlobStore::fetchTail(std::string_view name, std::uint64_t length)
{
    const OpenFile file(m_layer, pathOf(name), O_RDONLY);
    requireThere(file, name);
    std::string tag = file.tag();
    const std::uint64_t size = file.size();
    const std::uint64_t count = std::min(length, size);
    return {file.read(size - count, count), size, std::move(tag)};
}

CheckedBlobStore::Piece FileBlobStore::fetch(std::string_view name, std::uint64_t offset, std::uint64_t length)
{
    const OpenFile file(m_layer, pathOf(name), O_RDONLY);
    requireThere(file, name);
    std::string tag = file.tag();
    const std::uint64_t size = file.size();
    if (offset >= size)
        return {};
    return {file.read(offset, std::min(length, size - offset)), size, std::move(tag)};
}

void FileBlobStore::removeObject(std::string_view name)
{
    const std::string path = pathOf(name);
    if (m_layer.unlink(path.c_str()) != 0 && errno != ENOENT)
        throwFileError("removing", path, errno);
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
            throwFileError("removing", path, errno);
    });
}

} // namespace relevo
