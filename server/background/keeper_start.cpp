// The keeper's beginning: what the store holds is taken up; and what it does for good order now and then.
#include "server/background/keeper.h"

#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace relevo {

namespace {

constexpr std::size_t takeUpAtOnce = 10'000;
constexpr std::int64_t takeUpAgainMs = 500;
constexpr std::int64_t tidyMs = 1'000;
constexpr std::size_t pruneAtOnce = 1'000;

} // namespace

/// The next of what is open from before. Others' calls are served between, so that a long queue keeps nobody waiting;
/// but nothing is claimed until all of it is in the line, for the most urgent may come last.
void Keeper::takeUpSome(std::int64_t now)
{
    m_takeUpAt = now + takeUpAgainMs;
    if (m_retryStoreAt != 0)
        return;
    try {
        const std::vector<OpenTask> open = m_store.open(*m_takeUpAfter, takeUpAtOnce);
        for (const OpenTask &one : open) {
            if (one.key <= m_takeUpTo)
                takeUp(one);
        }
        applyAll();
        m_takeUpAfter = open.empty() ? m_takeUpTo : open.back().key;
        m_takeUpAt = now;
    } catch (const StorageError &fault) {
        m_log.error("the storage fails", {{"why", fault.what()}});
    }
    if (*m_takeUpAfter < m_takeUpTo)
        return;
    m_takeUpAfter.reset();
    m_slots.clear();
}

/// What was running when the last process ended goes back into the queue; only what had begun has used its attempt.
void Keeper::takeUp(const OpenTask &open)
{
    if (open.holder != m_settings.slot)
        return;
    if (open.state == TaskState::Queued) {
        line(open);
        return;
    }
    if (!m_slots.wasThere()) {
        putBackUnseen(open, true);
        return;
    }
    const auto left = m_slots.left().find(open.key);
    const bool begun = left != m_slots.left().end() && left->second == open.attempt;
    putBack(open, begun, begun, true);
}

void Keeper::line(const OpenTask &open)
{
    m_line.add({open.key, open.priority, open.notBefore, open.suspect, taskNumber(open.task)}, nowMs());
}

/// Of a process whose slots cannot be seen. A claim that was expected to begin at once uses an attempt, but is not
/// enough to end a task that may never have run; one that ran alone, or was seen to run, had begun.
void Keeper::putBackUnseen(const OpenTask &open, bool lined)
{
    const bool certain = open.begun && (open.suspect || open.seen);
    putBack(open, certain || (open.begun && open.counted + 1 < open.maxAttempts), true, lined);
}

/// Of a process that is no more. `begun`: its code had, which uses its attempt; `suspect`: it may have.
void Keeper::putBack(const OpenTask &open, bool begun, bool suspect, bool lined)
{
    const std::int64_t now = nowMs();
    MemoryQueue::Entry entry{open.key, open.priority, 0, open.suspect || suspect, taskNumber(open.task)};
    Change change;
    if (begun && open.counted + 1 >= open.maxAttempts && !open.cancelRequested) {
        FinishTask finish;
        finish.key = open.key;
        finish.attempt = open.attempt;
        finish.state = TaskState::Failed;
        const std::string why = "The process ended while the task ran";
        finish.result.bytes = errorJson(
            ErrorCode::InternalError, why,
            ErrorData().add("incident", m_log.incident(why, {{"task", TaskId{open.key, open.tail}.text()}})).take());
        finish.result.size = finish.result.bytes.size();
        finish.finishedAt = now;
        appendHop(finish.trace, TraceStage::Finished, now, m_settings.node);
        change = std::move(finish);
    } else {
        if (begun)
            entry.notBefore = now + backoff(open.counted + 1);
        RequeueTask requeue = goesBack(open.key, open.attempt, now, m_settings.node);
        requeue.counted = begun;
        requeue.suspect = suspect;
        requeue.notBefore = entry.notBefore;
        change = std::move(requeue);
    }
    AfterTakeUp after{entry, change, lined};
    m_changing.insert(open.key);
    add(std::move(change), std::move(after));
}

void Keeper::done(AfterTakeUp &after, Outcome &outcome, Change & /*change*/)
{
    if (outcome.kind != Outcome::Kind::Done)
        return;
    m_changed.push_back(after.entry.key);
    if (isFinal(outcome.state))
        answerWaits(after.entry.key);
    else if (after.lined)
        m_line.add(after.entry, nowMs());
}

void Keeper::failed(AfterTakeUp &after, const TaskError & /*error*/)
{
    m_doubts.insert(0); // it is repeated with the next transaction
    m_againTakeUps.push_back(std::move(after));
}

/// No record names it any more, or ever has. Empty: none.
void Keeper::dropBlob(const std::string &blob)
{
    if (blob.empty())
        return;
    m_reads->runWithBlobs(nullptr, [this, blob] {
        try {
            m_blobs.remove(blob);
        } catch (const StorageError &) {
            // The sweep takes it.
        }
    });
}

std::size_t Keeper::pruneSome(const PruneQuery &query)
{
    const Pruned pruned = m_store.prune(query);
    for (const std::string &blob : pruned.blobs)
        dropBlob(blob);
    return pruned.records;
}

void Keeper::doCommand(Prune &prune)
{
    try {
        const std::size_t removed = pruneSome(prune.query);
        prune.removed += removed;
        if (removed >= prune.query.limit) {
            m_later.emplace_back(std::move(prune)); // others have their turn between
            return;
        }
        prune.reply.result(R"({"removed":)" + std::to_string(prune.removed) + '}', m_out);
    } catch (const StorageError &fault) {
        const TaskError error = refusal(fault);
        prune.reply.error(error.code, error.message, error.data, m_out);
    }
}

/// What waits on a connection that is gone takes no room until its time is over.
void Keeper::forgetWaitsOfTheGone()
{
    for (auto entry = m_waits.begin(); entry != m_waits.end();) {
        const std::int64_t key = entry->first;
        std::erase_if(entry->second, [this, key](const Wait &wait) {
            if (!wait.reply.peer()->gone.load(std::memory_order_relaxed))
                return false;
            const auto [from, to] = m_waitEnds.equal_range(wait.until);
            if (const auto end = std::find_if(from, to, [key](const auto &one) { return one.second == key; });
                end != to)
                m_waitEnds.erase(end);
            return true;
        });
        entry = entry->second.empty() ? m_waits.erase(entry) : std::next(entry);
    }
}

/// A little of the retention at a time, so that nobody waits for it.
void Keeper::tidy(std::int64_t now)
{
    m_tidyAt = now + tidyMs;
    forgetWaitsOfTheGone();
    if (m_retryStoreAt != 0)
        return;
    try {
        for (const KeeperSettings::Retention &bound : m_settings.retention) {
            const PruneQuery query{bound.kind, bound.state, now - bound.keepMs, bound.keep, pruneAtOnce};
            if (pruneSome(query) >= query.limit)
                m_tidyAt = now + tidyMs / 20; // there is more
        }
    } catch (const StorageError &fault) {
        m_log.warning("old records cannot be removed now", {{"why", fault.what()}});
        m_tidyAt = now + 10 * tidyMs;
    }
}

} // namespace relevo
