#include "tests/contract/task_store_suite.h"

#include "server/storage/task_trace.h"

#include <QTest>

#include <atomic>
#include <numeric>
#include <set>
#include <thread>

namespace relevo::test {

using Kind = Outcome::Kind;

namespace {

constexpr std::int64_t created = 1'800'000'000'000; // when the ids say

} // namespace

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

void TaskStoreSuite::aTaskMayBeginAsRunning()
{
    SubmitTask submit = submission();
    submit.record.state = TaskState::Running;
    submit.record.attempt = 1;
    const TaskId id = submit.record.id;
    const Outcome begun = applyOne(std::move(submit));
    QCOMPARE(begun.kind, Kind::Done);
    QCOMPARE(begun.state, TaskState::Running);
    QCOMPARE(record(id).state, TaskState::Running);
    QCOMPARE(record(id).attempt, 1);
    QCOMPARE(applyOne(ClaimTask{id.key, 0, {}}).kind, Kind::Stale);
    QCOMPARE(m_store->counters().states[1], 1);
    QCOMPARE(m_store->counters().accepted, 1);
    QCOMPARE(applyOne(RequeueTask{id.key, 1, false, false, 0, 1600, {}}).kind, Kind::Done);
    QCOMPARE(claimed(id)->attempt, 2);
}

void TaskStoreSuite::claimsOnceAndGrowsTheAttempt()
{
    const TaskId id = submitted();
    Outcome first = applyOne(ClaimTask{id.key, 0, "s1500 alpha\n"});
    QCOMPARE(first.kind, Kind::Done);
    QVERIFY(first.record);
    QCOMPARE(first.record->attempt, 1);
    QCOMPARE(first.record->state, TaskState::Running);
    QCOMPARE(first.record->params.bytes, R"({"text":"hola"})");
    QCOMPARE(first.record->id, id);
    QCOMPARE(first.record->task, "text.reverse");
    QCOMPARE(applyOne(ClaimTask{id.key, 0, {}}).kind, Kind::Stale);
    const TaskRecord kept = record(id);
    QCOMPARE(kept.attempt, 1);
    QCOMPARE(kept.state, TaskState::Running);
    QCOMPARE(kept.node, "alpha");
    QCOMPARE(kept.trace, "q1000 alpha\ns1500 alpha\n");
    QCOMPARE(applyOne(RequeueTask{id.key, 1, false, false, 0, 1600, {}}).kind, Kind::Done);
    QCOMPARE(claimed(id)->attempt, 2);
}

void TaskStoreSuite::finishesOnlyTheCurrentAttempt()
{
    const TaskId id = submitted();
    claimed(id);
    applyOne(RequeueTask{id.key, 1, true, false, 0, 1600, {}});
    FinishTask late;
    late.key = id.key;
    late.attempt = 1;
    late.result.bytes = "\"late\"";
    late.finishedAt = 1700;
    QCOMPARE(applyOne(late).kind, Kind::Stale);
    claimed(id);
    QCOMPARE(applyOne(late).kind, Kind::Stale);
    FinishTask current = late;
    current.attempt = 2;
    current.result.bytes = "\"right\"";
    current.result.size = 7;
    current.startedAt = 1650;
    current.finishedAt = 1800;
    current.worker = "worker-1";
    current.trace = "f1800 worker-1\n";
    const Outcome done = applyOne(current);
    QCOMPARE(done.kind, Kind::Done);
    QCOMPARE(done.state, TaskState::Succeeded);
    QCOMPARE(applyOne(current).kind, Kind::Stale);
    const TaskRecord kept = record(id);
    QCOMPARE(kept.state, TaskState::Succeeded);
    QCOMPARE(kept.result.bytes, "\"right\"");
    QCOMPARE(kept.result.size, 7u);
    QCOMPARE(kept.startedAt, 1650);
    QCOMPARE(kept.finishedAt, 1800);
    QCOMPARE(kept.worker, "worker-1");
    QCOMPARE(kept.progress, 1.0);
    QCOMPARE(kept.counted, 2);
    QVERIFY(!kept.isError);
    QVERIFY(kept.trace.ends_with("f1800 worker-1\n"));
}

void TaskStoreSuite::aCancelOfAQueuedTaskIsFinal()
{
    const TaskId id = submitted();
    const Outcome cancelled = applyOne(CancelTask{id, 1700, "f1700 alpha\n"});
    QCOMPARE(cancelled.kind, Kind::Done);
    QCOMPARE(cancelled.state, TaskState::Cancelled);
    QCOMPARE(applyOne(ClaimTask{id.key, 0, {}}).kind, Kind::Stale);
    const TaskRecord kept = record(id);
    QCOMPARE(kept.state, TaskState::Cancelled);
    QCOMPARE(kept.cancelRequestedAt, 1700);
    QCOMPARE(kept.finishedAt, 1700);
}

void TaskStoreSuite::aCancelOfARunningTaskIsAWish()
{
    const TaskId id = submitted();
    claimed(id);
    const Outcome wished = applyOne(CancelTask{id, 1700, {}});
    QCOMPARE(wished.kind, Kind::Done);
    QCOMPARE(wished.state, TaskState::Running);
    applyOne(CancelTask{id, 1999, {}});
    QCOMPARE(record(id).cancelRequestedAt, 1700);
    QCOMPARE(record(id).state, TaskState::Running);
    FinishTask finish;
    finish.key = id.key;
    finish.attempt = 1;
    finish.state = TaskState::Succeeded;
    finish.result.bytes = "\"too late\"";
    finish.result.size = 10;
    finish.finishedAt = 1800;
    const Outcome done = applyOne(finish);
    QCOMPARE(done.kind, Kind::Done);
    QCOMPARE(done.state, TaskState::Cancelled);
    const TaskRecord kept = record(id);
    QCOMPARE(kept.state, TaskState::Cancelled);
    QVERIFY(kept.result.bytes.empty());
    QCOMPARE(kept.result.size, 0u);
}

void TaskStoreSuite::aWishHoldsWhenTheTaskGoesBack()
{
    const TaskId id = submitted();
    claimed(id);
    applyOne(CancelTask{id, 1700, {}});
    const Outcome back = applyOne(RequeueTask{id.key, 1, false, false, 0, 1800, {}});
    QCOMPARE(back.kind, Kind::Done);
    QCOMPARE(back.state, TaskState::Cancelled);
    QCOMPARE(record(id).state, TaskState::Cancelled);
    QCOMPARE(record(id).finishedAt, 1800);
}

void TaskStoreSuite::requeuesCountedOrNot()
{
    const TaskId id = submitted();
    claimed(id);
    applyOne(RequeueTask{id.key, 1, false, false, 0, 1600, "q1600 alpha\n"});
    QCOMPARE(record(id).counted, 0);
    QVERIFY(!record(id).suspect);
    claimed(id);
    applyOne(RequeueTask{id.key, 2, true, true, 5000, 1600, {}});
    const TaskRecord kept = record(id);
    QCOMPARE(kept.counted, 1);
    QCOMPARE(kept.attempt, 2);
    QCOMPARE(kept.notBefore, 5000);
    QCOMPARE(kept.state, TaskState::Queued);
    QVERIFY(kept.suspect);
    QCOMPARE(applyOne(RequeueTask{id.key, 2, true, true, 5000, 1600, {}}).kind, Kind::Stale);
}

void TaskStoreSuite::retryStartsAfresh()
{
    const TaskId id = finished(TaskState::Failed);
    const Outcome retried = applyOne(RetryTask{id, 0, 3000, "q3000 alpha\n"});
    QCOMPARE(retried.kind, Kind::Done);
    QVERIFY(retried.record);
    QCOMPARE(retried.record->priority, 4);
    QCOMPARE(retried.record->task, "text.reverse");
    QCOMPARE(retried.record->result.size, 2u); // as it was: a blob of it is to be removed
    const TaskRecord kept = record(id);
    QCOMPARE(kept.state, TaskState::Queued);
    QVERIFY(kept.result.bytes.empty());
    QCOMPARE(kept.result.size, 0u);
    QCOMPARE(kept.finishedAt, 0);
    QCOMPARE(kept.cancelRequestedAt, 0);
    QCOMPARE(kept.counted, 0);
    QCOMPARE(kept.attempt, 1);
    QVERIFY(!kept.isError);
    QVERIFY(kept.trace.ends_with("q3000 alpha\n"));
    QCOMPARE(claimed(id)->attempt, 2);
}

void TaskStoreSuite::retryAndCancelRefuseOtherStates()
{
    const TaskId queued = submitted();
    QCOMPARE(applyOne(RetryTask{queued, 0, 3000, {}}).kind, Kind::WrongState);
    claimed(queued);
    const Outcome running = applyOne(RetryTask{queued, 0, 3000, {}});
    QCOMPARE(running.kind, Kind::WrongState);
    QCOMPARE(running.state, TaskState::Running);
    const TaskId done = finished(TaskState::Succeeded);
    QCOMPARE(applyOne(RetryTask{done, 0, 3000, {}}).kind, Kind::WrongState);
    const Outcome cancel = applyOne(CancelTask{done, 3000, {}});
    QCOMPARE(cancel.kind, Kind::WrongState);
    QCOMPARE(cancel.state, TaskState::Succeeded);
}

void TaskStoreSuite::idempotencyKeysAreUniquePerOwner()
{
    const auto keyed = [this](const std::string &key, const std::string &digest,
                              std::optional<std::string> owner = {}) {
        SubmitTask submit = submission();
        submit.idempotencyKey = key;
        submit.digest = digest;
        submit.record.owner = std::move(owner);
        return submit;
    };
    SubmitTask first = keyed("k", std::string("d\0 1", 4));
    const TaskId id = first.record.id;
    QCOMPARE(applyOne(std::move(first)).kind, Kind::Done);
    const Outcome again = applyOne(keyed("k", std::string("d\0 1", 4)));
    QCOMPARE(again.kind, Kind::Existing);
    QCOMPARE(again.id, id);
    QCOMPARE(again.state, TaskState::Queued);
    QCOMPARE(applyOne(keyed("k", "other")).kind, Kind::KeyInUse);
    QCOMPARE(applyOne(keyed("k", "other", "ana")).kind, Kind::Done);
    QCOMPARE(applyOne(keyed("k", "other", "ana")).kind, Kind::Existing);
    claimed(id);
    QCOMPARE(applyOne(keyed("k", std::string("d\0 1", 4))).state, TaskState::Running);
    QCOMPARE(m_store->counters().accepted, 2);
}

void TaskStoreSuite::twoSubmitsWithOneKeyInOneBatch()
{
    std::vector<Change> changes;
    for (const char *digest : {"same", "same", "other"}) {
        SubmitTask submit = submission();
        submit.idempotencyKey = "k";
        submit.digest = digest;
        changes.emplace_back(std::move(submit));
    }
    const std::vector<Outcome> outcomes = m_store->apply(changes);
    QCOMPARE(outcomes[0].kind, Kind::Done);
    QCOMPARE(outcomes[1].kind, Kind::Existing);
    QCOMPARE(outcomes[1].id, std::get<SubmitTask>(changes[0]).record.id);
    QCOMPARE(outcomes[2].kind, Kind::KeyInUse);
    QCOMPARE(m_store->counters().accepted, 1);
    QCOMPARE(m_store->list({}).size(), 1u);
}

void TaskStoreSuite::outcomesComeInTheOrderOfTheChanges()
{
    const TaskId queued = submitted();
    const TaskId running = submitted("text.count");
    const TaskId wished = submitted();
    const TaskId back = submitted();
    const TaskId noted = submitted();
    for (const TaskId &id : {running, wished, back, noted})
        claimed(id);
    applyOne(CancelTask{wished, 1700, {}});
    const TaskId toCancel = submitted();
    const TaskId failed = finished(TaskState::Failed);
    RecordCall call{submission().record};
    call.record.state = TaskState::Cancelled;
    const FinishTask finish{running.key, 1, TaskState::Failed, {"{}", {}, 2}, true, 1, 2, "w", {}};
    FinishTask late = finish;
    late.key = wished.key;
    std::vector<Change> changes;
    changes.emplace_back(RetryTask{failed, 0, 3000, {}});
    changes.emplace_back(late);
    changes.emplace_back(NoteTask{noted.key, 1, 1600, 0.5, false, "w"});
    changes.emplace_back(ClaimTask{newId().key, 0, {}});
    changes.emplace_back(submission("text.count"));
    changes.emplace_back(finish);
    changes.emplace_back(call);
    changes.emplace_back(ClaimTask{queued.key, 0, "s1500 alpha\n"});
    changes.emplace_back(CancelTask{toCancel, 1800, {}});
    changes.emplace_back(RequeueTask{back.key, 1, false, false, 0, 1800, {}});
    changes.emplace_back(submission());
    changes.emplace_back(NoteTask{back.key, 7, 1600, 0.5, false, "w"});
    const std::vector<std::pair<Kind, TaskState>> expected{
        {Kind::Done, TaskState::Queued},     {Kind::Done, TaskState::Cancelled}, {Kind::Done, TaskState::Running},
        {Kind::NotFound, TaskState::Queued}, {Kind::Done, TaskState::Queued},    {Kind::Done, TaskState::Failed},
        {Kind::Done, TaskState::Cancelled},  {Kind::Done, TaskState::Running},   {Kind::Done, TaskState::Cancelled},
        {Kind::Done, TaskState::Queued},     {Kind::Done, TaskState::Queued},    {Kind::Stale, TaskState::Running}};
    const std::vector<Outcome> outcomes = m_store->apply(changes);
    QCOMPARE(outcomes.size(), expected.size());
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        QCOMPARE(outcomes[i].kind, expected[i].first);
        QCOMPARE(outcomes[i].state, expected[i].second);
    }
    QCOMPARE(outcomes[7].record->id, queued);
    QCOMPARE(outcomes[7].record->node, "alpha");
    QCOMPARE(outcomes[7].record->trace, "q1000 alpha\ns1500 alpha\n");
    QCOMPARE(record(running).isError, true);
    QCOMPARE(record(wished).isError, false);
    QCOMPARE(m_store->audit().rows, m_store->counters().states);
    QVERIFY(m_store->audit().contradictions.empty());
    QVERIFY(m_store->apply({}).empty());
}

void TaskStoreSuite::aBatchMayBeLarge()
{
    std::vector<Change> changes;
    std::vector<TaskId> ids;
    for (int i = 0; i < 5000; ++i) {
        SubmitTask submit = submission(i % 2 == 0 ? "text.reverse" : "text.count");
        submit.record.priority = i % 10;
        ids.push_back(submit.record.id);
        changes.emplace_back(std::move(submit));
    }
    for (const Outcome &outcome : m_store->apply(changes))
        QCOMPARE(outcome.kind, Kind::Done);
    for (std::size_t i = 0; i < ids.size(); ++i)
        changes[i] = ClaimTask{ids[ids.size() - 1 - i].key, 0, {}};
    const std::vector<Outcome> outcomes = m_store->apply(changes);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        QVERIFY(outcomes[i].record && outcomes[i].record->id == ids[ids.size() - 1 - i]);
        QCOMPARE(outcomes[i].record->priority, static_cast<int>((ids.size() - 1 - i) % 10));
    }
    QCOMPARE(m_store->counters().states[1], 5000);
}

void TaskStoreSuite::aTextIsKeptOrRefusedAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe");
    QTest::newRow("a surrogate in UTF-8") << QByteArray("\xed\xa0\x80");
    QTest::newRow("quotes") << QByteArrayLiteral("a'b\"c\\d{e},$1");
    QTest::newRow("a word") << QByteArrayLiteral("NULL");
}

void TaskStoreSuite::aTextIsKeptOrRefusedAlone()
{
    QFETCH(QByteArray, text);
    std::vector<Change> changes;
    for (int i = 0; i < 9; ++i) {
        SubmitTask submit = submission();
        if (i == 4) {
            submit.record.owner = submit.idempotencyKey = text.toStdString();
            submit.digest = submit.record.trace = text.toStdString();
        }
        changes.emplace_back(std::move(submit));
    }
    const TaskId odd = std::get<SubmitTask>(changes[4]).record.id;
    const std::vector<Outcome> outcomes = m_store->apply(changes);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (i != 4)
            QCOMPARE(outcomes[i].kind, Kind::Done);
    }
    if (outcomes[4].kind == Kind::Failed) {
        QVERIFY(!outcomes[4].fault.empty());
        QVERIFY(!m_store->get(odd, false));
        QCOMPARE(m_store->counters().accepted, 8);
        return;
    }
    QCOMPARE(outcomes[4].kind, Kind::Done);
    QCOMPARE(record(odd).owner, text.toStdString());
    QCOMPARE(record(odd).trace, text.toStdString());
    SubmitTask again = std::get<SubmitTask>(changes[4]);
    again.record.id = newId();
    QCOMPARE(applyOne(std::move(again)).kind, Kind::Existing);
}

void TaskStoreSuite::unknownAndGuessedIdsAreNotFound()
{
    const TaskId id = submitted();
    const TaskId guessed{id.key, id.tail ^ 1};
    QVERIFY(!m_store->get(guessed, true));
    QVERIFY(!m_store->get(newId(), true));
    QCOMPARE(applyOne(CancelTask{guessed, 3000, {}}).kind, Kind::NotFound);
    QCOMPARE(applyOne(CancelTask{newId(), 3000, {}}).kind, Kind::NotFound);
    QCOMPARE(applyOne(RetryTask{newId(), 0, 3000, {}}).kind, Kind::NotFound);
    QCOMPARE(applyOne(ClaimTask{newId().key, 0, {}}).kind, Kind::NotFound);
    const TaskId failed = finished(TaskState::Failed);
    QCOMPARE(applyOne(RetryTask{{failed.key, failed.tail ^ 1}, 0, 3000, {}}).kind, Kind::NotFound);
    QCOMPARE(record(id).state, TaskState::Queued);
}

void TaskStoreSuite::notesOnlyTheCurrentAttempt()
{
    const TaskId id = submitted();
    claimed(id);
    QCOMPARE(applyOne(NoteTask{id.key, 1, 1600, 0.25, true, "worker-2"}).kind, Kind::Done);
    const TaskRecord kept = record(id);
    QCOMPARE(kept.progress, 0.25);
    QCOMPARE(kept.startedAt, 1600);
    QCOMPARE(kept.worker, "worker-2");
    QVERIFY(kept.stuck);
    applyOne(RequeueTask{id.key, 1, false, false, 0, 1700, {}});
    QCOMPARE(applyOne(NoteTask{id.key, 1, 1600, 0.5, true, "worker-2"}).kind, Kind::Stale);
    QCOMPARE(record(id).progress, 0.0);
    QVERIFY(!record(id).stuck);
}

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
