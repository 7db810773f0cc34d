#include "server/worker/task_costs.h"

#include <algorithm>

namespace relevo {

namespace {
// Nothing known yet: 100 bytes count as 100 µs, so that an unknown task is taken alone.
constexpr double unknown = 1000;
} // namespace

TaskCosts::TaskCosts(std::size_t tasks)
    : m_nsPerByte(tasks + 1)
{
    for (auto &mean : m_nsPerByte)
        mean.store(unknown, std::memory_order_relaxed);
}

const std::atomic<double> &TaskCosts::mean(std::uint32_t task) const
{
    return m_nsPerByte[std::min<std::size_t>(task, m_nsPerByte.size() - 1)];
}

void TaskCosts::learn(std::uint32_t task, double sizes, double nanoseconds)
{
    auto &mean = m_nsPerByte[std::min<std::size_t>(task, m_nsPerByte.size() - 1)];
    const double old = mean.load(std::memory_order_relaxed);
    const double sample = std::min(nanoseconds / sizes, old * 8);
    mean.store(std::max(old + (sample - old) / 4, 0.001), std::memory_order_relaxed);
}

} // namespace relevo
