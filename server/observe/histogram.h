// A log-linear histogram of durations: 32 steps to each doubling, so that a quantile is off by at most 3 %.
// (The layout of HdrHistogram, hdrhistogram.org, with five bits of precision.)
//
// One writer at a time, any number of readers; readers may see a sum that is a few samples short.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace relevo {

class Histogram
{
public:
    /// From 0 to about 70 minutes; longer ones count as that.
    static constexpr std::size_t precisionBits = 5;
    static constexpr std::size_t stepsPerDoubling = 1u << precisionBits;
    static constexpr std::size_t buckets = stepsPerDoubling * (42 - precisionBits + 1);

    void add(std::uint64_t nanoseconds, std::uint64_t times = 1)
    {
        auto &bucket = m_counts[bucketOf(nanoseconds)];
        bucket.store(bucket.load(std::memory_order_relaxed) + times, std::memory_order_relaxed);
    }

    void addTo(std::vector<std::uint64_t> &sums) const
    {
        sums.resize(buckets);
        for (std::size_t i = 0; i < buckets; ++i)
            sums[i] += m_counts[i].load(std::memory_order_relaxed);
    }

    static std::size_t bucketOf(std::uint64_t value)
    {
        if (value < stepsPerDoubling)
            return value;
        const auto shift = static_cast<std::size_t>(std::bit_width(value)) - precisionBits - 1;
        const std::size_t bucket = (shift << precisionBits) + (value >> shift);
        return bucket < buckets ? bucket : buckets - 1;
    }

    /// The largest value that falls into the bucket.
    static std::uint64_t upperEdge(std::size_t bucket)
    {
        if (bucket < 2 * stepsPerDoubling)
            return bucket;
        const std::size_t shift = (bucket >> precisionBits) - 1;
        const std::uint64_t step = (bucket & (stepsPerDoubling - 1)) + stepsPerDoubling;
        return ((step + 1) << shift) - 1;
    }

    /// The value below which the fraction `q` of all samples lies; 0 without samples.
    static std::uint64_t quantile(const std::vector<std::uint64_t> &sums, double q);

private:
    std::array<std::atomic<std::uint64_t>, buckets> m_counts{};
};

} // namespace relevo
