// What reads tasks, on connections of its own; and apply() and prune(), which use the writing one.
#include "server/storage/postgresql/postgres_batch.h"
#include "server/storage/postgresql/postgres_parts.h"
#include "server/storage/sql/rows.h"
#include "server/storage/task_trace.h"

namespace relevo {

namespace {

/// How often a transaction that others were in the way of is tried again.
constexpr int mostConflicts = 5;
constexpr std::chrono::hours auditPatience{1};

} // namespace

std::unordered_map<std::int64_t, PostgresRow> byFirstColumn(const PostgresRows &rows)
{
    std::unordered_map<std::int64_t, PostgresRow> map;
    for (const PostgresRow row : rows)
        map.emplace(row.integer(0), row);
    return map;
}

sql::CounterSums counterSums(PostgresConnection &db)
{
    static const std::string select(sql::countersStatement());
    sql::CounterSums sums{};
    for (const PostgresRow row : db.run(select))
        sums.at(static_cast<std::size_t>(row.integer(0))) = row.integer(1);
    return sums;
}

void addToCounters(PostgresConnection &db, int slot, const sql::CounterDeltas &deltas)
{
    static const std::string insert =
        "INSERT INTO counters (slot, what, value) SELECT $1, what, by FROM unnest($2, $3) AS u(what, by) ON CONFLICT "
        "(slot, what) DO UPDATE SET value = counters.value + excluded.value";
    std::vector<std::size_t> changed;
    for (std::size_t what = 0; what < deltas.by.size(); ++what) {
        if (deltas.by[what] != 0)
            changed.push_back(what);
    }
    if (changed.empty())
        return;
    db.run(insert, PostgresParams()
                       .integer(slot)
                       .integers(changed, [](std::size_t what) { return what; })
                       .integers(changed, [&deltas](std::size_t what) { return deltas.by[what]; }));
}

TaskRecord PostgresTaskStore::readRecord(const PostgresRow &row, TaskKind kind, bool payloads, PostgresConnection &db)
{
    TaskRecord record = sql::readRecord(row, kind, payloads);
    record.task = taskName(row.integer(sql::TaskNo), db);
    // By the name that it had then; a record from elsewhere may lack the hop.
    record.node = lastPlace(record.trace, kind == TaskKind::Direct ? TraceStage::Replied : TraceStage::Started);
    if (record.attempt > 0 && record.node.empty())
        record.node = nodeName(record.holder, db);
    return record;
}

std::vector<Outcome> PostgresTaskStore::apply(const std::vector<Change> &changes)
{
    if (changes.empty())
        return {};
    if (!m_hasOthers)
        readNotices(); // the first thing that a new node says
    PostgresConnection &db = writer();
    const auto read = [this, &db](const PostgresRow &row, bool payloads) {
        return readRecord(row, TaskKind::Background, payloads, db);
    };
    PostgresBatch batch(db, changes, taskNumbersOf(changes), m_slot, m_hasOthers, read);
    for (int conflicts = 0;; ++conflicts) {
        try {
            return batch.run();
        } catch (const PostgresError &error) {
            if (!error.isConflict() || conflicts == mostConflicts)
                throw;
        }
    }
}

Pruned PostgresTaskStore::prune(const PruneQuery &query)
{
    PostgresConnection &db = writer();
    Pruned pruned;
    const std::vector<std::int64_t> tasks = taskNumbers({}, db);
    if (tasks.empty())
        return pruned;
    PostgresTransaction transaction(db);
    // Two at once would each remove what is too much.
    db.once("SELECT pg_advisory_xact_lock($1)", PostgresParams().integer(pruneLock));
    const std::int64_t surplus = query.keep < 0 ? 0 : sql::surplus(query, counterSums(db));
    // The state again: one that was tried anew meanwhile stays.
    const PostgresRows removed = db.once("WITH old AS MATERIALIZED (" + sql::pruneStatement(query, tasks, surplus) +
                                         ") DELETE FROM " + std::string(sql::table(query.kind)) +
                                         " AS t USING old WHERE t.key = old.key AND t.state = old.state "
                                         "RETURNING t.key, t.state, t.params_blob, t.result_blob");
    sql::CounterDeltas deltas;
    for (const PostgresRow row : removed) {
        const auto state = static_cast<TaskState>(row.integer(1));
        if (query.kind == TaskKind::Background)
            deltas.add(sql::CounterRow::PrunedState, state, 1);
        else
            deltas.add(sql::CounterRow::DirectState, state, -1);
        for (const int blob : {2, 3}) {
            if (!row.isNull(blob))
                pruned.blobs.emplace_back(row.text(blob));
        }
    }
    addToCounters(db, m_slot, deltas);
    transaction.commit();
    pruned.records = static_cast<std::size_t>(removed.count());
    return pruned;
}

std::optional<TaskRecord> PostgresTaskStore::get(const TaskId &id, bool payloads)
{
    const ReaderUse use(*this);
    for (const TaskKind kind : {TaskKind::Background, TaskKind::Direct}) {
        const PostgresRows rows = use.db().run("SELECT " + sql::columnList(payloads) + " FROM " +
                                                   std::string(sql::table(kind)) + " WHERE key = $1 AND tail = $2",
                                               PostgresParams().integer(id.key).integer(id.tail));
        if (rows.count() > 0)
            return readRecord(rows[0], kind, payloads, use.db());
    }
    return std::nullopt;
}

std::vector<TaskRecord> PostgresTaskStore::get(const std::vector<std::int64_t> &keys)
{
    const ReaderUse use(*this);
    static const std::string select = "SELECT " + sql::columnList(false) + " FROM tasks WHERE key = ANY($1)";
    std::vector<TaskRecord> records;
    for (const PostgresRow row :
         use.db().run(select, PostgresParams().integers(keys, [](std::int64_t key) { return key; })))
        records.push_back(readRecord(row, TaskKind::Background, false, use.db()));
    return records;
}

std::vector<TaskRecord> PostgresTaskStore::list(const ListQuery &query)
{
    const ReaderUse use(*this);
    std::vector<TaskRecord> records;
    for (const PostgresRow row : use.db().once(sql::listStatement(query, taskNumbers(query.task, use.db()))))
        records.push_back(readRecord(row, query.kind, false, use.db()));
    return records;
}

std::vector<OpenTask> PostgresTaskStore::open(std::int64_t after, std::size_t limit)
{
    const ReaderUse use(*this);
    std::vector<OpenTask> found;
    for (const PostgresRow row : use.db().once(sql::openStatement(taskNumbers({}, use.db()), after, limit))) {
        found.push_back(sql::readOpenTask(row));
        found.back().task = taskName(row.integer(sql::openTaskNumber), use.db());
    }
    return found;
}

std::int64_t PostgresTaskStore::lastKey()
{
    const ReaderUse use(*this);
    return use.db().once("SELECT greatest((SELECT max(key) FROM tasks), (SELECT max(key) FROM calls), 0)")[0].integer(
        0);
}

StoreCounters PostgresTaskStore::counters()
{
    const ReaderUse use(*this);
    return sql::toCounters(counterSums(use.db()));
}

Audit PostgresTaskStore::audit()
{
    PostgresConnection db(m_target, m_times); // its own: it takes long, and the others wait for each other
    db.setPatience(auditPatience);
    Audit audit;
    PostgresTransaction snapshot(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = " +
                                         std::to_string(std::chrono::milliseconds(auditPatience).count()));
    audit.counters = sql::toCounters(counterSums(db));
    for (const PostgresRow row : db.once(std::string(sql::rowsStatement())))
        sql::addRows(audit, row.integer(0), row.integer(1));
    for (const PostgresRow row : db.once(sql::contradictionsStatement()))
        audit.contradictions.push_back(TaskId{row.integer(0), row.integer(1)}.text() + ' ' + std::string(row.text(2)));
    snapshot.commit();
    return audit;
}

} // namespace relevo
