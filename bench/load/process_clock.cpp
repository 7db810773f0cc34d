#include "bench/load/process_clock.h"

#include <ctime>

namespace relevo::bench {

namespace {

std::uint64_t read(clockid_t clock)
{
    timespec time{};
    if (::clock_gettime(clock, &time) != 0)
        return 0;
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

} // namespace

std::uint64_t processCpu(pid_t pid)
{
    // Not /proc/PID/stat: that counts in ticks of 10 ms, by sampling on some kernels.
    clockid_t clock{};
    return ::clock_getcpuclockid(pid, &clock) == 0 ? read(clock) : 0;
}

std::uint64_t processCpu(const std::vector<pid_t> &pids)
{
    std::uint64_t sum = 0;
    for (const pid_t pid : pids)
        sum += processCpu(pid);
    return sum;
}

std::uint64_t ownCpu()
{
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

} // namespace relevo::bench
