// Requests to one bucket, tried again while what goes wrong may pass.
#pragma once

#include "server/storage/s3/s3_errors.h"
#include "server/storage/s3/s3_transfer.h"

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

namespace relevo {

/// Thread-safe; a call blocks until there is an answer or its attempts are used up.
class S3Client
{
public:
    /// As S3Transfer's.
    explicit S3Client(S3Config config)
        : m_transfer(std::move(config))
    {}

    /// The answer, good or bad, of the last attempt.
    S3Answer send(const S3Request &request);
    /// Throws errorOf() unless it is good.
    S3Answer require(const S3Request &request, const std::string &doing);
    void requireGood(const S3Answer &answer, const std::string &doing) const;
    /// One attempt, whatever comes of it.
    void tryOnce(const S3Request &request) noexcept;

    const S3Config &config() const { return m_transfer.config(); }
    /// Of the object that keeps the blob `name`.
    std::string keyOf(std::string_view name) const { return config().prefix + std::string(name); }

private:
    void pauseAfter(int attempt) const;

    S3Transfer m_transfer;
    std::atomic<bool> m_away{false}; ///< all attempts of the last call were in vain: until one is not, each has one
};

} // namespace relevo
