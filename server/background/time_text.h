// The wall clock, and its times as the wire tells them.
#pragma once

#include <cstdint>
#include <string>

namespace relevo {

/// Milliseconds since 1970, UTC.
std::int64_t nowMs();

/// RFC 3339 in UTC with milliseconds, quoted: `"2026-11-26T10:00:00.000Z"`; `null` for 0.
void appendTime(std::string &json, std::int64_t ms);

} // namespace relevo
