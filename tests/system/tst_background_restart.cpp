// What a process leaves behind, killed or ended in order, the next one takes up.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QTest>

#include <csignal>
#include <set>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class BackgroundRestart : public QObject
{
    Q_OBJECT

private:
    static QByteArray tagged(const QByteArray &tag) { return "{\"tag\":\"" + tag + "\"}"; }

private Q_SLOTS:
    void aKillLosesNothing()
    {
        TaskServer server;
        QVERIFY(server.start());
        QByteArray held;
        QByteArrayList queued;
        QByteArray delayed;
        QByteArray done;
        {
            Rpc rpc = server.rpc();
            done = rpc.submit("test.log", tagged("done"));
            QCOMPARE(text(rpc.wait(done), u"state"), "succeeded");
            held = rpc.submit("test.gate", server.gateParams("gate", "held"));
            QVERIFY(server.begins("held"));
            rpc.submit("test.gate", server.gateParams("gate", "other"));
            QVERIFY(server.begins("other"));
            for (int i = 0; i < 50; ++i)
                queued += rpc.submit("test.log", tagged("queued"));
            delayed = rpc.submit("test.log", tagged("delayed"), R"("delayMs":1500)");
        }
        server.kill();
        server.open("gate");
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QCOMPARE(text(rpc.get(done), u"state"), "succeeded");
        for (const QByteArray &id : queued) {
            const JsonTextValue record = rpc.wait(id);
            QCOMPARE(text(record, u"state"), "succeeded");
        }
        QCOMPARE(server.begun("queued"), 50); // none had begun: each once
        const JsonTextValue late = rpc.wait(delayed);
        QCOMPARE(text(late, u"state"), "succeeded");
        QVERIFY(text(late, u"startedAt") >= text(late, u"notBefore"));
        const JsonTextValue again = rpc.wait(held);
        QCOMPARE(text(again, u"state"), "succeeded");
        QCOMPARE(number(again, u"attempt"), 2); // the fence
        QCOMPARE(again[u"result"].canonical(), R"({"attempt":2})");
        QCOMPARE(server.begun("done"), 1);
        QCOMPARE(server.auditFault(), QString());
    }

    /// What had begun has used its attempt; what had not, has not.
    void onlyWhatHadBegunIsCounted()
    {
        TaskServer server({u"--workers"_s, u"1"_s});
        QVERIFY(server.start());
        QByteArray held;
        QByteArray next;
        QByteArray startedAt;
        {
            Rpc rpc = server.rpc();
            held = rpc.submit("test.gate", server.gateParams("never", "held"), R"("maxAttempts":1)");
            QVERIFY(server.begins("held"));
            // Told by the worker's thread, written down a moment later.
            QVERIFY(eventually([&] { return !(startedAt = text(rpc.get(held), u"startedAt")).isEmpty(); }));
            QTest::qWait(1'500);
            next = rpc.submit("test.log", tagged("next"), R"("maxAttempts":1)");
        }
        for (int i = 0; i < 3; ++i) {
            server.kill();
            QVERIFY(server.start());
        }
        Rpc rpc = server.rpc();
        const JsonTextValue failed = rpc.wait(held);
        QCOMPARE(text(failed, u"state"), "failed");
        QCOMPARE(failed[u"error"][u"code"].token(), "-32603");
        QVERIFY(text(failed, u"startedAt") == startedAt && !startedAt.isEmpty());
        QVERIFY(text(failed, u"worker").startsWith("worker-"));
        QCOMPARE(server.begun("held"), 1);
        // It may have run in each of the processes: one that ended before the end was stored leaves it uncounted.
        QCOMPARE(text(rpc.wait(next), u"state"), "succeeded");
        QVERIFY(server.begun("next") >= 1);
        QCOMPARE(server.auditFault(), QString());
    }

    void runningTasksMayFinishInADrain()
    {
        TaskServer server({u"--drain-timeout"_s, u"60000"_s});
        QVERIFY(server.start());
        QByteArray held;
        QByteArray delayed;
        {
            Rpc rpc = server.rpc();
            held = rpc.submit("test.gate", server.gateParams("gate", "held"));
            QVERIFY(server.begins("held"));
            delayed = rpc.submit("test.log", tagged("delayed"), R"("delayMs":1)");
            rpc.wait(delayed);
            delayed = rpc.submit("test.log", tagged("later"), R"("delayMs":3000)");
        }
        server.process().signal(SIGTERM);
        QVERIFY(eventually([&] { return !RawPeer(server.port()).isConnected(); }));
        QVERIFY(server.process().isRunning());
        server.open("gate");
        QCOMPARE(server.process().waitForExit().value_or(-1), 0);
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const JsonTextValue record = rpc.get(held);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(number(record, u"attempt"), 1);
        QCOMPARE(text(rpc.wait(delayed), u"state"), "succeeded");
        QCOMPARE(server.begun("held"), 1);
    }

    void whatDoesNotFinishGoesBackUncounted_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::newRow("heeds") << QByteArray("test.gate");
        QTest::newRow("does not heed") << QByteArray("test.stubborn");
    }
    void whatDoesNotFinishGoesBackUncounted()
    {
        QFETCH(const QByteArray, task);
        TaskServer server({u"--drain-timeout"_s, u"200"_s});
        QVERIFY(server.start());
        QByteArray id;
        {
            Rpc rpc = server.rpc();
            id = rpc.submit(task, server.gateParams("gate", "held"), R"("maxAttempts":1)");
            QVERIFY(server.begins("held"));
        }
        for (int i = 2; i < 4; ++i) {
            QCOMPARE(server.stop().value_or(-1), 0);
            QVERIFY(server.start());
            QVERIFY(server.begins("held", i));
        }
        server.open("gate");
        Rpc rpc = server.rpc();
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded"); // though one attempt is all that it has
        QCOMPARE(number(record, u"attempt"), 3);
        QCOMPARE(server.auditFault(), QString());
    }

    void waitsAndSubscriptionsEndAtADrain()
    {
        TaskServer server({u"--drain-timeout"_s, u"60000"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.gate", server.gateParams("gate", "held"));
        QVERIFY(server.begins("held"));
        QVERIFY(rpc.call("events.subscribe", R"({"topics":["task"]})").has(u"result"));
        const int wait = rpc.send("task.wait", Rpc::idParam(id));
        QVERIFY(rpc.call("system.info").has(u"result"));
        server.process().signal(SIGTERM);
        QCOMPARE(text(rpc.reply(wait)[u"result"], u"state"), "running");
        rpc.peer().readLinesToEnd();
        QCOMPARE(rpc.peer().end(), RawPeer::End::Closed); // in order, though the task still runs
        QVERIFY(server.process().isRunning());
        server.open("gate");
        QCOMPARE(server.process().waitForExit().value_or(-1), 0);
    }

    /// SIGTERM in the middle of a storm: what was acknowledged is there, and no other ids are.
    void aStormThatIsEndedIsCounted()
    {
        TaskServer server({u"--drain-timeout"_s, u"300"_s});
        QVERIFY(server.start());
        constexpr int submits = 20'000;
        std::set<QByteArray> acknowledged;
        qint64 refused = 0;
        {
            RawPeer peer(server.port());
            QByteArray storm;
            for (int i = 0; i < submits; ++i)
                storm +=
                    request(QByteArray::number(i), "task.submit", submission("test.sleep", R"({"ms":2,"tag":"s"})"));
            qsizetype sent = 0;
            QByteArrayList lines;
            while (sent < storm.size() && lines.size() < 500) {
                const qint64 now = peer.sendSome(storm.mid(sent, 64 * 1024));
                QVERIFY(now >= 0);
                sent += now;
                lines += peer.takeArrivedLines();
            }
            server.process().signal(SIGTERM);
            peer.sendSome(storm.mid(sent, 64 * 1024));
            lines += peer.readLinesToEnd();
            for (const QByteArray &line : lines) {
                const auto reply = JsonTextValue::parse(line);
                QVERIFY2(reply, line.constData());
                if (reply->has(u"result"))
                    QVERIFY(acknowledged.insert(text((*reply)[u"result"], u"id")).second);
                else
                    ++refused;
            }
        }
        QCOMPARE(server.process().waitForExit().value_or(-1), 0);
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        qInfo("%zu acknowledged, %lld refused", acknowledged.size(), static_cast<long long>(refused));
        QCOMPARE(number(rpc.result("system.audit"), u"accepted"), static_cast<qint64>(acknowledged.size()));
        for (const QByteArray &id : acknowledged)
            QVERIFY2(rpc.get(id).isObject(), id.constData());
        QCOMPARE(server.auditFault(), QString());
        server.kill();
    }

    void theNodesNameMayChange()
    {
        TaskServer server;
        QVERIFY(server.start({u"--node"_s, u"first"_s}));
        const QByteArray id = server.rpc().submit("test.log", "{}", R"("delayMs":500)");
        server.kill();
        QVERIFY(server.start({u"--node"_s, u"second"_s, u"--workers"_s, u"1"_s}));
        QCOMPARE(text(server.rpc().wait(id), u"node"), "second");
    }
};

QTEST_GUILESS_MAIN(BackgroundRestart)
#include "tst_background_restart.moc"
