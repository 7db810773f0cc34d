// A storage that fails while the server runs, by a limit on how large its files may grow: what cannot be kept is
// refused as overloaded, the rest of the server goes on, and once there is room again so does the background.
#include "tests/support/reply.h"
#include "tests/support/stats.h"
#include "tests/support/task_server.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class StorageFaults : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 none = 4096; ///< less than there is already: no file can grow
    static constexpr qint64 lifted = -1;

    static QByteArray params(qsizetype size) { return "{\"text\":\"" + QByteArray(size, 'p') + "\"}"; }
    static bool refuses(Rpc &rpc)
    {
        return eventually([&] { return rpc.error("task.submit", submission("test.log")) == -32000; });
    }
    static bool accepts(Rpc &rpc)
    {
        return eventually([&] { return !rpc.submit("test.log").isEmpty(); });
    }

private Q_SLOTS:
    void aFullDiskRefusesAndPasses()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QByteArrayList ids;
        for (int i = 0; i < 100; ++i)
            ids += rpc.submit("test.take", params(2000));
        server.process().limitFileSize(none);
        QVERIFY(refuses(rpc));
        const JsonTextValue refused = rpc.call("task.submit", submission("test.log"));
        QCOMPARE(refused[u"error"][u"code"].token(), "-32000");
        QVERIFY(number(refused[u"error"][u"data"], u"retryAfterMs") > 0);
        QCOMPARE(rpc.error("task.submit", submission("test.take", params(100'000))), -32000); // its params are a file
        // Direct calls go on, and what is stored can be read.
        QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("5000"))), goodSummary("5000"));
        for (const QByteArray &id : ids)
            QVERIFY(rpc.get(id).isObject());
        QVERIFY(rpc.result("task.list").isObject());
        server.process().limitFileSize(lifted);
        QVERIFY(accepts(rpc));
        QVERIFY(!rpc.submit("test.take", params(100'000)).isEmpty());
        for (const QByteArray &id : ids)
            QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        QCOMPARE(server.auditFault(), QString());
        rpc.peer().close();
        server.kill();
        QVERIFY(server.start());
        Rpc after = server.rpc();
        for (const QByteArray &id : ids)
            QCOMPARE(text(after.get(id), u"state"), "succeeded");
        QCOMPARE(server.auditFault(), QString());
    }

    /// A result that cannot be stored now is stored later; the task is not run again for that.
    void anEndIsStoredLater()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.gate", server.gateParams("gate", "held"));
        QVERIFY(server.begins("held"));
        server.process().limitFileSize(none);
        QVERIFY(refuses(rpc));
        server.open("gate");
        QVERIFY(refuses(rpc));
        QCOMPARE(text(rpc.get(id), u"state"), "running");
        server.process().limitFileSize(lifted);
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        QCOMPARE(server.begun("held"), 1);
        QCOMPARE(server.auditFault(), QString());
    }

    /// A cancel that could not be stored was not confirmed; nor does it leave the keeper waiting, or turning.
    void aRefusedCancelHoldsNothingUp()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray held = rpc.submit("test.gate", server.gateParams("gate", "held"), R"("delayMs":1500)");
        const QByteArray due = rpc.submit("test.log", R"({"tag":"due"})", R"("delayMs":2500)");
        QVERIFY(eventually([&] { return number(rpc.result("system.audit"), u"queued") == 2; }));
        pauseMs(200); // what else there is to write is written
        server.process().limitFileSize(none);
        const int code = rpc.error("task.cancel", Rpc::idParam(held));
        server.process().limitFileSize(lifted);
        QCOMPARE(code, -32000);
        // Nothing else is asked of the store: it is for the server itself to see that it is back.
        QVERIFY(server.begins("held"));
        QVERIFY(server.begins("due"));
        server.open("gate");
        QCOMPARE(text(rpc.wait(held), u"state"), "succeeded");
        QCOMPARE(text(rpc.wait(due), u"state"), "succeeded");
    }

    /// Results that are files: the attempt waits a little for room, and is tried again if there is none.
    void aLongResultIsTriedAgain()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        server.process().limitFileSize(1 << 20);
        const QByteArray id = rpc.submit("test.big", R"({"tag":"big","bytes":3000000})", R"("maxAttempts":20)");
        QVERIFY(server.begins("big", 2));
        server.process().limitFileSize(lifted);
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(number(record, u"resultBytes"), 3'000'000 + 11);
    }

    void theHistoryIsCountedWhereItIsLost()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        server.process().limitFileSize(none);
        for (int i = 0; i < 20; ++i)
            QVERIFY(rpc.call("text.reverse", R"(["ab"])").has(u"result"));
        QCOMPARE(rpc.error("text.reverse", "[1]"), -32602);
        const auto lost = [&rpc] { return rpc.result("system.stats")[u"history"]; };
        QVERIFY(eventually([&] {
            return number(lost(), u"lost") + rpc.result("task.list", R"({"kind":"direct"})")[u"tasks"].items().size() >=
                   21;
        }));
        QVERIFY(number(lost(), u"lost") > 0);
        const JsonTextValue leftOut = lost()[u"leftOut"][u"text.reverse"];
        QCOMPARE(number(leftOut, u"done") + number(leftOut, u"failed"), number(lost(), u"lost"));
        QCOMPARE(number(leftOut, u"failed"), 1);
        QVERIFY(server.process().stderrText().contains("direct calls were left out of the history calls="));
        server.process().limitFileSize(lifted);
        QVERIFY(accepts(rpc));
    }

    void itEndsInOrderAllTheSame()
    {
        TaskServer server;
        QVERIFY(server.start());
        const QByteArray id = server.rpc().submit("test.log", "{}", R"("delayMs":1000)");
        QVERIFY(!id.isEmpty());
        server.process().limitFileSize(none);
        QCOMPARE(server.stop().value_or(-1), 0); // nor does it keep the server from ending
        QVERIFY(server.start());
        QCOMPARE(text(server.rpc().wait(id), u"state"), "succeeded");
    }
};

QTEST_GUILESS_MAIN(StorageFaults)
#include "tst_storage_faults.moc"
