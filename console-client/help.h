// `--help` of the program, of a task and of a command, from the same tables that are run by.
#pragma once

#include "console-client/commands.h"

namespace relevo::console {

QString programHelp(const CatalogStore &catalog, const Language &language);
QString taskHelp(const TaskDescription &task, const Language &language);
/// `task`: of a command that takes one, where it is known; else null.
QString commandHelp(const Command &command, const TaskDescription *task, const Language &language);

} // namespace relevo::console
