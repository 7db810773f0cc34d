// Params and results of any length, by pieces.
#pragma once

#include "console-client/console.h"

#include <functional>

namespace relevo::console {

/// Reads a blob to its end, over a lost connection as well, in memory of one piece. The exit code; anything but Done
/// has been complained of, but for a sink that refuses, which complains itself (TaskFailed).
int readPayload(Console &console, const QString &blob, const std::function<bool(std::string_view)> &sink);

} // namespace relevo::console
