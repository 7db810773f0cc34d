// What commands become, and what follows once their changes are stored, or cannot be.
#include "server/background/keeper.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/refusal.h"
#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace relevo {

namespace {

constexpr std::int64_t doubtMs = 5'000; // that a submit's reply waits to be told whether the task was stored

std::string submitReply(const TaskId &id, TaskState state)
{
    return R"({"id":")" + id.text() + R"(","state":")" + std::string(name(state)) + "\"}";
}

} // namespace

TaskError Keeper::refusal(const StorageError &fault) const
{
    return fromStorage(fault, m_runner.report());
}

void Keeper::doCommand(Submission &submission)
{
    if (isFull(nowMs())) {
        refuse(submission.reply, overloaded("Too many tasks are queued"), m_out);
        return;
    }
    TaskRecord &record = submission.task.record;
    const std::size_t task = taskNumber(record.task);
    // Where a worker waits, the task is claimed with the very transaction that accepts it.
    const bool starts = record.notBefore == 0 && m_line.due() == 0 &&
                        mayClaim(task, m_running.size() + m_starting, m_aheadNs + m_startingNs);
    if (starts) {
        ++m_starting;
        m_startingNs += expected(task);
        record.state = TaskState::Running;
        record.attempt = 1;
        record.startedAt = beginsAtOnce(m_running.size() + m_starting - 1) ? nowMs() : 0;
        appendHop(record.trace, TraceStage::Started, nowMs(), m_settings.node);
    }
    const MemoryQueue::Entry entry{record.id.key, record.priority, record.notBefore, false, task};
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
    if (isBusy(wish.id.key) || isTakingUp()) { // which would put it into the line a second time
        m_later.emplace_back(std::move(wish));
        return;
    }
    m_changing.insert(wish.id.key);
    const std::int64_t now = nowMs();
    RetryTask retry{wish.id, m_settings.slot, now, {}};
    appendHop(retry.trace, TraceStage::Queued, now, m_settings.node);
    add(std::move(retry), AfterRetry{wish.id, std::move(wish.reply)});
}

void Keeper::doCommand(Drain & /*drain*/)
{
    m_draining = true;
    refuseDoubtful(std::numeric_limits<std::int64_t>::max());
    tellNode();
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
    m_startingNs = 0;
    for (std::size_t i = 0; i < after.size(); ++i)
        std::visit([&](auto &one) { done(one, outcomes[i], changes[i]); }, after[i]);
    m_out.send();
    tellChanges();
    handAttemptsOver();
    countSoon();
    bool news = false;
    {
        const std::lock_guard lock(m_mutex);
        news = std::exchange(m_figures.storeAway, false);
    }
    if (news)
        tellNode();
}

void Keeper::failAll(const StorageError &fault, bool tried)
{
    const TaskError error = refusal(fault);
    const std::int64_t now = nowMs();
    m_doubtUntil = tried && !m_draining ? now + doubtMs : now;
    std::vector<After> after = std::exchange(m_after, {});
    m_changes.clear();
    m_changing.clear();
    m_starting = 0;
    m_startingNs = 0;
    for (After &one : after)
        std::visit([&](auto &change) { failed(change, error); }, one);
    refuseDoubtful(now);
    m_out.send();
    bool news = false;
    {
        const std::lock_guard lock(m_mutex);
        news = !std::exchange(m_figures.storeAway, true);
    }
    if (news)
        tellNode();
}

/// Of changes whose transaction's end is not known: what has been stored after all is taken up.
void Keeper::resolveDoubts()
{
    if (m_doubts.empty())
        return;
    const std::int64_t now = nowMs();
    const std::vector<TaskRecord> stored = m_store.get(std::vector<std::int64_t>(m_doubts.begin(), m_doubts.end()));
    for (const TaskRecord &record : stored) {
        if (isFinal(record.state)) {
            m_changed.push_back(record.id.key);
            answerWaits(record.id.key);
        } else if (record.holder != m_settings.slot) {
            continue; // another node's by now
        } else if (record.state == TaskState::Queued) {
            m_line.add({record.id.key, record.priority, record.notBefore, record.suspect, taskNumber(record.task)},
                       now);
        } else if (record.state == TaskState::Running && m_running.count(record.id.key) == 0 &&
                   !isBusy(record.id.key)) {
            const RequeueTask requeue = goesBack(record.id.key, record.attempt, now, m_settings.node);
            AfterTakeUp after{{record.id.key, record.priority, 0, record.suspect, taskNumber(record.task)}, requeue};
            m_changing.insert(record.id.key);
            add(requeue, std::move(after));
        }
    }
    m_doubts.clear();
    answerDoubtful(stored);
    for (AfterEnd &again : std::exchange(m_againEnds, {})) {
        Change change = again.change;
        add(std::move(change), std::move(again));
    }
    for (AfterRevoke &again : std::exchange(m_againRevokes, {})) {
        Change change = again.change;
        add(std::move(change), std::move(again));
    }
    for (AfterTakeUp &again : std::exchange(m_againTakeUps, {})) {
        Change change = again.change;
        add(std::move(change), std::move(again));
    }
}

void Keeper::answerDoubtful(const std::vector<TaskRecord> &stored)
{
    std::unordered_set<std::int64_t> keys;
    for (const TaskRecord &record : stored)
        keys.insert(record.id.key);
    for (AfterSubmit &submit : std::exchange(m_doubtful, {})) {
        if (keys.count(submit.id.key) != 0)
            submit.reply.result(submitReply(submit.id, TaskState::Queued), m_out);
        else
            refuse(submit.reply, submit.error, m_out);
    }
}

/// Those that have waited until then.
void Keeper::refuseDoubtful(std::int64_t now)
{
    std::erase_if(m_doubtful, [&](AfterSubmit &submit) {
        if (submit.until > now)
            return false;
        refuse(submit.reply, submit.error, m_out);
        return true;
    });
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

void Keeper::failed(AfterSubmit &after, const TaskError &error)
{
    m_doubts.insert(after.id.key);
    after.error = error;
    after.until = m_doubtUntil;
    m_doubtful.push_back(std::move(after));
}

void Keeper::done(AfterCancel &after, Outcome &outcome, Change & /*change*/)
{
    switch (outcome.kind) {
    case Outcome::Kind::Done:
        m_changed.push_back(after.id.key);
        if (outcome.state == TaskState::Running) {
            if (revoke(after))
                return;
        } else {
            answerWaits(after.id.key);
            if (outcome.holder == m_settings.slot && !isTakingUp())
                m_line.remove(after.id.key, outcome.notBefore, nowMs());
        }
        m_reads->get(after.id, true, std::move(after.reply));
        break;
    case Outcome::Kind::WrongState:
        refuse(after.reply, wrongState(outcome.state), m_out);
        break;
    default:
        refuse(after.reply, unfit(m_store, after.id), m_out);
    }
}

/// What is claimed and has not begun need not begin: it ends with the next transaction, and the reply waits for that.
bool Keeper::revoke(AfterCancel &after)
{
    const auto found = m_running.find(after.id.key);
    if (found == m_running.end())
        return false;
    const std::shared_ptr<Attempt> attempt = found->second;
    attempt->stop(Attempt::Stop::Cancelled);
    if (!attempt->revoke())
        return false;
    m_suspectsRunning -= attempt->record.suspect ? 1u : 0u;
    m_revoked[attempt.get()] = attempt;
    {
        const std::lock_guard lock(m_mutex);
        m_running.erase(found);
    }
    m_aheadNs -= attempt->expectedNs;
    FinishTask finish;
    finish.key = after.id.key;
    finish.attempt = attempt->number();
    finish.state = TaskState::Cancelled;
    finish.counted = false;
    finish.startedAt = FinishTask::never;
    finish.finishedAt = nowMs();
    appendHop(finish.trace, TraceStage::Finished, finish.finishedAt, m_settings.node);
    m_changing.insert(after.id.key);
    add(finish, AfterRevoke{after.id, finish, std::move(after.reply)});
    return true;
}

void Keeper::done(AfterRevoke &after, Outcome & /*outcome*/, Change & /*change*/)
{
    m_changed.push_back(after.id.key);
    answerWaits(after.id.key);
    if (after.reply)
        m_reads->get(after.id, true, std::move(after.reply));
}

void Keeper::failed(AfterRevoke &after, const TaskError & /*error*/)
{
    // The wish is stored; what follows from it will be.
    if (after.reply)
        m_reads->get(after.id, true, std::move(after.reply));
    m_doubts.insert(0);
    m_againRevokes.push_back({after.id, std::move(after.change), {}});
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
        m_line.add({after.id.key, outcome.record->priority, 0, false, taskNumber(outcome.record->task)}, nowMs());
        dropBlob(outcome.record->result.blob);
        m_reads->get(after.id, true, std::move(after.reply));
        break;
    case Outcome::Kind::WrongState:
        refuse(after.reply, wrongState(outcome.state), m_out);
        break;
    default:
        refuse(after.reply, unfit(m_store, after.id), m_out);
    }
}

void Keeper::failed(AfterRetry &after, const TaskError &error)
{
    m_doubts.insert(after.id.key);
    refuse(after.reply, error, m_out);
}

} // namespace relevo
