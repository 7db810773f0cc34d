// What reads tasks, on connections that never wait for the one that writes; and the removal of old records.
#include "server/storage/sql/rows.h"
#include "server/storage/sqlite/sqlite_parts.h"
#include "server/storage/task_trace.h"

#include <algorithm>

namespace relevo {

namespace {

sql::CounterSums counterSums(SqliteDb &db)
{
    sql::CounterSums sums{};
    SqliteStatement row(db, std::string(sql::countersStatement()));
    while (row.step())
        sums.at(static_cast<std::size_t>(row.integer(0))) = row.integer(1);
    return sums;
}

} // namespace

TaskRecord SqliteTaskStore::readRecord(const SqliteStatement &row, TaskKind kind, bool payloads, SqliteDb &db)
{
    TaskRecord record = sql::readRecord(row, kind, payloads);
    record.task = taskName(row.integer(sql::TaskNo), db);
    // By the name that it had then; a record from elsewhere may lack the hop.
    record.node = lastPlace(record.trace, kind == TaskKind::Direct ? TraceStage::Replied : TraceStage::Started);
    if (record.attempt > 0 && record.node.empty())
        record.node = nodeName(record.holder, db);
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
    SqliteStatement row(use.db(), sql::openStatement(taskNumbers({}, use.db()), after, limit));
    std::vector<OpenTask> found;
    while (row.step()) {
        found.push_back(sql::readOpenTask(row));
        found.back().task = taskName(row.integer(sql::openTaskNumber), use.db());
    }
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
    return sql::toCounters(counterSums(use.db()));
}

Audit SqliteTaskStore::audit()
{
    const ReaderUse use = reader();
    SqliteDb &db = use.db();
    Audit audit;
    db.execute("BEGIN"); // one snapshot for all that follows
    try {
        audit.counters = sql::toCounters(counterSums(db));
        SqliteStatement rows(db, std::string(sql::rowsStatement()));
        while (rows.step())
            sql::addRows(audit, rows.integer(0), rows.integer(1));
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
    const std::int64_t surplus = query.keep < 0 ? 0 : sql::surplus(query, counterSums(db));
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
