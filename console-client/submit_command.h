// `relevo submit TASK …`: a task, or one for each line of the input, that runs in the background.
//
// Everything is submitted with a key, the user's or one of its own: what was lost with a connection is sent again
// without the danger that it is there twice.
#pragma once

#include "console-client/console.h"

namespace relevo::console {

int runSubmit(Console &console);

} // namespace relevo::console
