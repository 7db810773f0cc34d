#include "server/storage/checked_blob_store.h"

#include <algorithm>
#include <utility>

namespace relevo {
namespace {

constexpr std::size_t longestName = 100;
constexpr std::size_t cachedBytes = 4 * 1024 * 1024;
/// Fetched with the footer's end: room for the hashes of 1 GiB.
constexpr std::uint64_t footerRoom = 40 * 1024;
/// How often a blob may be replaced while one read of it goes on.
constexpr int mostReplacements = 8;

void requireName(std::string_view name)
{
    if (!isBlobName(name))
        throw StorageError(StorageError::Kind::Failed, "this is no name of a blob");
}

} // namespace

bool isBlobName(std::string_view name)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !name.empty() && name.size() <= longestName && std::all_of(name.begin(), name.end(), allowed);
}

/// A range of a blob, widened to whole chunks: only those can be checked.
struct CheckedBlobStore::Range
{
    std::uint64_t begin;      ///< of the chunks
    std::uint64_t end;        ///< of the chunks, or the blob's
    std::uint64_t wantedFrom; ///< in the chunks
    std::uint64_t wanted;

    Range(std::uint64_t size, std::uint64_t offset, std::uint64_t length)
    {
        constexpr std::uint64_t chunk = BlobFooter::chunkBytes;
        const std::uint64_t from = std::min(offset, size);
        wanted = std::min(length, size - from);
        begin = from / chunk * chunk;
        wantedFrom = from - begin;
        const std::uint64_t to = from + wanted;
        end = wanted == 0 ? begin : std::min(size, to + (chunk - to % chunk) % chunk);
    }

    bool isEmpty() const { return wanted == 0; }

    /// The wanted part of the chunks, which have been compared.
    std::string cut(std::string chunks) const
    {
        chunks.resize(wantedFrom + wanted);
        chunks.erase(0, wantedFrom);
        return chunks;
    }
};

struct CheckedBlobStore::Loaded
{
    std::shared_ptr<const KnownBlob> blob; ///< null if it was replaced meanwhile
    Piece tail;
};

CheckedBlobStore::CheckedBlobStore()
    : m_footers(cachedBytes)
{}

BlobInfo CheckedBlobStore::put(std::string_view name, std::string_view bytes)
{
    requireName(name);
    const BlobFooter footer = BlobFooter::of(bytes);
    m_footers.drop(name);
    putObject(name, bytes, footer.serialized(name));
    return footer.info();
}

void CheckedBlobStore::remove(std::string_view name)
{
    requireName(name);
    m_footers.drop(name);
    removeObject(name);
}

std::vector<BlobEntry> CheckedBlobStore::list(std::string_view after, std::size_t limit)
{
    if (!after.empty())
        requireName(after);
    return limit == 0 ? std::vector<BlobEntry>() : listObjects(after, limit);
}

void CheckedBlobStore::requireWhole(std::string_view name, const Piece &piece, std::uint64_t length)
{
    if (piece.bytes.size() != length)
        throw StorageError(StorageError::Kind::Corrupt, "blob " + std::string(name) + ": a part of it is missing");
}

std::string CheckedBlobStore::read(std::string_view name, std::uint64_t offset, std::uint64_t length, BlobInfo *info)
{
    requireName(name);
    if (const auto blob = m_footers.find(name)) {
        const Range range(blob->footer.size(), offset, length);
        // What needs no fetching would not notice that the blob is gone.
        if (std::optional<std::string> bytes = range.isEmpty() ? std::nullopt : readCached(name, *blob, range)) {
            if (info != nullptr)
                *info = blob->footer.info();
            return *std::move(bytes);
        }
        m_footers.drop(name);
    }
    for (int i = 0; i < mostReplacements; ++i) {
        if (std::optional<std::string> bytes = readAnew(name, offset, length, info))
            return *std::move(bytes);
    }
    throw StorageError(StorageError::Kind::Unavailable, "blob " + std::string(name) + ": it is replaced all the time");
}

/// As readKnown(). Corrupt is said only by hashes that were read together with the bytes: tags are good, not perfect.
std::optional<std::string> CheckedBlobStore::readCached(std::string_view name, const KnownBlob &blob,
                                                        const Range &range)
{
    try {
        return readKnown(name, blob, range);
    } catch (const StorageError &error) {
        if (error.kind() != StorageError::Kind::Corrupt)
            throw;
        return std::nullopt;
    }
}

/// Nothing if the name has another object than the one that is known.
std::optional<std::string> CheckedBlobStore::readKnown(std::string_view name, const KnownBlob &blob, const Range &range)
{
    Piece piece = fetch(name, range.begin, range.end - range.begin);
    if (piece.tag != blob.tag)
        return std::nullopt;
    requireWhole(name, piece, range.end - range.begin);
    blob.footer.verify(name, range.begin / BlobFooter::chunkBytes, piece.bytes);
    return range.cut(std::move(piece.bytes));
}

std::optional<std::string> CheckedBlobStore::readAnew(std::string_view name, std::uint64_t offset, std::uint64_t length,
                                                      BlobInfo *info)
{
    Loaded loaded = load(name, length);
    if (!loaded.blob)
        return std::nullopt;
    const BlobFooter &footer = loaded.blob->footer;
    const Range range(footer.size(), offset, length);
    std::optional<std::string> bytes(std::in_place);
    const std::uint64_t tailBegin = loaded.tail.objectBytes - loaded.tail.bytes.size();
    if (!range.isEmpty() && range.begin >= tailBegin) {
        std::string chunks = loaded.tail.bytes.substr(range.begin - tailBegin, range.end - range.begin);
        footer.verify(name, range.begin / BlobFooter::chunkBytes, chunks);
        bytes = range.cut(std::move(chunks));
    } else if (!range.isEmpty()) {
        loaded.tail.bytes = {};
        bytes = readKnown(name, *loaded.blob, range);
    }
    if (bytes) {
        m_footers.insert(name, loaded.blob);
        if (info != nullptr)
            *info = footer.info();
    }
    return bytes;
}

/// The footer, and with it, in the same request, the blob itself if it is no longer than `expected` and one chunk.
CheckedBlobStore::Loaded CheckedBlobStore::load(std::string_view name, std::uint64_t expected)
{
    Piece tail = fetchTail(name, footerRoom + std::min(expected, BlobFooter::chunkBytes));
    const std::uint64_t length = BlobFooter::lengthFrom(name, tail.bytes, tail.objectBytes);
    std::string bytes;
    if (length <= tail.bytes.size()) {
        bytes = tail.bytes.substr(tail.bytes.size() - length);
    } else {
        Piece footer = fetch(name, tail.objectBytes - length, length);
        if (footer.tag != tail.tag)
            return {nullptr, {}};
        requireWhole(name, footer, length);
        bytes = std::move(footer.bytes);
    }
    auto blob = std::make_shared<KnownBlob>(KnownBlob{BlobFooter::parse(name, bytes), tail.tag});
    return {std::move(blob), std::move(tail)};
}

} // namespace relevo
