// The limits of the wire contract, with its defaults: the one table that options, `system.info` and the docs derive
// from.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace relevo {

struct Limits
{
    std::uint64_t message = 16ull << 20;  ///< bytes of one message
    std::uint64_t nesting = 128;          ///< brackets open at once
    std::uint64_t id = 1024;              ///< bytes of an `id` token
    std::uint64_t batch = 1000;           ///< members of a batch
    std::uint64_t connectionTasks = 1024; ///< in flight on one connection (its share)
    std::uint64_t connectionBytes = 64ull << 20;
    std::uint64_t totalTasks = 100'000; ///< in flight on all connections
    std::uint64_t totalBytes = 192ull << 20;
    std::uint64_t reserveBytes = 32ull << 20; ///< past the total, for connections with nothing in flight
    std::uint64_t connections = 10'000;
    std::uint64_t queued = 10'000'000;     ///< background tasks
    std::uint64_t writeTimeoutMs = 60'000; ///< a peer that has not read for so long is reset
    std::uint64_t drainTimeoutMs = 5'000;
};

enum class LimitUnit : std::uint8_t { Count, Bytes, Milliseconds };

struct LimitInfo
{
    std::string_view name; ///< as `system.info` and an error's `limit` data name it; the option is its kebab-case
    std::uint64_t Limits::*field;
    std::uint64_t minimum;
    std::uint64_t maximum;
    std::string_view help;
    LimitUnit unit = LimitUnit::Count;
};

inline constexpr std::array<LimitInfo, 13> limitTable{{
    {"maxMessage", &Limits::message, 64, 4ull << 30, "bytes of one message", LimitUnit::Bytes},
    {"maxNesting", &Limits::nesting, 2, 10'000, "depth of nested arrays and objects"},
    {"maxId", &Limits::id, 1, 1 << 20, "bytes of a request's id", LimitUnit::Bytes},
    {"maxBatch", &Limits::batch, 1, 1'000'000, "members of a batch"},
    {"maxConnectionTasks", &Limits::connectionTasks, 1, 1'000'000, "tasks in flight on one connection"},
    {"maxConnectionBytes", &Limits::connectionBytes, 1024, 1ull << 40, "bytes in flight on one connection",
     LimitUnit::Bytes},
    {"maxTotalTasks", &Limits::totalTasks, 1, 100'000'000, "tasks in flight on all connections"},
    {"maxTotalBytes", &Limits::totalBytes, 1024, 1ull << 40, "bytes in flight on all connections", LimitUnit::Bytes},
    {"reserveBytes", &Limits::reserveBytes, 1024, 1ull << 40,
     "bytes past the total for connections with nothing in flight", LimitUnit::Bytes},
    {"maxConnections", &Limits::connections, 1, 1'000'000, "connections"},
    {"maxQueued", &Limits::queued, 1, 1'000'000'000, "background tasks that are queued"},
    {"writeTimeout", &Limits::writeTimeoutMs, 100, 86'400'000, "time after which a peer that does not read is reset",
     LimitUnit::Milliseconds},
    {"drainTimeout", &Limits::drainTimeoutMs, 0, 86'400'000, "time that running work may take once the server stops",
     LimitUnit::Milliseconds},
}};

} // namespace relevo
