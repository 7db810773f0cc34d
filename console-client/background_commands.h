// The commands for background tasks: what they are called and take.
#pragma once

#include "console-client/commands.h"

namespace relevo::console {

std::vector<Command> backgroundCommands();

} // namespace relevo::console
