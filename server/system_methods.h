// The methods by which a node tells of itself: `system.info`, `system.stats`, `rpc.discover`.
#pragma once

#include "common/protocol/limits.h"
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
};

std::vector<Method> systemMethods(const NodeFacts &facts, const std::vector<TaskDefinition> &tasks);

/// The text that `rpc.discover` answers with: independent of any node, the same for every one of this version.
std::string catalogText(const std::vector<TaskDefinition> &tasks);

} // namespace relevo
