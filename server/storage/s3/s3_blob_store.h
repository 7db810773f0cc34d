// Blobs as objects of a bucket of S3 or of what speaks as S3 does.
//
// Small blobs are written by one request, those over 16 MiB in parts, from the caller's memory. Faults that may pass
// are waited out with a few further attempts (S3Retries); after that put(), read() and the others throw Unavailable.
#pragma once

#include "server/storage/checked_blob_store.h"
#include "server/storage/s3/s3_client.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

class S3BlobStore final : public CheckedBlobStore
{
public:
    /// Speaks to nobody yet. Throws StorageError, Refused, with a sentence on what cannot be right in `config`.
    explicit S3BlobStore(S3Config config);

    /// For the start: whether the bucket is there for these keys. Throws a sentence that says what is wrong: Refused if
    /// somebody has to mend it (keys, bucket, region), Unavailable if the endpoint is out of reach.
    void check();

    std::string kind() const override { return "s3"; }
    void sweepUnfinished() override;

protected:
    void putObject(std::string_view name, std::string_view blob, std::string_view footer) override;
    Piece fetchTail(std::string_view name, std::uint64_t length) override;
    Piece fetch(std::string_view name, std::uint64_t offset, std::uint64_t length) override;
    void removeObject(std::string_view name) override;
    std::vector<BlobEntry> listObjects(std::string_view after, std::size_t limit) override;

private:
    Piece fetchRange(std::string_view name, std::string range, std::uint64_t length);

    S3Client m_client;
};

} // namespace relevo
