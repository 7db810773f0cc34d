// How many direct calls have a record in the history, by task and outcome.
//
// Thread-safe.
#pragma once

#include "server/call/interfaces.h"
#include "server/storage/task_record.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

namespace relevo {

class HistoryCounts
{
public:
    explicit HistoryCounts(std::size_t tasks)
        : m_recorded(tasks)
    {}

    std::size_t tasks() const { return m_recorded.size(); }
    /// It will have one.
    void add(std::size_t task, CallOutcome outcome) { at(task, outcome).fetch_add(1, std::memory_order_relaxed); }
    /// It has not got it.
    void takeBack(std::size_t task, TaskState state)
    {
        const CallOutcome outcome = state == TaskState::Succeeded ? CallOutcome::Succeeded
                                    : state == TaskState::Failed  ? CallOutcome::Failed
                                                                  : CallOutcome::Cancelled;
        at(task, outcome).fetch_sub(1, std::memory_order_relaxed);
    }
    std::uint64_t of(std::size_t task, CallOutcome outcome) const
    {
        return m_recorded[task][static_cast<std::size_t>(outcome)].load(std::memory_order_relaxed);
    }

private:
    std::atomic<std::uint64_t> &at(std::size_t task, CallOutcome outcome)
    {
        return m_recorded[task][static_cast<std::size_t>(outcome)];
    }

    std::vector<std::array<std::atomic<std::uint64_t>, 3>> m_recorded;
};

} // namespace relevo
