// `relevo list`: the newest tasks as a table, or as JSON lines.
#pragma once

#include "common/client/task_calls.h"
#include "console-client/console.h"

#include <functional>

namespace relevo::console {

int runList(Console &console);

/// Asks for pages, newest first, until `take` says false, or there is none left. A page is views of a reply that lives
/// until take() returns. The exit code; what failed has been complained of.
int readPages(Console &console, client::TaskQuery query, const std::function<bool(const client::TaskPage &page)> &take);

} // namespace relevo::console
