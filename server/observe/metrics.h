// What the node counts. Each part has one writer at a time and is read from anywhere; nothing here takes a lock.
#pragma once

#include "server/observe/histogram.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace relevo {

/// A number that one thread at a time counts up or down and any thread reads.
class Counter
{
public:
    void add(std::uint64_t n = 1) { m_value.store(value() + n, std::memory_order_relaxed); }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

struct TaskCounters
{
    Counter succeeded;
    Counter failed;
    Counter cancelled;
};

/// Written by the worker that has this slot.
struct alignas(64) WorkerMetrics
{
    explicit WorkerMetrics(std::size_t tasks)
        : byTask(tasks)
        , inBackground(tasks)
    {}
    std::vector<TaskCounters> byTask;       ///< direct calls
    std::vector<TaskCounters> inBackground; ///< attempts at background tasks
    Histogram latency;                      ///< from the last byte of the message to the reply's hand-over
};

/// Written by the I/O thread that has this slot.
struct alignas(64) IoMetrics
{
    Counter messages;
    Counter bytesIn;
    Counter bytesOut;
    Counter connectionsAccepted;
};

/// Places that workers can have: one more than run at once, see the ready ring.
constexpr std::size_t workerPlaces(std::size_t workers)
{
    return workers + 1;
}

/// All of a node's metrics; the vectors' sizes never change after construction.
class Metrics
{
public:
    Metrics(std::size_t tasks, std::size_t workers, std::size_t ioThreads);

    struct Totals
    {
        std::uint64_t succeeded = 0;
        std::uint64_t failed = 0;
        std::uint64_t cancelled = 0;
        std::uint64_t finished() const { return succeeded + failed + cancelled; }
    };
    /// By task, in the order of the list: direct calls and attempts at background tasks.
    std::vector<Totals> byTask() const;
    std::vector<Totals> directByTask() const;
    Totals totals() const;
    std::vector<std::uint64_t> latencies() const;

    std::vector<std::unique_ptr<WorkerMetrics>> workers; ///< one more than run at once: see the ready ring
    std::vector<std::unique_ptr<IoMetrics>> ioThreads;

    // Gauges; several threads write these, with atomic steps.
    std::atomic<std::int64_t> connections{0};
    std::atomic<std::uint64_t> connectionsRefused{0};
    std::atomic<std::uint64_t> messagesRefused{0}; ///< for want of room
    /// Calls that were dropped because their connection was reset before they started.
    std::vector<std::atomic<std::uint64_t>> droppedByTask;
};

} // namespace relevo
