// How many direct calls have a record in the history, by task and final state.
//
// Thread-safe.
#pragma once

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
    /// It will have one, in that final state.
    void add(std::size_t task, TaskState state) { at(task, state).fetch_add(1, std::memory_order_relaxed); }
    /// It has not got it.
    void takeBack(std::size_t task, TaskState state) { at(task, state).fetch_sub(1, std::memory_order_relaxed); }
    std::uint64_t of(std::size_t task, TaskState state) const
    {
        return m_recorded[task][static_cast<std::size_t>(state)].load(std::memory_order_relaxed);
    }

private:
    std::atomic<std::uint64_t> &at(std::size_t task, TaskState state)
    {
        return m_recorded[task][static_cast<std::size_t>(state)];
    }

    std::vector<std::array<std::atomic<std::uint64_t>, taskStateNames.size()>> m_recorded;
};

} // namespace relevo
