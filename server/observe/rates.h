// How many tasks a second were finished lately: a sample a second of a growing count.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace relevo {

/// Thread-safe.
class Rates
{
public:
    using Clock = std::chrono::steady_clock;

    /// To be called about once a second with the count so far.
    void sample(std::uint64_t count, Clock::time_point now);
    /// Per second, over the last `samples` of at most 60 samples; fewer if there are not so many yet.
    double perSecond(std::size_t samples) const;

private:
    struct Sample
    {
        std::uint64_t count = 0;
        Clock::time_point at;
    };
    static constexpr std::size_t capacity = 61;

    mutable std::mutex m_mutex; // guards all below
    std::array<Sample, capacity> m_samples{};
    std::size_t m_size = 0;
    std::size_t m_next = 0;
};

} // namespace relevo
