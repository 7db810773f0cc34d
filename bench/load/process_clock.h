// The CPU time of processes, all their threads, as the kernel counts it (nanoseconds).
#pragma once

#include <cstdint>
#include <sys/types.h>
#include <vector>

namespace relevo::bench {

/// User and system time of one process so far; 0 if there is none by that id (any more).
std::uint64_t processCpu(pid_t pid);
/// The sum over several.
std::uint64_t processCpu(const std::vector<pid_t> &pids);
std::uint64_t ownCpu();

} // namespace relevo::bench
