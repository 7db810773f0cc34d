// What may become of a task: attempts, cancels, retries.
#include "tests/contract/task_store_suite.h"

#include "server/storage/task_trace.h"

#include <QTest>

namespace relevo::test {

using Kind = Outcome::Kind;

void TaskStoreSuite::aTaskMayBeginAsRunning()
{
    SubmitTask submit = submission();
    submit.record.state = TaskState::Running;
    submit.record.attempt = 1;
    submit.record.startedAt = 1500;
    const TaskId id = submit.record.id;
    const Outcome begun = applyOne(std::move(submit));
    QCOMPARE(begun.kind, Kind::Done);
    QCOMPARE(begun.state, TaskState::Running);
    QCOMPARE(record(id).state, TaskState::Running);
    QCOMPARE(record(id).attempt, 1);
    QCOMPARE(record(id).startedAt, 1500);
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

void TaskStoreSuite::claimsNothingBeforeItsTime()
{
    SubmitTask submit = submission();
    submit.record.notBefore = 5000;
    const std::int64_t key = submit.record.id.key;
    applyOne(std::move(submit));
    const Outcome early = applyOne(ClaimTask{key, 0, {}, 4999});
    QCOMPARE(early.kind, Kind::Stale);
    QCOMPARE(early.state, TaskState::Queued);
    QCOMPARE(early.notBefore, 5000);
    QCOMPARE(applyOne(ClaimTask{key, 0, {}, 5000}).kind, Kind::Done);
}

void TaskStoreSuite::aClaimMayTellThatItBegins()
{
    const TaskId id = submitted();
    const TaskId other = submitted();
    const Outcome begun = applyOne(ClaimTask{id.key, 0, {}, 1500, true});
    QCOMPARE(begun.record->startedAt, 1500);
    QCOMPARE(record(id).startedAt, 1500);
    QCOMPARE(applyOne(ClaimTask{other.key, 0, {}, 1500}).record->startedAt, 0);
    std::vector<OpenTask> open = m_store->open(0, 10);
    QCOMPARE(open.size(), 2u);
    QVERIFY(open[0].begun && !open[1].begun);
    QCOMPARE(open[0].tail, id.tail);
    applyOne(RequeueTask{id.key, 1, false, false, 0, 1600, {}});
    open = m_store->open(0, 10);
    QVERIFY(!open[0].begun && !open[1].begun);
}

void TaskStoreSuite::whatNeverBeganHasNoStart()
{
    const TaskId id = submitted();
    applyOne(ClaimTask{id.key, 0, {}, 1500, true});
    applyOne(NoteTask{id.key, 1, 1500, 0, false, "worker-1"});
    QVERIFY(m_store->open(0, 10).front().seen);
    FinishTask finish;
    finish.key = id.key;
    finish.attempt = 1;
    finish.state = TaskState::Cancelled;
    finish.startedAt = FinishTask::never;
    finish.finishedAt = 1600;
    QCOMPARE(applyOne(finish).kind, Kind::Done);
    QCOMPARE(record(id).startedAt, 0);
    // One whose cancel was wished for keeps what is known of it.
    const TaskId other = submitted();
    applyOne(ClaimTask{other.key, 0, {}, 1500, true});
    QVERIFY(!m_store->open(0, 10).front().seen);
    applyOne(NoteTask{other.key, 1, 1500, 0.5, false, "worker-1"});
    applyOne(CancelTask{other, 1700, {}});
    applyOne(RequeueTask{other.key, 1, false, false, 0, 1800, {}});
    QCOMPARE(record(other).startedAt, 1500);
    QCOMPARE(record(other).worker, "worker-1");
    QCOMPARE(record(other).progress, 0.5);
}

void TaskStoreSuite::aCancelTellsWhoHadItInLine()
{
    SubmitTask submit = submission();
    submit.record.notBefore = 5000;
    submit.record.holder = 3;
    const TaskId id = submit.record.id;
    applyOne(std::move(submit));
    const Outcome cancelled = applyOne(CancelTask{id, 1700, {}});
    QCOMPARE(cancelled.state, TaskState::Cancelled);
    QCOMPARE(cancelled.holder, 3);
    QCOMPARE(cancelled.notBefore, 5000);
}

void TaskStoreSuite::aWishHoldsWhenTheTaskGoesBack()
{
    const TaskId id = submitted();
    claimed(id);
    applyOne(CancelTask{id, 1700, {}});
    const Outcome back = applyOne(RequeueTask{id.key, 1, false, false, 0, 1800, "q1800 alpha\n", "f1800 alpha\n"});
    QVERIFY(record(id).trace.ends_with("s1500 alpha\nf1800 alpha\n"));
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

} // namespace relevo::test
