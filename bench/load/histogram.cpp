#include "bench/load/histogram.h"

#include <algorithm>
#include <cmath>

namespace relevo::bench {

void Histogram::add(const Histogram &other)
{
    for (std::size_t i = 0; i < bucketCount; ++i)
        m_counts[i] += other.m_counts[i];
    m_total += other.m_total;
    m_maximum = std::max(m_maximum, other.m_maximum);
}

std::uint64_t Histogram::upperBound(std::size_t bucket)
{
    if (bucket < 2 * perPower)
        return bucket;
    const std::size_t shift = bucket / perPower - 1;
    const std::uint64_t first = bucket % perPower + perPower;
    return ((first + 1) << shift) - 1;
}

std::uint64_t Histogram::at(double quantile) const
{
    if (m_total == 0)
        return 0;
    const auto wanted =
        std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(quantile * static_cast<double>(m_total))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < bucketCount; ++i) {
        seen += m_counts[i];
        if (seen >= wanted)
            return std::min(upperBound(i), m_maximum);
    }
    return m_maximum;
}

} // namespace relevo::bench
