// `relevo export`: records with their params and results as JSON lines, newest first.
#pragma once

#include "console-client/console.h"

namespace relevo::console {

int runExport(Console &console);

} // namespace relevo::console
