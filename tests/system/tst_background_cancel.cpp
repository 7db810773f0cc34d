// Cancelling: a confirmed cancel holds, whatever the task does and over restarts, and `cancelled` means that it does
// not run any more.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class BackgroundCancel : public QObject
{
    Q_OBJECT

private:
    static JsonTextValue cancel(Rpc &rpc, const QByteArray &id) { return rpc.result("task.cancel", Rpc::idParam(id)); }

private Q_SLOTS:
    void aDelayedOneIsCancelledAtOnce()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.log", R"({"tag":"delayed"})", R"("delayMs":300)");
        const JsonTextValue record = cancel(rpc, id);
        QCOMPARE(text(record, u"state"), "cancelled");
        QVERIFY(record[u"finishedAt"].isString() && record[u"cancelRequestedAt"].isString());
        QVERIFY(record[u"startedAt"].kind() == JsonTextValue::Kind::Null);
        const JsonTextValue again = rpc.call("task.cancel", Rpc::idParam(id));
        QCOMPARE(again[u"error"][u"code"].token(), "-32007");
        QCOMPARE(text(again[u"error"][u"data"], u"state"), "cancelled");
        // Once a later one has run, it would have.
        QCOMPARE(text(rpc.wait(rpc.submit("test.log", "{}", R"("delayMs":600)")), u"state"), "succeeded");
        QCOMPARE(server.begun("delayed"), 0);
        QCOMPARE(server.auditFault(), QString());
    }

    void aQueuedOneIsNotRun()
    {
        TaskServer server({u"--workers"_s, u"1"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        rpc.submit("test.gate", server.gateParams("gate", "before"));
        QVERIFY(server.begins("before"));
        const QByteArray id = rpc.submit("test.log", R"({"tag":"queued"})");
        const QByteArray state = text(cancel(rpc, id), u"state");
        QCOMPARE(state, "cancelled");
        server.open("gate");
        QCOMPARE(text(rpc.wait(id), u"state"), "cancelled");
        QCOMPARE(text(rpc.wait(rpc.submit("test.log")), u"state"), "succeeded");
        QCOMPARE(server.begun("queued"), 0);
    }

    void aRunningOneThatHeedsEnds()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.gate", server.gateParams("never", "heeds"), R"("maxAttempts":5)");
        QVERIFY(server.begins("heeds"));
        QVERIFY(cancel(rpc, id)[u"cancelRequestedAt"].isString());
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "cancelled");
        QVERIFY(!record.has(u"error") && !record.has(u"result"));
        QCOMPARE(number(record, u"resultBytes"), 0);
        QCOMPARE(server.begun("heeds"), 1);
        QCOMPARE(server.auditFault(), QString());
    }

    /// Its result is discarded, and until its code has returned it is not `cancelled`.
    void aStubbornOneIsStuckUntilItReturns()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.stubborn", server.gateParams("gate", "stubborn"));
        QVERIFY(server.begins("stubborn"));
        const QByteArray since = text(cancel(rpc, id), u"cancelRequestedAt");
        QCOMPARE(text(rpc.get(id), u"state"), "running");
        QVERIFY(eventually([&] { return rpc.get(id)[u"stuck"].token() == "true"; }));
        QCOMPARE(text(rpc.get(id), u"state"), "running");
        const JsonTextValue again = cancel(rpc, id); // is confirmed as the first
        QCOMPARE(text(again, u"state"), "running");
        QCOMPARE(text(again, u"cancelRequestedAt"), since);
        QCOMPARE(rpc.error("task.retry", Rpc::idParam(id)), -32007);
        server.open("gate");
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "cancelled");
        QCOMPARE(record[u"stuck"].token(), "false");
        QVERIFY(!record.has(u"result"));
        QCOMPARE(server.begun("stubborn"), 1);
        QCOMPARE(server.auditFault(), QString());
    }

    void aConfirmedCancelHoldsOverAKill()
    {
        TaskServer server;
        QVERIFY(server.start());
        QByteArray running;
        QByteArray delayed;
        {
            Rpc rpc = server.rpc();
            running = rpc.submit("test.stubborn", server.gateParams("never", "kept"), R"("maxAttempts":5)");
            delayed = rpc.submit("test.log", R"({"tag":"kept"})", R"("delayMs":60000)");
            QVERIFY(server.begins("kept"));
            QCOMPARE(text(cancel(rpc, running), u"state"), "running");
            QCOMPARE(text(cancel(rpc, delayed), u"state"), "cancelled");
        }
        server.kill();
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const JsonTextValue record = rpc.wait(running);
        QCOMPARE(text(record, u"state"), "cancelled");
        QCOMPARE(record[u"trace"].items().back()[u"stage"].string(), u"finished");
        QCOMPARE(text(rpc.get(delayed), u"state"), "cancelled");
        QCOMPARE(server.begun("kept"), 1);
        QCOMPARE(server.auditFault(), QString());
    }

    void aConfirmedCancelHoldsOverADrain()
    {
        TaskServer server({u"--drain-timeout"_s, u"100"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.stubborn", server.gateParams("never", "drained"));
        QVERIFY(server.begins("drained"));
        QCOMPARE(text(cancel(rpc, id), u"state"), "running");
        rpc.peer().close();
        QCOMPARE(server.stop().value_or(-1), 0);
        QVERIFY(server.start());
        Rpc after = server.rpc();
        QCOMPARE(text(after.wait(id), u"state"), "cancelled");
        QCOMPARE(server.begun("drained"), 1);
    }

    /// Whatever comes first: a cancel that was confirmed ends cancelled, one that came too late is refused.
    void cancelsRaceWithTheEnd()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        constexpr int tasks = 400;
        QList<QByteArray> all;
        QList<int> wishes;
        for (int i = 0; i < tasks; ++i) {
            const QByteArray ms = QByteArray::number(i % 4);
            all += rpc.submit(i % 2 ? "test.sleep" : "test.log", i % 2 ? "{\"ms\":" + ms + '}' : QByteArray("{}"));
            wishes += rpc.send("task.cancel", Rpc::idParam(all.last()));
        }
        int confirmed = 0;
        for (int i = 0; i < tasks; ++i) {
            const JsonTextValue reply = rpc.reply(wishes[i]);
            const QByteArray state = text(rpc.wait(all[i]), u"state");
            if (reply.has(u"result")) {
                ++confirmed;
                QCOMPARE(state, "cancelled");
            } else {
                QCOMPARE(reply[u"error"][u"code"].token(), "-32007");
                QCOMPARE(state, "succeeded");
            }
        }
        qInfo("%d of %d cancels came in time", confirmed, tasks);
        QCOMPARE(server.auditFault(), QString());
    }

    /// Two connections retry the same task: one of them is right, and it runs once more.
    void twoRetriesAreOne()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc one = server.rpc();
        Rpc two = server.rpc();
        const QByteArray id = one.submit("test.gate", server.gateParams("gate", "retried"), R"("delayMs":60000)");
        cancel(one, id);
        const int first = one.send("task.retry", Rpc::idParam(id));
        const int second = two.send("task.retry", Rpc::idParam(id));
        const JsonTextValue replies[] = {one.reply(first), two.reply(second)};
        QCOMPARE(int(replies[0].has(u"result")) + int(replies[1].has(u"result")), 1);
        QCOMPARE((replies[0].has(u"error") ? replies[0] : replies[1])[u"error"][u"code"].token(), "-32007");
        QVERIFY(server.begins("retried"));
        QCOMPARE(one.error("task.retry", Rpc::idParam(id)), -32007); // it runs
        server.open("gate");
        const JsonTextValue record = one.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QVERIFY(record[u"cancelRequestedAt"].kind() == JsonTextValue::Kind::Null);
        QCOMPARE(server.begun("retried"), 1);
        QCOMPARE(one.error("task.retry", Rpc::idParam(id)), -32007);
        QCOMPARE(server.auditFault(), QString());
    }
};

QTEST_GUILESS_MAIN(BackgroundCancel)
#include "tst_background_cancel.moc"
