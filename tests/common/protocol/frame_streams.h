// Streams to frame: good, bad, hostile and mixed.
#pragma once

#include "common/protocol/frame_reader.h"

#include <string>
#include <vector>

namespace relevo {

struct FrameStream
{
    std::string name;
    std::string bytes;
    FrameLimits limits;
};

/// Hand-written, for every rule one at least.
std::vector<FrameStream> frameStreams();
/// Made of the bytes that matter to framing, in ever other proportions. The same for the same seed.
std::vector<FrameStream> randomFrameStreams(unsigned seed, int count);

} // namespace relevo
