#include "server/storage/task_trace.h"

#include <algorithm>
#include <charconv>

namespace relevo {

namespace {

constexpr char droppedMark = '+';

std::int64_t number(std::string_view text)
{
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

std::string_view name(TraceStage stage)
{
    switch (stage) {
    case TraceStage::Received:
        return "received";
    case TraceStage::Queued:
        return "queued";
    case TraceStage::Started:
        return "started";
    case TraceStage::Finished:
        return "finished";
    case TraceStage::Stored:
        return "stored";
    case TraceStage::Replied:
        return "replied";
    }
    return "received";
}

void appendHop(std::string &trace, TraceStage stage, std::int64_t at, std::string_view where)
{
    trace += static_cast<char>(stage);
    trace += std::to_string(at);
    trace += ' ';
    trace += where;
    trace += '\n';
}

Trace readTrace(std::string_view trace)
{
    Trace read;
    while (!trace.empty()) {
        const std::size_t end = std::min(trace.find('\n'), trace.size());
        const std::string_view line = trace.substr(0, end);
        trace.remove_prefix(std::min(end + 1, trace.size()));
        if (line.empty())
            continue;
        const std::string_view rest = line.substr(1);
        if (line.front() == droppedMark) {
            read.dropped += static_cast<std::uint64_t>(number(rest));
            continue;
        }
        const std::size_t space = std::min(rest.find(' '), rest.size());
        read.hops.push_back({static_cast<TraceStage>(line.front()), number(rest.substr(0, space)),
                             std::string(rest.substr(std::min(space + 1, rest.size())))});
    }
    if (read.hops.size() > traceHops) {
        const std::size_t surplus = read.hops.size() - traceHops;
        read.dropped += surplus;
        read.hops.erase(read.hops.begin(), read.hops.begin() + static_cast<std::ptrdiff_t>(surplus));
    }
    return read;
}

std::string_view lastPlace(std::string_view trace, TraceStage stage)
{
    while (trace.size() > 1) {
        const std::size_t before = trace.rfind('\n', trace.size() - 2);
        const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
        std::string_view line = trace.substr(begin);
        trace = trace.substr(0, begin);
        if (line.front() != static_cast<char>(stage))
            continue;
        line.remove_prefix(std::min(line.find(' ') + 1, line.size()));
        return line.substr(0, line.find('\n'));
    }
    return {};
}

std::string compacted(std::string_view trace)
{
    const Trace read = readTrace(trace);
    std::string text;
    if (read.dropped > 0)
        text = droppedMark + std::to_string(read.dropped) + '\n';
    for (const TraceHop &hop : read.hops)
        appendHop(text, hop.stage, hop.at, hop.where);
    return text;
}

} // namespace relevo
