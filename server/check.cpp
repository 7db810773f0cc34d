#include "server/check.h"

#include "server/background/blob_sweep.h"
#include "server/data_folder.h"
#include "server/storage_parts.h"

#include <optional>

namespace relevo {

namespace {

using Say = std::function<void(const std::string &)>;

constexpr std::size_t recordsAtOnce = 500;
constexpr std::uint64_t pieceBytes = 1 << 20;

bool sayCounters(const Audit &audit, const Say &say)
{
    bool sound = true;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < taskStateNames.size(); ++i) {
        const std::int64_t kept = audit.counters.states[i];
        const std::int64_t rows = audit.rows[i];
        const std::int64_t pruned = audit.counters.pruned[i];
        sum += kept;
        std::string line = std::string(taskStateNames[i]) + ": " + std::to_string(rows) + " records";
        if (pruned > 0)
            line += ", " + std::to_string(pruned) + " removed since";
        if (rows + pruned != kept) {
            line += ", but " + std::to_string(kept) + " by the counters";
            sound = false;
        }
        say(line);
    }
    say("accepted: " + std::to_string(audit.counters.accepted) +
        (sum == audit.counters.accepted ? ", which adds up" : ", which is not their sum " + std::to_string(sum)));
    for (const std::string &one : audit.contradictions)
        say("task " + one);
    return sound && sum == audit.counters.accepted && audit.contradictions.empty();
}

/// Each payload that is kept as a blob is there, as long as its record says, and as it was written.
bool checkBlob(BlobStore &blobs, const TaskRecord &record, const Payload &payload, const Say &say)
{
    if (payload.blob.empty())
        return true;
    try {
        BlobInfo info;
        std::uint64_t offset = 0;
        do {
            offset += blobs.read(payload.blob, offset, pieceBytes, &info).size(); // which compares the hashes
        } while (offset < info.size && info.size == payload.size);
        if (info.size == payload.size)
            return true;
        say("task " + record.id.text() + ": its blob " + payload.blob + " has " + std::to_string(info.size) +
            " bytes in place of " + std::to_string(payload.size));
    } catch (const StorageError &fault) {
        say("task " + record.id.text() + ": its blob " + payload.blob + " cannot be read: " + fault.what());
    }
    return false;
}

bool checkBlobs(TaskStore &tasks, BlobStore &blobs, const Say &say)
{
    bool sound = true;
    std::size_t seen = 0;
    ListQuery query;
    query.limit = recordsAtOnce;
    while (true) {
        const std::vector<TaskRecord> page = tasks.list(query);
        for (const TaskRecord &record : page) {
            for (const Payload *payload : {&record.params, &record.result}) {
                seen += payload->blob.empty() ? 0u : 1u;
                sound = checkBlob(blobs, record, *payload, say) && sound;
            }
        }
        if (page.size() < query.limit)
            break;
        query.before = page.back().id.key;
    }
    say("blobs: " + std::to_string(seen) + " that records name");
    const auto left = orphans(tasks, blobs, std::chrono::seconds(0), [] { return false; });
    if (!left.empty())
        say("blobs: " + std::to_string(left.size()) +
            " that no record names; the server removes them within a few hours");
    return sound;
}

bool looksSound(const ServerConfig &config, const Say &say)
{
    const std::unique_ptr<TaskStore> tasks = openTasks(config, Schema::AsItIs);
    bool sound = true;
    for (const std::string &fault : tasks->faults()) {
        say(fault);
        sound = false;
    }
    sound = sayCounters(tasks->audit(), say) && sound;
    const std::unique_ptr<BlobStore> blobs = openBlobs(config);
    return checkBlobs(*tasks, *blobs, say) && sound;
}

} // namespace

bool checkStorage(const ServerConfig &config, const Say &say)
{
    const DataFolder folder(config.dataDir, DataFolder::Use::Check);
    if (const std::string why = whyNotToCheck(config); !why.empty())
        throw StorageError(StorageError::Kind::Refused, why);
    bool sound = false;
    try {
        sound = looksSound(config, say);
    } catch (const StorageError &fault) {
        if (fault.kind() != StorageError::Kind::Corrupt)
            throw;
        say(fault.what());
    }
    say(sound ? "all is sound" : "NOT SOUND: see above");
    return sound;
}

} // namespace relevo
