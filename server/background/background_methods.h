// The methods of background tasks: `task.*`, `blob.read`, `events.*`, `system.audit`.
#pragma once

#include "server/background/keeper.h"
#include "server/background/reads.h"

#include <memory>
#include <vector>

namespace relevo {

/// What the methods work on; made after the registry that has them.
struct BackgroundParts
{
    Keeper *keeper = nullptr;
    Reads *reads = nullptr;
    BlobStore *blobs = nullptr;
    const TaskRunner *runner = nullptr;
    std::string node;
    int slot = 0;
    std::uint64_t blobThreshold = 64 * 1024;
};

/// `parts` is filled in before the first call, and outlives the methods.
std::vector<Method> backgroundMethods(const BackgroundParts &parts);

} // namespace relevo
