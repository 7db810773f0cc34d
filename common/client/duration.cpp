#include "common/client/duration.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace relevo {

namespace {

struct Unit
{
    std::string_view name;
    double milliseconds;
};

constexpr std::array<Unit, 7> units{
    {{"", 1e3}, {"ms", 1}, {"s", 1e3}, {"m", 60e3}, {"min", 60e3}, {"h", 3600e3}, {"d", 24 * 3600e3}}};
constexpr double longest = 1000.0 * 365 * 24 * 3600e3;

} // namespace

std::optional<std::chrono::milliseconds> parseDuration(std::string_view text)
{
    const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view unit = text.substr(end);
    const auto *const found =
        std::find_if(units.begin(), units.end(), [unit](const Unit &one) { return one.name == unit; });
    bool isNumber = false;
    const double number = QByteArray(text.data(), static_cast<qsizetype>(end)).toDouble(&isNumber);
    if (found == units.end() || !isNumber || number * found->milliseconds > longest)
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(number * found->milliseconds));
}

} // namespace relevo
