// What is sent and what must come back: a pool of distinct inputs whose results are computed here, by other means than
// the server's, so that checking a reply is one comparison of bytes.
#pragma once

#include "bench/load/options.h"

#include <string>
#include <vector>

namespace relevo::bench {

struct Sample
{
    std::string params;  ///< the JSON object
    std::string result;  ///< the JSON object, as the contract has it to be written
    std::string text;    ///< what `params` holds, for peers without JSON; empty for numbers
    std::string reverse; ///< of `text`, by user-perceived characters; text.reverse only
};

/// The same pool at every run. Its size falls with the inputs' so that it stays in the processor's cache.
std::vector<Sample> makeSamples(const Options &options);

} // namespace relevo::bench
