// One thread's share of the load: an epoll set of connections, each with its requests under way.
//
// Closed loop: a reply is followed by a new request on its connection. Open loop: requests are due on a schedule, wait
// in their connection's line while it has no room, and their latency counts from when they were due.
#pragma once

#include "bench/load/histogram.h"
#include "bench/load/options.h"
#include "bench/load/protocol.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace relevo::bench {

class LoadConnection;

/// steady_clock in nanoseconds.
struct LoadTimes
{
    std::uint64_t windowBegin = 0;
    std::uint64_t windowEnd = 0; ///< nothing is sent after it; what is under way is waited for
    std::uint64_t giveUp = 0;
};

struct LoadFaults
{
    std::uint64_t wrong = 0;      ///< not the expected result, an error, or no request's reply
    std::uint64_t lost = 0;       ///< connections that ended
    std::uint64_t unanswered = 0; ///< requests without a reply at the end
    std::string first;            ///< what the first fault was
    std::uint64_t count() const { return wrong + lost + unanswered; }
    void add(const LoadFaults &other);
};

class LoadLoop
{
public:
    /// The connections numbered first, first + step, … below options.connections are this loop's. All arguments by
    /// reference must outlive the loop.
    LoadLoop(const Options &options, const Protocol &protocol, const std::vector<Case> &cases, unsigned first,
             unsigned step);
    ~LoadLoop();

    /// Opens the connections, the share `idle` of idle ones included. Empty, or why not.
    std::string open(unsigned idle);
    /// Returns when the window is over and nothing is under way, or nothing can be.
    void run(const LoadTimes &times);

    /// Right replies so far; may be read by any thread while run() runs.
    std::uint64_t completed() const { return m_completed.load(std::memory_order_relaxed); }
    // Once run() has returned:
    const Histogram &latencies() const { return m_latencies; }
    const LoadFaults &faults() const { return m_faults; }

private:
    friend class LoadConnection;

    std::string openOne(int &socket) const;
    bool watch(int socket, std::uint32_t events, void *owner, int operation) const;
    void handleEvents(std::uint64_t timeoutNs);
    void sendWhatIsDue(std::uint64_t now);
    std::uint64_t waitTime(std::uint64_t now) const;
    bool finished(std::uint64_t now) const;
    void note(std::uint64_t &counter, std::string_view what);
    const Case &nextCase();

    const Options &m_options;
    const Protocol &m_protocol;
    const std::vector<Case> &m_cases;
    const unsigned m_first;
    const unsigned m_step;
    int m_epoll = -1;
    std::vector<std::unique_ptr<LoadConnection>> m_connections;
    std::vector<int> m_idle;
    std::size_t m_alive = 0;      ///< connections that still take requests
    std::uint64_t m_underWay = 0; ///< requests sent, or due and waiting in line
    std::size_t m_nextCase = 0;

    // Open loop: times between requests of this loop, and when the next is due.
    double m_interval = 0;
    double m_nextDue = 0;
    std::size_t m_nextConnection = 0;

    LoadTimes m_times;
    Histogram m_latencies;
    LoadFaults m_faults;
    alignas(64) std::atomic<std::uint64_t> m_completed{0};
};

std::uint64_t steadyNow();

} // namespace relevo::bench
