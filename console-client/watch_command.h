// `relevo watch [ID]`: what happens to background tasks, live.
#pragma once

#include "console-client/console.h"

namespace relevo::console {

/// Without an id until Ctrl-C; with one until that task is final.
int runWatch(Console &console);

} // namespace relevo::console
