// New rows: submissions and the records of direct calls.
#include "server/storage/postgresql/postgres_batch.h"

#include <algorithm>

namespace relevo {

namespace {

/// `INSERT INTO table (given…, zero…) SELECT u.*, 0… FROM unnest($1, …)`; returns the keys of those that were inserted.
std::string insertStatement(TaskKind kind, const std::vector<sql::Column> &given, const std::vector<sql::Column> &zero)
{
    std::string names;
    std::string marks;
    std::string zeros;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string comma = i > 0 ? ", " : "";
        names += comma + std::string(sql::columns[given[i]]);
        marks += comma + '$' + std::to_string(i + 1);
    }
    std::string all = names;
    for (const sql::Column column : zero) {
        all += ", " + std::string(sql::columns[column]);
        zeros += ", 0";
    }
    return "INSERT INTO " + std::string(sql::table(kind)) + " (" + all + ") SELECT u.*" + zeros + " FROM unnest(" +
           marks + ") AS u(" + names + ") ON CONFLICT DO NOTHING RETURNING key";
}

/// Those of `items` whose key is not in the rows.
template <class C>
std::vector<PostgresBatch::Item<C>> missing(PostgresBatch::Items<C> items, const PostgresRows &inserted)
{
    std::vector<std::int64_t> keys;
    for (const PostgresRow row : inserted)
        keys.push_back(row.integer(0));
    std::sort(keys.begin(), keys.end());
    std::vector<PostgresBatch::Item<C>> missing;
    for (const auto &item : items) {
        const auto found = std::lower_bound(keys.begin(), keys.end(), item.change->record.id.key);
        if (found == keys.end() || *found != item.change->record.id.key)
            missing.push_back(item);
        else
            keys.erase(found); // another one with the same key is not it
    }
    return missing;
}

/// The part of both that any new row has.
template <class C>
void addBeginning(PostgresParams &params, PostgresBatch::Items<C> items, const std::vector<std::int64_t> &taskNumbers)
{
    params.integers(items, [](const auto &item) { return item.change->record.id.key; })
        .integers(items, [](const auto &item) { return item.change->record.id.tail; })
        .integers(items, [&](const auto &item) { return taskNumbers[item.at]; })
        .textsOrNone(items,
                     [](const auto &item) { return item.change->record.owner ? &*item.change->record.owner : nullptr; })
        .integers(items, [](const auto &item) { return item.change->record.priority; })
        .integers(items, [](const auto &item) { return item.change->record.maxAttempts; })
        .integers(items, [](const auto &item) { return item.change->record.timeoutMs; })
        .integers(items, [](const auto &item) { return item.change->record.holder; })
        .integers(items, [](const auto &item) { return item.change->record.createdAt; })
        .times(items, [](const auto &item) { return item.change->record.notBefore; })
        .integers(items, [](const auto &item) { return item.change->record.params.size; })
        .textsIfAny(items, [](const auto &item) { return &item.change->record.params.blob; })
        .bytesIfAny(items, [](const auto &item) { return &item.change->record.params.bytes; })
        .texts(items, [](const auto &item) { return std::string_view(item.change->record.trace); });
}

const std::vector<sql::Column> beginning{sql::Key,         sql::Tail,       sql::TaskNo, sql::Owner,     sql::Priority,
                                         sql::MaxAttempts, sql::TimeoutMs,  sql::Holder, sql::CreatedAt, sql::NotBefore,
                                         sql::ParamsSize,  sql::ParamsBlob, sql::Params, sql::TraceText};

} // namespace

void PostgresBatch::store(Items<SubmitTask> items)
{
    static const std::string insert = [] {
        std::vector<sql::Column> given = beginning;
        given.insert(given.end(), {sql::State, sql::Attempt, sql::StartedAt, sql::IdempotencyKey, sql::Digest});
        return insertStatement(TaskKind::Background, given,
                               {sql::Counted, sql::Suspect, sql::Progress, sql::Stuck, sql::ResultSize, sql::IsError});
    }();
    for (const auto &item : items)
        set(item.at, Outcome::Kind::Done, item.change->record.state);
    std::vector<Item<SubmitTask>> left(items.begin(), items.end());
    // Between the insertion that finds one in its way and the look at that one it may be removed: then once more.
    for (int round = 0; round < 3 && !left.empty(); ++round) {
        const Items<SubmitTask> now(left);
        PostgresParams params;
        addBeginning(params, now, m_taskNumbers);
        params.integers(now, [](const auto &item) { return static_cast<std::int64_t>(item.change->record.state); });
        params.integers(now, [](const auto &item) { return item.change->record.attempt; });
        params.times(now, [](const auto &item) { return item.change->record.startedAt; });
        params.textsIfAny(now, [](const auto &item) { return &item.change->idempotencyKey; });
        params.bytesIfAny(now, [](const auto &item) { return &item.change->digest; });
        std::vector<Item<SubmitTask>> refused = missing(now, m_db.run(insert, params));
        m_deltas.accepted(static_cast<std::int64_t>(left.size() - refused.size()));
        for (const auto &item : now)
            m_deltas.add(sql::CounterRow::State, item.change->record.state, 1);
        for (const auto &item : refused)
            m_deltas.add(sql::CounterRow::State, item.change->record.state, -1);
        left = findByIdempotencyKey(findTheSame(refused));
    }
    for (const auto &item : left)
        fail(item.at, "what is in its way comes and goes");
}

std::vector<PostgresBatch::Item<SubmitTask>> PostgresBatch::findTheSame(Items<SubmitTask> items)
{
    if (items.empty())
        return {};
    static const std::string select = "SELECT key, tail, state FROM tasks WHERE key = ANY($1)";
    const PostgresRows rows =
        m_db.run(select, PostgresParams().integers(items, [](const auto &item) { return item.change->record.id.key; }));
    const auto there = byFirstColumn(rows);
    std::vector<Item<SubmitTask>> others;
    for (const auto &item : items) {
        const auto same = there.find(item.change->record.id.key);
        if (same == there.end())
            others.push_back(item);
        else if (same->second.integer(1) == item.change->record.id.tail)
            set(item.at, Outcome::Kind::Done, static_cast<TaskState>(same->second.integer(2)));
        else
            fail(item.at, "another task has this id");
    }
    return others;
}

std::vector<PostgresBatch::Item<SubmitTask>> PostgresBatch::findByIdempotencyKey(Items<SubmitTask> items)
{
    if (items.empty())
        return {};
    static const std::string select = "SELECT n, key, tail, state, digest FROM unnest($1, $2, $3) AS u(n, o, k) JOIN "
                                      "tasks ON COALESCE(owner, '') = o "
                                      "AND idempotency_key = k AND idempotency_key IS NOT NULL";
    const PostgresRows rows =
        m_db.run(select, PostgresParams()
                             .integers(items, [](const auto &item) { return item.at; })
                             .texts(items, [](const auto &item) { return item.change->record.owner.value_or(""); })
                             .texts(items, [](const auto &item) { return item.change->idempotencyKey; }));
    const auto there = byFirstColumn(rows);
    std::vector<Item<SubmitTask>> others;
    for (const auto &item : items) {
        const auto found = there.find(static_cast<std::int64_t>(item.at));
        if (found == there.end()) {
            others.push_back(item);
            continue;
        }
        const PostgresRow row = found->second;
        const bool same = row.text(4) == item.change->digest;
        set(item.at, same ? Outcome::Kind::Existing : Outcome::Kind::KeyInUse, static_cast<TaskState>(row.integer(3)));
        m_outcomes[item.at].id = {row.integer(1), row.integer(2)};
    }
    return others;
}

void PostgresBatch::store(Items<RecordCall> items)
{
    static const std::string insert = [] {
        std::vector<sql::Column> given = beginning;
        given.insert(given.end(),
                     {sql::State, sql::Attempt, sql::StartedAt, sql::FinishedAt, sql::CancelRequestedAt, sql::Worker,
                      sql::ResultSize, sql::ResultBlob, sql::Result, sql::IsError, sql::Counted, sql::Progress});
        return insertStatement(TaskKind::Direct, given, {sql::Suspect, sql::Stuck});
    }();
    PostgresParams params;
    addBeginning(params, items, m_taskNumbers);
    params.integers(items, [](const auto &item) { return static_cast<std::int64_t>(item.change->record.state); })
        .integers(items, [](const auto &item) { return item.change->record.attempt; })
        .times(items, [](const auto &item) { return item.change->record.startedAt; })
        .times(items, [](const auto &item) { return item.change->record.finishedAt; })
        .times(items, [](const auto &item) { return item.change->record.cancelRequestedAt; })
        .textsIfAny(items, [](const auto &item) { return &item.change->record.worker; })
        .integers(items, [](const auto &item) { return item.change->record.result.size; })
        .textsIfAny(items, [](const auto &item) { return &item.change->record.result.blob; })
        .bytesIfAny(items, [](const auto &item) { return &item.change->record.result.bytes; })
        .integers(items, [](const auto &item) { return item.change->record.isError ? 1 : 0; })
        .integers(items, [](const auto &item) { return item.change->record.counted; })
        .reals(items, [](const auto &item) { return item.change->record.progress; });
    const std::vector<Item<RecordCall>> refused = missing(items, m_db.run(insert, params));
    for (const auto &item : items) {
        const TaskState state = item.change->record.state;
        set(item.at, Outcome::Kind::Done, state);
        m_deltas.add(sql::CounterRow::DirectState, state, 1);
    }
    // There already: the record of a batch that is repeated.
    for (const auto &item : refused)
        m_deltas.add(sql::CounterRow::DirectState, item.change->record.state, -1);
}

} // namespace relevo
