// What stands behind a blob's bytes in the object that a store keeps for it, so that any part of it can be checked
// without reading the rest:
//
//   the blob's bytes
//   the SHA-256 of each chunk of 1 MiB, the last one shorter
//   the SHA-256 of the blob
//   the SHA-256 of the blob's name and of all of this footer but this hash: the seal
//   the blob's size, 8 bytes, the least significant first
//   RELEVOB1
//
// So an object that was cut off, added to, changed or put under another name is told from what was written.
#pragma once

#include "server/storage/blob_store.h"
#include "server/storage/sha256.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// A value; nothing changes it. What it throws is StorageError, Corrupt, with the blob's name in its text.
class BlobFooter
{
public:
    static constexpr std::uint64_t chunkBytes = 1024 * 1024;

    static BlobFooter of(std::string_view blob);

    /// How long the footer is, by `tail`, the last bytes (80 or more, or all) of an object of `objectBytes`.
    static std::uint64_t lengthFrom(std::string_view name, std::string_view tail, std::uint64_t objectBytes);
    /// `bytes` are as many as lengthFrom() said.
    static BlobFooter parse(std::string_view name, std::string_view bytes);

    std::string serialized(std::string_view name) const;

    std::uint64_t size() const { return m_size; }
    BlobInfo info() const { return {m_size, hexOf(m_whole)}; }
    std::size_t chunks() const { return m_chunks.size(); }
    /// `bytes`, from the blob's chunk number `first` on, whole chunks all.
    void verify(std::string_view name, std::size_t first, std::string_view bytes) const;

private:
    std::uint64_t m_size = 0;
    Sha256Digest m_whole{};
    std::vector<Sha256Digest> m_chunks;
};

} // namespace relevo
