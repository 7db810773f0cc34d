// Shutting down: what was accepted is answered, what comes after is told so, connections close in order, and those who
// do not let that happen are cut off.
#include "tests/support/stats.h"
#include "tests/support/wire_suite.h"

#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class Drain : public QObject
{
    Q_OBJECT

private:
    static constexpr int farAway = 600'000; ///< a drain timeout that no test waits for
    static QStringList withDrainTimeout(int ms)
    {
        return {u"--workers"_s, u"1"_s, u"--drain-timeout"_s, QString::number(ms)};
    }

    static bool listeningHasStopped(const ServerProcess &server)
    {
        return eventually([&] { return !RawPeer(server.port()).isConnected(); });
    }

    /// A peer with replies waiting that it does not read, more than the system buffers.
    static RawPeer peerThatDoesNotRead(const ServerProcess &server)
    {
        RawPeer peer(server.port(), 16 * 1024);
        const QByteArray text(8'000'000, 'x');
        for (int i = 0; i < 4; ++i)
            peer.send(request(QByteArray::number(i), "text.reverse", "[\"" + text + "\"]"));
        eventually([&] { return Stats::of(server.port()).succeeded >= 3; });
        return peer;
    }

private Q_SLOTS:
    void idleServerEnds_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void idleServerEnds()
    {
        QFETCH(const int, number);
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        RawPeer silent(server.port());
        RawPeer served(server.port());
        QCOMPARE(summaryOf(served.ask(goodRequest("1"))), goodSummary("1"));
        server.signal(number);
        QCOMPARE(served.readToEnd(), "");
        QCOMPARE(served.end(), RawPeer::End::Closed);
        QCOMPARE(silent.readToEnd(), "");
        QCOMPARE(silent.end(), RawPeer::End::Closed);
        served.close();
        silent.close();
        QCOMPARE(server.waitForExit().value_or(-1), 0);
        QCOMPARE(server.sanitizerReport(), "");
        QCOMPARE(server.stdoutText().count('\n'), 1);
        QVERIFY(!RawPeer(server.port()).isConnected());
    }

    void acceptedCallsAreAnswered()
    {
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        constexpr int calls = 30;
        RawPeer peer(server.port());
        RawPeer batching(server.port());
        QByteArray batch = slowRequest("100", 300'000);
        QVERIFY(batching.send('[' + batch + ',' + goodRequest("101") + ']'));
        for (int i = 0; i < calls; ++i)
            QVERIFY(peer.send(slowRequest(QByteArray::number(i), 300'000)));
        QVERIFY(eventually([&] {
            const Stats now = Stats::of(server.port());
            return now.tasksInFlight + now.finished() >= calls + 2; // members of a batch count one by one
        }));
        server.signal(SIGTERM);
        QVERIFY(listeningHasStopped(server));
        const QByteArrayList lines = peer.readLinesToEnd();
        int results = 0;
        for (const QByteArray &line : lines) {
            QCOMPARE(faultOf(line), QString());
            results += line.contains("\"characters\"") ? 1 : 0;
        }
        QVERIFY2(results >= calls - 1, QByteArray::number(results).constData());
        QCOMPARE(peer.end(), RawPeer::End::Closed);
        QVERIFY(peer.rest().isEmpty());
        const QByteArrayList array = batching.readLinesToEnd();
        QCOMPARE(array.size(), 1);
        QVERIFY(array.constFirst().contains(R"("id":100)") && array.constFirst().contains(R"("id":101)"));
        QCOMPARE(batching.end(), RawPeer::End::Closed);
        peer.close();
        batching.close();
        QCOMPARE(server.waitForExit().value_or(-1), 0);
    }

    void newMessagesAreRefused()
    {
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        RawPeer peer(server.port());
        for (int i = 0; i < 20; ++i)
            QVERIFY(peer.send(slowRequest("\"old\"", 1'000'000)));
        QVERIFY(eventually([&] { return Stats::of(server.port()).tasksInFlight >= 10; }));
        server.signal(SIGTERM);
        QVERIFY(listeningHasStopped(server));
        QVERIFY(peer.send(goodRequest("\"new\"") + request("", "text.reverse", R"(["ab"])") +
                          request("\"i\"", "system.info")));
        QByteArrayList refused;
        for (const QByteArray &line : peer.readLinesToEnd()) {
            QCOMPARE(faultOf(line), QString());
            if (!line.contains("\"old\""))
                refused += summaryOf(line);
        }
        std::sort(refused.begin(), refused.end());
        QCOMPARE(refused, (QByteArrayList{R"("i" !-32006)", R"("new" !-32006)"}));
        QCOMPARE(peer.end(), RawPeer::End::Closed);
        peer.close();
        QCOMPARE(server.waitForExit().value_or(-1), 0);
    }

    void drainTimeoutCutsOff()
    {
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(300)), server.stderrText().constData());
        RawPeer peer = peerThatDoesNotRead(server);
        server.signal(SIGTERM);
        QCOMPARE(server.waitForExit().value_or(-1), 0);
        QCOMPARE(server.sanitizerReport(), "");
        peer.readToEnd();
        QCOMPARE(peer.end(), RawPeer::End::Reset);
    }

    void withoutATimeoutItWaits()
    {
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        RawPeer peer = peerThatDoesNotRead(server);
        server.signal(SIGTERM);
        QVERIFY(!server.waitForExit(1000));
        QCOMPARE(peer.readLinesToEnd().size(), 4);
        QCOMPARE(peer.end(), RawPeer::End::Closed);
        peer.close();
        QCOMPARE(server.waitForExit().value_or(-1), 0);
    }

    void secondSignalEndsAtOnce_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void secondSignalEndsAtOnce()
    {
        QFETCH(const int, number);
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        RawPeer peer = peerThatDoesNotRead(server);
        server.signal(SIGTERM);
        QVERIFY(listeningHasStopped(server));
        QVERIFY(server.isRunning());
        server.signal(number);
        QVERIFY(server.waitForExit().has_value()); // the drain timeout is far away
    }

    /// The unfinished text of a client does not hold up the end; nothing is owed for it.
    void unfinishedTextsDoNotHoldItUp()
    {
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        RawPeer peer(server.port());
        QVERIFY(peer.send(goodRequest("1") + "{\"jsonrpc\":\"2.0\",\"method\":\"text.rev"));
        QCOMPARE(summaryOf(peer.readLine().value_or("")), goodSummary("1"));
        server.signal(SIGTERM);
        peer.readToEnd();
        QCOMPARE(peer.end(), RawPeer::End::Closed);
        peer.close();
        QCOMPARE(server.waitForExit().value_or(-1), 0);
    }

    void theFirstDialectIsAnswered()
    {
        ServerProcess server;
        QVERIFY2(server.start(withDrainTimeout(farAway)), server.stderrText().constData());
        RawPeer busy(server.port());
        for (int i = 0; i < 5; ++i)
            QVERIFY(busy.send(slowRequest("1", 1'000'000)));
        RawPeer peer(server.port());
        QVERIFY(peer.send(R"({"type": "promedio", "data": [10, 20, 30]})"));
        QVERIFY(eventually([&] {
            const Stats now = Stats::of(server.port());
            return now.tasksInFlight + now.finished() >= 6;
        }));
        server.signal(SIGTERM);
        QVERIFY(peer.readToEnd().endsWith(": El promedio es 20.00"));
        QCOMPARE(peer.end(), RawPeer::End::Closed);
        QCOMPARE(busy.readLinesToEnd().size(), 5);
        peer.close();
        busy.close();
        QCOMPARE(server.waitForExit().value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(Drain)
#include "tst_drain.moc"
