// The hops of a task as one text that grows by appending: a line each, `STAGE MILLISECONDS WHERE`, STAGE a letter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

enum class TraceStage : char {
    Received = 'r',
    Queued = 'q',
    Started = 's',
    Finished = 'f',
    Stored = 't',
    Replied = 'p',
};

std::string_view name(TraceStage stage);

struct TraceHop
{
    TraceStage stage = TraceStage::Received;
    std::int64_t at = 0;
    std::string where;
};

struct Trace
{
    std::vector<TraceHop> hops; ///< the last ones, in order
    std::uint64_t dropped = 0;
};

/// The hops that a record tells; older ones are counted as dropped.
inline constexpr std::size_t traceHops = 32;

void appendHop(std::string &trace, TraceStage stage, std::int64_t at, std::string_view where);
Trace readTrace(std::string_view trace);
/// Where its last hop of that stage was; empty: it has none.
std::string_view lastPlace(std::string_view trace, TraceStage stage);
/// The same with no more than the hops that are told.
std::string compacted(std::string_view trace);

} // namespace relevo
