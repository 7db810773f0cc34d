// What a call is likely to cost, learnt from those that ran: so that cheap ones are taken in batches and dear ones
// alone.
//
// Per task an exponentially weighted mean of nanoseconds per byte of message (64 bytes added for the call itself). A
// single sample counts for at most eight times the mean, since on a busy machine a worker may lose its CPU for
// milliseconds in the middle of a microsecond's work.
//
// Any worker may write, any thread read; a lost update does no harm.
#pragma once

#include "server/call/call.h"

#include <atomic>
#include <vector>

namespace relevo {

class TaskCosts
{
public:
    explicit TaskCosts(std::size_t tasks);

    double nanoseconds(const Call &call) const { return mean(call.task).load(std::memory_order_relaxed) * size(call); }
    /// `calls` bytes (see size()) of the task took so long.
    void learn(std::uint32_t task, double sizes, double nanoseconds);

    static double size(const Call &call) { return static_cast<double>(call.charge) + 64; }

private:
    const std::atomic<double> &mean(std::uint32_t task) const;

    std::vector<std::atomic<double>> m_nsPerByte; ///< the last one is for calls of no task
};

} // namespace relevo
