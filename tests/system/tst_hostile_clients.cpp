// Clients that mean harm, or might as well: the server's memory stays bounded, others are served throughout, and
// nothing is left behind.
#include "tests/support/stats.h"
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class HostileClients : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 endless = qint64{1} << (sanitized ? 26 : 30); ///< bytes

    /// Empty if another client is served and the server has stayed small.
    static QString stepFault(RawPeer &other, const Footprint &footprint)
    {
        if (summaryOf(other.ask(goodRequest("1"))) != goodSummary("1"))
            return u"another client was not served"_s;
        return footprint.growth();
    }

private Q_SLOTS:
    void endlessLine_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QByteArrayList>("expected");
        const QByteArray tooLarge = "null !-32004(16777216)";
        QTest::newRow("of no JSON") << QByteArray() << QByteArray("x") << QByteArray("\n")
                                    << QByteArrayList{"null !-32700"};
        QTest::newRow("a string") << QByteArray("{\"a\":\"") << QByteArray("x") << QByteArray("\"}")
                                  << QByteArrayList{tooLarge};
        QTest::newRow("an array") << QByteArray("[1") << QByteArray(",1") << QByteArray("]")
                                  << QByteArrayList{tooLarge};
        QTest::newRow("brackets that close")
            << QByteArray("[1") << QByteArray(",{}") << QByteArray("]") << QByteArrayList{tooLarge};
        QTest::newRow("white space") << QByteArray() << QByteArray(" ") << QByteArray() << QByteArrayList{};
    }
    void endlessLine()
    {
        QFETCH(const QByteArray, start);
        QFETCH(const QByteArray, piece);
        QFETCH(const QByteArray, end);
        QFETCH(QByteArrayList, expected);
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Footprint footprint(server);
        RawPeer other(server.port());
        RawPeer peer(server.port());
        const QByteArray block = piece.repeated((1 << 20) / piece.size());
        QVERIFY(peer.send(start));
        for (qint64 sent = 0; sent < endless; sent += block.size()) {
            QVERIFY(peer.send(block));
            if (sent % (qint64{32} << 20) < block.size())
                QCOMPARE(stepFault(other, footprint), QString());
        }
        QVERIFY(peer.send(end + goodRequest("9")));
        expected += goodSummary("9");
        QCOMPARE(differenceOf(peer.readLines(expected.size()), expected), QString());
        QVERIFY(peer.staysSilent(20));
        QCOMPARE(footprint.growth(), QString());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void openBrackets_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("arrays") << QByteArray(100'000, '[');
        QTest::newRow("objects") << QByteArray(R"({"a":)").repeated(100'000);
        QTest::newRow("mixed") << QByteArray(R"([{"a":)").repeated(50'000);
    }
    void openBrackets()
    {
        QFETCH(const QByteArray, bytes);
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Footprint footprint(server);
        {
            RawPeer other(server.port());
            for (int i = 0; i < 50; ++i) {
                RawPeer peer(server.port());
                peer.send(bytes); // the close may come first
                QCOMPARE(differenceOf(peer.readLinesToEnd(), {"null !-32004(128)"}), QString());
                QCOMPARE(peer.end(), RawPeer::End::Closed);
                QCOMPARE(stepFault(other, footprint), QString());
            }
        }
        QCOMPARE(footprint.leak(), QString());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void twoHundredSlowClients()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Footprint footprint(server);
        {
            const QByteArray text = goodRequest("1");
            std::vector<RawPeer> slow;
            for (int i = 0; i < 200; ++i)
                slow.emplace_back(server.port());
            RawPeer other(server.port());
            for (qsizetype at = 0; at < text.size(); ++at) {
                for (RawPeer &peer : slow)
                    QVERIFY(peer.send(QByteArrayView(text).sliced(at, 1)));
                QCOMPARE(stepFault(other, footprint), QString());
                pauseMs(10);
            }
            for (RawPeer &peer : slow)
                QCOMPARE(summaryOf(peer.readLine().value_or("")), goodSummary("1"));
        }
        QCOMPARE(footprint.leak(), QString());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// Each would get 64 MiB; together they get the total and no more.
    void manyThatNeverRead()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Footprint footprint(server);
        {
            const QByteArray text = request("1", "text.reverse", "[\"" + QByteArray(1'000'000, 'x') + "\"]");
            RawPeer other(server.port());
            std::vector<RawPeer> peers;
            std::vector<qsizetype> at(8, 0);
            for (std::size_t i = 0; i < at.size(); ++i)
                peers.emplace_back(server.port(), 16 * 1024);
            Deadline quiet(1500);
            constexpr qint64 farMoreThanTheTotal = qint64{1} << 30;
            for (qint64 sent = 0; !quiet.over() && sent < farMoreThanTheTotal;) {
                for (std::size_t i = 0; i < peers.size(); ++i) {
                    const qint64 taken = peers[i].sendSome(QByteArrayView(text).sliced(at[i]));
                    at[i] = (at[i] + std::max<qint64>(0, taken)) % text.size();
                    sent += std::max<qint64>(0, taken);
                    if (taken > 0)
                        quiet = Deadline(1500);
                }
                QCOMPARE(stepFault(other, footprint), QString());
            }
            QVERIFY2(quiet.over(), "they are read without end");
            for (RawPeer &peer : peers)
                peer.reset();
            QCOMPARE(stepFault(other, footprint), QString());
        }
        QVERIFY(eventually([&] { return Stats::of(server.port()).tasksInFlight <= 1; }));
        QCOMPARE(footprint.leak(), QString());
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// Connections that come and go in every impolite way.
    void churn()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Footprint footprint(server);
        {
            RawPeer other(server.port());
            for (int i = 0; i < 600; ++i) {
                RawPeer peer(server.port());
                QVERIFY(peer.isConnected());
                switch (i % 6) {
                case 0:
                    break; // says nothing
                case 1:
                    peer.send(goodRequest("1")); // does not wait
                    break;
                case 2:
                    peer.send("{\"a\":");
                    break;
                case 3:
                    peer.send(slowRequest("1", 100'000));
                    peer.reset();
                    break;
                case 4:
                    peer.send("GET / HTTP/1.1\r\n\r\n");
                    peer.reset();
                    break;
                default:
                    peer.closeWriting();
                    QCOMPARE(peer.readToEnd(), "");
                }
                if (i % 50 == 0)
                    QCOMPARE(stepFault(other, footprint), QString());
            }
        }
        QCOMPARE(footprint.leak(), QString());
        QVERIFY(eventually([&] { return Stats::of(server.port()).tasksInFlight <= 1; }));
        QVERIFY(eventually([&] { return Stats::of(server.port()).connections == 1; }));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// A client that is told to go and does not: it is thrown away what it sends, for 2 s at most, and then it is gone.
    void thoseToldToGoAreGone()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Footprint footprint(server);
        std::vector<RawPeer> peers;
        for (int i = 0; i < 50; ++i) {
            peers.emplace_back(server.port());
            QVERIFY(peers.back().send("POST / HTTP/1.1\r\n"));
            QCOMPARE(summaryOf(peers.back().readLine().value_or("")), "null !-32700");
        }
        QCOMPARE(footprint.leak(), QString()); // though the peers are still open here
        QCOMPARE(faultAtEndOf(server), QString());
    }
};

QTEST_GUILESS_MAIN(HostileClients)
#include "tst_hostile_clients.moc"
