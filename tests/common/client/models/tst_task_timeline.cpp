// Where a task's time went, from traces.
#include "common/client/models/task_timeline.h"

#include <QTest>

using namespace relevo;
using namespace Qt::StringLiterals;
using client::TaskState;
using Kind = TaskSpan::Kind;

namespace {

client::TaskRecord traced(TaskState state, const std::vector<std::pair<int, QString>> &hops)
{
    client::TaskRecord record;
    record.state = state;
    for (const auto &[at, stage] : hops)
        record.trace.push_back({at, stage, u"alpha"_s});
    record.createdAt = hops.empty() ? 0 : hops.front().first;
    record.finishedAt = client::isFinal(state) && !hops.empty() ? hops.back().first : 0;
    return record;
}

QString words(const std::vector<TaskSpan> &spans)
{
    QStringList all;
    for (const TaskSpan &span : spans) {
        const char kind = "wrs"[static_cast<int>(span.kind)];
        all += u"%1%2:%3-%4%5"_s.arg(QChar::fromLatin1(kind))
                   .arg(span.attempt)
                   .arg(span.from)
                   .arg(span.to)
                   .arg(span.open ? u"+"_s : QString());
    }
    return all.join(u' ');
}

} // namespace

class TestTaskTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAttempt()
    {
        client::TaskRecord record = traced(
            TaskState::Succeeded,
            {{10, u"received"_s}, {12, u"queued"_s}, {40, u"started"_s}, {90, u"finished"_s}, {95, u"stored"_s}});
        QCOMPARE(words(timelineOf(record, 1000)), u"w1:10-40 r1:40-90 s2:90-95"_s);
        record.startedAt = 50; // claimed at 40, begun at 50: until then it waited
        QCOMPARE(words(timelineOf(record, 1000)), u"w1:10-50 r1:50-90 s2:90-95"_s);
    }

    void attempts()
    {
        const client::TaskRecord record = traced(TaskState::Running, {{0, u"received"_s},
                                                                      {0, u"queued"_s},
                                                                      {10, u"started"_s},
                                                                      {30, u"finished"_s},
                                                                      {31, u"queued"_s},
                                                                      {60, u"started"_s}});
        QCOMPARE(words(timelineOf(record, 100)), u"w1:0-10 r1:10-30 s2:30-31 w2:31-60 r2:60-100+"_s);
        // A process that was lost tells of no end.
        QCOMPARE(
            words(timelineOf(traced(TaskState::Queued, {{0, u"queued"_s}, {5, u"started"_s}, {50, u"queued"_s}}), 70)),
            u"w1:0-5 r1:5-50 w2:50-70+"_s);
    }

    void cancelledAndQueuedAgain()
    {
        const client::TaskRecord record =
            traced(TaskState::Queued, {{0, u"received"_s}, {0, u"queued"_s}, {40, u"finished"_s}, {90, u"queued"_s}});
        QCOMPARE(words(timelineOf(record, 100)), u"w1:0-100+"_s);
    }

    void directCalls()
    {
        QCOMPARE(
            words(timelineOf(traced(TaskState::Succeeded,
                                    {{0, u"received"_s}, {2, u"started"_s}, {9, u"finished"_s}, {9, u"replied"_s}}),
                             0)),
            u"w1:0-2 r1:2-9"_s);
        QCOMPARE(words(timelineOf({}, 5)), QString());
    }

    void rows()
    {
        TaskTimeline model;
        model.show(traced(TaskState::Running, {{0, u"received"_s}, {1000, u"started"_s}}), 4000);
        QCOMPARE(model.count(), 2);
        QVERIFY(model.isOpen());
        QCOMPARE(model.index(0).data(TaskTimeline::LengthRole).toDouble(), 0.25);
        QCOMPARE(model.index(1).data(TaskTimeline::BeginRole).toDouble(), 0.25);
        QCOMPARE(model.text(), u"Waited 1 s · Attempt 1 has been running for 3 s"_s);
        QCOMPARE(model.totalText(), u"4 s"_s);
        QCOMPARE(spanText(125'000), u"2 min 5 s"_s);
        QCOMPARE(spanText(26LL * 3600 * 1000), u"1 d 2 h"_s);
        model.clear();
        QCOMPARE(model.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTaskTimeline)
#include "tst_task_timeline.moc"
