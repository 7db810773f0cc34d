// Removes blobs that no record names: what a crash left between a blob and its record, or between a record's removal
// and its blob's. Young ones are left alone: their records may be on their way.
#pragma once

#include "server/storage/blob_store.h"
#include "server/storage/task_store.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace relevo {

/// Does a record name this blob?
bool isNamed(TaskStore &tasks, const std::string &blob);

/// Blobs older than `age` that no record names. `stop` is asked now and then; true ends it early. Blocks; throws
/// StorageError.
std::vector<std::string> orphans(TaskStore &tasks, BlobStore &blobs, std::chrono::seconds age,
                                 const std::function<bool()> &stop);

} // namespace relevo
