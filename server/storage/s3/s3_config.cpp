#include "server/storage/s3/s3_config.h"

#include "server/storage/storage_error.h"

#include <algorithm>
#include <string_view>

namespace relevo {
namespace {

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isOf(std::string_view text, std::string_view others)
{
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return isLetterOrDigit(c) || others.find(c) != std::string_view::npos; });
}

void require(bool condition, const std::string &sentence)
{
    if (!condition)
        throw StorageError(StorageError::Kind::Refused, sentence);
}

} // namespace

S3Config usable(S3Config config)
{
    const std::string &endpoint = config.endpoint;
    const std::size_t scheme = endpoint.starts_with("https://") ? 8 : 7;
    require((scheme == 8 || endpoint.starts_with("http://")) && endpoint.size() > scheme &&
                isOf(std::string_view(endpoint).substr(scheme), "-._:/[]"),
            "the S3 endpoint has to look like http://host:port or https://host" +
                // What is in front of an @ may be a password.
                (endpoint.find('@') == std::string::npos ? ", and is " + endpoint : ", without keys in it"));
    require(!config.bucket.empty() && isOf(config.bucket, "-._"), "the S3 bucket's name cannot be " + config.bucket);
    require(!config.region.empty() && isOf(config.region, "-"), "the S3 region cannot be " + config.region);
    require(!config.accessKey.empty() && !config.secretKey.empty(),
            "S3 needs an access key and a secret key, and one of them is empty");
    // libcurl mends . and .. in paths, and two slashes are one to some servers.
    const std::string framed = "/" + config.prefix;
    require(isOf(config.prefix, "-._/") && framed.find("//") == std::string::npos &&
                framed.find("/.") == std::string::npos,
            "the S3 prefix cannot be " + config.prefix);
    while (config.endpoint.ends_with('/'))
        config.endpoint.pop_back();
    return config;
}

std::string percentEncoded(std::string_view text, bool keepSlashes)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (isOf({&c, 1}, keepSlashes ? "-._~/" : "-._~")) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return encoded;
}

} // namespace relevo
