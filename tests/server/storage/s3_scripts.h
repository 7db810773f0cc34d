// What the tests of the S3 client against a scripted server share.
#pragma once

#include "server/storage/s3/s3_blob_store.h"
#include "tests/server/storage/scripted_http.h"

#include <functional>
#include <optional>
#include <string>

namespace relevo::test {

inline constexpr std::size_t mib = 1024 * 1024;

inline S3Config configFor(const std::string &endpoint)
{
    S3Config config;
    config.endpoint = endpoint;
    config.region = "eu-north-7";
    config.bucket = "bucket";
    config.accessKey = "acc:ess";
    config.secretKey = "SECRET-SECRET";
    config.timeout = std::chrono::seconds(5);
    config.retries = {3, std::chrono::milliseconds(1), std::chrono::milliseconds(5)};
    return config;
}

inline std::optional<StorageError> errorFrom(const std::function<void()> &action)
{
    try {
        action();
    } catch (const StorageError &error) {
        return error;
    }
    return std::nullopt;
}

inline bool says(const StorageError &error, const std::string &text)
{
    return std::string(error.what()).find(text) != std::string::npos;
}

inline const auto ok = ScriptedHttp::status(200, {}, "ETag: \"tag\"\r\n");

} // namespace relevo::test
