// The suite's tools; records as they are kept.
#include "tests/contract/task_store_suite.h"

#include "server/storage/task_trace.h"

#include <QTest>

#include <atomic>
#include <numeric>
#include <thread>

namespace relevo::test {

using Kind = Outcome::Kind;

void TaskStoreSuite::init()
{
    m_store = makeEmpty();
    QCOMPARE(m_store->attach("alpha", -1, 1000, 60'000), 0);
    m_ids = std::make_unique<TaskIdSource>(0, m_store->lastKey());
}

void TaskStoreSuite::cleanup()
{
    m_store.reset();
}

TaskId TaskStoreSuite::newId()
{
    return m_ids->next(created);
}

SubmitTask TaskStoreSuite::submission(const std::string &task)
{
    SubmitTask submit;
    submit.record.id = newId();
    submit.record.task = task;
    submit.record.createdAt = 1000;
    submit.record.params.bytes = R"({"text":"hola"})";
    submit.record.params.size = submit.record.params.bytes.size();
    appendHop(submit.record.trace, TraceStage::Queued, 1000, "alpha");
    return submit;
}

Outcome TaskStoreSuite::applyOne(Change change)
{
    std::vector<Change> changes;
    changes.push_back(std::move(change));
    std::vector<Outcome> outcomes = m_store->apply(changes);
    return outcomes.size() == 1 ? std::move(outcomes.front()) : Outcome{};
}

TaskId TaskStoreSuite::submitted(const std::string &task)
{
    SubmitTask submit = submission(task);
    const TaskId id = submit.record.id;
    return applyOne(std::move(submit)).kind == Kind::Done ? id : TaskId{};
}

std::unique_ptr<TaskRecord> TaskStoreSuite::claimed(const TaskId &id)
{
    return applyOne(ClaimTask{id.key, 0, "s1500 alpha\n"}).record;
}

TaskId TaskStoreSuite::finished(TaskState state, const std::string &task, std::int64_t at)
{
    const TaskId id = submitted(task);
    if (state == TaskState::Cancelled) {
        applyOne(CancelTask{id, at, {}});
        return id;
    }
    FinishTask finish;
    finish.key = id.key;
    finish.attempt = claimed(id)->attempt;
    finish.state = state;
    finish.result.bytes = "{}";
    finish.result.size = 2;
    finish.startedAt = at - 1;
    finish.finishedAt = at;
    applyOne(finish);
    return id;
}

TaskRecord TaskStoreSuite::record(const TaskId &id)
{
    return m_store->get(id, true).value_or(TaskRecord{});
}

void TaskStoreSuite::keepsARecordAsItIs()
{
    SubmitTask submit = submission("numbers.average");
    submit.record.owner = "ana";
    submit.record.priority = 9;
    submit.record.maxAttempts = 7;
    submit.record.timeoutMs = 123'456'789'012;
    submit.record.notBefore = 1'900'000'000'123;
    submit.record.params.blob = "0190-p";
    submit.record.params.bytes.clear();
    submit.record.params.size = 99'999'999'999;
    const TaskRecord sent = submit.record;
    QCOMPARE(applyOne(std::move(submit)).kind, Kind::Done);

    const TaskRecord kept = record(sent.id);
    QCOMPARE(kept.id, sent.id);
    QCOMPARE(kept.task, sent.task);
    QCOMPARE(kept.owner, sent.owner);
    QCOMPARE(kept.state, TaskState::Queued);
    QCOMPARE(kept.priority, 9);
    QCOMPARE(kept.attempt, 0);
    QCOMPARE(kept.maxAttempts, 7);
    QCOMPARE(kept.timeoutMs, sent.timeoutMs);
    QCOMPARE(kept.notBefore, sent.notBefore);
    QCOMPARE(kept.createdAt, 1000);
    QCOMPARE(kept.startedAt, 0);
    QCOMPARE(kept.finishedAt, 0);
    QCOMPARE(kept.cancelRequestedAt, 0);
    QCOMPARE(kept.params.blob, sent.params.blob);
    QCOMPARE(kept.params.size, sent.params.size);
    QVERIFY(kept.params.bytes.empty());
    QVERIFY(kept.node.empty());
    QCOMPARE(kept.trace, sent.trace);
    QVERIFY(!kept.isError && !kept.suspect && !kept.stuck);
}

void TaskStoreSuite::keepsBytesAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("an escaped NUL") << QByteArrayLiteral(R"({"text":"a\u0000b"})");
    QTest::newRow("a number as it was written") << QByteArrayLiteral(R"({"numbers":[1.0,1e400,12345678901234567890]})");
    QTest::newRow("white space and order") << QByteArrayLiteral("{ \"b\" : 1,\n\"a\":2 }");
    QTest::newRow("an unpaired surrogate") << QByteArrayLiteral(R"({"text":"\ud800"})");
    QTest::newRow("a backslash that PostgreSQL could take for an escape") << QByteArrayLiteral(R"({"text":"\\x41"})");
    QTest::newRow("all kinds of UTF-8") << QByteArray("{\"text\":\"\xc3\xb1\xe2\x82\xac\xf0\x9f\x87\xa6\"}");
    QTest::newRow("64 KiB") << '"' + QByteArray(65'536, 'x') + '"';
    QTest::newRow("one byte") << QByteArrayLiteral("1");
}

void TaskStoreSuite::keepsBytesAsTheyAre()
{
    QFETCH(QByteArray, bytes);
    // In a batch with neighbours, which it must not cost.
    std::vector<Change> changes;
    std::vector<TaskId> ids;
    for (int i = 0; i < 3; ++i) {
        SubmitTask submit = submission();
        if (i == 1)
            submit.record.params.bytes = bytes.toStdString();
        ids.push_back(submit.record.id);
        changes.emplace_back(std::move(submit));
    }
    for (const Outcome &outcome : m_store->apply(changes))
        QCOMPARE(outcome.kind, Kind::Done);
    QCOMPARE(record(ids[1]).params.bytes, bytes.toStdString());
    QCOMPARE(record(ids[2]).params.bytes, R"({"text":"hola"})");

    FinishTask finish;
    finish.key = ids[1].key;
    finish.attempt = claimed(ids[1])->attempt;
    finish.result.bytes = bytes.toStdString();
    finish.finishedAt = 3000;
    QCOMPARE(applyOne(finish).kind, Kind::Done);
    QCOMPARE(record(ids[1]).result.bytes, bytes.toStdString());
}

void TaskStoreSuite::outlivesClosing()
{
    const TaskId queued = submitted();
    const TaskId running = submitted();
    claimed(running);
    const TaskId done = finished(TaskState::Succeeded);
    m_store.reset();
    m_store = reopen();
    if (!m_store)
        return; // in memory nothing outlives closing
    m_store->attach("alpha", 0, 2000, 60'000);
    QCOMPARE(record(queued).state, TaskState::Queued);
    QCOMPARE(record(running).state, TaskState::Running);
    QCOMPARE(record(running).attempt, 1);
    QCOMPARE(record(running).node, "alpha");
    QCOMPARE(record(done).state, TaskState::Succeeded);
    QCOMPARE(m_store->counters().accepted, 3);
    QCOMPARE(m_store->lastKey(), done.key);
}

void TaskStoreSuite::readsWhileItWrites()
{
    std::atomic<bool> ending{false};
    std::atomic<int> pages{0};
    std::atomic<bool> sound{true};
    std::thread reading([&] {
        while (!ending) {
            std::int64_t last = INT64_MAX;
            for (const TaskRecord &one : m_store->list({})) {
                sound = sound && one.id.key < last && one.task == "text.reverse";
                last = one.id.key;
            }
            const StoreCounters counters = m_store->counters();
            sound = sound && counters.accepted == std::accumulate(counters.states.begin(), counters.states.end(), 0ll);
            ++pages;
        }
    });
    for (int i = 0; i < 50 || pages < 3; ++i) {
        const TaskId id = submitted();
        claimed(id);
    }
    ending = true;
    reading.join();
    QVERIFY(sound);
}

} // namespace relevo::test
