// What reads tasks, on connections that never wait for the one that writes; and the removal of old records.
#include "server/storage/sqlite/sqlite_parts.h"

#include <algorithm>

namespace relevo {

TaskRecord SqliteTaskStore::readRecord(const SqliteStatement &row, TaskKind kind, bool payloads, SqliteDb &db)
{
    TaskRecord record;
    record.id = {row.integer(sql::Key), row.integer(sql::Tail)};
    record.task = taskName(row.integer(sql::TaskNo), db);
    record.kind = kind;
    if (!row.isNull(sql::Owner))
        record.owner = row.text(sql::Owner);
    record.state = static_cast<TaskState>(row.integer(sql::State));
    record.priority = static_cast<int>(row.integer(sql::Priority));
    record.attempt = row.integer(sql::Attempt);
    record.counted = row.integer(sql::Counted);
    record.maxAttempts = row.integer(sql::MaxAttempts);
    record.timeoutMs = row.integer(sql::TimeoutMs);
    record.holder = static_cast<int>(row.integer(sql::Holder));
    record.suspect = row.integer(sql::Suspect) != 0;
    record.progress = row.real(sql::Progress);
    record.stuck = row.integer(sql::Stuck) != 0;
    record.createdAt = row.integer(sql::CreatedAt);
    record.notBefore = row.integer(sql::NotBefore);
    record.startedAt = row.integer(sql::StartedAt);
    record.finishedAt = row.integer(sql::FinishedAt);
    record.cancelRequestedAt = row.integer(sql::CancelRequestedAt);
    if (record.attempt > 0)
        record.node = nodeName(record.holder, db);
    record.worker = row.text(sql::Worker);
    record.params.size = static_cast<std::uint64_t>(row.integer(sql::ParamsSize));
    record.result.size = static_cast<std::uint64_t>(row.integer(sql::ResultSize));
    record.params.blob = row.text(sql::ParamsBlob);
    record.result.blob = row.text(sql::ResultBlob);
    record.isError = row.integer(sql::IsError) != 0;
    record.trace = row.text(sql::TraceText);
    if (payloads) {
        record.params.bytes = row.text(sql::Params);
        record.result.bytes = row.text(sql::Result);
    }
    return record;
}

std::optional<TaskRecord> SqliteTaskStore::get(const TaskId &id, bool payloads)
{
    const ReaderUse use = reader();
    for (const TaskKind kind : {TaskKind::Background, TaskKind::Direct}) {
        SqliteStatement row(use.db(), "SELECT " + sql::columnList(payloads) + " FROM " + std::string(sql::table(kind)) +
                                          " WHERE key = ? AND tail = ?");
        if (row.bind(0, id.key).bind(1, id.tail).step())
            return readRecord(row, kind, payloads, use.db());
    }
    return std::nullopt;
}

std::vector<TaskRecord> SqliteTaskStore::get(const std::vector<std::int64_t> &keys)
{
    const ReaderUse use = reader();
    std::vector<TaskRecord> records;
    SqliteStatement row(use.db(), "SELECT " + sql::columnList(false) + " FROM tasks WHERE key = ?");
    for (const std::int64_t key : keys) {
        if (row.bind(0, key).step())
            records.push_back(readRecord(row, TaskKind::Background, false, use.db()));
        row.reset();
    }
    return records;
}

std::vector<TaskRecord> SqliteTaskStore::list(const ListQuery &query)
{
    const ReaderUse use = reader();
    SqliteStatement row(use.db(), sql::listStatement(query, taskNumbers(query.task, use.db())));
    std::vector<TaskRecord> records;
    while (row.step())
        records.push_back(readRecord(row, query.kind, false, use.db()));
    return records;
}

std::vector<OpenTask> SqliteTaskStore::open(std::int64_t after, std::size_t limit)
{
    const ReaderUse use = reader();
    std::vector<OpenTask> found;
    for (const std::int64_t task : taskNumbers({}, use.db())) {
        for (const TaskState state : {TaskState::Queued, TaskState::Running}) {
            SqliteStatement row(
                use.db(), "SELECT key, state, priority, holder, attempt, counted, max_attempts, not_before, suspect, "
                          "cancel_requested_at FROM tasks WHERE task_no = ? AND state = ? AND key > ? ORDER BY "
                          "key LIMIT ?");
            row.bind(0, task).bind(1, static_cast<int>(state)).bind(2, after).bind(3, static_cast<std::int64_t>(limit));
            while (row.step()) {
                OpenTask &open = found.emplace_back();
                open.key = row.integer(0);
                open.state = static_cast<TaskState>(row.integer(1));
                open.priority = static_cast<int>(row.integer(2));
                open.holder = static_cast<int>(row.integer(3));
                open.attempt = row.integer(4);
                open.counted = row.integer(5);
                open.maxAttempts = row.integer(6);
                open.notBefore = row.integer(7);
                open.suspect = row.integer(8) != 0;
                open.cancelRequested = !row.isNull(9);
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const OpenTask &a, const OpenTask &b) { return a.key < b.key; });
    if (found.size() > limit)
        found.resize(limit);
    return found;
}

std::int64_t SqliteTaskStore::lastKey()
{
    const ReaderUse use = reader();
    return std::max(use.db().number("SELECT max(key) FROM tasks"), use.db().number("SELECT max(key) FROM calls"));
}

StoreCounters SqliteTaskStore::counters()
{
    const ReaderUse use = reader();
    std::array<std::int64_t, 16> sums{};
    SqliteStatement row(use.db(), "SELECT what, sum(value) FROM counters GROUP BY what");
    while (row.step())
        sums.at(static_cast<std::size_t>(row.integer(0))) = row.integer(1);
    return sql::toCounters(sums);
}

Audit SqliteTaskStore::audit()
{
    const ReaderUse use = reader();
    SqliteDb &db = use.db();
    Audit audit;
    db.execute("BEGIN"); // one snapshot for all that follows
    try {
        std::array<std::int64_t, 16> sums{};
        SqliteStatement counters(db, "SELECT what, sum(value) FROM counters GROUP BY what");
        while (counters.step())
            sums.at(static_cast<std::size_t>(counters.integer(0))) = counters.integer(1);
        audit.counters = sql::toCounters(sums);
        SqliteStatement rows(db, "SELECT state, count(*) FROM tasks GROUP BY state");
        while (rows.step())
            audit.rows.at(static_cast<std::size_t>(rows.integer(0))) = rows.integer(1);
        SqliteStatement bad(db, sql::contradictionsStatement());
        while (bad.step())
            audit.contradictions.push_back(TaskId{bad.integer(0), bad.integer(1)}.text() + ' ' +
                                           std::string(bad.text(2)));
        db.execute("COMMIT");
    } catch (...) {
        db.execute("ROLLBACK");
        throw;
    }
    return audit;
}

Pruned SqliteTaskStore::prune(const PruneQuery &query)
{
    std::unique_lock<std::mutex> alone(m_readersMutex, std::defer_lock);
    if (m_inMemory)
        alone.lock();
    SqliteDb &db = m_writer->db;
    std::int64_t surplus = 0;
    if (query.keep >= 0) {
        std::int64_t rows = 0;
        SqliteStatement counters(db, "SELECT what, sum(value) FROM counters GROUP BY what");
        while (counters.step()) {
            const auto what = static_cast<int>(counters.integer(0));
            for (const TaskState state : {TaskState::Succeeded, TaskState::Failed, TaskState::Cancelled}) {
                if (query.state && state != *query.state)
                    continue;
                const bool direct = query.kind == TaskKind::Direct;
                if (what == sql::counterRow(direct ? sql::CounterRow::DirectState : sql::CounterRow::State, state))
                    rows += counters.integer(1);
                else if (!direct && what == sql::counterRow(sql::CounterRow::PrunedState, state))
                    rows -= counters.integer(1);
            }
        }
        surplus = rows - query.keep;
    }
    Pruned pruned;
    const std::vector<std::int64_t> tasks = taskNumbers({}, db);
    if (tasks.empty())
        return pruned;
    m_deltas = {};
    m_writer->run->begin.run();
    try {
        SqliteStatement oldest(db, sql::pruneStatement(query, tasks, surplus));
        SqliteStatement remove(db, "DELETE FROM " + std::string(sql::table(query.kind)) + " WHERE key = ?");
        std::vector<std::int64_t> keys;
        while (oldest.step()) {
            keys.push_back(oldest.integer(0));
            const auto state = static_cast<TaskState>(oldest.integer(1));
            if (query.kind == TaskKind::Background)
                m_deltas.add(sql::CounterRow::PrunedState, state, 1);
            else
                m_deltas.add(sql::CounterRow::DirectState, state, -1);
            for (const int blob : {2, 3}) {
                if (!oldest.isNull(blob))
                    pruned.blobs.emplace_back(oldest.text(blob));
            }
        }
        for (const std::int64_t key : keys)
            remove.bind(0, key).run();
        pruned.records = keys.size();
        writeCounters();
        commit();
    } catch (...) {
        m_writer->run->rollback.run();
        throw;
    }
    return pruned;
}

std::vector<std::string> SqliteTaskStore::faults()
{
    const ReaderUse use = reader();
    std::vector<std::string> found;
    SqliteStatement row(use.db(), "PRAGMA integrity_check(100)");
    while (row.step()) {
        if (row.text(0) != "ok")
            found.push_back(m_path + ": " + std::string(row.text(0)));
    }
    return found;
}

} // namespace relevo
