// Calls a task with params given as JSON, as the server would: they are parsed where they lie, nothing behind them is
// readable.
#pragma once

#include "server/tasks/task.h"

#include <optional>
#include <string>
#include <string_view>

namespace relevo {

struct TaskOutcome
{
    std::string result;             ///< what was appended to the reply
    std::optional<TaskError> error; ///< what was thrown
    std::size_t stoppedAt = 0; ///< for a `Numbers` parameter: where its cursor stands, as an offset into the params
};

/// `params` is a JSON object with the task's parameters by name; absent ones take their default.
TaskOutcome callTask(const TaskDefinition &task, std::string_view params, bool cancelled = false);

/// The built-in task of that name, which must exist.
const TaskDefinition &builtinTask(std::string_view name);

/// {"text": …} with `text` quoted.
std::string textParams(std::string_view text);

} // namespace relevo
