// What the blob stores share: names are checked, a footer with hashes is written behind each blob (blob_footer.h), and
// what is read is compared with it. A store adds how whole objects are put, fetched by ranges, removed and listed.
#pragma once

#include "server/storage/blob_store.h"
#include "server/storage/footer_cache.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// Whether `name` has the form that blob_store.h gives to names.
bool isBlobName(std::string_view name);

class CheckedBlobStore : public BlobStore
{
public:
    CheckedBlobStore();

    BlobInfo put(std::string_view name, std::string_view bytes) final;
    std::string read(std::string_view name, std::uint64_t offset, std::uint64_t length, BlobInfo *info = nullptr) final;
    void remove(std::string_view name) final;
    std::vector<BlobEntry> list(std::string_view after, std::size_t limit) final;

protected:
    /// A part of an object, and which object it is of.
    struct Piece
    {
        std::string bytes;
        std::uint64_t objectBytes = 0; ///< of the whole object
        std::string tag;               ///< another one for each object that the name has had
    };

    // Each is called with names of the right form, from any thread, and throws StorageError.

    /// `blob`, then `footer`, as one object, durable on return.
    virtual void putObject(std::string_view name, std::string_view blob, std::string_view footer) = 0;
    /// The last `length` bytes, or all if there are fewer. NotFound.
    virtual Piece fetchTail(std::string_view name, std::uint64_t length) = 0;
    /// Those of the `length` bytes from `offset` that there are; no tag if there are none. NotFound.
    virtual Piece fetch(std::string_view name, std::uint64_t offset, std::uint64_t length) = 0;
    virtual void removeObject(std::string_view name) = 0;
    /// As BlobStore::list(); `after` is a name or empty.
    virtual std::vector<BlobEntry> listObjects(std::string_view after, std::size_t limit) = 0;

private:
    struct Range;
    struct Loaded;

    static void requireWhole(std::string_view name, const Piece &piece, std::uint64_t length);
    Loaded load(std::string_view name, std::uint64_t expected);
    std::optional<std::string> readKnown(std::string_view name, const KnownBlob &blob, const Range &range);
    std::optional<std::string> readCached(std::string_view name, const KnownBlob &blob, const Range &range);
    std::optional<std::string> readAnew(std::string_view name, std::uint64_t offset, std::uint64_t length,
                                        BlobInfo *info);

    FooterCache m_footers;
};

} // namespace relevo
