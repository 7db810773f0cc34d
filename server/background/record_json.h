// A task's record as the wire tells it (docs/protocol.md).
#pragma once

#include "server/storage/task_record.h"

#include <string>
#include <string_view>

namespace relevo {

enum class PayloadForm : std::uint8_t {
    None,   ///< lists and events
    Inline, ///< `params`, and `result` or `error`, as they stand in the record
    Blobs,  ///< `paramsBlob` and `resultBlob` in their place, but an error whose bytes are there
};

/// The names by which blob.read finds a record's params and result, wherever they are kept.
std::string paramsBlobName(const TaskId &id);
std::string resultBlobName(const TaskId &id, std::int64_t attempt);

void appendRecord(std::string &json, const TaskRecord &record, PayloadForm form);

} // namespace relevo
