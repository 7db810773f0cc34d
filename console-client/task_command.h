// `relevo TASK …`: one call of a task, its options and its help derived from its description.
#pragma once

#include "common/client/param_text.h"
#include "console-client/console.h"

#include <optional>

namespace relevo::console {

/// The options of a task's command, the common ones left out: its further parameters, --file, --lines.
std::vector<OptionSpec> taskOptions(const TaskDescription &task, const Language &language);

int runTask(Console &console, const TaskDescription &task);

/// The values of the parameters that are options, as far as they were given; nothing after a complaint.
std::optional<std::vector<ParamValue>> optionParams(Console &console, const TaskDescription &task);

} // namespace relevo::console
