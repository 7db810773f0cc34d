// `relevo TASK --lines`: each line of the input one task, many in flight, the results in the lines' order.
#pragma once

#include "common/client/param_text.h"
#include "console-client/console.h"

namespace relevo::console {

/// `fixed`: the values of the task's other parameters.
int runLines(Console &console, const TaskDescription &task, const std::vector<ParamValue> &fixed);

} // namespace relevo::console
