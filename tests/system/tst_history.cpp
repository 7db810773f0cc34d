// The history of direct calls: what a record keeps, what is left out and counted, and that it is bounded.
#include "tests/support/reply.h"
#include "tests/support/stats.h"
#include "tests/support/task_server.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class HistoryOfCalls : public QObject
{
    Q_OBJECT

private:
    static QList<JsonTextValue> calls(Rpc &rpc, const QByteArray &more = {})
    {
        return rpc.result("task.list", R"({"kind":"direct","limit":500)" + more + '}')[u"tasks"].items();
    }
    /// Written behind: waits until there are so many.
    static bool recorded(Rpc &rpc, qsizetype count)
    {
        return eventually([&] { return calls(rpc).size() >= count; });
    }
    static qint64 leftOut(Rpc &rpc)
    {
        qint64 sum = 0;
        for (const auto &[task, outcomes] : rpc.result("system.stats")[u"history"][u"leftOut"].members()) {
            for (const auto &[outcome, count] : outcomes.members())
                sum += static_cast<qint64>(count.number());
        }
        return sum;
    }

private Q_SLOTS:
    void aRecordTellsOfTheCall()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QVERIFY(rpc.call("text.reverse", R"(["ab"])").has(u"result"));
        QVERIFY(recorded(rpc, 1));
        QCOMPARE(rpc.error("numbers.average", R"({"numbers":[]})"), -32602);
        QVERIFY(recorded(rpc, 2));
        const QList<JsonTextValue> all = calls(rpc);
        QCOMPARE(all.size(), 2);
        QCOMPARE(text(all[1], u"task"), "text.reverse");
        const QByteArray id = text(all[1], u"id");
        const JsonTextValue record = rpc.get(id);
        QCOMPARE(text(record, u"kind"), "direct");
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(record[u"params"].canonical(), R"(["ab"])");
        QCOMPARE(record[u"result"].canonical(), R"({"text":"ba"})");
        QVERIFY(text(record, u"createdAt") <= text(record, u"finishedAt"));
        const JsonTextValue failed = rpc.get(text(all[0], u"id"));
        QCOMPARE(text(failed, u"state"), "failed");
        QCOMPARE(failed[u"error"][u"code"].token(), "-32602");
        // They are a history: nothing can be done to them, and they are no background tasks.
        for (const char *method : {"task.cancel", "task.retry"}) {
            QCOMPARE(rpc.error(method, Rpc::idParam(id)), -32007);
        }
        const JsonTextValue named = rpc.result("task.get", "[\"" + id + "\",false]");
        QVERIFY(!named.has(u"params") && !named.has(u"result"));
        QCOMPARE(text(rpc.result("blob.read", "[\"" + text(named, u"paramsBlob") + "\",0,99]"), u"base64"),
                 QByteArray(R"(["ab"])").toBase64());
        QVERIFY(rpc.result("blob.read", "[\"" + text(named, u"resultBlob") + "\",0,99]").has(u"sha256"));
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        QVERIFY(rpc.result("task.list")[u"tasks"].items().isEmpty());
        QCOMPARE(number(rpc.result("system.audit"), u"accepted"), 0);
        server.stop();
        QVERIFY(server.start());
        Rpc after = server.rpc();
        QCOMPARE(calls(after).size(), 2);
    }

    /// Whoever called, and whether they wanted a reply or not.
    void everyWayOfCallingLeavesAWholeRecord()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QVERIFY(rpc.peer().send(request({}, "text.reverse", R"(["ab"])")));
        QVERIFY(recorded(rpc, 1));
        RawPeer old(server.port());
        QVERIFY(old.send(R"({"type":"promedio","data":[1, 2]})"));
        QVERIFY(old.readToEnd().contains("1.50"));
        QVERIFY(recorded(rpc, 2));
        RawPeer wrong(server.port());
        QVERIFY(wrong.send(R"({"type":"promedio","data":[]})"));
        QVERIFY(wrong.readToEnd().contains("Error"));
        QVERIFY(recorded(rpc, 3));
        const QList<JsonTextValue> all = calls(rpc);
        const JsonTextValue notified = rpc.get(text(all[2], u"id"));
        QCOMPARE(notified[u"result"].canonical(), R"({"text":"ba"})");
        const JsonTextValue average = rpc.get(text(all[1], u"id"));
        QCOMPARE(average[u"params"].canonical(), "[[1,2]]");
        QCOMPARE(average[u"result"][u"average"].token(), "1.5");
        const JsonTextValue failed = rpc.get(text(all[0], u"id"));
        QCOMPARE(failed[u"params"].canonical(), "[[]]");
        QCOMPARE(failed[u"error"][u"code"].token(), "-32602");
    }

    void longPayloadsAreToldBySizeOnly()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const auto params = [](qsizetype size) { return "[\"" + QByteArray(size - 4, 'x') + "\"]"; };
        QVERIFY(rpc.call("text.count", params(4096)).has(u"result"));
        QVERIFY(recorded(rpc, 1));
        QVERIFY(rpc.call("text.count", params(4097)).has(u"result"));
        QVERIFY(recorded(rpc, 2));
        const QList<JsonTextValue> all = calls(rpc);
        const JsonTextValue kept = rpc.get(text(all[1], u"id"));
        QCOMPARE(kept[u"params"].canonical().size(), 4096);
        QCOMPARE(number(kept, u"paramsBytes"), 4096);
        const JsonTextValue cut = rpc.get(text(all[0], u"id"));
        QVERIFY(!cut.has(u"params") && !cut.has(u"paramsBlob"));
        QCOMPARE(number(cut, u"paramsBytes"), 4097);
        QVERIFY(cut.has(u"result"));
    }

    void aRateOfNothingRecordsNothing()
    {
        TaskServer server({u"--history-rate"_s, u"0"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        constexpr int count = 500;
        for (int i = 0; i < count; ++i)
            QVERIFY(rpc.call(i % 5 ? "text.reverse" : "text.count", R"(["ab"])").has(u"result"));
        QCOMPARE(rpc.error("text.count", "[1]"), -32602);
        QVERIFY(calls(rpc).isEmpty());
        QVERIFY(eventually([&] { return leftOut(rpc) == count + 1; }));
        const JsonTextValue byTask = rpc.result("system.stats")[u"history"][u"leftOut"];
        QVERIFY2(byTask.has(u"text.count"), byTask.canonical().constData());
    }

    void theSmallestRateRecords()
    {
        TaskServer server({u"--history-rate"_s, u"1"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QVERIFY(rpc.call("text.reverse", R"(["ab"])").has(u"result"));
        QVERIFY(recorded(rpc, 1));
    }

    /// Whatever the rate: each call is either recorded or counted as left out.
    void nothingIsDroppedSilently()
    {
        TaskServer server({u"--history-rate"_s, u"20"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        constexpr int count = 2000;
        QByteArray all;
        for (int i = 0; i < count; ++i)
            all += request(QByteArray::number(i + 10'000), "text.reverse", R"(["ab"])");
        QVERIFY(rpc.peer().send(all));
        QCOMPARE(rpc.peer().readLines(count).size(), count);
        QVERIFY(eventually([&] { return Stats::of(server.port()).succeeded == count; }));
        QVERIFY(eventually([&] { return leftOut(rpc) + calls(rpc).size() == count; }));
        const qsizetype kept = calls(rpc).size();
        qInfo("%lld of %d recorded at 20 each second", static_cast<long long>(kept), count);
        QVERIFY(kept >= 1 && kept < count / 2);
    }

    void onlySoManyAreKept()
    {
        TaskServer server({u"--keep-calls"_s, u"25"_s, u"--history-rate"_s, u"100000"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        for (int i = 0; i < 300; ++i)
            QVERIFY(rpc.call("text.reverse", "[\"" + QByteArray::number(i) + "\"]").has(u"result"));
        QVERIFY(recorded(rpc, 25));
        QVERIFY(eventually([&] { return calls(rpc).size() == 25; }));
        QCOMPARE(rpc.get(text(calls(rpc)[0], u"id"))[u"params"].canonical(), R"(["299"])");
        QCOMPARE(server.auditFault(), QString());
    }

    /// What a record says of where it ran stays true.
    void aNodeMayTakeAnotherName()
    {
        TaskServer server;
        QVERIFY(server.start({u"--node"_s, u"first"_s}));
        QByteArray id;
        {
            Rpc rpc = server.rpc();
            id = rpc.submit("test.log");
            QCOMPARE(text(rpc.wait(id), u"node"), "first");
            QVERIFY(rpc.call("text.reverse", R"(["ab"])").has(u"result"));
            QVERIFY(recorded(rpc, 1));
        }
        QCOMPARE(server.stop().value_or(-1), 0);
        QVERIFY(server.start({u"--node"_s, u"second"_s}));
        Rpc rpc = server.rpc();
        QCOMPARE(text(rpc.get(id), u"node"), "first");
        QCOMPARE(text(calls(rpc)[0], u"node"), "first");
        QCOMPARE(text(rpc.wait(rpc.submit("test.log")), u"node"), "second");
    }

    void andOnlySoLong()
    {
        TaskServer server({u"--keep-calls-time"_s, u"1s"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QVERIFY(rpc.call("text.reverse", R"(["ab"])").has(u"result"));
        QVERIFY(recorded(rpc, 1));
        QVERIFY(eventually([&] { return calls(rpc).isEmpty(); }));
    }

    void eachStateHasItsBounds()
    {
        TaskServer server({u"--keep-succeeded"_s, u"2"_s, u"--keep-cancelled-time"_s, u"1s"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        for (int i = 0; i < 5; ++i) {
            rpc.wait(rpc.submit("test.log"));
            rpc.wait(rpc.submit("test.fail", R"({"times":9})", R"("maxAttempts":1)"));
            rpc.result("task.cancel", Rpc::idParam(rpc.submit("test.log", "{}", R"("delayMs":60000)")));
        }
        const auto there = [&rpc](const QByteArray &state) {
            return rpc.result("task.list", "{\"state\":\"" + state + "\"}")[u"tasks"].items().size();
        };
        QVERIFY(eventually([&] { return there("succeeded") == 2 && there("cancelled") == 0; }));
        QCOMPARE(there("failed"), 5);
        QCOMPARE(server.auditFault(), QString());
    }
};

QTEST_GUILESS_MAIN(HistoryOfCalls)
#include "tst_history.moc"
