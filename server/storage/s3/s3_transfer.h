// One request to S3, signed, and its answer: what libcurl does for us. No retries, no judgement on answers.
#pragma once

#include "server/storage/s3/joined_bytes.h"
#include "server/storage/s3/s3_config.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace relevo {

struct S3Request
{
    enum class Method : std::uint8_t { Get, Put, Post, Delete };

    Method method = Method::Get;
    std::string key = {};                          ///< below the bucket; empty: the bucket itself
    std::map<std::string, std::string> query = {}; ///< not yet encoded
    JoinedBytes body = {};                         ///< of Put and Post; outlives the call
    std::string range = {};                        ///< `FIRST-LAST` or `-LENGTH`, or empty
    std::uint64_t mostBytes = 4 * 1024 * 1024;     ///< of a good answer's body; a longer one is a failure
    bool errorsComeLate = false;                   ///< a body that is an error makes an answer of 200 one of 500
};

struct S3Answer
{
    long status = 0;                            ///< 0: there was no whole answer, and `failure` says why
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
    std::string failure;
    bool mayPass = false; ///< such a failure need not come again
    int attempts = 1;

    bool isGood() const { return status >= 200 && status < 300; }
    std::string header(const std::string &name) const;
};

/// Thread-safe; keeps connections for the next request.
class S3Transfer
{
public:
    /// Throws StorageError, Refused, with a sentence on what cannot be right in `config`.
    explicit S3Transfer(S3Config config);
    ~S3Transfer();
    S3Transfer(const S3Transfer &) = delete;
    S3Transfer &operator=(const S3Transfer &) = delete;

    S3Answer perform(const S3Request &request);

    const S3Config &config() const { return m_config; }

private:
    class Handle;

    std::string urlOf(const S3Request &request) const;
    void setUp(void *curl, const S3Request &request) const;

    const S3Config m_config;
    std::mutex m_mutex;         ///< guards what follows
    std::vector<void *> m_idle; ///< libcurl's handles, each with its connection
    std::size_t m_handles = 0;  ///< the idle and the others: for so many there is room in m_idle
};

} // namespace relevo
