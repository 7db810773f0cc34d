// A task as the stores keep it. Times are milliseconds since 1970, UTC; 0 where there is none.
#pragma once

#include "server/storage/task_id.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relevo {

enum class TaskState : std::uint8_t { Queued, Running, Succeeded, Failed, Cancelled };

inline constexpr std::array<std::string_view, 5> taskStateNames{"queued", "running", "succeeded", "failed",
                                                                "cancelled"};

constexpr std::string_view name(TaskState state)
{
    return taskStateNames[static_cast<std::size_t>(state)];
}
constexpr bool isFinal(TaskState state)
{
    return state >= TaskState::Succeeded;
}

/// Background tasks, and direct calls, whose records are only a history.
enum class TaskKind : std::uint8_t { Background, Direct };

/// JSON bytes, in the record or in the blob store.
struct Payload
{
    std::string bytes;
    std::string blob;       ///< the blob's name, if that is where they are
    std::uint64_t size = 0; ///< of the whole, wherever (and, for a direct call, whether) it is kept
};

struct TaskRecord
{
    TaskId id;
    std::string task;
    TaskKind kind = TaskKind::Background;
    std::optional<std::string> owner;
    TaskState state = TaskState::Queued;
    int priority = 4;
    std::int64_t attempt = 0; ///< the last one claimed; only grows: the fence
    std::int64_t counted = 0; ///< attempts that count towards maxAttempts
    std::int64_t maxAttempts = 3;
    std::int64_t timeoutMs = 0;
    int holder = 0;       ///< the slot of the node that has it
    bool suspect = false; ///< a process ended while it ran: it is tried alone
    double progress = 0;
    bool stuck = false;
    std::int64_t createdAt = 0;
    std::int64_t notBefore = 0;
    std::int64_t startedAt = 0;
    std::int64_t finishedAt = 0;
    std::int64_t cancelRequestedAt = 0;
    std::string node; ///< filled by reading: the holder's name, once it has been claimed
    std::string worker;
    Payload params;
    Payload result; ///< of a failed task: the error
    bool isError = false;
    std::string trace; ///< see task_trace.h
};

} // namespace relevo
