#include "server/observe/metrics.h"

namespace relevo {

Metrics::Metrics(std::size_t tasks, std::size_t workerCount, std::size_t ioThreadCount)
    : droppedByTask(tasks)
{
    for (std::size_t i = 0; i < workerPlaces(workerCount); ++i)
        workers.push_back(std::make_unique<WorkerMetrics>(tasks));
    for (std::size_t i = 0; i < ioThreadCount; ++i)
        ioThreads.push_back(std::make_unique<IoMetrics>());
}

static void addTo(Metrics::Totals &sum, const TaskCounters &counters)
{
    sum.succeeded += counters.succeeded.value();
    sum.failed += counters.failed.value();
    sum.cancelled += counters.cancelled.value();
}

std::vector<Metrics::Totals> Metrics::directByTask() const
{
    std::vector<Totals> sums(droppedByTask.size());
    for (std::size_t task = 0; task < sums.size(); ++task) {
        for (const auto &worker : workers)
            addTo(sums[task], worker->byTask[task]);
        sums[task].cancelled += droppedByTask[task].load(std::memory_order_relaxed);
    }
    return sums;
}

std::vector<Metrics::Totals> Metrics::byTask() const
{
    std::vector<Totals> sums = directByTask();
    for (std::size_t task = 0; task < sums.size(); ++task) {
        for (const auto &worker : workers)
            addTo(sums[task], worker->inBackground[task]);
    }
    return sums;
}

Metrics::Totals Metrics::totals() const
{
    Totals sum;
    for (const Totals &task : byTask()) {
        sum.succeeded += task.succeeded;
        sum.failed += task.failed;
        sum.cancelled += task.cancelled;
    }
    return sum;
}

std::vector<std::uint64_t> Metrics::latencies() const
{
    std::vector<std::uint64_t> sums;
    for (const auto &worker : workers)
        worker->latency.addTo(sums);
    return sums;
}

} // namespace relevo
