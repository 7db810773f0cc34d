// `relevo cancel ID…` and `relevo retry ID…`.
#pragma once

#include "console-client/console.h"

namespace relevo::console {

int runCancel(Console &console);
int runRetry(Console &console);

} // namespace relevo::console
