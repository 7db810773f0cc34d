// What S3 says in XML, read. Nothing of it is trusted: what cannot be read is nothing, or StorageError, Failed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

struct S3Fault
{
    std::string code; ///< such as NoSuchKey; empty if the answer names none
    std::string message;
};

S3Fault faultIn(std::string_view xml);

struct S3Object
{
    std::string key; ///< encoded as for a URL
    std::chrono::system_clock::time_point writtenAt;
};

struct S3Listing
{
    std::vector<S3Object> objects;
    std::string next; ///< the token that goes on, or empty
};

S3Listing listingIn(std::string_view xml);

struct S3Upload
{
    std::string key;
    std::string id;
    std::chrono::system_clock::time_point begunAt;
};

struct S3Uploads
{
    std::vector<S3Upload> uploads;
    bool isCut = false; ///< and goes on after the last of them
    std::string nextKey;
    std::string nextId;
};

S3Uploads uploadsIn(std::string_view xml);

/// Of a multipart upload that was begun.
std::string uploadIdIn(std::string_view xml);

/// The body that ends a multipart upload: its parts' ETags in order.
std::string partsText(const std::vector<std::string> &tags);

} // namespace relevo
