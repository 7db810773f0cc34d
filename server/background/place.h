// How long the node's place among those that share a store is still its own, by what the store has confirmed. Others
// take its tasks afterwards: it begins nothing in the last third of the time, and nothing runs in the last tenth.
//
// Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace relevo {

class Place
{
public:
    /// Not shared: it is its own for ever.
    Place(bool shared, std::int64_t leaseMs)
        : m_shared(shared)
        , m_lease(leaseMs)
        , m_until(Clock::now() + m_lease)
    {}

    /// The store has confirmed what it was asked for at that time.
    void renewed(std::chrono::steady_clock::time_point asked) { m_until.store(asked + m_lease); }

    bool mayBegin() const { return left() > m_lease / 3; }
    bool mayRun() const { return left() > m_lease / 10; }

private:
    using Clock = std::chrono::steady_clock;

    Clock::duration left() const { return m_shared ? m_until.load() - Clock::now() : Clock::duration::max(); }

    const bool m_shared;
    const std::chrono::milliseconds m_lease;
    std::atomic<Clock::time_point> m_until;
};

} // namespace relevo
