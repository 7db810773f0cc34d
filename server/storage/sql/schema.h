// What the SQL stores share: the schema with its numbered migrations, the columns, and the queries that are worth
// thinking about once.
#pragma once

#include "server/storage/task_store.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace relevo::sql {

/// The words in which the two differ.
struct Dialect
{
    std::string_view key;     ///< the type of a table's own key
    std::string_view counted; ///< and of one that the database counts up itself
    std::string_view integer; ///< 64 bits
    std::string_view real;
    std::string_view bytes;
};

/// The statements of each migration, the first being version 1. Forward only; what has been released never changes.
std::vector<std::vector<std::string>> migrations(const Dialect &dialect);

/// The sentence with which a database of a later version is refused.
std::string newerDatabase(std::int64_t version);

std::string_view table(TaskKind kind);

/// A record's columns, the same in both tables, in the order in which they are read and written. The last two are the
/// payloads, which are left out where they are not asked for.
inline constexpr std::array<std::string_view, 30> columns{"key",
                                                          "tail",
                                                          "task_no",
                                                          "owner",
                                                          "state",
                                                          "priority",
                                                          "attempt",
                                                          "counted",
                                                          "max_attempts",
                                                          "timeout_ms",
                                                          "holder",
                                                          "suspect",
                                                          "progress",
                                                          "stuck",
                                                          "created_at",
                                                          "not_before",
                                                          "started_at",
                                                          "finished_at",
                                                          "cancel_requested_at",
                                                          "worker",
                                                          "params_size",
                                                          "result_size",
                                                          "params_blob",
                                                          "result_blob",
                                                          "is_error",
                                                          "trace",
                                                          "idempotency_key",
                                                          "digest",
                                                          "params",
                                                          "result"};
enum Column : std::uint8_t {
    Key,
    Tail,
    TaskNo,
    Owner,
    State,
    Priority,
    Attempt,
    Counted,
    MaxAttempts,
    TimeoutMs,
    Holder,
    Suspect,
    Progress,
    Stuck,
    CreatedAt,
    NotBefore,
    StartedAt,
    FinishedAt,
    CancelRequestedAt,
    Worker,
    ParamsSize,
    ResultSize,
    ParamsBlob,
    ResultBlob,
    IsError,
    TraceText,
    IdempotencyKey,
    Digest,
    Params,
    Result
};
inline constexpr std::size_t columnsWithoutPayloads = Params;

/// `key, tail, …`.
std::string columnList(bool payloads);

/// The kinds of rows in the table of counters.
enum class CounterRow : std::uint8_t { Accepted = 0, State = 1, PrunedState = 6, DirectState = 11 };

constexpr int counterRow(CounterRow kind, TaskState state = TaskState::Queued)
{
    return static_cast<int>(kind) + static_cast<int>(state);
}

/// What a transaction changes of the counters.
struct CounterDeltas
{
    std::array<std::int64_t, 16> by{};

    void add(CounterRow kind, TaskState state, std::int64_t n)
    {
        by[static_cast<std::size_t>(counterRow(kind, state))] += n;
    }
    void accepted(std::int64_t n) { by[0] += n; }
    void moved(TaskState from, TaskState to)
    {
        add(CounterRow::State, from, -1);
        add(CounterRow::State, to, 1);
    }
};

/// The rows of the table of counters, each summed over nodes, by CounterRow.
using CounterSums = std::array<std::int64_t, 16>;

/// They, as SQL: their number, sum.
std::string_view countersStatement();
StoreCounters toCounters(const CounterSums &sums);
/// So many records are in a state, which may be none that there is.
void addRows(Audit &audit, std::int64_t state, std::int64_t rows);
/// By how many records there are more than `query` keeps; 0 or less: it has no such bound, or there are not.
std::int64_t surplus(const PruneQuery &query, const CounterSums &sums);

/// A page of a list as SQL. The index is (task_no, state, key): where the query leaves task or state open, the newest
/// of each of their combinations are looked up and merged, which costs a seek each, whatever the number of records.
/// `tasks`: the number of the query's task, or those of all tasks.
std::string listStatement(const ListQuery &query, const std::vector<std::int64_t> &tasks);

/// The oldest records that PruneQuery names, as SQL: key, state, params_blob, result_blob. `surplus`: so many more than
/// are to be kept; they go however young they are.
std::string pruneStatement(const PruneQuery &query, const std::vector<std::int64_t> &tasks, std::int64_t surplus);

/// What readOpenTask() reads, and behind it the number of its task.
inline constexpr std::string_view openColumns = "key, state, priority, holder, attempt, counted, max_attempts, "
                                                "not_before, suspect, cancel_requested_at, started_at, "
                                                "tail, worker, task_no";
inline constexpr int openTaskNumber = 13;
/// A page of TaskStore::open() as SQL, for readOpenTask().
std::string openStatement(const std::vector<std::int64_t> &tasks, std::int64_t after, std::size_t limit);

/// The background tasks by state, counted anew, as SQL: state, number.
std::string_view rowsStatement();

/// What is wrong with a record in itself, as SQL: key, tail, text.
std::string contradictionsStatement();

} // namespace relevo::sql
