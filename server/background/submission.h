// `task.submit`: from params to what the store is given, checked as far as can be before the task runs.
#pragma once

#include "server/background/keeper.h"

#include <string>
#include <vector>

namespace relevo {

/// The parameters of `task.submit`, and those in its `options`.
const std::vector<ParamDescription> &submitParams();
const std::vector<ParamDescription> &submitOptions();

/// Throws TaskError where params, options or the task's own params are not what is expected. The record has no id's
/// blob yet: its params stand in it, however long.
SubmitTask readSubmission(MethodInput &input, const TaskRunner &runner, const std::string &node, const TaskId &id,
                          int slot);

/// JSON without the white space outside its strings.
std::string compactJson(std::string_view json);

} // namespace relevo
