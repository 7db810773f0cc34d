#include "server/background/history.h"

#include "server/background/attempt.h"
#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <algorithm>
#include <utility>

namespace relevo {

namespace {

constexpr std::int64_t secondNs = 1'000'000'000;

Payload kept(std::string_view bytes)
{
    Payload payload;
    payload.size = bytes.size();
    if (bytes.size() <= History::longestKept)
        payload.bytes = bytes;
    return payload;
}

TaskState stateOf(CallOutcome outcome)
{
    return outcome == CallOutcome::Succeeded ? TaskState::Succeeded
           : outcome == CallOutcome::Failed  ? TaskState::Failed
                                             : TaskState::Cancelled;
}

} // namespace

History::History(Keeper &keeper, HistoryCounts &counts, const Registry &registry, std::string node,
                 std::uint64_t perSecond)
    : m_keeper(keeper)
    , m_counts(counts)
    , m_registry(registry)
    , m_node(std::move(node))
    , m_intervalNs(perSecond == 0 ? 0 : secondNs / static_cast<std::int64_t>(perSecond))
    , m_burstNs(std::max(secondNs / 4, m_intervalNs))
{}

std::size_t History::wants(std::size_t calls, Clock::time_point now)
{
    if (m_intervalNs == 0)
        return 0;
    const std::int64_t nowNs = now.time_since_epoch().count();
    std::int64_t next = m_nextNs.load(std::memory_order_relaxed);
    while (true) {
        const std::int64_t from = std::max(next, nowNs - m_burstNs);
        const auto due = std::min(static_cast<std::int64_t>(calls), (nowNs - from) / m_intervalNs);
        if (due <= 0)
            return 0;
        if (m_nextNs.compare_exchange_weak(next, from + due * m_intervalNs, std::memory_order_relaxed))
            return static_cast<std::size_t>(due);
    }
}

void History::saw(const Seen &seen)
{
    const std::uint32_t task = seen.call.task;
    // A text that is no JSON was no call; its params could not stand in a record.
    const bool failed = seen.outcome == CallOutcome::Failed;
    if (task >= m_counts.tasks() || (failed && seen.result.code == ErrorCode::ParseError))
        return;
    m_counts.add(task, stateOf(seen.outcome));

    const std::int64_t now = nowMs();
    const auto ago = [now](Clock::duration span) {
        return now - std::chrono::duration_cast<std::chrono::milliseconds>(span).count();
    };
    TaskRecord record;
    record.id = m_keeper.newId();
    record.task = m_registry.task(task).description.name;
    record.kind = TaskKind::Direct;
    record.state = stateOf(seen.outcome);
    record.attempt = record.counted = record.maxAttempts = 1;
    record.progress = seen.outcome == CallOutcome::Succeeded ? 1 : 0;
    record.createdAt = ago(Clock::now() - seen.block.received);
    record.startedAt = ago(seen.took);
    record.finishedAt = now;
    record.worker = seen.worker;
    // Its one parameter by its place, as the tasks take it.
    if (seen.call.dialect == Dialect::First && !seen.call.params.empty())
        record.params = kept('[' + std::string(seen.call.params) + ']');
    else
        record.params = kept(seen.call.params);
    if (failed) {
        record.isError = true;
        record.result = kept(errorJson(seen.result.code, seen.result.message, seen.result.data));
    } else if (!seen.result.json.empty()) {
        record.result = kept(seen.result.json);
    } else if (seen.result.end > seen.result.begin && seen.result.end <= seen.reply.size()) {
        record.result = kept(seen.reply.substr(seen.result.begin, seen.result.end - seen.result.begin));
    }
    appendHop(record.trace, TraceStage::Received, record.createdAt, m_node);
    appendHop(record.trace, TraceStage::Started, record.startedAt, record.worker);
    appendHop(record.trace, TraceStage::Finished, now, record.worker);
    appendHop(record.trace, TraceStage::Replied, now, m_node);
    std::vector<TaskRecord> one;
    one.push_back(std::move(record));
    m_keeper.record(std::move(one));
}

std::vector<Metrics::Totals> History::leftOut(const Metrics &metrics) const
{
    std::vector<Metrics::Totals> all = metrics.directByTask();
    for (std::size_t task = 0; task < all.size(); ++task) {
        const auto without = [&](std::uint64_t sum, TaskState state) {
            return sum - std::min(sum, m_counts.of(task, state)); // a record may be ahead of its count
        };
        all[task] = {without(all[task].succeeded, TaskState::Succeeded), without(all[task].failed, TaskState::Failed),
                     without(all[task].cancelled, TaskState::Cancelled)};
    }
    return all;
}

} // namespace relevo
