// What the peers' drivers have in common: they know one task, and send its bare text.
#pragma once

#include "bench/load/protocol.h"

namespace relevo::bench {

class Peer : public Protocol
{
public:
    std::string refusal(const Options &options) const override
    {
        return options.task == TaskKind::Reverse ? std::string() : "this peer's worker only knows text.reverse";
    }
    Case prepare(const Sample &sample, const Options &options) const override
    {
        return {sample.text,
                options.submit ? std::string() : sample.reverse}; // that it is accepted is said without words
    }
};

} // namespace relevo::bench
