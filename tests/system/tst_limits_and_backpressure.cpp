// The contract's Limits on one connection: its share, what is larger than that, and clients that do not read.
#include "tests/support/stats.h"
#include "tests/support/wire_suite.h"

#include <QSet>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class LimitsAndBackpressure : public QObject
{
    Q_OBJECT

private:
    /// The total is never less than the largest message, so both are named.
    static QStringList totalOf(int bytes)
    {
        return {u"--max-total-bytes"_s, QString::number(bytes), u"--max-message"_s, QString::number(bytes)};
    }

    static QByteArray reverseOf(qsizetype bytes, const QByteArray &id)
    {
        return request(id, "text.reverse", "[\"" + QByteArray(bytes, 'x') + "\"]");
    }

    /// Sends as much of an endless pipeline as the server takes, until it has taken nothing for a while.
    struct Flood
    {
        qint64 bytesTaken = 0;
        int requests = 0;      ///< begun
        QByteArray unfinished; ///< the rest of the last one

        void run(RawPeer &peer, qsizetype size, qint64 atMost)
        {
            Deadline quiet(1000);
            while (!quiet.over() && bytesTaken < atMost) {
                if (unfinished.isEmpty())
                    unfinished = reverseOf(size, QByteArray::number(requests++));
                const qint64 sent = peer.sendSome(unfinished);
                if (sent > 0) {
                    bytesTaken += sent;
                    unfinished.remove(0, sent);
                    quiet = Deadline(1000);
                } else {
                    pauseMs(2);
                }
            }
        }

        /// Now the client reads after all: ids of the replies.
        QSet<QByteArray> finish(RawPeer &peer)
        {
            QSet<QByteArray> ids;
            const Deadline deadline;
            while (ids.size() < requests && !deadline.over()) {
                if (!unfinished.isEmpty())
                    unfinished.remove(0, std::max<qint64>(0, peer.sendSome(unfinished)));
                for (const QByteArray &line : peer.takeArrivedLines())
                    ids.insert(summaryOf(line).split(' ').constFirst());
                pauseMs(1);
            }
            return ids;
        }
    };

    static bool isServed(quint16 port)
    {
        RawPeer peer(port);
        return summaryOf(peer.ask(goodRequest("1"))) == goodSummary("1");
    }

private Q_SLOTS:
    void halfCloseStillGetsEveryReply()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        QByteArray bytes;
        QByteArrayList expected;
        for (int i = 0; i < 3000; ++i) {
            bytes += goodRequest(QByteArray::number(i));
            expected += goodSummary(QByteArray::number(i));
        }
        bytes += slowRequest("\"slow\"", 300'000) + "[" + goodRequest("\"last\"") + "]";
        expected += '[' + goodSummary("\"last\"") + ']';
        Exchange exchange = Exchange::of(server.port(), bytes);
        QCOMPARE(exchange.lines.removeIf([](const QByteArray &line) { return line.contains("\"slow\""); }), 1);
        QCOMPARE(exchange.difference(expected), QString());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void resetDropsWhatHasNotStarted()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--workers"_s, u"1"_s}), server.stderrText().constData());
        constexpr int calls = 40;
        RawPeer peer(server.port());
        for (int i = 0; i < calls; ++i)
            QVERIFY(peer.send(slowRequest(QByteArray::number(i), 1'000'000)));
        QVERIFY(eventually([&] {
            const Stats now = Stats::of(server.port());
            return now.tasksInFlight + now.finished() >= calls;
        }));
        peer.reset();
        QVERIFY(eventually([&] {
            const Stats now = Stats::of(server.port());
            return now.cancelled > 0 && now.finished() >= calls - 1 && now.tasksInFlight <= 1;
        }));
        QVERIFY(isServed(server.port()));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void halfCloseDropsNothing()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--workers"_s, u"1"_s}), server.stderrText().constData());
        QByteArray bytes;
        for (int i = 0; i < 20; ++i)
            bytes += slowRequest(QByteArray::number(i), 500'000);
        QCOMPARE(Exchange::of(server.port(), bytes).lines.size(), 20);
        QCOMPARE(Stats::of(server.port()).cancelled, 0);
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// It is no longer read once its share is used up; others are served; nothing is lost when it reads at last.
    void clientThatNeverReadsIsHeldUp()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--max-connection-bytes"_s, u"4194304"_s}), server.stderrText().constData());
        RawPeer peer(server.port(), 16 * 1024);
        Flood flood;
        constexpr qint64 farTooMuch = 200'000'000; // a share, and what the system buffers in both directions, is less
        flood.run(peer, 64 * 1024, farTooMuch);
        QVERIFY2(flood.bytesTaken < farTooMuch, "it is read without end");
        for (int i = 0; i < 20; ++i)
            QVERIFY(isServed(server.port()));
        QCOMPARE(flood.finish(peer).size(), flood.requests);
        QCOMPARE(summaryOf(peer.ask(goodRequest("\"end\""))), goodSummary("\"end\""));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void clientThatNeverReadsSmallReplies()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--max-connection-tasks"_s, u"100"_s}), server.stderrText().constData());
        RawPeer peer(server.port(), 16 * 1024);
        Flood flood;
        constexpr qint64 farTooMuch = 100'000'000;
        flood.run(peer, 2, farTooMuch);
        QVERIFY2(flood.bytesTaken < farTooMuch, "it is read without end");
        QVERIFY(isServed(server.port()));
        QCOMPARE(flood.finish(peer).size(), flood.requests);
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void pipelineDeeperThanTheShare_data()
    {
        QTest::addColumn<QStringList>("limits");
        QTest::newRow("one task") << QStringList{u"--max-connection-tasks"_s, u"1"_s};
        QTest::newRow("few tasks") << QStringList{u"--max-connection-tasks"_s, u"3"_s};
        QTest::newRow("few bytes") << QStringList{u"--max-connection-bytes"_s, u"1024"_s};
        QTest::newRow("few tasks in all") << QStringList{u"--max-total-tasks"_s, u"2"_s};
        QTest::newRow("few bytes in all") << totalOf(2048) + QStringList{u"--reserve-bytes"_s, u"65536"_s};
    }
    void pipelineDeeperThanTheShare()
    {
        QFETCH(const QStringList, limits);
        ServerProcess server;
        QVERIFY2(server.start(limits), server.stderrText().constData());
        QByteArray bytes;
        QByteArrayList expected;
        for (int i = 0; i < 2000; ++i) {
            bytes += goodRequest(QByteArray::number(i));
            expected += goodSummary(QByteArray::number(i));
        }
        QCOMPARE(Exchange::of(server.port(), bytes).difference(expected), QString());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void largerThanAShareIsAdmittedAlone()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--max-connection-tasks"_s, u"8"_s, u"--max-connection-bytes"_s, u"4096"_s}),
                 server.stderrText().constData());
        QByteArrayList members;
        QByteArrayList summaries;
        for (int i = 0; i < 500; ++i) {
            members += goodRequest(QByteArray::number(i));
            summaries += goodSummary(QByteArray::number(i));
        }
        std::sort(summaries.begin(), summaries.end());
        const QByteArray batch = '[' + members.join(',') + ']';
        const QByteArray array = '[' + summaries.join(" ; ") + ']';
        QByteArray bytes;
        QByteArrayList expected;
        for (int round = 0; round < 3; ++round) {
            bytes += goodRequest("1") + batch + goodRequest("2") + reverseOf(1'000'000, "3");
            expected +=
                {goodSummary("1"), array, goodSummary("2"), "3 {\"text\":\"" + QByteArray(1'000'000, 'x') + "\"}"};
        }
        const QString difference = Exchange::of(server.port(), bytes).difference(expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference.left(1000)));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void longArrayPastTheShare()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--max-message"_s, u"67108864"_s, u"--max-connection-bytes"_s, u"1048576"_s}),
                 server.stderrText().constData());
        const QByteArray numbers = QByteArray("1,").repeated(sanitized ? 2'000'000 : 16'000'000) + '1';
        RawPeer peer(server.port());
        const QByteArray line = peer.ask(request("1", "numbers.average", "[[" + numbers + "]]") + goodRequest("2"));
        QVERIFY2(line.contains("\"average\":1,") || summaryOf(line) == goodSummary("2"), line.left(300).constData());
        QVERIFY(peer.readLine().has_value());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void clientThatNeverReadsIsResetInTheEnd()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--write-timeout"_s, u"500"_s}), server.stderrText().constData());
        RawPeer peer(server.port(), 16 * 1024);
        for (int i = 0; i < 10; ++i)
            QVERIFY(peer.send(reverseOf(1'000'000, QByteArray::number(i))));
        QVERIFY(eventually([&] { return Stats::of(server.port()).connections == 1; }));
        peer.readToEnd();
        QCOMPARE(peer.end(), RawPeer::End::Reset);
        QVERIFY(eventually([&] { return Stats::of(server.port()).tasksInFlight <= 1; }));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// Reading slowly is reading: only one who does not read at all is reset. Idle ones are never.
    void slowReaderAndIdleClientAreNotReset()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--write-timeout"_s, u"1500"_s}), server.stderrText().constData());
        RawPeer idle(server.port());
        QCOMPARE(summaryOf(idle.ask(goodRequest("1"))), goodSummary("1"));
        RawPeer peer(server.port(), 64 * 1024);
        QVERIFY(peer.send(reverseOf(12'000'000, "1")));
        qsizetype got = 0;
        for (int i = 0; i < 50; ++i) { // 5 s at the least
            got += peer.readOnce(100'000).size();
            pauseMs(100);
        }
        got += peer.readLine().value_or(QByteArray()).size();
        QVERIFY2(got > 12'000'000, QByteArray::number(got).constData());
        QCOMPARE(summaryOf(idle.ask(goodRequest("2"))), goodSummary("2"));
        QCOMPARE(faultAtEndOf(server), QString());
    }
};

QTEST_GUILESS_MAIN(LimitsAndBackpressure)
#include "tst_limits_and_backpressure.moc"
