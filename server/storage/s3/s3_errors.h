// From what S3 answers to what that means for us.
#pragma once

#include "server/storage/s3/s3_config.h"
#include "server/storage/s3/s3_transfer.h"
#include "server/storage/storage_error.h"

#include <string>

namespace relevo {

/// Whether the same request may well succeed later.
bool isPassing(const S3Answer &answer);

/// For an answer that is not good: a sentence with the endpoint, the bucket, what was being done (`doing`: "writing the
/// blob x") and what is wrong, without the keys.
StorageError errorOf(const S3Answer &answer, const S3Config &config, const std::string &doing);

} // namespace relevo
