// What changes rows: each statement looks at the state, and the attempt, of the row that it has locked.
#include "server/storage/postgresql/postgres_batch.h"

#include "server/storage/task_trace.h"

#include <algorithm>

namespace relevo {

namespace {

constexpr auto key = [](const auto &item) {
    if constexpr (requires { item.change->id; })
        return item.change->id.key;
    else
        return item.change->key;
};
constexpr auto attempt = [](const auto &item) { return item.change->attempt; };
constexpr auto counted = [](const auto &item) { return item.change->counted ? 1 : 0; };
constexpr auto trace = [](const auto &item) { return std::string_view(item.change->trace); };

TaskState stateOf(const PostgresRow &row, int column)
{
    return static_cast<TaskState>(row.integer(column));
}

} // namespace

template <class C, class Done>
std::vector<PostgresBatch::Miss> PostgresBatch::match(Items<C> items, const PostgresRows &rows, Done done)
{
    std::vector<bool> settled(items.size());
    for (const PostgresRow row : rows) {
        const auto found = std::lower_bound(items.begin(), items.end(), row.integer(0),
                                            [](const auto &item, std::int64_t wanted) { return key(item) < wanted; });
        settled[static_cast<std::size_t>(found - items.begin())] = true;
        done(*found, row);
    }
    std::vector<Miss> misses;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (settled[i])
            continue;
        Miss &miss = misses.emplace_back(Miss{items[i].at, key(items[i])});
        if constexpr (requires { items[i].change->id; })
            miss.tail = items[i].change->id.tail;
    }
    return misses;
}

void PostgresBatch::explain(const std::vector<Miss> &misses, Outcome::Kind kind)
{
    if (misses.empty())
        return;
    static const std::string select = "SELECT key, tail, state, not_before FROM tasks WHERE key = ANY($1)";
    const PostgresRows rows =
        m_db.run(select, PostgresParams().integers(misses, [](const Miss &miss) { return miss.key; }));
    const auto there = byFirstColumn(rows);
    for (const Miss &miss : misses) {
        const auto found = there.find(miss.key);
        if (found == there.end() || (miss.tail >= 0 && found->second.integer(1) != miss.tail))
            set(miss.at, Outcome::Kind::NotFound, TaskState::Queued);
        else
            set(miss.at, kind, stateOf(found->second, 2)).notBefore = found->second.integer(3);
    }
}

void PostgresBatch::store(Items<ClaimTask> items)
{
    static const std::string update =
        "UPDATE tasks SET state = 1, attempt = attempt + 1, holder = u_holder, started_at = u_started, worker = NULL, "
        "progress = 0, trace = trace || u_trace FROM unnest($1, $2, $3, $4, $5) AS u(u_key, u_holder, u_at, u_started, "
        "u_trace) WHERE key = u_key AND state = 0 AND (not_before IS NULL OR not_before <= u_at) RETURNING " +
        sql::columnList(true);
    const PostgresRows rows =
        m_db.run(update, PostgresParams()
                             .integers(items, key)
                             .integers(items, [](const auto &item) { return item.change->holder; })
                             .integers(items, [](const auto &item) { return item.change->at; })
                             .times(items, [](const auto &item) { return item.change->begins ? item.change->at : 0; })
                             .texts(items, trace));
    explain(match(items, rows,
                  [this](const auto &item, const PostgresRow &row) {
                      set(item.at, Outcome::Kind::Done, TaskState::Running);
                      m_outcomes[item.at].record = std::make_unique<TaskRecord>(m_read(row, true));
                      m_deltas.moved(TaskState::Queued, TaskState::Running);
                  }),
            Outcome::Kind::Stale);
}

void PostgresBatch::store(Items<FinishTask> items)
{
    static const std::string update = [] {
        const std::string keep = "CASE WHEN cancel_requested_at IS NULL AND u_state <> 4 THEN ";
        return "UPDATE tasks SET state = CASE WHEN cancel_requested_at IS NULL THEN u_state ELSE 4 END, "
               "counted = counted + u_counted, started_at = NULLIF(COALESCE(u_started, started_at), -1), "
               "finished_at = u_finished, worker = COALESCE(u_worker, worker), "
               "result_size = " +
               keep + "u_size ELSE 0 END, result = " + keep + "u_result END, result_blob = " + keep +
               "u_blob END, is_error = " + keep + "(u_state = 3)::int ELSE 0 END, stuck = 0, progress = " + keep +
               "CASE WHEN u_state = 2 THEN 1 ELSE progress END ELSE progress END, trace = trace || u_trace "
               "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS u(u_key, u_attempt, u_state, u_counted, "
               "u_started, u_finished, u_worker, u_size, u_result, u_blob, u_trace) "
               "WHERE key = u_key AND state = 1 AND attempt = u_attempt RETURNING key, state";
    }();
    PostgresParams params;
    params.integers(items, key)
        .integers(items, attempt)
        .integers(items, [](const auto &item) { return static_cast<int>(item.change->state); })
        .integers(items, counted)
        .times(items, [](const auto &item) { return item.change->startedAt; })
        .times(items, [](const auto &item) { return item.change->finishedAt; })
        .textsIfAny(items, [](const auto &item) { return &item.change->worker; })
        .integers(items, [](const auto &item) { return item.change->result.size; })
        .bytesIfAny(items, [](const auto &item) { return &item.change->result.bytes; })
        .textsIfAny(items, [](const auto &item) { return &item.change->result.blob; })
        .texts(items, trace);
    explain(match(items, m_db.run(update, params),
                  [this](const auto &item, const PostgresRow &row) {
                      set(item.at, Outcome::Kind::Done, stateOf(row, 1));
                      m_deltas.moved(TaskState::Running, stateOf(row, 1));
                  }),
            Outcome::Kind::Stale);
}

void PostgresBatch::store(Items<RequeueTask> items)
{
    static const std::string update = [] {
        const std::string goesBack = "CASE WHEN cancel_requested_at IS NULL THEN ";
        return "UPDATE tasks SET state = " + goesBack +
               "0 ELSE 4 END, counted = counted + u_counted, suspect = " + goesBack +
               "greatest(suspect, u_suspect) ELSE suspect END, not_before = " + goesBack +
               "u_not_before ELSE not_before END, finished_at = " + goesBack +
               "NULL ELSE u_at END, started_at = " + goesBack + "NULL ELSE started_at END, worker = " + goesBack +
               "NULL ELSE worker END, progress = " + goesBack +
               "0 ELSE progress END, stuck = 0, "
               "trace = trace || " +
               goesBack +
               "u_trace ELSE u_cancelled END "
               "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS u(u_key, u_attempt, u_counted, "
               "u_suspect, u_not_before, u_at, u_trace, u_cancelled) WHERE key = u_key AND state = 1 AND attempt = "
               "u_attempt "
               "RETURNING key, state";
    }();
    PostgresParams params;
    params.integers(items, key)
        .integers(items, attempt)
        .integers(items, counted)
        .integers(items, [](const auto &item) { return item.change->suspect ? 1 : 0; })
        .times(items, [](const auto &item) { return item.change->notBefore; })
        .integers(items, [](const auto &item) { return item.change->at; })
        .texts(items, trace)
        .texts(items, [](const auto &item) { return std::string_view(item.change->cancelledTrace); });
    explain(match(items, m_db.run(update, params),
                  [this](const auto &item, const PostgresRow &row) {
                      set(item.at, Outcome::Kind::Done, stateOf(row, 1));
                      m_deltas.moved(TaskState::Running, stateOf(row, 1));
                  }),
            Outcome::Kind::Stale);
}

void PostgresBatch::store(Items<CancelTask> items)
{
    static const std::string update =
        "UPDATE tasks SET state = CASE state WHEN 0 THEN 4 ELSE state END, cancel_requested_at = "
        "COALESCE(cancel_requested_at, u_at), finished_at = CASE state WHEN 0 THEN u_at END, "
        "trace = CASE state WHEN 0 THEN trace || u_trace ELSE trace END "
        "FROM unnest($1, $2, $3, $4) AS u(u_key, u_tail, u_at, u_trace) "
        "WHERE key = u_key AND tail = u_tail AND state IN (0, 1) RETURNING key, state, not_before, holder";
    PostgresParams params;
    params.integers(items, key)
        .integers(items, [](const auto &item) { return item.change->id.tail; })
        .integers(items, [](const auto &item) { return item.change->at; })
        .texts(items, trace);
    explain(match(items, m_db.run(update, params),
                  [this](const auto &item, const PostgresRow &row) {
                      Outcome &outcome = set(item.at, Outcome::Kind::Done, stateOf(row, 1));
                      outcome.notBefore = row.integer(2);
                      outcome.holder = static_cast<int>(row.integer(3));
                      if (outcome.state == TaskState::Cancelled)
                          m_deltas.moved(TaskState::Queued, TaskState::Cancelled);
                  }),
            Outcome::Kind::WrongState);
}

void PostgresBatch::store(Items<RetryTask> items)
{
    static const std::string select = "SELECT " + sql::columnList(false) +
                                      " FROM tasks JOIN unnest($1, $2) AS u(u_key, u_tail) ON key = u_key AND tail = "
                                      "u_tail WHERE state IN (3, 4) FOR UPDATE OF tasks";
    static const std::string update =
        "UPDATE tasks SET state = 0, counted = 0, suspect = 0, holder = u_holder, not_before = NULL, started_at = "
        "NULL, finished_at = NULL, cancel_requested_at = NULL, worker = NULL, progress = 0, stuck = 0, result_size = "
        "0, result = NULL, result_blob = NULL, is_error = 0, trace = u_trace FROM unnest($1, $2, $3) AS u(u_key, "
        "u_holder, u_trace) WHERE key = u_key AND state IN (3, 4)";
    const PostgresRows rows = m_db.run(
        select,
        PostgresParams().integers(items, key).integers(items, [](const auto &item) { return item.change->id.tail; }));
    std::vector<Item<RetryTask>> taken;
    std::vector<std::string> traces;
    explain(match(items, rows,
                  [&](const auto &item, const PostgresRow &row) {
                      set(item.at, Outcome::Kind::Done, TaskState::Queued);
                      m_outcomes[item.at].record = std::make_unique<TaskRecord>(m_read(row, false));
                      m_deltas.moved(stateOf(row, sql::State), TaskState::Queued);
                      taken.push_back(item);
                      traces.push_back(compacted(row.text(sql::TraceText)) + item.change->trace);
                  }),
            Outcome::Kind::WrongState);
    if (taken.empty())
        return;
    m_db.run(update, PostgresParams()
                         .integers(taken, key)
                         .integers(taken, [](const auto &item) { return item.change->holder; })
                         .texts(traces, [](const std::string &text) { return std::string_view(text); }));
}

void PostgresBatch::store(Items<NoteTask> items)
{
    static const std::string update =
        "UPDATE tasks SET started_at = u_started, progress = u_progress, stuck = u_stuck, worker = u_worker FROM "
        "unnest($1, $2, $3, $4, $5, $6) AS u(u_key, u_attempt, u_started, u_progress, u_stuck, u_worker) WHERE key = "
        "u_key AND state = 1 AND attempt = u_attempt RETURNING key";
    PostgresParams params;
    params.integers(items, key)
        .integers(items, attempt)
        .times(items, [](const auto &item) { return item.change->startedAt; })
        .reals(items, [](const auto &item) { return item.change->progress; })
        .integers(items, [](const auto &item) { return item.change->stuck ? 1 : 0; })
        .textsIfAny(items, [](const auto &item) { return &item.change->worker; });
    for (const auto &item : items)
        set(item.at, Outcome::Kind::Stale, TaskState::Running);
    match(items, m_db.run(update, params),
          [this](const auto &item, const PostgresRow &) { set(item.at, Outcome::Kind::Done, TaskState::Running); });
}

} // namespace relevo
