// Results and errors as text: what every client needs to show them or to write them down. No number is converted.
// Plain functions, reentrant.
#pragma once

#include "common/client/reply.h"
#include "common/protocol/limits.h"
#include "common/protocol/task_description.h"

#include <QString>

#include <string>
#include <string_view>

namespace relevo {

/// A task whose result is one text and nothing else: its output is that text, and it serves as a filter.
bool isTextResult(const TaskDescription &task);

/// The value of an object's member as it stands; empty where there is no such member, or no object.
std::string_view memberOf(std::string_view object, std::string_view name);

/// Appends a scalar as people read it: a string without its quotes, anything else as it stands.
void appendScalar(std::string &out, std::string_view token);
/// The same for a member of the error's data; empty where there is none.
QString dataOf(const CallError &error, std::string_view name);

/// The unit of a limit by its name in `system.info`; Count for one that is not known.
LimitUnit limitUnitOf(const QString &name);
/// A limit's value for people, in its unit.
using LimitText = QString (*)(const QString &name, double value);

/// What went wrong: the message in the user's language, and what the error's data says of it.
QString describeError(const CallError &error, LimitText limitText);

} // namespace relevo
