// What commands become, and what follows once their changes are stored, or cannot be.
#include "server/background/keeper.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <algorithm>
#include <utility>

namespace relevo {

namespace {

constexpr std::uint64_t retryAfterMs = 1000;
constexpr std::int64_t countMs = 50; // after a change, until the counters are read again

std::string stateData(TaskState state)
{
    return R"({"state":")" + std::string(name(state)) + "\"}";
}

std::string submitReply(const TaskId &id, TaskState state)
{
    return R"({"id":")" + id.text() + R"(","state":")" + std::string(name(state)) + "\"}";
}

TaskError overloaded(std::string_view why)
{
    return {ErrorCode::Overloaded, std::string(why), ErrorData().add("retryAfterMs", retryAfterMs).take()};
}

void refuse(PendingReply &reply, const TaskError &error, Deliveries &to)
{
    if (reply)
        reply.error(error.code, error.message, error.data, to);
}

} // namespace

TaskError Keeper::refusal(const StorageError &fault) const
{
    if (fault.mayPass())
        return overloaded("The storage is out of reach");
    return {ErrorCode::InternalError, {}, ErrorData().add("incident", m_log.incident(fault.what())).take()};
}

void Keeper::doCommand(Submission &submission)
{
    if (m_line.size() + m_changes.size() >= m_settings.maxQueued) {
        refuse(submission.reply, overloaded("Too many tasks are queued"), m_out);
        return;
    }
    TaskRecord &record = submission.task.record;
    // Where a worker waits, the task is claimed with the very transaction that accepts it.
    const bool starts = record.notBefore == 0 && m_line.due() == 0 && room() > m_starting;
    if (starts) {
        ++m_starting;
        record.state = TaskState::Running;
        record.attempt = 1;
        appendHop(record.trace, TraceStage::Started, nowMs(), m_settings.node);
    }
    const MemoryQueue::Entry entry{record.id.key, record.priority, record.notBefore, false};
    AfterSubmit after{starts, entry, record.id, std::move(submission.reply)};
    add(std::move(submission.task), std::move(after));
}

void Keeper::doCommand(CancelWish &wish)
{
    if (isBusy(wish.id.key)) {
        m_later.emplace_back(std::move(wish));
        return;
    }
    m_changing.insert(wish.id.key);
    const std::int64_t now = nowMs();
    CancelTask cancel{wish.id, now, {}};
    appendHop(cancel.trace, TraceStage::Finished, now, m_settings.node);
    add(std::move(cancel), AfterCancel{wish.id, std::move(wish.reply)});
}

void Keeper::doCommand(RetryWish &wish)
{
    if (isBusy(wish.id.key)) {
        m_later.emplace_back(std::move(wish));
        return;
    }
    m_changing.insert(wish.id.key);
    const std::int64_t now = nowMs();
    RetryTask retry{wish.id, m_settings.slot, now, {}};
    appendHop(retry.trace, TraceStage::Queued, now, m_settings.node);
    add(std::move(retry), AfterRetry{wish.id, std::move(wish.reply)});
}

void Keeper::doCommand(Wait &wait)
{
    const std::int64_t key = wait.id.key;
    if (!wait.reply) {
        answerWaits(key);
        return;
    }
    if (m_draining) {
        m_reads->get(wait.id, true, std::move(wait.reply));
        return;
    }
    // The store is asked only now that whatever happens next will be seen: final already, or unknown, ends the wait.
    m_waitEnds.emplace(wait.until, key);
    m_waits[key].push_back(std::move(wait));
    const TaskId id = m_waits[key].back().id;
    m_reads->run([this, id] {
        bool open = false;
        try {
            const std::optional<TaskRecord> found = m_store.get(id, false);
            open = found && !isFinal(found->state);
        } catch (const StorageError &) {
            open = true; // it is asked again at the end of the wait
        }
        if (!open)
            push(Wait{id, 0, {}});
    });
}

void Keeper::doCommand(Subscribe &subscribe)
{
    std::vector<TaskRecord> present;
    if (subscribe.id) {
        try {
            present = m_store.get(std::vector{subscribe.id->key});
        } catch (const StorageError &fault) {
            refuse(subscribe.reply, refusal(fault), m_out);
            return;
        }
        if (present.empty() || present.front().id != *subscribe.id) {
            refuse(subscribe.reply, {ErrorCode::NotFound, "No such task", {}}, m_out);
            return;
        }
    }
    const std::shared_ptr<Peer> peer = subscribe.reply.peer();
    const std::string made = m_subscriptions.subscribe(peer, subscribe.topics, subscribe.id);
    if (made.empty()) {
        refuse(subscribe.reply, overloaded("Too many subscriptions on this connection"), m_out);
        return;
    }
    subscribe.reply.result(R"({"subscription":")" + made + "\"}", m_out);
    for (TaskRecord &record : present) {
        overlay(record);
        std::string body = "\"task\":";
        appendRecord(body, record, PayloadForm::None);
        m_subscriptions.tellOne(peer, made, record.id.key, nowMs(), std::move(body));
    }
}

void Keeper::doCommand(Unsubscribe &unsubscribe)
{
    if (m_subscriptions.unsubscribe(unsubscribe.reply.peer(), unsubscribe.subscription))
        unsubscribe.reply.result("{}", m_out);
    else
        refuse(unsubscribe.reply, {ErrorCode::NotFound, "No such subscription", {}}, m_out);
}

void Keeper::doCommand(Tell &tell)
{
    m_subscriptions.tell(tell.topic, 0, nowMs(), std::move(tell.body));
}

void Keeper::doCommand(Drain & /*drain*/)
{
    m_draining = true;
    std::vector<std::int64_t> keys;
    for (const auto &[key, waits] : m_waits)
        keys.push_back(key);
    for (const std::int64_t key : keys)
        answerWaits(key);
    m_subscriptions.endAll();
}

void Keeper::settle(std::vector<Outcome> &&outcomes)
{
    std::vector<After> after = std::exchange(m_after, {});
    std::vector<Change> changes = std::exchange(m_changes, {});
    m_changing.clear();
    m_starting = 0;
    for (std::size_t i = 0; i < after.size(); ++i)
        std::visit([&](auto &one) { done(one, outcomes[i], changes[i]); }, after[i]);
    m_out.send();
    tellChanges();
    handAttemptsOver();
    if (m_countAt == 0)
        m_countAt = nowMs() + countMs;
    const std::lock_guard lock(m_mutex);
    m_figures.storeAway = false;
}

void Keeper::failAll(const StorageError &fault)
{
    const TaskError error = refusal(fault);
    std::vector<After> after = std::exchange(m_after, {});
    m_changes.clear();
    m_changing.clear();
    m_starting = 0;
    for (After &one : after)
        std::visit([&](auto &change) { failed(change, error); }, one);
    m_out.send();
    const std::lock_guard lock(m_mutex);
    m_figures.storeAway = true;
}

/// Of changes whose transaction's end is not known: what has been stored after all is taken up.
void Keeper::resolveDoubts()
{
    if (m_doubts.empty())
        return;
    const std::int64_t now = nowMs();
    for (const TaskRecord &record : m_store.get(std::vector<std::int64_t>(m_doubts.begin(), m_doubts.end()))) {
        if (record.state == TaskState::Queued) {
            m_line.add({record.id.key, record.priority, record.notBefore, record.suspect}, now);
        } else if (record.state == TaskState::Running && m_running.count(record.id.key) == 0 &&
                   !isBusy(record.id.key)) {
            RequeueTask requeue{record.id.key, record.attempt, false, false, 0, now, {}};
            AfterTakeUp after{{record.id.key, record.priority, 0, record.suspect}, requeue};
            m_changing.insert(record.id.key);
            add(requeue, std::move(after));
        }
    }
    m_doubts.clear();
    for (AfterEnd &again : std::exchange(m_againEnds, {})) {
        Change change = again.change;
        add(std::move(change), std::move(again));
    }
    for (AfterTakeUp &again : std::exchange(m_againTakeUps, {})) {
        Change change = again.change;
        add(std::move(change), std::move(again));
    }
}

void Keeper::done(AfterSubmit &after, Outcome &outcome, Change &change)
{
    if (outcome.kind != Outcome::Kind::Done)
        dropBlob(std::get<SubmitTask>(change).record.params.blob);
    switch (outcome.kind) {
    case Outcome::Kind::Done:
        after.reply.result(submitReply(after.id, TaskState::Queued), m_out);
        if (after.starts) {
            TaskRecord &record = std::get<SubmitTask>(change).record;
            tellQueued(record);
            begin(std::move(record), false);
        } else {
            m_line.add(after.entry, nowMs());
        }
        m_changed.push_back(after.id.key);
        break;
    case Outcome::Kind::Existing:
        after.reply.result(submitReply(outcome.id, outcome.state), m_out);
        break;
    case Outcome::Kind::KeyInUse:
        refuse(after.reply, invalidParam("options.idempotencyKey", "a key that no other task or params were sent with"),
               m_out);
        break;
    default:
        refuse(after.reply,
               {ErrorCode::InternalError, {}, ErrorData().add("incident", m_log.incident(outcome.fault)).take()},
               m_out);
    }
}

/// Of a task that began with the transaction that accepted it, what it was in between.
void Keeper::tellQueued(const TaskRecord &record)
{
    if (!m_subscriptions.anyWants(Topic::Task))
        return;
    TaskRecord queued = record;
    queued.state = TaskState::Queued;
    queued.attempt = 0;
    queued.trace.erase(queued.trace.rfind('\n', queued.trace.size() - 2) + 1);
    std::string body = "\"task\":";
    appendRecord(body, queued, PayloadForm::None);
    m_subscriptions.tell(Topic::Task, record.id.key, nowMs(), std::move(body));
}

void Keeper::failed(AfterSubmit &after, const TaskError &error)
{
    m_doubts.insert(after.id.key);
    refuse(after.reply, error, m_out);
}

void Keeper::done(AfterCancel &after, Outcome &outcome, Change & /*change*/)
{
    switch (outcome.kind) {
    case Outcome::Kind::Done:
        m_changed.push_back(after.id.key);
        if (outcome.state == TaskState::Running) {
            if (const auto found = m_running.find(after.id.key); found != m_running.end())
                found->second->stop(Attempt::Stop::Cancelled);
        } else {
            answerWaits(after.id.key);
        }
        m_reads->get(after.id, true, std::move(after.reply));
        break;
    case Outcome::Kind::WrongState:
        refuse(after.reply, {ErrorCode::WrongState, {}, stateData(outcome.state)}, m_out);
        break;
    default:
        refuse(after.reply, {ErrorCode::NotFound, "No such task", {}}, m_out);
    }
}

void Keeper::failed(AfterCancel &after, const TaskError &error)
{
    m_doubts.insert(0); // the next turn asks whether the storage is back
    refuse(after.reply, error, m_out);
}

void Keeper::done(AfterRetry &after, Outcome &outcome, Change & /*change*/)
{
    switch (outcome.kind) {
    case Outcome::Kind::Done:
        m_changed.push_back(after.id.key);
        m_line.add({after.id.key, outcome.record->priority, 0, false}, nowMs());
        dropBlob(outcome.record->result.blob);
        m_reads->get(after.id, true, std::move(after.reply));
        break;
    case Outcome::Kind::WrongState:
        refuse(after.reply, {ErrorCode::WrongState, {}, stateData(outcome.state)}, m_out);
        break;
    default:
        refuse(after.reply, {ErrorCode::NotFound, "No such task", {}}, m_out);
    }
}

void Keeper::failed(AfterRetry &after, const TaskError &error)
{
    m_doubts.insert(after.id.key);
    refuse(after.reply, error, m_out);
}

void Keeper::tellChanges()
{
    const std::vector<std::int64_t> keys = std::exchange(m_changed, {});
    if (!keys.empty() && m_subscriptions.anyWants(Topic::Task)) {
        try {
            const std::int64_t now = nowMs();
            for (TaskRecord &record : m_store.get(keys)) {
                overlay(record);
                std::string body = "\"task\":";
                appendRecord(body, record, PayloadForm::None);
                m_subscriptions.tell(Topic::Task, record.id.key, now, std::move(body));
            }
        } catch (const StorageError &) {
            // The client lists again when it wants to be sure; the states themselves are stored.
        }
    }
    m_subscriptions.announce(m_out);
    m_out.send();
}

void Keeper::answerWaits(std::int64_t key)
{
    const auto found = m_waits.find(key);
    if (found == m_waits.end())
        return;
    std::vector<Wait> waits = std::move(found->second);
    m_waits.erase(found);
    for (Wait &wait : waits) {
        const auto [from, to] = m_waitEnds.equal_range(wait.until);
        if (const auto end = std::find_if(from, to, [key](const auto &one) { return one.second == key; }); end != to)
            m_waitEnds.erase(end);
        if (wait.reply)
            m_reads->get(wait.id, true, std::move(wait.reply));
    }
}

void Keeper::endWaits(std::int64_t now)
{
    while (!m_waitEnds.empty() && m_waitEnds.begin()->first <= now) {
        const std::int64_t key = m_waitEnds.begin()->second;
        m_waitEnds.erase(m_waitEnds.begin());
        std::vector<Wait> &waits = m_waits[key];
        for (Wait &wait : waits) {
            if (wait.until <= now)
                m_reads->get(wait.id, true, std::move(wait.reply));
        }
        std::erase_if(waits, [now](const Wait &wait) { return wait.until <= now; });
        if (waits.empty())
            m_waits.erase(key);
    }
}

} // namespace relevo
