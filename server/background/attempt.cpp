#include "server/background/attempt.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <thread>
#include <utility>

namespace relevo {

namespace {

constexpr int storeTries = 3;
constexpr std::chrono::milliseconds storePause{300};

bool saysFinal(std::string_view data)
{
    JsonCursor cursor(data);
    if (data.empty() || !cursor.enterObject())
        return false;
    JsonString name;
    while (cursor.nextMember(name)) {
        if (equals(name, "final") && cursor.peek() == JsonKind::True)
            return true;
        if (!cursor.skipValue())
            return false;
    }
    return false;
}

} // namespace

RequeueTask goesBack(std::int64_t key, std::int64_t attempt, std::int64_t at, std::string_view node, std::string hops)
{
    RequeueTask requeue;
    requeue.key = key;
    requeue.attempt = attempt;
    requeue.at = at;
    requeue.cancelledTrace = hops;
    if (hops.empty())
        appendHop(requeue.cancelledTrace, TraceStage::Finished, at, node);
    requeue.trace = std::move(hops);
    appendHop(requeue.trace, TraceStage::Queued, at, node);
    return requeue;
}

std::string errorJson(ErrorCode code, std::string_view message, std::string_view data)
{
    std::string json = "{\"code\":" + std::to_string(static_cast<int>(code)) + ",\"message\":";
    appendQuoted(json, message.empty() ? errorMessage(code) : message);
    if (!data.empty()) {
        json += ",\"data\":";
        json += data;
    }
    return json += '}';
}

Attempt::Attempt(const AttemptServices &services, TaskRecord &&claimed, std::uint32_t taskIndex)
    : record(std::move(claimed))
    , task(taskIndex)
    , m_services(services)
    , m_params(std::move(record.params.bytes))
{}

void Attempt::stop(Stop why)
{
    Stop none = Stop::No;
    m_stop.compare_exchange_strong(none, why, std::memory_order_acq_rel);
    m_token.store(true, std::memory_order_release);
}

bool Attempt::revoke()
{
    Begun no = Begun::No;
    return m_begun.compare_exchange_strong(no, Begun::Never, std::memory_order_acq_rel);
}

CallOutcome Attempt::run(std::string_view worker, std::size_t place)
{
    Begun no = Begun::No;
    if (!m_begun.compare_exchange_strong(no, Begun::Yes, std::memory_order_acq_rel)) {
        m_services.sink.finished(*this);
        return CallOutcome::Cancelled;
    }
    m_services.slots.enter(place, key(), number());
    m_worker = worker;
    m_startedAt.store(nowMs(), std::memory_order_release);
    if (m_token.load(std::memory_order_acquire))
        fail({ErrorCode::Cancelled, {}, {}});
    else
        execute();
    finishedAt = nowMs();
    m_services.slots.leave(place);
    m_begun.store(Begun::Over, std::memory_order_release);
    const CallOutcome how = outcome;
    m_services.sink.finished(*this); // which may be the end of it
    return how;
}

void Attempt::execute()
{
    TaskError error;
    std::string text;
    try {
        const std::string params = fetchParams();
        TaskContext context(m_token, &m_progress, number());
        if (m_services.runner.runAlone(task, params, context, text, error)) {
            storeResult(std::move(text));
            outcome = CallOutcome::Succeeded;
            return;
        }
    } catch (const StorageError &fault) {
        // Keys and buckets are mended as well, and a service that starts may say so for a moment.
        if (fault.mayPass() || fault.kind() == StorageError::Kind::Refused)
            storageFault = fault.what();
        error = {
            ErrorCode::InternalError, {}, ErrorData().add("incident", m_services.runner.report()(fault.what())).take()};
    } catch (const std::exception &fault) {
        error = {
            ErrorCode::InternalError, {}, ErrorData().add("incident", m_services.runner.report()(fault.what())).take()};
    }
    fail(error);
}

void Attempt::fail(const TaskError &error)
{
    outcome = error.code == ErrorCode::Cancelled ? CallOutcome::Cancelled : CallOutcome::Failed;
    errorCode = error.code;
    finalError = saysFinal(error.data);
    result = {};
    result.bytes = errorJson(error.code, error.message, error.data);
    result.size = result.bytes.size();
}

std::string Attempt::fetchParams() const
{
    return record.params.blob.empty() ? m_params : m_services.blobs.read(record.params.blob, 0, record.params.size);
}

void Attempt::storeResult(std::string &&text)
{
    result = {};
    result.size = text.size();
    if (text.size() <= m_services.blobThreshold) {
        result.bytes = std::move(text);
        return;
    }
    const std::string name = resultBlobName(record.id, number());
    for (int left = storeTries; result.blob.empty(); --left) {
        try {
            m_services.blobs.put(name, text);
            result.blob = name;
        } catch (const StorageError &fault) {
            if (!fault.mayPass() || left == 1 || stopped() != Stop::No)
                throw;
            std::this_thread::sleep_for(storePause);
        }
    }
}

} // namespace relevo
