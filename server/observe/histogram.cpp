#include "server/observe/histogram.h"

#include <cmath>
#include <numeric>

namespace relevo {

std::uint64_t Histogram::quantile(const std::vector<std::uint64_t> &sums, double q)
{
    const std::uint64_t all = std::accumulate(sums.begin(), sums.end(), std::uint64_t{0});
    if (all == 0)
        return 0;
    const auto wanted = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(all)));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        seen += sums[i];
        if (seen >= wanted && seen > 0)
            return upperEdge(i);
    }
    return upperEdge(buckets - 1);
}

} // namespace relevo
