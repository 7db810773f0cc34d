// JSON-RPC 2.0 over TCP, one text per line: how relevo-bench speaks to Relevo, and to the floor.
#pragma once

#include "bench/load/protocol.h"

namespace relevo::bench {

class JsonRpc final : public Protocol
{
public:
    std::string program() const override { return "relevo-bench"; }
    std::string summary() const override;
    std::string refusal(const Options &) const override { return {}; }
    Case prepare(const Sample &sample, const Options &options) const override;
    std::unique_ptr<Wire> connect(unsigned number, const Options &options) const override;
};

/// A reply's members as they stand in one line; views into it. Empty where there is none.
struct ReplyParts
{
    std::string_view id;
    std::string_view result;
};

/// False if the line is no object. Members may come in any order.
bool splitReply(std::string_view line, ReplyParts &parts);

} // namespace relevo::bench
