// What a run found, for people and for scripts.
#pragma once

#include "bench/load/histogram.h"
#include "bench/load/load_loop.h"
#include "bench/load/options.h"

#include <string>

namespace relevo::bench {

struct Outcome
{
    double seconds = 0;          ///< of the window, as it was measured
    std::uint64_t requests = 0;  ///< right replies in it
    std::uint64_t serverCpu = 0; ///< ns in it, of the processes asked for
    std::uint64_t ownCpu = 0;
    Histogram latencies;
    LoadFaults faults;
};

std::string reportText(const std::string &program, const Options &options, const Outcome &outcome);
std::string reportJson(const std::string &program, const Options &options, const Outcome &outcome);

} // namespace relevo::bench
