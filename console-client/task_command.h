// `relevo TASK …`: one call of a task, its options and its help derived from its description.
#pragma once

#include "common/client/param_text.h"
#include "console-client/console.h"

#include <optional>

namespace relevo::console {

/// The options of a task's command, the common ones left out: its further parameters, --file, --lines.
std::vector<OptionSpec> taskOptions(const TaskDescription &task, const Language &language);

int runTask(Console &console, const TaskDescription &task);

// What other commands that take a task's words and options make of them. They complain in the name of `command`.

/// The values of the parameters that are options, as far as they were given; nothing after a complaint.
std::optional<std::vector<ParamValue>> optionParams(Console &console, const TaskDescription &task,
                                                    const std::string &command);
/// All values of one call: these and, before them, the main one from words, a file or standard input.
std::optional<std::vector<ParamValue>> callParams(Console &console, const TaskDescription &task,
                                                  const std::string &command);

} // namespace relevo::console
