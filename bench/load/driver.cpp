#include "bench/load/load_loop.h"
#include "bench/load/process_clock.h"
#include "bench/load/protocol.h"
#include "bench/load/report.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <thread>

namespace relevo::bench {

namespace {

constexpr double nanosPerSecond = 1e9;
constexpr std::uint64_t drainPatience = 10'000'000'000; ///< for the replies still owed at the window's end

std::uint64_t nanos(double seconds)
{
    return static_cast<std::uint64_t>(seconds * nanosPerSecond);
}

/// As many descriptors as the system lets us have.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

struct Snapshot
{
    std::uint64_t at;
    std::uint64_t completed = 0;
    std::uint64_t serverCpu;
    std::uint64_t ownCpu;
};

class Run
{
public:
    Run(const Options &options, const Protocol &protocol, const std::vector<Case> &cases)
        : m_options(options)
    {
        for (unsigned i = 0; i < options.threads; ++i)
            m_loops.push_back(std::make_unique<LoadLoop>(options, protocol, cases, i, options.threads));
    }

    std::string open()
    {
        for (unsigned i = 0; i < m_options.threads; ++i) {
            const unsigned share = m_options.idleConnections / m_options.threads +
                                   (i < m_options.idleConnections % m_options.threads ? 1 : 0);
            if (std::string fault = m_loops[i]->open(share); !fault.empty())
                return fault;
        }
        return {};
    }

    Outcome measure()
    {
        const std::uint64_t begin = steadyNow() + nanos(m_options.warmup);
        const std::uint64_t end = begin + nanos(m_options.seconds);
        const LoadTimes times{begin, end, end + drainPatience};
        std::vector<std::thread> threads;
        m_running = m_options.threads;
        for (const auto &loop : m_loops)
            threads.emplace_back([this, &loop, times] { runLoop(*loop, times); });
        const Snapshot first = snapshotAt(begin);
        const Snapshot last = snapshotAt(end);
        for (std::thread &thread : threads)
            thread.join();

        Outcome outcome;
        outcome.seconds = static_cast<double>(last.at - first.at) / nanosPerSecond;
        outcome.requests = last.completed - first.completed;
        outcome.serverCpu = last.serverCpu - std::min(first.serverCpu, last.serverCpu);
        outcome.ownCpu = last.ownCpu - first.ownCpu;
        for (const auto &loop : m_loops) {
            outcome.latencies.add(loop->latencies());
            outcome.faults.add(loop->faults());
        }
        return outcome;
    }

private:
    void runLoop(LoadLoop &loop, const LoadTimes &times)
    {
        ::prctl(PR_SET_TIMERSLACK, 1000UL); // the schedule of --rate is finer than the usual 50 us
        loop.run(times);
        const std::lock_guard lock(m_mutex);
        --m_running;
        m_ended.notify_all();
    }

    /// Counters and clocks are read together, so that what is divided belongs together however late we are woken.
    Snapshot snapshotAt(std::uint64_t time)
    {
        {
            std::unique_lock lock(m_mutex);
            const std::chrono::steady_clock::time_point until{std::chrono::nanoseconds(time)};
            m_ended.wait_until(lock, until, [this] { return m_running == 0; });
        }
        Snapshot snapshot{steadyNow(), 0, processCpu(m_options.pids), ownCpu()};
        for (const auto &loop : m_loops)
            snapshot.completed += loop->completed();
        return snapshot;
    }

    const Options &m_options;
    std::vector<std::unique_ptr<LoadLoop>> m_loops;
    std::mutex m_mutex; ///< guards m_running
    std::condition_variable m_ended;
    unsigned m_running = 0; ///< loops that have not ended
};

int misuse(const Protocol &protocol, const std::string &what)
{
    std::fprintf(stderr, "%s: %s (see --help)\n", protocol.program().c_str(), what.c_str());
    return 2;
}

std::string deadProcess(const Options &options)
{
    for (const pid_t pid : options.pids) {
        if (processCpu(pid) == 0)
            return "no process " + std::to_string(pid);
    }
    return {};
}

} // namespace

int runDriver(int argc, const char *const *argv, const Protocol &protocol)
{
    Options options;
    if (const std::string fault = parseOptions(argc, argv, options); !fault.empty())
        return misuse(protocol, fault);
    if (options.help) {
        std::fputs(optionsHelp(protocol.program(), protocol.summary()).c_str(), stdout);
        return 0;
    }
    for (const std::string &fault : {protocol.refusal(options), deadProcess(options)}) {
        if (!fault.empty())
            return misuse(protocol, fault);
    }
    raiseFileLimit();
    std::vector<Case> cases;
    for (const Sample &sample : makeSamples(options))
        cases.push_back(protocol.prepare(sample, options));

    Run run(options, protocol, cases);
    if (const std::string fault = run.open(); !fault.empty()) {
        std::fprintf(stderr, "%s: %s\n", protocol.program().c_str(), fault.c_str());
        return 1;
    }
    const Outcome outcome = run.measure();
    const std::string report = options.json ? reportJson(protocol.program(), options, outcome)
                                            : reportText(protocol.program(), options, outcome);
    std::fputs(report.c_str(), stdout);
    if (outcome.faults.count() == 0)
        return 0;
    std::fprintf(stderr, "%s: %llu wrong replies, %llu lost connections, %llu unanswered requests; first: %s\n",
                 protocol.program().c_str(), static_cast<unsigned long long>(outcome.faults.wrong),
                 static_cast<unsigned long long>(outcome.faults.lost),
                 static_cast<unsigned long long>(outcome.faults.unanswered), outcome.faults.first.c_str());
    return 1;
}

} // namespace relevo::bench
