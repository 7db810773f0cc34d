// The params of the methods for background tasks, from values. Plain functions, reentrant.
#pragma once

#include "common/client/task_record.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace relevo::client {

/// What is not set is left to the server.
struct SubmitOptions
{
    std::optional<int> priority;
    std::optional<std::chrono::milliseconds> timeout; ///< of each attempt
    std::optional<int> maxAttempts;
    std::optional<std::chrono::milliseconds> delay;
    /// With a key the same submission may be sent again without the danger that there are two tasks.
    std::string key;

    /// `{"priority":9,…}`; `{}` if nothing is set.
    std::string json() const;
};

/// Of `task.submit`. `params`: one JSON object or array.
std::string submitParams(std::string_view task, std::string_view params, const SubmitOptions &options);

/// A key that nobody else has.
std::string newKey();

/// Of `task.list`. What is not set is left to the server.
struct TaskQuery
{
    std::optional<TaskState> state;
    std::string task;
    bool direct = false;
    int limit = 0;
    std::string before;

    std::string json() const;
    static constexpr int mostListed = 500; ///< by one call
};

/// Of `task.get`, `task.cancel` and `task.retry`.
std::string idParams(std::string_view id);
std::string getParams(std::string_view id, bool inlined);
/// `timeout` is cut to what one call may wait.
std::string waitParams(std::string_view id, std::chrono::milliseconds timeout);
std::string blobParams(std::string_view blob, std::int64_t offset, std::int64_t length);

} // namespace relevo::client
