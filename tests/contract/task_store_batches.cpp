// Keys, and many changes in one transaction.
#include "tests/contract/task_store_suite.h"

#include "server/storage/task_trace.h"

#include <QTest>

namespace relevo::test {

using Kind = Outcome::Kind;

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

} // namespace relevo::test
