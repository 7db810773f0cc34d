// Tasks as people read them: lines of a table, and all of one record.
#pragma once

#include "common/client/task_record.h"

#include <QString>

namespace relevo::console {

/// Standard output is a terminal, and the user has not asked for none (NO_COLOR, TERM=dumb).
bool showsColour();

/// `columns` wide, coloured if asked for.
QString stateCell(client::TaskState state, int columns, bool colour);

/// The titles of taskRow().
QString taskHeader();
/// Id, state, when created, what it took, attempts, task: one line, its end included. The id is whole.
QString taskRow(const client::TaskRecord &task, bool colour);
/// All that a record says but for its payloads, a line each.
QString taskDetails(const client::TaskRecord &task, bool colour);
/// One line of what happens: the time, id, state, task, and what the state makes worth saying. Its end not included.
QString taskHappening(std::int64_t at, const client::TaskRecord &task, bool colour);

} // namespace relevo::console
