// Several connections that change the same tasks; what the database refuses; how it looks things up.
#include "tests/contract/postgres_stores.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace relevo::test {

using Kind = Outcome::Kind;

namespace {

std::vector<Change> claimsOf(const std::vector<std::int64_t> &keys, std::size_t from, std::size_t count)
{
    std::vector<Change> changes;
    for (std::size_t i = from; i < std::min(from + count, keys.size()); ++i)
        changes.emplace_back(ClaimTask{keys[i], 0, {}});
    return changes;
}

} // namespace

std::unique_ptr<TaskStore> PostgresStores::makeEmpty()
{
    m_schema = "test" + std::to_string(++m_made);
    execute("CREATE SCHEMA " + m_schema);
    return another();
}

void PostgresStores::execute(const std::string &sql) const
{
    PostgresConnection(url(), {}).execute(sql);
}

std::vector<std::int64_t> PostgresStores::submittedMany(int count)
{
    std::vector<Change> changes;
    std::vector<std::int64_t> keys;
    for (int i = 0; i < count; ++i) {
        SubmitTask submit = submission();
        keys.push_back(submit.record.id.key);
        changes.emplace_back(std::move(submit));
    }
    m_store->apply(changes);
    return keys;
}

void PostgresStores::twoStoresNeverClaimTheSame()
{
    const std::vector<std::int64_t> keys = submittedMany(3000);
    std::map<std::int64_t, int> wins;
    std::mutex mutex;
    const auto claim = [&](bool backwards) {
        const std::unique_ptr<TaskStore> store = another();
        std::vector<std::int64_t> mine = keys;
        if (backwards)
            std::reverse(mine.begin(), mine.end());
        for (std::size_t from = 0; from < mine.size(); from += 40) {
            const std::vector<Outcome> outcomes = store->apply(claimsOf(mine, from, 40));
            const std::lock_guard lock(mutex);
            for (const Outcome &outcome : outcomes) {
                if (outcome.kind == Kind::Done)
                    ++wins[outcome.record->id.key];
            }
        }
    };
    std::thread forwards(claim, false);
    std::thread backwards(claim, true);
    std::thread alsoForwards(claim, false);
    forwards.join();
    backwards.join();
    alsoForwards.join();
    QCOMPARE(wins.size(), keys.size());
    QVERIFY(std::all_of(wins.begin(), wins.end(), [](const auto &win) { return win.second == 1; }));
    QCOMPARE(m_store->counters().states[1], 3000);
    QCOMPARE(m_store->audit().rows, m_store->counters().states);
}

void PostgresStores::idempotencyKeysHoldBetweenConnections()
{
    constexpr int keys = 400;
    std::atomic<int> done{0};
    std::mutex mutex;
    std::map<std::string, std::int64_t> first;
    std::atomic<bool> sound{true};
    const auto submit = [&](int number) {
        const std::unique_ptr<TaskStore> store = another();
        for (int from = 0; from < keys; from += 20) {
            std::vector<Change> changes;
            for (int i = 0; i < 20; ++i) {
                SubmitTask one = submission();
                one.idempotencyKey = "k" + std::to_string(number % 2 == 0 ? from + i : from + 19 - i);
                one.digest = "d";
                changes.emplace_back(std::move(one));
            }
            const std::vector<Outcome> outcomes = store->apply(changes);
            const std::lock_guard lock(mutex);
            for (std::size_t i = 0; i < outcomes.size(); ++i) {
                const auto &one = std::get<SubmitTask>(changes[i]);
                const bool own = outcomes[i].kind == Kind::Done;
                done += own ? 1 : 0;
                sound = sound && (own || outcomes[i].kind == Kind::Existing);
                const std::int64_t key = own ? one.record.id.key : outcomes[i].id.key;
                sound = sound && first.emplace(one.idempotencyKey, key).first->second == key;
            }
        }
    };
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number)
        threads.emplace_back(submit, number);
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(sound);
    QCOMPARE(done, keys);
    QCOMPARE(m_store->counters().accepted, keys);
    QCOMPARE(m_store->audit().rows[0], keys);
}

void PostgresStores::twoWhoPruneKeepWhatIsToBeKept()
{
    for (int i = 0; i < 60; ++i)
        finished(TaskState::Failed);
    std::atomic<std::size_t> removed{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 6; ++thread) {
        threads.emplace_back([&] {
            const std::unique_ptr<TaskStore> store = another();
            PruneQuery query;
            query.keep = 10;
            query.limit = 1;
            for (int i = 0; i < 40; ++i)
                removed += store->prune(query).records;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(removed, 50u);
    QCOMPARE(m_store->audit().rows[3], 10);
    QCOMPARE(m_store->counters().pruned[3], 50);
}

void PostgresStores::anAuditIsOneSnapshot()
{
    std::atomic<bool> ending{false};
    std::thread writing([&] {
        const std::unique_ptr<TaskStore> store = another();
        while (!ending) {
            std::vector<Change> changes;
            for (int i = 0; i < 20; ++i)
                changes.emplace_back(submission());
            store->apply(changes);
            for (Change &change : changes)
                change = ClaimTask{std::get<SubmitTask>(change).record.id.key, 0, {}};
            store->apply(changes);
        }
    });
    bool sound = true;
    for (int i = 0; i < 20; ++i) {
        const Audit audit = m_store->audit();
        sound = sound && audit.rows == audit.counters.states && audit.contradictions.empty();
    }
    ending = true;
    writing.join();
    QVERIFY(sound);
}

void PostgresStores::whatIsRefusedCostsOnlyItself_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("owner") << 0;
    QTest::newRow("idempotency key") << 1;
    QTest::newRow("an idempotency key that no index takes") << 2;
    QTest::newRow("trace") << 3;
    QTest::newRow("blob") << 4;
    QTest::newRow("no UTF-8") << 5;
}

void PostgresStores::whatIsRefusedCostsOnlyItself()
{
    QFETCH(int, which);
    const std::string refused("a\0b", 3);
    std::string noise; // an index compresses
    for (unsigned seed = 1; noise.size() < 20'000; seed = seed * 1'103'515'245 + 12'345)
        noise += static_cast<char>('!' + (seed >> 16) % 90);
    std::vector<Change> changes;
    for (int i = 0; i < 37; ++i) {
        SubmitTask submit = submission();
        if (i == 20 || i == 21) {
            submit.record.owner = which == 0 ? refused : which == 5 ? "\xff\xfe" : "ana";
            submit.idempotencyKey = which == 1 ? refused : which == 2 ? noise + std::to_string(i) : std::to_string(i);
            submit.record.trace = which == 3 ? refused : "";
            submit.record.params.blob = which == 4 ? refused : "";
        }
        changes.emplace_back(std::move(submit));
    }
    const TaskId running = submitted();
    claimed(running);
    changes.emplace_back(FinishTask{running.key, 1, TaskState::Succeeded, {"{}", {}, 2}, true, 1, 2, "w", {}});
    const std::vector<Outcome> outcomes = m_store->apply(changes);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        QCOMPARE(outcomes[i].kind, i == 20 || i == 21 ? Kind::Failed : Kind::Done);
        QCOMPARE(outcomes[i].fault.empty(), i != 20 && i != 21);
    }
    QCOMPARE(m_store->counters().accepted, 36);
    QCOMPARE(m_store->audit().rows, m_store->counters().states);
    // A change of a row that is refused leaves it as it was.
    const TaskId other = submitted();
    claimed(other);
    FinishTask finish{other.key, 1, TaskState::Succeeded, {"{}", {}, 2}, true, 1, 2, refused, {}};
    QCOMPARE(applyOne(finish).kind, Kind::Failed);
    QCOMPARE(record(other).state, TaskState::Running);
    finish.worker = "w";
    QCOMPARE(applyOne(finish).kind, Kind::Done);
}

void PostgresStores::aRefusedNameCostsOnlyItself()
{
    std::vector<Change> changes;
    for (const auto &task : {std::string("text.reverse"), std::string("text\0x", 6), std::string("text.count")})
        changes.emplace_back(submission(task));
    const std::vector<Outcome> outcomes = m_store->apply(changes);
    QCOMPARE(outcomes[0].kind, Kind::Done);
    QCOMPARE(outcomes[1].kind, Kind::Failed);
    QCOMPARE(outcomes[2].kind, Kind::Done);
    ListQuery query;
    query.task = std::string("text\0x", 6);
    QVERIFY(m_store->list(query).empty());
}

void PostgresStores::aRepeatedBatchChangesNothing()
{
    SubmitTask plain = submission();
    SubmitTask keyed = submission();
    keyed.idempotencyKey = "k";
    keyed.digest = "d";
    const TaskId running = submitted();
    claimed(running);
    RecordCall call{submission().record};
    call.record.state = TaskState::Succeeded;
    SubmitTask stolen = submission();
    const TaskId id = stolen.record.id;
    m_store->apply({stolen});
    stolen.record.id.tail ^= 1;
    const std::vector<Change> batch{
        plain, keyed, FinishTask{running.key, 1, TaskState::Succeeded, {"{}", {}, 2}, true, 1, 2, "w", {}}, call,
        stolen};
    const std::vector<Kind> first{Kind::Done, Kind::Done, Kind::Done, Kind::Done, Kind::Failed};
    const std::vector<Kind> second{Kind::Done, Kind::Done, Kind::Stale, Kind::Done, Kind::Failed};
    const auto kinds = [&] {
        std::vector<Kind> found;
        for (const Outcome &outcome : m_store->apply(batch))
            found.push_back(outcome.kind);
        return found;
    };
    QCOMPARE(kinds(), first);
    const StoreCounters counters = m_store->counters();
    QCOMPARE(kinds(), second);
    QCOMPARE(m_store->counters().accepted, counters.accepted);
    QCOMPARE(m_store->counters().states, counters.states);
    QCOMPARE(m_store->audit().rows, counters.states);
    QCOMPARE(record(id).id, id);
}

void PostgresStores::pagesComeFromTheIndex_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("oneTask");
    QTest::addColumn<bool>("old");
    for (const int state : {-1, 0, 3}) {
        for (const bool oneTask : {false, true})
            QTest::addRow("%d %d", state, oneTask) << state << oneTask << false;
        QTest::addRow("%d, further back", state) << state << false << true;
    }
}

void PostgresStores::pagesComeFromTheIndex()
{
    QFETCH(int, state);
    QFETCH(bool, oneTask);
    QFETCH(bool, old);
    submitted("text.reverse");
    submitted("text.count");
    execute("INSERT INTO tasks (key, tail, task_no, state, priority, attempt, counted, max_attempts, timeout_ms, "
            "holder, suspect, progress, stuck, created_at, finished_at, params_size, result_size, is_error, trace) "
            "SELECT i << 22, 0, 1 + i % 2, CASE WHEN i % 1000 = 0 THEN 3 ELSE 2 END, 4, 1, 1, 3, 0, 0, 0, 1, 0, 1, "
            "1577836800000 + i, 0, 0, 0, '' FROM generate_series(1::bigint, 40000) AS s(i)");
    execute("ANALYZE tasks");
    ListQuery query;
    if (state >= 0)
        query.state = static_cast<TaskState>(state);
    if (old)
        query.before = 20'000ll << 22;
    const std::vector<std::int64_t> tasks = oneTask ? std::vector<std::int64_t>{1} : std::vector<std::int64_t>{1, 2};
    if (oneTask)
        query.task = "text.reverse";
    PruneQuery prune;
    prune.finishedBefore = 1'577'836'800'100;
    for (const std::string &statement : {sql::listStatement(query, tasks), sql::pruneStatement(prune, tasks, 0),
                                         sql::pruneStatement(prune, tasks, 5), sql::openStatement(tasks, 5, 100)}) {
        std::string plan;
        PostgresConnection db(url(), {});
        for (const PostgresRow row : db.once("EXPLAIN " + statement))
            plan += std::string(row.text(0)) + '\n';
        QVERIFY2(plan.find("Seq Scan on tasks") == std::string::npos, plan.c_str());
    }
}

} // namespace relevo::test
