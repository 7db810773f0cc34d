// Blobs as files of one folder, spread over folders below it by the last two characters of their names.
//
// A blob is written beside its place, to a file that ends in `.tmp`, brought to the disk and then renamed: under its
// name there is at all times the earlier blob or the new one, whole. When only the last step fails, bringing the
// renaming itself to the disk, put() throws and the new blob may already stand.
#pragma once

#include "server/storage/checked_blob_store.h"
#include "server/storage/files/file_layer.h"

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

class OpenFile;

class FileBlobStore final : public CheckedBlobStore
{
public:
    /// Makes the folder if there is none, open to its owner alone. Throws StorageError. `layer` outlives the store.
    explicit FileBlobStore(std::string folder, FileLayer &layer = systemFiles());

    std::string kind() const override { return "files"; }
    void sweepUnfinished() override;

protected:
    void putObject(std::string_view name, std::string_view blob, std::string_view footer) override;
    Piece fetchTail(std::string_view name, std::uint64_t length) override;
    Piece fetch(std::string_view name, std::uint64_t offset, std::uint64_t length) override;
    void removeObject(std::string_view name) override;
    /// Looks through all names each time: ask for many at once.
    std::vector<BlobEntry> listObjects(std::string_view after, std::size_t limit) override;

private:
    std::string pathOf(std::string_view name) const;
    void makeFolderOf(std::string_view name);
    void writeFile(const std::string &path, std::string_view blob, std::string_view footer);
    void syncFolder(const std::string &path);
    void requireThere(const OpenFile &file, std::string_view name) const;
    std::vector<std::string> namesAfter(std::string_view after, std::size_t limit) const;

    const std::string m_folder;
    FileLayer &m_layer;
    std::mutex m_mutex;                  ///< guards what follows
    std::set<std::string> m_madeDurable; ///< the folders below that are known to be on the disk
};

} // namespace relevo
