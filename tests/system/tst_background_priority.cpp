// Which task runs first, and that direct calls are answered whatever runs in the background.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class BackgroundPriority : public QObject
{
    Q_OBJECT

private:
    static QByteArray sleep(int ms, const QByteArray &tag)
    {
        return "{\"ms\":" + QByteArray::number(ms) + ",\"tag\":\"" + tag + "\"}";
    }
    static QByteArray priority(int level) { return "\"priority\":" + QByteArray::number(level); }

private Q_SLOTS:
    void theHighestFirstThenTheOldest()
    {
        TaskServer server({u"--workers"_s, u"1"_s});
        QVERIFY(server.start());
        QByteArrayList expected;
        QByteArrayList ids;
        {
            Rpc rpc = server.rpc();
            rpc.submit("test.gate", server.gateParams("gate", "gate"));
            QVERIFY(server.begins("gate"));
            for (int i = 0; i < 60; ++i)
                ids += rpc.submit("test.sleep",
                                  sleep(20, 'p' + QByteArray::number(i % 10) + '-' + QByteArray::number(i / 10)),
                                  priority(i % 10));
            for (int level = 9; level >= 0; --level) {
                for (int i = 0; i < 6; ++i)
                    expected += 'p' + QByteArray::number(level) + '-' + QByteArray::number(i) + " 1 sleep";
            }
        }
        server.open("gate");
        Rpc rpc = server.rpc();
        for (const QByteArray &id : ids)
            QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        const QByteArrayList began = server.log().mid(1);
        QCOMPARE(began.size(), expected.size());
        const auto inOrder = [&](qsizetype from) {
            const QByteArrayList rest = began.mid(from);
            QByteArrayList wanted = expected;
            wanted.removeIf([&](const QByteArray &one) { return !rest.contains(one); });
            return rest == wanted;
        };
        QVERIFY2(inOrder(0), began.join(", ").constData());
    }

    /// However quick the tasks before were: long ones are not claimed ahead by the hundred.
    void urgentOnesOvertakeLongOnesAfterQuickOnes()
    {
        TaskServer server({u"--workers"_s, u"1"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QByteArray last;
        for (int i = 0; i < 2000; ++i)
            last = rpc.submit("test.log");
        QCOMPARE(text(rpc.wait(last), u"state"), "succeeded");
        QVERIFY(eventually([&] { return number(rpc.result("system.audit"), u"running") == 0; }));
        for (int i = 0; i < 100; ++i)
            rpc.submit("test.sleep", sleep(40, "long"), priority(0));
        const QByteArray urgent = rpc.submit("test.log", R"({"tag":"urgent"})", priority(9));
        QCOMPARE(text(rpc.wait(urgent), u"state"), "succeeded");
        const qsizetype before = server.begun("long");
        qInfo("%lld long ones began before", static_cast<long long>(before));
        QVERIFY(before < 50); // those that ran while the others were submitted
    }

    void directCallsAreAnsweredMeanwhile()
    {
        TaskServer server; // two workers
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QByteArrayList ids;
        for (int i = 0; i < 20; ++i)
            ids += rpc.submit("test.stubborn", server.gateParams("gate", "all"));
        QVERIFY(server.begins("all", 2));
        // None of them can end before the file is there: that these are answered says all.
        for (int i = 0; i < 200; ++i)
            QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("5000"))), goodSummary("5000"));
        QCOMPARE(server.begun("all"), 2);
        // Nor does anything keep from seeing and cancelling them.
        QCOMPARE(text(rpc.get(ids[0]), u"state"), "running");
        QVERIFY(rpc.call("task.cancel", Rpc::idParam(ids[19])).has(u"result"));
        QVERIFY(rpc.call("task.cancel", Rpc::idParam(ids[0])).has(u"result"));
        server.open("gate");
        for (int i = 0; i < 20; ++i)
            QCOMPARE(text(rpc.wait(ids[i]), u"state"), i == 0 || i == 19 ? "cancelled" : "succeeded");
        QCOMPARE(server.begun("all"), 19);
    }

    /// Many direct calls do not keep the background from going on.
    void theBackgroundGoesOnUnderDirectCalls()
    {
        TaskServer server({u"--workers"_s, u"1"_s});
        QVERIFY(server.start());
        Rpc flood = server.rpc();
        Rpc rpc = server.rpc();
        QByteArray calls;
        for (int i = 0; i < 200; ++i)
            calls += slowRequest(QByteArray::number(i), 200'000);
        QVERIFY(flood.peer().send(calls));
        QByteArrayList ids;
        for (int i = 0; i < 20; ++i)
            ids += rpc.submit("test.log");
        for (const QByteArray &id : ids)
            QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        const qsizetype answered = flood.peer().takeArrivedLines().size();
        qInfo("%lld of 200 direct calls were answered before", static_cast<long long>(answered));
        QVERIFY(answered < 200);
        QCOMPARE(flood.peer().readLines(200 - answered).size(), 200 - answered);
    }
};

QTEST_GUILESS_MAIN(BackgroundPriority)
#include "tst_background_priority.moc"
