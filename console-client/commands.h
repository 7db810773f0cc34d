// The console's commands that are no tasks, in one table, from which run, help and completion come.
#pragma once

#include "console-client/console.h"

#include <span>

namespace relevo::console {

struct Command
{
    std::string name;
    std::string synopsis; ///< of its words
    QString help;
    std::vector<OptionSpec> options; ///< the common ones left out
    int (*run)(Console &console) = nullptr;
    bool takesTask = false; ///< its first word is a task, whose options it takes as well
};

std::vector<Command> builtinCommands();

/// `text.reverse` by its name or verb. An unknown name is looked up at the server, whose catalog may be newer than
/// ours.
const TaskDescription *findTask(Session &session, const QString &name);

/// The names of all commands, tasks first.
std::vector<std::string> commandNames(const CatalogStore &catalog);

} // namespace relevo::console
