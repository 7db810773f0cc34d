// The statements that change tasks, prepared once.
#include "server/storage/sqlite/sqlite_parts.h"

namespace relevo {

namespace {

std::string insertInto(TaskKind kind)
{
    std::string marks;
    for (std::size_t i = 0; i < sql::columns.size(); ++i)
        marks += i == 0 ? "?" : ", ?";
    return "INSERT INTO " + std::string(sql::table(kind)) + " (" + sql::columnList(true) + ") VALUES (" + marks + ")";
}

std::string finishTask()
{
    return "UPDATE tasks SET state = ?, counted = counted + ?, started_at = NULLIF(COALESCE(?, started_at), -1), "
           "finished_at = ?, "
           "worker = COALESCE(?, worker), result_size = ?, result = ?, result_blob = ?, is_error = ?, stuck = 0, "
           "progress = max(progress, ?), trace = trace || ?";
}

} // namespace

SqliteTaskStore::Writer::Statements::Statements(SqliteDb &db)
    : begin(db, "BEGIN IMMEDIATE")
    , commit(db, "COMMIT")
    , rollback(db, "ROLLBACK")
    , insertTask(db, insertInto(TaskKind::Background))
    , insertCall(db, insertInto(TaskKind::Direct))
    , byKey(db, "SELECT " + sql::columnList(true) + " FROM tasks WHERE key = ?")
    , state(db, "SELECT state, attempt, cancel_requested_at, tail, not_before, holder FROM tasks WHERE key = ?")
    , findKey(db, "SELECT key, tail, state, digest FROM tasks WHERE COALESCE(owner, '') = ? AND idempotency_key = ?")
    , claim(db, "UPDATE tasks SET state = 1, attempt = ?, holder = ?, started_at = ?, worker = NULL, progress = 0, "
                "trace = trace || ? WHERE key = ?")
    , finish(db, finishTask() + " WHERE key = ?")
    , finishRunning(db, finishTask() + " WHERE key = ? AND state = 1 AND attempt = ? AND cancel_requested_at IS NULL")
    , requeue(db, "UPDATE tasks SET state = 0, counted = counted + ?, suspect = max(suspect, ?), not_before = ?, "
                  "started_at = NULL, worker = NULL, progress = 0, stuck = 0, trace = trace || ? WHERE key = ?")
    , cancelQueued(db, "UPDATE tasks SET state = 4, cancel_requested_at = ?, finished_at = ?, trace = trace || ? WHERE "
                       "key = ?")
    , wishCancel(db, "UPDATE tasks SET cancel_requested_at = COALESCE(cancel_requested_at, ?) WHERE key = ?")
    , retry(db,
            "UPDATE tasks SET state = 0, counted = 0, suspect = 0, holder = ?, not_before = NULL, started_at = NULL, "
            "finished_at = NULL, cancel_requested_at = NULL, worker = NULL, progress = 0, stuck = 0, result_size = 0, "
            "result = NULL, result_blob = NULL, is_error = 0, trace = ? WHERE key = ?")
    , note(db, "UPDATE tasks SET started_at = ?, progress = ?, stuck = ?, worker = ? WHERE key = ? AND state = 1 AND "
               "attempt = ?")
    , counter(db, "INSERT INTO counters (slot, what, value) VALUES (?, ?, ?) ON CONFLICT (slot, what) DO UPDATE SET "
                  "value = value + excluded.value")
{}

} // namespace relevo
