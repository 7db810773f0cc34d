#include "server/background/record_json.h"

#include "common/protocol/json_text.h"
#include "server/background/history.h"
#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

namespace relevo {

namespace {

/// Members of an object, one after the other.
class Members
{
public:
    explicit Members(std::string &json)
        : m_json(json)
    {}
    std::string &next(std::string_view name)
    {
        m_json += m_first ? '{' : ',';
        m_first = false;
        m_json += '"';
        m_json += name;
        m_json += "\":";
        return m_json;
    }
    void text(std::string_view name, std::string_view value) { appendQuoted(next(name), value); }
    void textOrNull(std::string_view name, std::string_view value)
    {
        if (value.empty())
            next(name) += "null";
        else
            text(name, value);
    }
    void number(std::string_view name, std::int64_t value) { next(name) += std::to_string(value); }
    void time(std::string_view name, std::int64_t ms) { appendTime(next(name), ms); }
    void flag(std::string_view name, bool value) { next(name) += value ? "true" : "false"; }
    void end() { m_json += '}'; }

private:
    std::string &m_json;
    bool m_first = true;
};

void appendTrace(Members &members, std::string_view text)
{
    const Trace trace = readTrace(text);
    std::string &json = members.next("trace");
    json += '[';
    for (const TraceHop &hop : trace.hops) {
        if (&hop != &trace.hops.front())
            json += ',';
        Members one(json);
        one.time("at", hop.at);
        one.text("stage", name(hop.stage));
        one.text("where", hop.where);
        one.end();
    }
    json += ']';
    members.number("traceDropped", static_cast<std::int64_t>(trace.dropped));
}

/// Of a direct call long ones are not kept.
bool isKept(const TaskRecord &record, const Payload &payload)
{
    const bool direct = record.kind == TaskKind::Direct;
    return payload.size > 0 && !(direct && payload.size > History::longestKept);
}

void appendPayloads(Members &members, const TaskRecord &record, PayloadForm form)
{
    if (form == PayloadForm::Blobs) {
        if (isKept(record, record.params))
            members.text("paramsBlob", paramsBlobName(record.id));
        if (record.isError && !record.result.bytes.empty())
            appendCompact(members.next("error"), record.result.bytes);
        else if (isKept(record, record.result))
            members.text("resultBlob", resultBlobName(record.id, record.attempt));
        return;
    }
    if (!record.params.bytes.empty())
        appendCompact(members.next("params"), record.params.bytes);
    if (!record.result.bytes.empty())
        appendCompact(members.next(record.isError ? "error" : "result"), record.result.bytes);
}

} // namespace

std::string paramsBlobName(const TaskId &id)
{
    return id.text() + "-p";
}

std::string resultBlobName(const TaskId &id, std::int64_t attempt)
{
    return id.text() + "-r" + std::to_string(attempt);
}

void appendRecord(std::string &json, const TaskRecord &record, PayloadForm form)
{
    Members members(json);
    members.text("id", record.id.text());
    members.text("task", record.task);
    members.text("kind", record.kind == TaskKind::Background ? "background" : "direct");
    members.textOrNull("owner", record.owner.value_or(std::string()));
    members.text("state", name(record.state));
    members.number("priority", record.priority);
    members.number("attempt", record.attempt);
    members.number("maxAttempts", record.maxAttempts);
    if (record.kind == TaskKind::Background)
        members.number("timeoutMs", record.timeoutMs);
    appendNumber(members.next("progress"), record.progress);
    members.flag("stuck", record.stuck);
    members.time("createdAt", record.createdAt);
    members.time("notBefore", record.notBefore);
    members.time("startedAt", record.startedAt);
    members.time("finishedAt", record.finishedAt);
    members.time("cancelRequestedAt", record.cancelRequestedAt);
    members.textOrNull("node", record.node);
    members.textOrNull("worker", record.worker);
    if (form != PayloadForm::None)
        appendPayloads(members, record, form);
    members.number("paramsBytes", static_cast<std::int64_t>(record.params.size));
    members.number("resultBytes", static_cast<std::int64_t>(record.result.size));
    appendTrace(members, record.trace);
    members.end();
}

} // namespace relevo
