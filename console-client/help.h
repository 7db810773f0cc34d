// `--help` of the program, of a task and of a command, from the same tables that are run by.
#pragma once

#include "console-client/commands.h"

namespace relevo::console {

QString programHelp(const CatalogStore &catalog, const Language &language);
QString taskHelp(const TaskDescription &task, const Language &language);
QString commandHelp(const Command &command);

} // namespace relevo::console
