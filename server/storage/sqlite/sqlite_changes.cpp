// What changes tasks: one transaction for many changes, one statement or two for each.
#include "server/storage/sqlite/sqlite_parts.h"

#include "server/storage/task_trace.h"

#include <sqlite3.h>

#include <utility>

namespace relevo {

namespace {

void bindText(SqliteStatement &statement, int at, const std::string &text)
{
    if (text.empty())
        statement.bindNull(at);
    else
        statement.bindText(at, text);
}

void bindPayload(SqliteStatement &statement, int bytes, int blob, const Payload &payload)
{
    if (payload.bytes.empty())
        statement.bindNull(bytes);
    else
        statement.bindBytes(bytes, payload.bytes);
    bindText(statement, blob, payload.blob);
}

void bindRecord(SqliteStatement &insert, const TaskRecord &record, std::int64_t taskNumber)
{
    insert.bind(sql::Key, record.id.key).bind(sql::Tail, record.id.tail).bind(sql::TaskNo, taskNumber);
    if (record.owner)
        insert.bindText(sql::Owner, *record.owner);
    else
        insert.bindNull(sql::Owner);
    insert.bind(sql::State, static_cast<int>(record.state)).bind(sql::Priority, record.priority);
    insert.bind(sql::Attempt, record.attempt).bind(sql::Counted, record.counted);
    insert.bind(sql::MaxAttempts, record.maxAttempts).bind(sql::TimeoutMs, record.timeoutMs);
    insert.bind(sql::Holder, record.holder).bind(sql::Suspect, record.suspect ? 1 : 0);
    insert.bind(sql::Progress, record.progress).bind(sql::Stuck, 0).bind(sql::CreatedAt, record.createdAt);
    insert.bindTime(sql::NotBefore, record.notBefore).bindTime(sql::StartedAt, record.startedAt);
    insert.bindTime(sql::FinishedAt, record.finishedAt).bindTime(sql::CancelRequestedAt, record.cancelRequestedAt);
    bindText(insert, sql::Worker, record.worker);
    insert.bind(sql::ParamsSize, static_cast<std::int64_t>(record.params.size));
    insert.bind(sql::ResultSize, static_cast<std::int64_t>(record.result.size));
    bindPayload(insert, sql::Params, sql::ParamsBlob, record.params);
    bindPayload(insert, sql::Result, sql::ResultBlob, record.result);
    insert.bind(sql::IsError, record.isError ? 1 : 0).bindText(sql::TraceText, record.trace);
}

Outcome outcome(Outcome::Kind kind, TaskState state = TaskState::Queued)
{
    Outcome made;
    made.kind = kind;
    made.state = state;
    return made;
}

TaskState stateOf(const SqliteStatement &row, int column)
{
    return static_cast<TaskState>(row.integer(column));
}

} // namespace

std::vector<Outcome> SqliteTaskStore::apply(const std::vector<Change> &changes)
{
    // Before the transaction, which may be rolled back.
    for (const Change &change : changes) {
        if (const auto *submit = std::get_if<SubmitTask>(&change))
            taskNumber(submit->record.task);
        else if (const auto *call = std::get_if<RecordCall>(&change))
            taskNumber(call->record.task);
    }
    std::unique_lock<std::mutex> alone(m_readersMutex, std::defer_lock);
    if (m_inMemory)
        alone.lock();
    std::vector<Outcome> outcomes;
    outcomes.reserve(changes.size());
    m_deltas = {};
    m_writer->run->begin.run();
    try {
        for (const Change &one : changes)
            outcomes.push_back(std::visit([this](const auto &change) { return this->change(change); }, one));
        writeCounters();
        commit();
    } catch (...) {
        if (sqlite3_get_autocommit(m_writer->db.handle()) == 0)
            m_writer->run->rollback.run();
        throw;
    }
    return outcomes;
}

void SqliteTaskStore::writeCounters()
{
    for (std::size_t what = 0; what < m_deltas.by.size(); ++what) {
        if (m_deltas.by[what] != 0)
            m_writer->run->counter.bind(0, m_slot).bind(1, static_cast<int>(what)).bind(2, m_deltas.by[what]).run();
    }
}

Outcome SqliteTaskStore::change(const SubmitTask &submit)
{
    const bool keyed = !submit.idempotencyKey.empty();
    SqliteStatement &insert = m_writer->run->insertTask;
    if (keyed) {
        SqliteStatement &find = m_writer->run->findKey;
        const std::string owner = submit.record.owner.value_or(std::string());
        find.bindText(0, owner).bindText(1, submit.idempotencyKey);
        if (find.step()) {
            Outcome found = outcome(find.text(3) == submit.digest ? Outcome::Kind::Existing : Outcome::Kind::KeyInUse,
                                    stateOf(find, 2));
            found.id = {find.integer(0), find.integer(1)};
            find.reset();
            return found;
        }
    }
    bindRecord(insert, submit.record, taskNumber(submit.record.task));
    if (keyed)
        insert.bindText(sql::IdempotencyKey, submit.idempotencyKey).bindBytes(sql::Digest, submit.digest);
    else
        insert.bindNull(sql::IdempotencyKey).bindNull(sql::Digest);
    if (!insert.run()) {
        Outcome refused = outcome(Outcome::Kind::Failed);
        refused.fault = sqlite3_errmsg(m_writer->db.handle());
        return refused;
    }
    m_deltas.accepted(1);
    m_deltas.add(sql::CounterRow::State, submit.record.state, 1);
    return outcome(Outcome::Kind::Done, submit.record.state);
}

Outcome SqliteTaskStore::change(const ClaimTask &claim)
{
    SqliteStatement &row = m_writer->run->byKey;
    if (!row.bind(0, claim.key).step())
        return outcome(Outcome::Kind::NotFound);
    Outcome claimed = outcome(Outcome::Kind::Stale, stateOf(row, sql::State));
    if (claimed.state == TaskState::Queued && row.integer(sql::NotBefore) > claim.at) {
        claimed.notBefore = row.integer(sql::NotBefore);
    } else if (claimed.state == TaskState::Queued) {
        claimed.kind = Outcome::Kind::Done;
        claimed.record = std::make_unique<TaskRecord>(readRecord(row, TaskKind::Background, true, m_writer->db));
    }
    row.reset();
    if (claimed.kind == Outcome::Kind::Stale)
        return claimed;
    TaskRecord &record = *claimed.record;
    ++record.attempt;
    record.state = claimed.state = TaskState::Running;
    record.holder = claim.holder;
    record.node = nodeName(claim.holder, m_writer->db);
    record.startedAt = claim.begins ? claim.at : 0;
    record.worker.clear();
    record.progress = 0;
    record.trace += claim.trace;
    SqliteStatement &update = m_writer->run->claim;
    update.bind(0, record.attempt).bind(1, claim.holder).bindTime(2, record.startedAt);
    update.bindText(3, claim.trace).bind(4, claim.key).run();
    m_deltas.moved(TaskState::Queued, TaskState::Running);
    return claimed;
}

void SqliteTaskStore::writeFinish(SqliteStatement &update, const FinishTask &finish, TaskState state)
{
    static const Payload none;
    const Payload &result = state != TaskState::Cancelled ? finish.result : none;
    update.bind(0, static_cast<int>(state)).bind(1, finish.counted ? 1 : 0).bindTime(2, finish.startedAt);
    update.bindTime(3, finish.finishedAt);
    bindText(update, 4, finish.worker);
    update.bind(5, static_cast<std::int64_t>(result.size));
    bindPayload(update, 6, 7, result);
    update.bind(8, state == TaskState::Failed ? 1 : 0).bind(9, state == TaskState::Succeeded ? 1.0 : 0.0);
    update.bindText(10, finish.trace).bind(11, finish.key);
    update.run();
}

/// The usual case in one statement: it runs, this is its attempt, and nobody wants it cancelled.
bool SqliteTaskStore::finishAsAsked(const FinishTask &finish)
{
    if (finish.state == TaskState::Cancelled)
        return false;
    SqliteStatement &update = m_writer->run->finishRunning;
    update.bind(12, finish.attempt);
    writeFinish(update, finish, finish.state);
    return sqlite3_changes(m_writer->db.handle()) > 0;
}

Outcome SqliteTaskStore::change(const FinishTask &finish)
{
    if (finishAsAsked(finish)) {
        m_deltas.moved(TaskState::Running, finish.state);
        return outcome(Outcome::Kind::Done, finish.state);
    }
    SqliteStatement &row = m_writer->run->state;
    if (!row.bind(0, finish.key).step())
        return outcome(Outcome::Kind::NotFound);
    Outcome finished = outcome(Outcome::Kind::Stale, stateOf(row, 0));
    const bool current = finished.state == TaskState::Running && row.integer(1) == finish.attempt;
    const bool cancelled = !row.isNull(2);
    row.reset();
    if (!current)
        return finished;
    finished.kind = Outcome::Kind::Done;
    finished.state = cancelled ? TaskState::Cancelled : finish.state;
    writeFinish(m_writer->run->finish, finish, finished.state);
    m_deltas.moved(TaskState::Running, finished.state);
    return finished;
}

Outcome SqliteTaskStore::change(const RequeueTask &requeue)
{
    SqliteStatement &row = m_writer->run->state;
    if (!row.bind(0, requeue.key).step())
        return outcome(Outcome::Kind::NotFound);
    Outcome requeued = outcome(Outcome::Kind::Stale, stateOf(row, 0));
    const bool current = requeued.state == TaskState::Running && row.integer(1) == requeue.attempt;
    const bool cancelled = !row.isNull(2);
    row.reset();
    if (!current)
        return requeued;
    if (cancelled) {
        FinishTask finish;
        finish.key = requeue.key;
        finish.attempt = requeue.attempt;
        finish.state = TaskState::Cancelled;
        finish.counted = requeue.counted;
        finish.finishedAt = requeue.at;
        finish.trace = requeue.cancelledTrace;
        return change(finish);
    }
    SqliteStatement &update = m_writer->run->requeue;
    update.bind(0, requeue.counted ? 1 : 0).bind(1, requeue.suspect ? 1 : 0).bindTime(2, requeue.notBefore);
    update.bindText(3, requeue.trace).bind(4, requeue.key).run();
    m_deltas.moved(TaskState::Running, TaskState::Queued);
    return outcome(Outcome::Kind::Done, TaskState::Queued);
}

Outcome SqliteTaskStore::change(const CancelTask &cancel)
{
    SqliteStatement &row = m_writer->run->state;
    if (!row.bind(0, cancel.id.key).step())
        return outcome(Outcome::Kind::NotFound);
    const TaskState state = stateOf(row, 0);
    const bool same = row.integer(3) == cancel.id.tail;
    Outcome cancelled = outcome(Outcome::Kind::Done, TaskState::Cancelled);
    cancelled.notBefore = row.integer(4);
    cancelled.holder = static_cast<int>(row.integer(5));
    row.reset();
    if (!same)
        return outcome(Outcome::Kind::NotFound);
    if (isFinal(state))
        return outcome(Outcome::Kind::WrongState, state);
    if (state == TaskState::Running) {
        m_writer->run->wishCancel.bind(0, cancel.at).bind(1, cancel.id.key).run();
        return outcome(Outcome::Kind::Done, state);
    }
    SqliteStatement &update = m_writer->run->cancelQueued;
    update.bind(0, cancel.at).bind(1, cancel.at).bindText(2, cancel.trace).bind(3, cancel.id.key).run();
    m_deltas.moved(state, TaskState::Cancelled);
    return cancelled;
}

Outcome SqliteTaskStore::change(const RetryTask &retry)
{
    SqliteStatement &row = m_writer->run->byKey;
    if (!row.bind(0, retry.id.key).step())
        return outcome(Outcome::Kind::NotFound);
    Outcome retried = outcome(Outcome::Kind::WrongState, stateOf(row, sql::State));
    if (row.integer(sql::Tail) != retry.id.tail) {
        retried.kind = Outcome::Kind::NotFound;
    } else if (retried.state == TaskState::Failed || retried.state == TaskState::Cancelled) {
        retried.kind = Outcome::Kind::Done;
        retried.record = std::make_unique<TaskRecord>(readRecord(row, TaskKind::Background, false, m_writer->db));
    }
    row.reset();
    if (retried.kind != Outcome::Kind::Done)
        return retried;
    const std::string trace = compacted(retried.record->trace) + retry.trace;
    m_writer->run->retry.bind(0, retry.holder).bindText(1, trace).bind(2, retry.id.key).run();
    m_deltas.moved(retried.state, TaskState::Queued);
    retried.state = TaskState::Queued;
    return retried;
}

Outcome SqliteTaskStore::change(const NoteTask &note)
{
    SqliteStatement &update = m_writer->run->note;
    update.bindTime(0, note.startedAt).bind(1, note.progress).bind(2, note.stuck ? 1 : 0);
    bindText(update, 3, note.worker);
    update.bind(4, note.key).bind(5, note.attempt).run();
    return outcome(sqlite3_changes(m_writer->db.handle()) > 0 ? Outcome::Kind::Done : Outcome::Kind::Stale,
                   TaskState::Running);
}

Outcome SqliteTaskStore::change(const RecordCall &call)
{
    SqliteStatement &insert = m_writer->run->insertCall;
    bindRecord(insert, call.record, taskNumber(call.record.task));
    insert.bindNull(sql::IdempotencyKey).bindNull(sql::Digest);
    if (!insert.run())
        return outcome(Outcome::Kind::Failed, call.record.state);
    m_deltas.add(sql::CounterRow::DirectState, call.record.state, 1);
    return outcome(Outcome::Kind::Done, call.record.state);
}

} // namespace relevo
