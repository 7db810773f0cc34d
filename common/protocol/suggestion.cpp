#include "common/protocol/suggestion.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace relevo {

namespace {

constexpr std::size_t longest = 64;

/// Optimal string alignment; three rows of the usual table. Both names at most `longest`.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::array<std::array<std::size_t, longest + 1>, 3> rows{};
    std::iota(rows[0].begin(), rows[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto &row = rows[i % 3];
        const auto &above = rows[(i + 2) % 3];
        const auto &twoAbove = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], twoAbove[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

} // namespace

std::string nearestName(std::string_view name, std::span<const std::string> candidates)
{
    if (name.empty() || name.size() > longest)
        return {};
    const std::size_t near = std::max<std::size_t>(1, name.size() / 3);
    std::size_t best = near + 1;
    std::string found;
    for (const std::string &candidate : candidates) {
        if (candidate.size() > longest)
            continue;
        const std::size_t dot = candidate.rfind('.');
        const bool isVerb = dot != std::string::npos && std::string_view(candidate).substr(dot + 1) == name;
        const std::size_t d = isVerb ? 1 : distance(name, candidate);
        if (d < best) {
            best = d;
            found = candidate;
        }
    }
    return found;
}

} // namespace relevo
