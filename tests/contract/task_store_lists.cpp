// Counters, lists, and what is pruned.
#include "tests/contract/task_store_suite.h"

#include <QTest>

namespace relevo::test {

using Kind = Outcome::Kind;

void TaskStoreSuite::countersAddUp()
{
    submitted();
    claimed(submitted());
    finished(TaskState::Succeeded);
    finished(TaskState::Failed);
    finished(TaskState::Failed);
    finished(TaskState::Cancelled);
    const StoreCounters counters = m_store->counters();
    QCOMPARE(counters.accepted, 6);
    const std::array<std::int64_t, 5> expected{1, 1, 1, 2, 1};
    QCOMPARE(counters.states, expected);
    ListQuery failed;
    failed.state = TaskState::Failed;
    applyOne(RetryTask{m_store->list(failed).front().id, 0, 3000, {}});
    const std::array<std::int64_t, 5> after{2, 1, 1, 1, 1};
    QCOMPARE(m_store->counters().states, after);
    QCOMPARE(m_store->counters().accepted, 6);
}

void TaskStoreSuite::auditFindsNothingWrong()
{
    submitted();
    claimed(submitted());
    finished(TaskState::Succeeded);
    finished(TaskState::Failed);
    finished(TaskState::Cancelled);
    const Audit audit = m_store->audit();
    QCOMPARE(audit.counters.accepted, 5);
    QCOMPARE(audit.rows, audit.counters.states);
    QVERIFY(audit.contradictions.empty());
}

void TaskStoreSuite::listsPageByPage()
{
    std::vector<std::string> expected;
    for (int i = 0; i < 25; ++i)
        expected.insert(expected.begin(), submitted(i % 2 == 0 ? "text.reverse" : "text.count").text());
    std::vector<std::string> seen;
    ListQuery query;
    query.limit = 10;
    while (true) {
        const std::vector<TaskRecord> page = m_store->list(query);
        for (const TaskRecord &one : page) {
            seen.push_back(one.id.text());
            QVERIFY(one.params.bytes.empty());
            QCOMPARE(one.params.size, 15u);
        }
        if (page.size() < query.limit)
            break;
        query.before = page.back().id.key;
        submitted(); // what is created meanwhile is not shown
    }
    QCOMPARE(seen, expected);
    QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
}

void TaskStoreSuite::listsByStateAndTask_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("task");
    for (int state = -1; state < 5; ++state) {
        for (const char *task : {"", "text.reverse", "text.count", "no.such"})
            QTest::addRow("%d %s", state, task) << state << QString::fromLatin1(task);
    }
}

void TaskStoreSuite::listsByStateAndTask()
{
    QFETCH(int, state);
    QFETCH(QString, task);
    std::vector<TaskRecord> all;
    for (int i = 0; i < 20; ++i) {
        const std::string name = i % 3 == 0 ? "text.reverse" : "text.count";
        const auto as = static_cast<TaskState>(i % 5);
        TaskId id = isFinal(as) ? finished(as, name) : submitted(name);
        if (as == TaskState::Running)
            claimed(id);
        all.push_back(record(id));
    }
    ListQuery query;
    query.limit = 3;
    if (state >= 0)
        query.state = static_cast<TaskState>(state);
    if (!task.isEmpty())
        query.task = task.toStdString();
    std::vector<std::int64_t> expected;
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        if ((!query.state || one->state == *query.state) && (!query.task || one->task == *query.task))
            expected.push_back(one->id.key);
    }
    std::vector<std::int64_t> seen;
    while (true) {
        const std::vector<TaskRecord> page = m_store->list(query);
        for (const TaskRecord &one : page)
            seen.push_back(one.id.key);
        if (page.size() < query.limit)
            break;
        query.before = seen.back();
    }
    QCOMPARE(seen, expected);
}

void TaskStoreSuite::directCallsAreListedApart()
{
    const TaskId background = submitted();
    RecordCall call;
    call.record = submission().record;
    call.record.kind = TaskKind::Direct;
    call.record.state = TaskState::Failed;
    call.record.isError = true;
    call.record.result.bytes = R"({"code":-32602,"message":"Invalid params"})";
    call.record.result.size = 5000;
    call.record.startedAt = 1001;
    call.record.finishedAt = 1002;
    const TaskId direct = call.record.id;
    QCOMPARE(applyOne(std::move(call)).kind, Kind::Done);
    ListQuery query;
    QCOMPARE(m_store->list(query).size(), 1u);
    QCOMPARE(m_store->list(query).front().id, background);
    query.kind = TaskKind::Direct;
    QCOMPARE(m_store->list(query).size(), 1u);
    QCOMPARE(m_store->list(query).front().id, direct);
    const TaskRecord kept = record(direct);
    QCOMPARE(kept.kind, TaskKind::Direct);
    QVERIFY(kept.isError);
    QCOMPARE(kept.result.size, 5000u);
    QCOMPARE(m_store->counters().accepted, 1);
    QCOMPARE(applyOne(CancelTask{direct, 3000, {}}).kind, Kind::NotFound);
}

void TaskStoreSuite::openTasksComeByKey()
{
    std::vector<std::int64_t> expected;
    for (int i = 0; i < 12; ++i) {
        if (i % 4 == 3) {
            finished(TaskState::Succeeded);
            continue;
        }
        const TaskId id = submitted(i % 2 == 0 ? "text.reverse" : "text.count");
        expected.push_back(id.key);
        if (i % 4 == 1)
            claimed(id);
        if (i == 1)
            applyOne(CancelTask{id, 1700, {}});
    }
    std::vector<std::int64_t> seen;
    std::int64_t after = 0;
    while (true) {
        const std::vector<OpenTask> page = m_store->open(after, 4);
        for (const OpenTask &open : page) {
            QCOMPARE(open.cancelRequested, seen.size() == 1);
            seen.push_back(open.key);
            QCOMPARE(open.attempt, open.state == TaskState::Running ? 1 : 0);
            QCOMPARE(open.priority, 4);
            QCOMPARE(open.task, record({open.key, m_store->get(std::vector{open.key}).front().id.tail}).task);
        }
        if (page.empty())
            break;
        after = seen.back();
    }
    QCOMPARE(seen, expected);
    QVERIFY(m_store->lastKey() >= expected.back());
}

void TaskStoreSuite::prunesByAge()
{
    const TaskId old = finished(TaskState::Succeeded, "text.reverse", created + 2000);
    const TaskId failed = finished(TaskState::Failed, "text.reverse", created + 2000);
    const TaskId young = finished(TaskState::Succeeded, "text.reverse", created + 9000);
    const TaskId open = submitted();
    PruneQuery query;
    query.state = TaskState::Succeeded;
    query.finishedBefore = created + 5000;
    QCOMPARE(m_store->prune(query).records, 1u);
    QCOMPARE(m_store->prune(query).records, 0u);
    QVERIFY(!m_store->get(old, false));
    QVERIFY(m_store->get(failed, false));
    QVERIFY(m_store->get(young, false));
    QVERIFY(m_store->get(open, false));
}

void TaskStoreSuite::prunesByCount()
{
    std::vector<TaskId> ids;
    for (int i = 0; i < 10; ++i)
        ids.push_back(finished(TaskState::Failed, i % 2 == 0 ? "text.reverse" : "text.count"));
    PruneQuery query;
    query.state = TaskState::Failed;
    query.keep = 3;
    query.limit = 5;
    QCOMPARE(m_store->prune(query).records, 5u);
    QCOMPARE(m_store->prune(query).records, 2u);
    QCOMPARE(m_store->prune(query).records, 0u);
    for (std::size_t i = 0; i < ids.size(); ++i)
        QCOMPARE(m_store->get(ids[i], false).has_value(), i >= 7);
}

void TaskStoreSuite::prunedTasksStayCounted()
{
    finished(TaskState::Succeeded);
    SubmitTask submit = submission();
    submit.record.params.blob = "blob-p";
    submit.idempotencyKey = "k";
    submit.digest = "d";
    const TaskId id = submit.record.id;
    applyOne(std::move(submit));
    applyOne(CancelTask{id, 2000, {}});
    PruneQuery query;
    query.state = {};
    query.finishedBefore = created + 5000;
    const Pruned pruned = m_store->prune(query);
    QCOMPARE(pruned.records, 2u);
    QCOMPARE(pruned.blobs, std::vector<std::string>{"blob-p"});
    const StoreCounters counters = m_store->counters();
    QCOMPARE(counters.accepted, 2);
    QCOMPARE(counters.states[2], 1);
    QCOMPARE(counters.states[4], 1);
    QCOMPARE(counters.pruned[2], 1);
    QCOMPARE(counters.pruned[4], 1);
    QCOMPARE(m_store->audit().rows[2], 0);
    // Its key is free again.
    SubmitTask next = submission();
    next.idempotencyKey = "k";
    next.digest = "another";
    QCOMPARE(applyOne(std::move(next)).kind, Kind::Done);
}

void TaskStoreSuite::prunesDirectCalls()
{
    submitted();
    for (int i = 0; i < 6; ++i) {
        RecordCall call;
        call.record = submission().record;
        call.record.kind = TaskKind::Direct;
        call.record.state = i % 2 == 0 ? TaskState::Succeeded : TaskState::Failed;
        call.record.finishedAt = 2000 + i;
        applyOne(std::move(call));
    }
    PruneQuery query;
    query.kind = TaskKind::Direct;
    query.keep = 4;
    QCOMPARE(m_store->prune(query).records, 2u);
    QCOMPARE(m_store->prune(query).records, 0u);
    ListQuery list;
    list.kind = TaskKind::Direct;
    QCOMPARE(m_store->list(list).size(), 4u);
    QCOMPARE(m_store->list(list).back().finishedAt, 2002);
    QCOMPARE(m_store->list({}).size(), 1u);
}

} // namespace relevo::test
