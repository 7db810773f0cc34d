// `relevo TASK --lines`: each line of the input one task, many in flight, the results in the lines' order.
#pragma once

#include "common/client/line_runner.h"
#include "common/client/param_text.h"
#include "console-client/console.h"

namespace relevo::console {

/// `fixed`: the values of the task's other parameters.
int runLines(Console &console, const TaskDescription &task, const std::vector<ParamValue> &fixed);

/// Appends a line's result as people read it, in one line.
using LinePrinter = std::function<void(std::string &out, std::string_view result)>;

struct LinesEnd
{
    int code = 0;           ///< the exit code
    bool unsettled = false; ///< of some lines it is not known what became of them, or the same again may go well
};

/// The same for any call, in the name of `command`. Every line of the input has its line in the output: an empty one,
/// or with --json null, where its call failed.
LinesEnd runLineCalls(Console &console, LineRunnerOptions options, const LinePrinter &printer,
                      const std::string &command);

} // namespace relevo::console
