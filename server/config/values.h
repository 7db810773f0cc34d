// An option's value between its text and its number: sizes, times, addresses. Pure functions.
#pragma once

#include "common/protocol/limits.h"
#include "server/config/server_config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relevo {

/// `4`, `64KiB`, `64 KiB`, `1M`, `2GiB`; of times `500ms`, `60s`, `5min`, `1h`, a bare number being milliseconds.
/// k, M and G are powers of 1000; KiB, MiB, GiB and TiB of 1024. Nothing for any other text, or past 64 bits.
std::optional<std::uint64_t> parseQuantity(std::string_view text, LimitUnit unit);

/// The shortest of the texts above that means exactly `value`: `16MiB`, `1min`, `1000`.
std::string formatQuantity(std::uint64_t value, LimitUnit unit);

/// `ADDR:PORT`, where ADDR is an IPv4 address, an IPv6 address in brackets, `localhost` (127.0.0.1), or `*` (every
/// address of the machine, IPv4 and IPv6).
std::optional<ListenAddress> parseListenAddress(std::string_view text);

/// A node's name: 1 to 64 letters, digits, dots, hyphens and underscores.
bool isNodeName(std::string_view text);

std::string_view trimmed(std::string_view text);

} // namespace relevo
