// An object written in parts, which stands only once all of them are there.
#pragma once

#include "server/storage/s3/s3_client.h"

#include <string>

namespace relevo {

/// `key` then holds `bytes`. On failure the parts are taken back as far as S3 can be reached; sweeping takes the rest.
/// Throws StorageError.
void putInParts(S3Client &client, const std::string &key, const JoinedBytes &bytes, const std::string &doing);

} // namespace relevo
