// Where the bucket is, how it is spoken to, and how names are written in URLs.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace relevo {

/// What is tried again: connections that fail or stand still, and the answers 408, 429 and 5xx.
struct S3Retries
{
    int attempts = 4; ///< in all
    /// Before the second attempt; doubled for each further one up to `longestPause`; half of it at random.
    std::chrono::milliseconds firstPause{100};
    std::chrono::milliseconds longestPause{2000};
};

struct S3Config
{
    std::string endpoint; ///< http://HOST:PORT or https://HOST; the bucket goes into the path
    std::string region = "us-east-1";
    std::string bucket; ///< has to be there already
    std::string accessKey;
    std::string secretKey; ///< never in a message
    std::string prefix;    ///< stands before each blob's name, so that others can use the bucket too
    std::string caFile;    ///< the certificates to trust, PEM; empty: the system's
    /// An attempt ends when for so long next to nothing has come or gone. Counted in whole seconds.
    std::chrono::milliseconds timeout{10'000};
    S3Retries retries;
    std::chrono::seconds unfinishedAge{3600}; ///< what sweepUnfinished() takes for left behind
};

/// `config`, its endpoint without a slash at the end. Throws StorageError, Refused, with a sentence on what cannot be
/// right.
S3Config usable(S3Config config);

/// Everything but letters, digits and `-._~` as %XX.
std::string percentEncoded(std::string_view text, bool keepSlashes);

} // namespace relevo
