// Attempts: which tasks are claimed, how those that run are watched, and what their ends become.
#include "server/background/keeper.h"

#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <algorithm>
#include <utility>

namespace relevo {

namespace {

// Work that is claimed ahead, for each worker: what is claimed can no longer be overtaken by what is more urgent.
constexpr double aheadNs = 10e6;
constexpr double shortestNs = 20e3; // times are in milliseconds, and none takes no time
constexpr std::size_t mostAhead = 1'000;
constexpr std::int64_t claimAgainMs = 1'000;
constexpr std::int64_t noteMs = 1'000;
constexpr std::int64_t noteSharedMs = 10; // then others must know that it has begun, if this process ends
constexpr double tellStep = 0.001;
constexpr std::int64_t tellProgressMs = 100;

constexpr std::int64_t firstBackoffMs = 1'000;
constexpr std::int64_t longestBackoffMs = 300'000;
constexpr std::int64_t mostStorageDoublings = 5; // at most 16 s, and a quarter of jitter

bool mayPass(ErrorCode code)
{
    return code == ErrorCode::TimedOut || code == ErrorCode::InternalError || code == ErrorCode::TaskFailed;
}

} // namespace

std::int64_t Keeper::backoff(std::int64_t counted)
{
    const std::int64_t doubled = firstBackoffMs << std::clamp<std::int64_t>(counted - 1, 0, 20);
    const std::int64_t base = std::min(doubled, longestBackoffMs);
    return base + std::uniform_int_distribution<std::int64_t>(0, base / 4)(m_random);
}

/// Tasks that this server does not know come last.
std::size_t Keeper::taskNumber(const std::string &name) const
{
    const Registry &registry = m_runner.registry();
    const Registry::Target target = registry.find(name);
    return target.kind == Registry::Target::Kind::Task ? target.index : registry.tasks().size();
}

/// What nobody knows yet may take long.
double Keeper::expected(std::size_t task) const
{
    return m_meanNs[task] > 0 ? m_meanNs[task] : aheadNs;
}

/// A free worker takes any. Ahead of the workers only so much is claimed as they do in a moment, so that what is more
/// urgent does not wait behind it; and of a task that takes longer, or that nobody knows yet, nothing.
bool Keeper::mayClaim(std::size_t task, std::size_t claimed, double ns) const
{
    if (m_draining || m_retryStoreAt != 0 || isTakingUp() || !m_place.mayBegin())
        return false;
    if (claimed < m_settings.workers)
        return true;
    const double own = expected(task);
    return own < aheadNs && claimed < mostAhead && ns + own <= aheadNs * static_cast<double>(m_settings.workers);
}

/// Whether the code of one that is claimed now, beside `claimed` others, begins before anything else can happen. Then
/// the claim says so, for those who may have to take it over; what begins later is noted a moment afterwards.
bool Keeper::beginsAtOnce(std::size_t claimed) const
{
    return m_store.isShared() && claimed < m_settings.workers &&
           m_running.size() + static_cast<std::size_t>(m_queue.idle()) > claimed;
}

void Keeper::claim(std::int64_t now)
{
    m_line.advance(now);
    std::size_t claimed = m_running.size();
    double ns = m_aheadNs;
    while (true) {
        const bool suspects = m_suspectsRunning == 0 && m_line.hasSuspects();
        const std::optional<MemoryQueue::Entry> next = m_line.peek(suspects);
        // What is busy is being cancelled in this transaction, which says what comes of it.
        if (!next || isBusy(next->key) || !mayClaim(next->task, claimed, ns))
            break;
        m_line.take(suspects);
        if (m_running.count(next->key) != 0) {
            // It came back by way of another node, and the attempt that is not current any more has not returned yet.
            MemoryQueue::Entry later = *next;
            later.notBefore = now + claimAgainMs;
            m_line.add(later, now);
            continue;
        }
        ++claimed;
        ns += expected(next->task);
        m_changing.insert(next->key);
        m_suspectsRunning += next->suspect ? 1u : 0u;
        ClaimTask claim{
            next->key, m_settings.slot, {}, now, m_store.isShared() && (next->suspect || beginsAtOnce(claimed - 1))};
        appendHop(claim.trace, TraceStage::Started, now, m_settings.node);
        add(std::move(claim), AfterClaim{*next});
    }
}

void Keeper::done(AfterClaim &after, Outcome &outcome, Change & /*change*/)
{
    if (outcome.kind == Outcome::Kind::Done) {
        m_changed.push_back(after.entry.key);
        begin(std::move(*outcome.record), after.entry.suspect);
        return;
    }
    const bool putOff = outcome.kind == Outcome::Kind::Stale && outcome.state == TaskState::Queued;
    if (putOff || outcome.kind == Outcome::Kind::Failed) {
        MemoryQueue::Entry later = after.entry;
        later.notBefore = putOff ? outcome.notBefore : nowMs() + claimAgainMs;
        m_line.add(later, nowMs());
    }
    // Else it was cancelled meanwhile, or pruned.
    m_suspectsRunning -= after.entry.suspect ? 1u : 0u;
}

void Keeper::failed(AfterClaim &after, const TaskError & /*error*/)
{
    m_suspectsRunning -= after.entry.suspect ? 1u : 0u;
    m_doubts.insert(after.entry.key); // and so it comes back into the line
}

void Keeper::begin(TaskRecord &&claimed, bool suspect)
{
    const Registry::Target target = m_runner.registry().find(claimed.task);
    const std::int64_t key = claimed.id.key;
    claimed.suspect = suspect;
    if (target.kind != Registry::Target::Kind::Task) {
        // Accepted by a server that knew it; this one does not.
        FinishTask finish;
        finish.key = key;
        finish.attempt = claimed.attempt;
        finish.state = TaskState::Failed;
        finish.startedAt = FinishTask::never;
        finish.result.bytes = errorJson(ErrorCode::MethodNotFound, "This server does not know the task", {});
        finish.result.size = finish.result.bytes.size();
        finish.finishedAt = nowMs();
        m_againTakeUps.push_back({{key, claimed.priority, 0, false, taskNumber(claimed.task)}, finish});
        m_doubts.insert(0); // nothing's key: it only makes the next turn look
        m_suspectsRunning -= suspect ? 1u : 0u;
        return;
    }
    auto attempt = std::make_shared<Attempt>(m_attemptServices, std::move(claimed), target.index);
    if (attempt->record.cancelRequestedAt != 0)
        attempt->stop(Attempt::Stop::Cancelled);
    attempt->expectedNs = expected(target.index);
    m_aheadNs += attempt->expectedNs;
    m_toStart.push_back(attempt);
    const std::lock_guard lock(m_mutex);
    m_running[key] = std::move(attempt);
}

void Keeper::handAttemptsOver()
{
    if (m_toStart.empty())
        return;
    auto block = std::make_unique<CallBlock>();
    block->peer = m_peer;
    block->received = Clock::now();
    block->calls.reserve(m_toStart.size());
    for (const std::shared_ptr<Attempt> &attempt : m_toStart) {
        Call &call = block->calls.emplace_back();
        call.task = attempt->task;
        call.background = attempt.get();
        call.charge = attempt->record.params.size;
    }
    m_toStart.clear();
    std::vector<std::unique_ptr<CallBlock>> blocks;
    blocks.push_back(std::move(block));
    m_queue.push(std::move(blocks));
}

void Keeper::doCommand(Ended &ended)
{
    if (m_revoked.erase(ended.attempt) > 0)
        return;
    const auto found = m_running.find(ended.key);
    if (found == m_running.end() || found->second.get() != ended.attempt)
        return;
    if (isBusy(ended.key)) {
        m_later.emplace_back(ended);
        return;
    }
    m_changing.insert(ended.key);
    AfterEnd after;
    after.attempt = found->second;
    after.change = changeAfter(*after.attempt, after.again);
    Change change = after.change;
    add(std::move(change), std::move(after));
}

/// What the store is told of an attempt that has run.
Change Keeper::changeAfter(const Attempt &attempt, MemoryQueue::Entry &again)
{
    const TaskRecord &record = attempt.record;
    const Attempt::Stop stopped = attempt.stopped();
    const bool begun = attempt.startedAt() != 0;
    const std::int64_t now = nowMs();
    again = {record.id.key, record.priority, 0, record.suspect, attempt.task};
    if (stopped == Attempt::Stop::Draining || !begun) {
        std::string hops;
        if (begun)
            appendHop(hops, TraceStage::Finished, attempt.finishedAt, attempt.worker());
        return goesBack(record.id.key, record.attempt, now, m_settings.node, std::move(hops));
    }
    const double took = static_cast<double>(std::max<std::int64_t>(attempt.finishedAt - attempt.startedAt(), 0)) * 1e6;
    double &mean = m_meanNs[attempt.task];
    const double sample = std::max(took, shortestNs);
    mean = mean == 0 ? sample : std::max(mean * 0.95 + sample * 0.05, sample / 16);

    FinishTask finish;
    finish.key = record.id.key;
    finish.attempt = record.attempt;
    finish.startedAt = attempt.startedAt();
    finish.finishedAt = attempt.finishedAt;
    finish.worker = attempt.worker();
    finish.result = attempt.result;
    appendHop(finish.trace, TraceStage::Finished, attempt.finishedAt, finish.worker);
    appendHop(finish.trace, TraceStage::Stored, now, m_settings.node);
    ErrorCode code = attempt.errorCode;
    bool failed = attempt.outcome != CallOutcome::Succeeded;
    if (stopped == Attempt::Stop::Cancelled) {
        finish.state = TaskState::Cancelled;
        return finish;
    }
    // What it has to be run again for is not its own fault.
    if (!attempt.storageFault.empty()) {
        again.notBefore = now + backoff(std::min(record.attempt, mostStorageDoublings));
        RequeueTask requeue = goesBack(record.id.key, record.attempt, now, m_settings.node, std::move(finish.trace));
        requeue.notBefore = again.notBefore;
        return requeue;
    }
    // One that has ended before anybody looked may be past its time all the same.
    if (stopped == Attempt::Stop::TimedOut || finish.finishedAt - finish.startedAt > record.timeoutMs) {
        failed = true;
        code = ErrorCode::TimedOut;
        finish.result = {};
        finish.result.bytes = errorJson(code, {}, {});
        finish.result.size = finish.result.bytes.size();
    }
    if (!failed) {
        finish.state = TaskState::Succeeded;
        return finish;
    }
    if (mayPass(code) && !attempt.finalError && record.counted + 1 < record.maxAttempts) {
        again.notBefore = now + backoff(record.counted + 1);
        RequeueTask requeue = goesBack(record.id.key, record.attempt, now, m_settings.node, std::move(finish.trace));
        requeue.counted = true;
        requeue.notBefore = again.notBefore;
        return requeue;
    }
    finish.state = TaskState::Failed;
    return finish;
}

void Keeper::done(AfterEnd &after, Outcome &outcome, Change & /*change*/)
{
    const std::int64_t key = after.attempt->key();
    if (outcome.kind == Outcome::Kind::Done && outcome.state != TaskState::Succeeded)
        dropBlob(after.attempt->result.blob); // a result that does not count
    {
        const std::lock_guard lock(m_mutex);
        m_running.erase(key);
    }
    m_aheadNs = m_running.empty() ? 0 : m_aheadNs - after.attempt->expectedNs;
    m_suspectsRunning -= after.attempt->record.suspect ? 1u : 0u;
    if (outcome.kind != Outcome::Kind::Done) {
        m_doubts.insert(key); // another has it by now, or this end was stored already
        return;
    }
    m_changed.push_back(key);
    if (outcome.state == TaskState::Queued)
        m_line.add(after.again, nowMs());
    else
        answerWaits(key);
}

void Keeper::failed(AfterEnd &after, const TaskError & /*error*/)
{
    m_doubts.insert(0); // it is repeated with the next transaction
    m_againEnds.push_back(std::move(after));
}

void Keeper::watch(std::int64_t now)
{
    for (const auto &[key, attempt] : m_running)
        watchAttempt(*attempt, now);
    if (m_running.empty() || now < m_tellProgressAt || !m_subscriptions.anyWants(Topic::Task))
        return;
    m_tellProgressAt = now + tellProgressMs;
    for (const auto &[key, attempt] : m_running) {
        const double progress = attempt->progress();
        if (std::abs(progress - attempt->toldProgress) < tellStep)
            continue;
        attempt->toldProgress = progress;
        m_changed.push_back(key);
    }
    tellChanges();
}

void Keeper::watchAttempt(Attempt &attempt, std::int64_t now)
{
    const std::int64_t began = attempt.startedAt();
    if (began == 0)
        return;
    if (now - began >= attempt.record.timeoutMs && attempt.stopped() == Attempt::Stop::No)
        attempt.stop(Attempt::Stop::TimedOut);
    if (attempt.stopped() != Attempt::Stop::No && attempt.stoppedAt == 0)
        attempt.stoppedAt = now;
    const bool stuck = attempt.stoppedAt != 0 && now - attempt.stoppedAt >= m_settings.graceMs;
    const bool turnedStuck = stuck && !attempt.stuck;
    if (turnedStuck) {
        const std::lock_guard lock(m_mutex);
        attempt.stuck = true;
    }
    if (turnedStuck) {
        m_log.warning("a task does not heed that it should stop", {{"task", attempt.record.id.text()}});
        m_changed.push_back(attempt.key());
    }
    if (!attempt.isInside() && !turnedStuck)
        return; // its end is on its way
    const std::int64_t pause = attempt.notedAt == 0 && m_store.isShared() ? noteSharedMs : noteMs;
    if (isBusy(attempt.key()) || (now - std::max(attempt.notedAt, began) < pause && !turnedStuck))
        return;
    if (attempt.notedAt != 0 && attempt.progress() == attempt.notedProgress && !turnedStuck)
        return;
    attempt.notedAt = now;
    attempt.notedProgress = attempt.progress();
    m_changing.insert(attempt.key());
    add(NoteTask{attempt.key(), attempt.number(), began, attempt.notedProgress, attempt.stuck, attempt.worker()},
        AfterNote{attempt.key()});
}

void Keeper::done(AfterNote & /*after*/, Outcome & /*outcome*/, Change & /*change*/) {}
void Keeper::failed(AfterNote &after, const TaskError & /*error*/)
{
    if (const auto found = m_running.find(after.key); found != m_running.end())
        found->second->notedAt = 0; // the next one says it again
    m_doubts.insert(0);             // the next turn asks whether the storage is back
}

} // namespace relevo
