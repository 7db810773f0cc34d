// The footers of the blobs that were read last, so that a blob read piece by piece is not asked for its hashes each
// time.
#pragma once

#include "server/storage/blob_footer.h"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace relevo {

struct KnownBlob
{
    BlobFooter footer;
    std::string tag; ///< which of the objects that had this name (an ETag, an inode and its times)
};

/// Thread-safe. Whoever was read longest ago goes first once they take more than `mostBytes` in all.
class FooterCache
{
public:
    explicit FooterCache(std::size_t mostBytes);

    /// Null if it is not known.
    std::shared_ptr<const KnownBlob> find(std::string_view name);
    void insert(std::string_view name, std::shared_ptr<const KnownBlob> blob);
    void drop(std::string_view name);

private:
    struct Entry
    {
        std::string name;
        std::shared_ptr<const KnownBlob> blob;
        std::size_t bytes;
    };

    void dropLocked(std::string_view name);

    const std::size_t m_mostBytes;
    std::mutex m_mutex;                                                        ///< guards all below
    std::list<Entry> m_entries;                                                ///< the one read last in front
    std::unordered_map<std::string_view, std::list<Entry>::iterator> m_byName; ///< keys point into m_entries
    std::size_t m_bytes = 0;
};

} // namespace relevo
