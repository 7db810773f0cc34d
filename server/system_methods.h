// The methods by which a node tells of itself: `system.info`, `system.stats`, `rpc.discover`.
#pragma once

#include "common/protocol/limits.h"
#include "server/background/keeper.h"
#include "server/dispatch/registry.h"
#include "server/observe/metrics.h"
#include "server/observe/rates.h"

#include <QDateTime>

#include <functional>
#include <string>
#include <vector>

namespace relevo {

/// What the methods tell of. Everything referred to outlives them; the gauges are called on any thread.
struct NodeFacts
{
    std::string node;
    QDateTime startedAt;
    const Limits &limits;
    const Metrics &metrics;
    const Rates &rates;
    std::size_t workers = 0;
    std::function<std::uint64_t()> tasksInFlight;
    std::function<std::uint64_t()> bytesInFlight;
    std::function<std::uint64_t()> tasksWaiting;
    std::function<std::uint64_t()> workersBusy;
    std::string storage;
    std::string blobs;
    std::function<KeeperFigures()> background;
    std::function<std::vector<Metrics::Totals>()> leftOutOfHistory;
};

/// `others`: the node's other methods, which `rpc.discover` tells of too.
std::vector<Method> systemMethods(const NodeFacts &facts, const std::vector<TaskDefinition> &tasks,
                                  const std::vector<Method> &others);

/// What `system.stats` answers, for those who are told without asking.
std::string statsText(const NodeFacts &facts, const std::vector<TaskDefinition> &tasks);

/// The text that `rpc.discover` answers with: independent of any node, the same for every one of this version.
std::string catalogText(const std::vector<TaskDefinition> &tasks, const std::vector<Method> &others);

} // namespace relevo
