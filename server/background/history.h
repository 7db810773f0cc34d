// The history of direct calls: up to a rate each call leaves a record, past it they are sampled, evenly over time. What
// was left out is counted by task and outcome.
//
// Thread-safe. A call that is not recorded costs one load.
#pragma once

#include "server/background/history_counts.h"
#include "server/background/keeper.h"
#include "server/call/interfaces.h"
#include "server/dispatch/registry.h"
#include "server/observe/metrics.h"

#include <atomic>
#include <vector>

namespace relevo {

class History final : public CallObserver
{
public:
    static constexpr std::size_t longestKept = 4 * 1024; ///< of params and result each

    /// `perSecond`: 0 records nothing. All that is given outlives it.
    History(Keeper &keeper, HistoryCounts &counts, const Registry &registry, std::string node, std::uint64_t perSecond);

    std::size_t wants(std::size_t calls, Clock::time_point now) override;
    void saw(const Seen &seen) override;

    /// Of direct calls that ran, by task and outcome, those without a record.
    std::vector<Metrics::Totals> leftOut(const Metrics &metrics) const;

private:
    Keeper &m_keeper;
    HistoryCounts &m_counts;
    const Registry &m_registry;
    const std::string m_node;
    const std::int64_t m_intervalNs; ///< between two records; 0: none at all
    const std::int64_t m_burstNs;
    std::atomic<std::int64_t> m_nextNs{0}; ///< when the next one is due, if they come evenly
};

} // namespace relevo
