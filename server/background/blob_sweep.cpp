#include "server/background/blob_sweep.h"

#include "server/storage/task_id.h"

namespace relevo {

namespace {

constexpr std::size_t namesAtOnce = 10'000;
constexpr std::size_t idSize = 36;

} // namespace

bool isNamed(TaskStore &tasks, const std::string &blob)
{
    const std::optional<TaskId> id = TaskId::parse(std::string_view(blob).substr(0, idSize));
    const std::optional<TaskRecord> record = id ? tasks.get(*id, false) : std::nullopt;
    return record && (record->params.blob == blob || record->result.blob == blob);
}

std::vector<std::string> orphans(TaskStore &tasks, BlobStore &blobs, std::chrono::seconds age,
                                 const std::function<bool()> &stop)
{
    const auto before = std::chrono::system_clock::now() - age;
    std::vector<std::string> found;
    std::string after;
    while (!stop()) {
        const std::vector<BlobEntry> page = blobs.list(after, namesAtOnce);
        if (page.empty())
            break;
        for (const BlobEntry &entry : page) {
            if (entry.writtenAt < before && !isNamed(tasks, entry.name))
                found.push_back(entry.name);
        }
        after = page.back().name;
    }
    return found;
}

} // namespace relevo
