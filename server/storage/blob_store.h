// Where params and results go that are too long for a record: named byte strings, written once, whole, and read by
// ranges. Implemented by files (embedded) and by S3.
//
// Thread-safe; every call blocks on its storage and throws StorageError. A name is made by us, never by a client:
// letters a-z, digits and `-`, at most 100 of them.
#pragma once

#include "server/storage/storage_error.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

struct BlobInfo
{
    std::uint64_t size = 0;
    std::string sha256; ///< of the whole, 64 hex digits
};

struct BlobEntry
{
    std::string name;
    std::chrono::system_clock::time_point writtenAt;
};

class BlobStore
{
public:
    virtual ~BlobStore() = default;

    /// `files` or `s3`, for `system.info` and the log.
    virtual std::string kind() const = 0;

    /// Durable on return. Writing a name again replaces it, whole or not at all.
    virtual BlobInfo put(std::string_view name, std::string_view bytes) = 0;

    /// Up to `length` bytes from `offset`, fewer at the end. What is returned has been checked against the hashes that
    /// were taken when it was written (Corrupt if it differs). `info`, if not null, gets the whole blob's.
    /// NotFound if there is none of that name.
    virtual std::string read(std::string_view name, std::uint64_t offset, std::uint64_t length,
                             BlobInfo *info = nullptr) = 0;

    /// That it is not there (any more) is no error.
    virtual void remove(std::string_view name) = 0;

    /// Up to `limit` entries with names after `after`, in the order of names: for the sweep of what a crash left. The
    /// end is where there are none; fewer than `limit` are not yet the end.
    virtual std::vector<BlobEntry> list(std::string_view after, std::size_t limit) = 0;

    /// Removes what unfinished writes have left behind and is older than an hour (temporary files, multipart uploads).
    virtual void sweepUnfinished() = 0;
};

} // namespace relevo
