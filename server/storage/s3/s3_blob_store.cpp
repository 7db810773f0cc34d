#include "server/storage/s3/s3_blob_store.h"

#include "server/storage/s3/s3_answers.h"
#include "server/storage/s3/s3_multipart.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace relevo {
namespace {

using Method = S3Request::Method;

/// Longer objects are written in parts.
constexpr std::size_t mostBytesAtOnce = 16 * 1024 * 1024;
/// S3 gives no more in one answer.
constexpr std::size_t mostListed = 1000;

std::string doing(const char *what, std::string_view name)
{
    return std::string(what) + " the blob " + std::string(name);
}

/// The object's whole length by `bytes 0-9/LENGTH`.
std::optional<std::uint64_t> lengthIn(std::string_view contentRange)
{
    contentRange.remove_prefix(std::min(contentRange.find('/'), contentRange.size() - 1) + 1);
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(contentRange.data(), contentRange.data() + contentRange.size(), length);
    if (error != std::errc() || end != contentRange.data() + contentRange.size())
        return std::nullopt;
    return length;
}

} // namespace

S3BlobStore::S3BlobStore(S3Config config)
    : m_client(std::move(config))
{}

void S3BlobStore::check()
{
    const S3Answer answer = m_client.require(
        {.query = {{"list-type", "2"}, {"max-keys", "1"}, {"prefix", m_client.config().prefix}}}, "looking for it");
    listingIn(answer.body);
}

void S3BlobStore::putObject(std::string_view name, std::string_view blob, std::string_view footer)
{
    const JoinedBytes bytes{blob, footer};
    if (bytes.size() > mostBytesAtOnce)
        putInParts(m_client, m_client.keyOf(name), bytes, doing("writing", name));
    else
        m_client.require({.method = Method::Put, .key = m_client.keyOf(name), .body = bytes}, doing("writing", name));
}

CheckedBlobStore::Piece S3BlobStore::fetchTail(std::string_view name, std::uint64_t length)
{
    return fetchRange(name, '-' + std::to_string(length), length);
}

CheckedBlobStore::Piece S3BlobStore::fetch(std::string_view name, std::uint64_t offset, std::uint64_t length)
{
    return fetchRange(name, std::to_string(offset) + '-' + std::to_string(offset + length - 1), length);
}

CheckedBlobStore::Piece S3BlobStore::fetchRange(std::string_view name, std::string range, std::uint64_t length)
{
    const bool fromTheEnd = range.starts_with('-');
    S3Answer answer = m_client.send({.key = m_client.keyOf(name), .range = std::move(range), .mostBytes = length});
    if (answer.status == 416) // the object ends before the range
        return {};
    m_client.requireGood(answer, doing("reading", name));
    std::string tag = answer.header("etag");
    if (answer.status == 206) {
        if (const auto whole = lengthIn(answer.header("content-range")))
            return {std::move(answer.body), *whole, std::move(tag)};
    } else if (fromTheEnd) { // all of it was not longer than what was asked for
        const std::uint64_t whole = answer.body.size();
        return {std::move(answer.body), whole, std::move(tag)};
    }
    throw StorageError(StorageError::Kind::Failed,
                       "S3 at " + m_client.config().endpoint + " does not answer as asked when asked for a range");
}

void S3BlobStore::removeObject(std::string_view name)
{
    const S3Answer answer = m_client.send({.method = Method::Delete, .key = m_client.keyOf(name)});
    if (answer.status != 404 || faultIn(answer.body).code != "NoSuchKey")
        m_client.requireGood(answer, doing("removing", name));
}

std::vector<BlobEntry> S3BlobStore::listObjects(std::string_view after, std::size_t limit)
{
    const std::string &prefix = m_client.config().prefix;
    S3Request request{.query = {{"encoding-type", "url"}, {"list-type", "2"}, {"prefix", prefix}}};
    if (!after.empty())
        request.query["start-after"] = m_client.keyOf(after);
    const std::string shownPrefix = percentEncoded(prefix, true);
    std::vector<BlobEntry> entries;
    do {
        request.query["max-keys"] = std::to_string(std::min(limit - entries.size(), mostListed));
        S3Listing listing = listingIn(m_client.require(request, "listing it").body);
        for (const S3Object &object : listing.objects) {
            // Others may have objects there too.
            if (object.key.starts_with(shownPrefix) && isBlobName(object.key.substr(shownPrefix.size())))
                entries.push_back({object.key.substr(shownPrefix.size()), object.writtenAt});
        }
        request.query["continuation-token"] = std::move(listing.next);
    } while (entries.size() < limit && !request.query["continuation-token"].empty());
    return entries;
}

void S3BlobStore::sweepUnfinished()
{
    const std::string what = "removing unfinished uploads";
    const auto oldest = std::chrono::system_clock::now() - m_client.config().unfinishedAge;
    S3Request request{.query = {{"prefix", m_client.config().prefix}, {"uploads", ""}}};
    bool isCut = true;
    while (isCut) {
        S3Uploads page = uploadsIn(m_client.require(request, what).body);
        for (const S3Upload &upload : page.uploads) {
            if (upload.begunAt > oldest || !upload.key.starts_with(m_client.config().prefix))
                continue;
            const S3Answer answer =
                m_client.send({.method = Method::Delete, .key = upload.key, .query = {{"uploadId", upload.id}}});
            if (answer.status != 404)
                m_client.requireGood(answer, what);
        }
        isCut = page.isCut && !page.nextKey.empty();
        request.query["key-marker"] = std::move(page.nextKey);
        request.query["upload-id-marker"] = std::move(page.nextId);
    }
}

} // namespace relevo
