// The dialect of the Python system that this project grew out of (docs/protocol.md, "The first dialect"): one adapter
// over the same tasks. Here, and in the console's menu, tasks are known by name; nowhere else.
#pragma once

#include "server/dispatch/call_runner.h"

#include <cstdint>
#include <string_view>

namespace relevo {

/// The task that a `type` (a raw JSON value) stands for, or Call::noTask.
std::uint32_t firstDialectTask(const Registry &registry, std::string_view type);

/// Runs the call and writes the answer, whatever comes of it. `worker` is the thread's name.
CallRunner::Outcome runFirstDialect(const Call &call, const Registry &registry, const IncidentReporter &report,
                                    const std::atomic<bool> &cancelled, std::string_view worker, std::string &reply,
                                    CallResult *told);

/// The answer of a server that takes nothing more.
void refuseFirstDialect(std::string_view node, std::string &reply);

} // namespace relevo
