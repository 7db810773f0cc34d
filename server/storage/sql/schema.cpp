#include "server/storage/sql/schema.h"

namespace relevo::sql {

namespace {

std::string recordTable(std::string_view name, const Dialect &dialect)
{
    const auto typed = [](std::string_view names, std::string_view type) {
        std::string text;
        std::size_t begin = 0;
        while (begin < names.size()) {
            const std::size_t end = std::min(names.find(' ', begin), names.size());
            text += ", " + std::string(names.substr(begin, end - begin)) + ' ' + std::string(type);
            begin = end + 1;
        }
        return text;
    };
    std::string text = "CREATE TABLE " + std::string(name) + " (key " + std::string(dialect.key);
    text += typed("tail task_no", std::string(dialect.integer) + " NOT NULL");
    text += typed("owner", "TEXT");
    text += typed("state priority attempt counted max_attempts timeout_ms holder suspect",
                  std::string(dialect.integer) + " NOT NULL");
    text += typed("progress", std::string(dialect.real) + " NOT NULL");
    text += typed("stuck created_at", std::string(dialect.integer) + " NOT NULL");
    text += typed("not_before started_at finished_at cancel_requested_at", dialect.integer);
    text += typed("worker", "TEXT");
    text += typed("params_size result_size", std::string(dialect.integer) + " NOT NULL");
    text += typed("params_blob result_blob", "TEXT");
    text += typed("is_error", std::string(dialect.integer) + " NOT NULL");
    text += typed("trace", "TEXT NOT NULL");
    text += typed("idempotency_key", "TEXT");
    text += typed("digest params result", dialect.bytes);
    return text + ')';
}

/// `(SELECT … WHERE task_no = 1 AND state = 2 AND … ORDER BY … LIMIT n)` for each combination, joined.
std::string ofEach(const std::string &what, std::string_view from, const std::vector<std::int64_t> &tasks,
                   const std::vector<TaskState> &states, const std::string &and_, const std::string &order)
{
    std::string text;
    for (const std::int64_t task : tasks) {
        for (const TaskState state : states) {
            const std::string task_ = std::to_string(task);
            const std::string state_ = std::to_string(static_cast<int>(state));
            text.append(text.empty() ? "" : " UNION ALL ").append("SELECT * FROM (SELECT ").append(what);
            text.append(" FROM ").append(from).append(" WHERE task_no = ").append(task_);
            text.append(" AND state = ").append(state_).append(and_).append(" ").append(order);
            text.append(") AS t").append(task_).append("_").append(state_);
        }
    }
    return text;
}

std::vector<TaskState> statesOf(std::optional<TaskState> one, bool finalOnly)
{
    if (one)
        return {*one};
    std::vector<TaskState> all{TaskState::Succeeded, TaskState::Failed, TaskState::Cancelled};
    if (!finalOnly)
        all.insert(all.end(), {TaskState::Queued, TaskState::Running});
    return all;
}

} // namespace

std::vector<std::vector<std::string>> migrations(const Dialect &dialect)
{
    const std::string integer(dialect.integer);
    std::vector<std::string> first;
    first.push_back("CREATE TABLE task_names (no " + std::string(dialect.counted) + ", name TEXT NOT NULL UNIQUE)");
    first.push_back("CREATE TABLE nodes (slot " + std::string(dialect.key) + ", name TEXT NOT NULL, lease_until " +
                    integer + " NOT NULL)");
    first.push_back("CREATE TABLE counters (slot " + integer + " NOT NULL, what " + integer + " NOT NULL, value " +
                    integer + " NOT NULL, PRIMARY KEY (slot, what))");
    for (const TaskKind kind : {TaskKind::Background, TaskKind::Direct}) {
        const std::string name(table(kind));
        first.push_back(recordTable(name, dialect));
        std::string index = "CREATE INDEX ";
        index.append(name).append("_by_state ON ").append(name).append(" (task_no, state, key)");
        first.push_back(index);
    }
    first.push_back("CREATE UNIQUE INDEX tasks_by_idempotency_key ON tasks (COALESCE(owner, ''), idempotency_key) "
                    "WHERE idempotency_key IS NOT NULL");
    // Which process has the slot: nodes of one name are told apart.
    return {first, {"ALTER TABLE nodes ADD COLUMN instance TEXT NOT NULL DEFAULT ''"}};
}

std::string newerDatabase(std::int64_t version)
{
    return "the database has version " + std::to_string(version) + ", and this program knows only up to " +
           std::to_string(migrations({}).size()) + ": it was written by a later relevo-server; use that one";
}

std::string_view table(TaskKind kind)
{
    return kind == TaskKind::Background ? "tasks" : "calls";
}

std::string columnList(bool payloads)
{
    std::string list;
    for (std::size_t i = 0; i < (payloads ? columns.size() : columnsWithoutPayloads); ++i) {
        if (i > 0)
            list += ", ";
        list += columns[i];
    }
    return list;
}

std::string_view countersStatement()
{
    return "SELECT what, CAST(sum(value) AS BIGINT) FROM counters GROUP BY what";
}

std::string_view rowsStatement()
{
    return "SELECT state, count(*) FROM tasks GROUP BY state";
}

std::int64_t surplus(const PruneQuery &query, const CounterSums &sums)
{
    if (query.keep < 0)
        return 0;
    const auto sum = [&sums](CounterRow kind, TaskState state) {
        return sums[static_cast<std::size_t>(counterRow(kind, state))];
    };
    std::int64_t rows = 0;
    for (const TaskState state : statesOf(query.state, true)) {
        if (query.kind == TaskKind::Direct)
            rows += sum(CounterRow::DirectState, state);
        else
            rows += sum(CounterRow::State, state) - sum(CounterRow::PrunedState, state);
    }
    return rows - query.keep;
}

StoreCounters toCounters(const CounterSums &sums)
{
    StoreCounters counters;
    counters.accepted = sums[0];
    for (std::size_t i = 0; i < counters.states.size(); ++i) {
        counters.states[i] = sums[static_cast<std::size_t>(CounterRow::State) + i];
        counters.pruned[i] = sums[static_cast<std::size_t>(CounterRow::PrunedState) + i];
    }
    return counters;
}

void addRows(Audit &audit, std::int64_t state, std::int64_t rows)
{
    if (state >= 0 && state < static_cast<std::int64_t>(audit.rows.size()))
        audit.rows[static_cast<std::size_t>(state)] = rows;
    else
        audit.contradictions.push_back("unknown: " + std::to_string(rows) + " in state " + std::to_string(state) +
                                       ", which there is not");
}

std::string listStatement(const ListQuery &query, const std::vector<std::int64_t> &tasks)
{
    const std::string below = query.before ? "key < " + std::to_string(*query.before) : std::string();
    const std::string order = "ORDER BY key DESC LIMIT " + std::to_string(query.limit);
    const std::string select = "SELECT " + columnList(false) + " FROM " + std::string(table(query.kind));
    if (!query.task && !query.state)
        return select + (below.empty() ? " " : " WHERE " + below + ' ') + order;
    if (tasks.empty())
        return select + " WHERE key < 0";
    return select + " WHERE key IN (SELECT key FROM (" +
           ofEach("key", table(query.kind), tasks, statesOf(query.state, false),
                  below.empty() ? below : " AND " + below, order) +
           ") AS newest " + order + ") ORDER BY key DESC";
}

std::string openStatement(const std::vector<std::int64_t> &tasks, std::int64_t after, std::size_t limit)
{
    const std::string what(openColumns);
    const std::string order = "ORDER BY key LIMIT " + std::to_string(limit);
    if (tasks.empty())
        return "SELECT " + what + " FROM tasks WHERE key < 0";
    return "SELECT " + what + " FROM (" +
           ofEach(what, "tasks", tasks, {TaskState::Queued, TaskState::Running}, " AND key > " + std::to_string(after),
                  order) +
           ") AS oldest " + order;
}

std::string pruneStatement(const PruneQuery &query, const std::vector<std::int64_t> &tasks, std::int64_t surplus)
{
    const std::string what = "key, state, params_blob, result_blob";
    const auto oldest = [&](const std::string &and_, std::int64_t limit) {
        const std::string order = "ORDER BY key LIMIT " + std::to_string(limit);
        return "SELECT " + what + " FROM (" +
               ofEach(what, table(query.kind), tasks, statesOf(query.state, true), and_, order) + ") AS oldest " +
               order;
    };
    const auto limit = static_cast<std::int64_t>(query.limit);
    if (surplus > 0)
        return oldest("", std::min(surplus, limit));
    // What was created after that has not ended before it: so the young ones, most of all, are not even looked at.
    return oldest(" AND key < " + std::to_string(TaskId::firstKeyAt(query.finishedBefore)) + " AND finished_at < " +
                      std::to_string(query.finishedBefore),
                  limit);
}

std::string contradictionsStatement()
{
    return "SELECT key, tail, CASE"
           " WHEN state < 2 AND finished_at IS NOT NULL THEN 'has ended and is not final'"
           " WHEN state >= 2 AND finished_at IS NULL THEN 'is final and has no end'"
           " WHEN state = 4 AND (result IS NOT NULL OR result_blob IS NOT NULL) THEN 'is cancelled and has a result'"
           " WHEN state IN (2, 3) AND result IS NULL AND result_blob IS NULL THEN 'has no result'"
           " WHEN state IN (2, 3) AND cancel_requested_at IS NOT NULL THEN 'was to be cancelled'"
           " ELSE 'has fewer attempts than count' END FROM tasks WHERE"
           " (state < 2 AND finished_at IS NOT NULL) OR (state >= 2 AND finished_at IS NULL)"
           " OR (state = 4 AND (result IS NOT NULL OR result_blob IS NOT NULL))"
           " OR (state IN (2, 3) AND result IS NULL AND result_blob IS NULL)"
           " OR (state IN (2, 3) AND cancel_requested_at IS NOT NULL) OR attempt < counted LIMIT 1000";
}

} // namespace relevo::sql
