// `relevo wait ID…`: until tasks are final, over lost connections and restarts of the server.
#pragma once

#include "console-client/console.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace relevo::console {

int runWait(Console &console);

/// Waits for all of them, and prints: of one task its result, as a direct call of it would; of several a line each. The
/// exit code: Done if all have succeeded, NoConnection if some are not final in time.
int waitFor(Console &console, const std::vector<std::string> &ids, std::optional<std::chrono::milliseconds> timeout);

} // namespace relevo::console
