// `relevo audit` and `relevo prune`: what the store holds, and what it need not hold any longer.
#pragma once

#include "console-client/console.h"

namespace relevo::console {

int runAudit(Console &console);
int runPrune(Console &console);

} // namespace relevo::console
