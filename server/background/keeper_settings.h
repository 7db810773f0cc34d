// What the keeper is given, and what it tells of itself.
#pragma once

#include "server/storage/task_store.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relevo {

struct KeeperSettings
{
    std::string node;
    int slot = 0;
    std::int64_t leaseMs = 0; ///< how long the slot is this node's without renewing it
    std::size_t workers = 1;
    std::uint64_t maxQueued = 10'000'000;
    std::int64_t graceMs = 5'000; ///< past its cancel or its time, until a task counts as stuck
    std::uint64_t blobThreshold = 64 * 1024;
    /// How long records are kept once they are final, and how many of them.
    struct Retention
    {
        TaskKind kind = TaskKind::Background;
        std::optional<TaskState> state; ///< nothing: of every final state
        std::int64_t keepMs = 0;
        std::int64_t keep = 0;
    };
    std::vector<Retention> retention;
};

/// What it counts of itself, for `system.stats`.
struct KeeperFigures
{
    StoreCounters counters;
    std::uint64_t due = 0;       ///< queued and not delayed
    std::uint64_t waiting = 0;   ///< calls of task.wait
    std::uint64_t callsLost = 0; ///< records of direct calls that could not be stored
    bool storeAway = false;
};

} // namespace relevo
