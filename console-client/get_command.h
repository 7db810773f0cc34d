// `relevo get ID`: a task's record, or its params and result as they are, however long.
#pragma once

#include "console-client/console.h"

namespace relevo::console {

int runGet(Console &console);

} // namespace relevo::console
