// Latencies in log-linear buckets (the idea of HDR histograms): 128 per power of two, so that any quantile is within
// 0.8 %.
//
// Nanoseconds. One writer; merged once the writers are done.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace relevo::bench {

class Histogram
{
public:
    void record(std::uint64_t nanoseconds)
    {
        ++m_counts[bucketOf(nanoseconds)];
        ++m_total;
        if (nanoseconds > m_maximum)
            m_maximum = nanoseconds;
    }
    void add(const Histogram &other);

    std::uint64_t total() const { return m_total; }
    std::uint64_t maximum() const { return m_maximum; }
    /// The upper bound of the bucket that holds the share `quantile` (0 to 1) of what was recorded; 0 if nothing was.
    std::uint64_t at(double quantile) const;

private:
    static constexpr unsigned bits = 7;
    static constexpr std::size_t perPower = 1u << bits;
    static constexpr std::size_t bucketCount = (64 - bits + 1) * perPower;

    static std::size_t bucketOf(std::uint64_t value)
    {
        const auto width = static_cast<unsigned>(std::bit_width(value));
        const unsigned shift = width > bits + 1 ? width - (bits + 1) : 0;
        return shift * perPower + static_cast<std::size_t>(value >> shift);
    }
    static std::uint64_t upperBound(std::size_t bucket);

    std::vector<std::uint64_t> m_counts = std::vector<std::uint64_t>(bucketCount);
    std::uint64_t m_total = 0;
    std::uint64_t m_maximum = 0;
};

} // namespace relevo::bench
