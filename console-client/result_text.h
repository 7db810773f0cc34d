// Results and errors as text for people, by the task's description, in the user's language. No number is converted.
#pragma once

#include "common/client/language.h"
#include "common/client/result_text.h"
#include "common/protocol/task_description.h"

#include <string>
#include <string_view>

namespace relevo::console {

/// Appends a result, each line ended: the text alone, or `name: value` a line.
void appendResult(std::string &out, const TaskDescription &task, const Language &language, std::string_view result);
/// The same on one line, which is not ended.
void appendResultLine(std::string &out, const TaskDescription &task, const Language &language, std::string_view result);

/// What went wrong, on one line: the server's text and what its data says.
QString errorText(const CallError &error);

} // namespace relevo::console
