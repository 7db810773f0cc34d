// Spans of time as people type them. A plain function, reentrant.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace relevo {

/// `90` and `90s`, `500ms`, `5m` or `5min`, `1.5h`, `7d`: seconds where no unit stands. Nothing for what is no span of
/// time, is negative, or is longer than a thousand years.
std::optional<std::chrono::milliseconds> parseDuration(std::string_view text);

} // namespace relevo
