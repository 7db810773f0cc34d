#include "server/storage/s3/s3_multipart.h"

#include "server/storage/s3/s3_answers.h"

#include <algorithm>
#include <vector>

namespace relevo {
namespace {

constexpr std::size_t usualPartBytes = 16 * 1024 * 1024;
/// Some servers take no more.
constexpr std::size_t mostParts = 1000;

class Upload
{
public:
    Upload(S3Client &client, const std::string &key, const JoinedBytes &bytes, const std::string &doing)
        : m_client(client)
        , m_key(key)
        , m_bytes(bytes)
        , m_doing(doing)
    {}

    void run()
    {
        begin();
        try {
            putParts();
            end();
        } catch (...) {
            m_client.tryOnce({.method = S3Request::Method::Delete, .key = m_key, .query = {{"uploadId", m_id}}});
            throw;
        }
    }

private:
    void begin()
    {
        const S3Answer answer =
            m_client.require({.method = S3Request::Method::Post, .key = m_key, .query = {{"uploads", ""}}}, m_doing);
        m_id = uploadIdIn(answer.body);
    }

    void putParts()
    {
        const std::size_t partBytes = std::max(usualPartBytes, (m_bytes.size() + mostParts - 1) / mostParts);
        for (std::size_t at = 0; at < m_bytes.size(); at += partBytes) {
            const std::string number = std::to_string(m_tags.size() + 1);
            const S3Answer answer = m_client.require({.method = S3Request::Method::Put,
                                                      .key = m_key,
                                                      .query = {{"partNumber", number}, {"uploadId", m_id}},
                                                      .body = m_bytes.part(at, partBytes)},
                                                     m_doing);
            m_tags.push_back(answer.header("etag"));
        }
    }

    void end()
    {
        const std::string parts = partsText(m_tags);
        const S3Answer answer = m_client.send({.method = S3Request::Method::Post,
                                               .key = m_key,
                                               .query = {{"uploadId", m_id}},
                                               .body = {parts, {}},
                                               .errorsComeLate = true});
        // A first attempt may have done it and only its answer have been lost.
        if (!answer.isGood() && answer.attempts > 1 && answer.status == 404 && isThere())
            return;
        m_client.requireGood(answer, m_doing);
    }

    /// By the footer's end, with the hash of all.
    bool isThere()
    {
        const std::size_t length = std::min<std::size_t>(m_bytes.size(), 80);
        std::string end(length, '\0');
        m_bytes.part(m_bytes.size() - length, length).copyTo(end.data());
        return m_client.send({.key = m_key, .range = "-" + std::to_string(length)}).body == end;
    }

    S3Client &m_client;
    const std::string &m_key;
    const JoinedBytes m_bytes;
    const std::string &m_doing;
    std::string m_id;
    std::vector<std::string> m_tags;
};

} // namespace

void putInParts(S3Client &client, const std::string &key, const JoinedBytes &bytes, const std::string &doing)
{
    Upload(client, key, bytes, doing).run();
}

} // namespace relevo
