#include "server/storage/blob_footer.h"

#include <algorithm>
#include <cstring>

namespace relevo {
namespace {

constexpr std::string_view magic = "RELEVOB1";
constexpr std::size_t hashBytes = sizeof(Sha256Digest);
constexpr std::size_t sizeBytes = 8;
constexpr std::size_t fixedBytes = 2 * hashBytes + sizeBytes + magic.size();

[[noreturn]] void corrupt(std::string_view name, const char *what)
{
    throw StorageError(StorageError::Kind::Corrupt, "blob " + std::string(name) + ": " + what);
}

std::string_view viewOf(const Sha256Digest &digest)
{
    return {reinterpret_cast<const char *>(digest.data()), digest.size()};
}

Sha256Digest digestIn(std::string_view bytes, std::size_t at)
{
    Sha256Digest digest{};
    std::memcpy(digest.data(), bytes.data() + at, digest.size());
    return digest;
}

std::string bytesOf(std::uint64_t number)
{
    std::string bytes;
    for (std::size_t i = 0; i < sizeBytes; ++i)
        bytes += static_cast<char>(number >> (8 * i) & 0xff);
    return bytes;
}

std::uint64_t numberIn(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (std::size_t i = sizeBytes; i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

std::uint64_t chunksOf(std::uint64_t size)
{
    return size / BlobFooter::chunkBytes + (size % BlobFooter::chunkBytes != 0 ? 1 : 0);
}

/// `hashes`: of the chunks and of the whole; `end`: what follows the seal.
Sha256Digest sealOf(std::string_view name, std::string_view hashes, std::string_view end)
{
    Sha256 hash;
    hash.add(bytesOf(name.size()));
    hash.add(name);
    hash.add(hashes);
    hash.add(end);
    return hash.finish();
}

} // namespace

BlobFooter BlobFooter::of(std::string_view blob)
{
    BlobFooter footer;
    footer.m_size = blob.size();
    footer.m_chunks.reserve(chunksOf(blob.size()));
    Sha256 whole;
    // Both hashes of a chunk while it is in the processor's cache.
    for (std::size_t at = 0; at < blob.size(); at += chunkBytes) {
        const std::string_view chunk = blob.substr(at, chunkBytes);
        footer.m_chunks.push_back(Sha256::of(chunk));
        whole.add(chunk);
    }
    footer.m_whole = whole.finish();
    return footer;
}

std::string BlobFooter::serialized(std::string_view name) const
{
    std::string bytes;
    bytes.reserve(m_chunks.size() * hashBytes + fixedBytes);
    for (const Sha256Digest &chunk : m_chunks)
        bytes += viewOf(chunk);
    bytes += viewOf(m_whole);
    const std::string end = bytesOf(m_size) + std::string(magic);
    const Sha256Digest seal = sealOf(name, bytes, end);
    bytes += viewOf(seal);
    return bytes + end;
}

std::uint64_t BlobFooter::lengthFrom(std::string_view name, std::string_view tail, std::uint64_t objectBytes)
{
    if (tail.size() < fixedBytes || !tail.ends_with(magic))
        corrupt(name, "what is stored does not end as a blob does");
    const std::uint64_t size = numberIn(tail.substr(tail.size() - magic.size() - sizeBytes, sizeBytes));
    // Compared first, so that no sum overflows.
    if (size > objectBytes || objectBytes - size != chunksOf(size) * hashBytes + fixedBytes)
        corrupt(name, "what is stored has another length than was written");
    return objectBytes - size;
}

BlobFooter BlobFooter::parse(std::string_view name, std::string_view bytes)
{
    const std::size_t wholeAt = bytes.size() - fixedBytes;
    const std::size_t sealAt = wholeAt + hashBytes;
    const std::string_view end = bytes.substr(sealAt + hashBytes);
    if (digestIn(bytes, sealAt) != sealOf(name, bytes.substr(0, sealAt), end))
        corrupt(name, "the hashes that are stored with it are not those that were written");

    BlobFooter footer;
    footer.m_size = numberIn(end);
    footer.m_whole = digestIn(bytes, wholeAt);
    footer.m_chunks.reserve(wholeAt / hashBytes);
    for (std::size_t at = 0; at < wholeAt; at += hashBytes)
        footer.m_chunks.push_back(digestIn(bytes, at));
    return footer;
}

void BlobFooter::verify(std::string_view name, std::size_t first, std::string_view bytes) const
{
    for (std::size_t at = 0; at < bytes.size(); at += chunkBytes, ++first) {
        if (first >= m_chunks.size() || Sha256::of(bytes.substr(at, chunkBytes)) != m_chunks[first])
            corrupt(name, "what is stored is not what was written");
    }
}

} // namespace relevo
