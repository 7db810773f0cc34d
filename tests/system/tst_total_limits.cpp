// The contract's Limits on all connections together: who is served when nothing more fits, what the others are told,
// and which unfinished text has to give way.
#include "tests/support/stats.h"
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class TotalLimits : public QObject
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

    static bool isServed(quint16 port)
    {
        RawPeer peer(port);
        return summaryOf(peer.ask(goodRequest("1"))) == goodSummary("1");
    }

private Q_SLOTS:
    void oneConnectionTooMany()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--max-connections"_s, u"5"_s}), server.stderrText().constData());
        std::vector<RawPeer> peers;
        for (int i = 0; i < 5; ++i) {
            peers.emplace_back(server.port());
            QCOMPARE(summaryOf(peers.back().ask(goodRequest("1"))), goodSummary("1"));
        }
        for (int i = 0; i < 3; ++i) {
            RawPeer refused(server.port());
            const auto lines = refused.readLinesToEnd();
            QCOMPARE(differenceOf(lines, {"null !-32000"}), QString());
            QCOMPARE(refused.end(), RawPeer::End::Closed);
        }
        for (RawPeer &peer : peers)
            QCOMPARE(summaryOf(peer.ask(goodRequest("2"))), goodSummary("2"));
        peers.pop_back();
        QVERIFY(eventually([&] { return isServed(server.port()); }));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void atTheTotalTheIdleAreServed_data()
    {
        QTest::addColumn<QStringList>("limits");
        QTest::newRow("tasks") << QStringList{u"--max-total-tasks"_s, u"8"_s};
        QTest::newRow("bytes") << totalOf(1 << 20);
    }
    /// One client has used up the total; others, with nothing in flight, are served from the reserve, and it loses
    /// nothing.
    void atTheTotalTheIdleAreServed()
    {
        QFETCH(const QStringList, limits);
        ServerProcess server;
        QVERIFY2(server.start(limits), server.stderrText().constData());
        RawPeer greedy(server.port());
        constexpr int calls = 60;
        RawPeer idle(server.port());
        for (int i = 0; i < calls; ++i) {
            QVERIFY(greedy.send(slowRequest(QByteArray::number(i), 200'000)));
            QCOMPARE(summaryOf(idle.ask(goodRequest("1"))), goodSummary("1"));
        }
        QVERIFY(isServed(server.port()));
        QCOMPARE(greedy.readLines(calls).size(), calls);
        QVERIFY(eventually([&] { return Stats::of(server.port()).tasksInFlight <= 1; }));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// A message that not even the reserve holds is either taken or refused by its own -32000; the connection goes on.
    void pastTheReserveIsToldAndTheConnectionGoesOn()
    {
        ServerProcess server;
        QVERIFY2(server.start(totalOf(4 << 20) + QStringList{u"--reserve-bytes"_s, u"1048576"_s}),
                 server.stderrText().constData());
        RawPeer greedy(server.port());
        constexpr int calls = 40;
        RawPeer idle(server.port());
        for (int i = 0; i < calls; ++i) {
            QVERIFY(greedy.send(slowRequest(QByteArray::number(i), 300'000)));
            if (i % 8 == 7) {
                const QByteArray answer = summaryOf(idle.ask(reverseOf(3'000'000, "5")));
                QVERIFY2(answer == "null !-32000" || answer.startsWith("5 {\"text\""), answer.left(200).constData());
                QCOMPARE(summaryOf(idle.ask(goodRequest("1"))), goodSummary("1"));
            }
        }
        QCOMPARE(greedy.readLines(calls).size(), calls);
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void stalledTextIsGivenUpAtTheTotal()
    {
        ServerProcess server;
        QVERIFY2(server.start(totalOf(2 << 20) + QStringList{u"--reserve-bytes"_s, u"262144"_s}),
                 server.stderrText().constData());
        const QByteArray begin = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"text.count\",\"params\":[\"";
        RawPeer largest(server.port());
        QVERIFY(largest.send(begin + QByteArray(1'500'000, 'x')));
        pauseMs(700); // it is the first to have stood still for a second
        RawPeer smaller(server.port());
        QVERIFY(smaller.send(begin + QByteArray(700'000, 'x')));
        RawPeer other(server.port());
        std::optional<QByteArray> line;
        QVERIFY(eventually([&] {
            line = largest.readLine(5);
            return line.has_value() || summaryOf(other.ask(goodRequest("1"))) != goodSummary("1");
        }));
        QVERIFY2(line.has_value(), "another client was not served meanwhile");
        QCOMPARE(faultOf(*line), QString());
        QCOMPARE(summaryOf(*line), "null !-32000");
        // The text is skipped to its end, the next one is run, and the smaller text was left alone.
        QCOMPARE(summaryOf(largest.ask("\"]}" + goodRequest("2"))), goodSummary("2"));
        QVERIFY(summaryOf(smaller.ask("\"]}")).startsWith("7 {\"bytes\":700000,"));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    /// As long as there is room a client may take its time.
    void stalledTextIsLeftAloneWithRoom()
    {
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        RawPeer peer(server.port());
        QVERIFY(peer.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"text.count\",\"params\":[\"" +
                          QByteArray(2'000'000, 'x')));
        RawPeer small(server.port());
        QVERIFY(small.send("{\"jsonrpc\":"));
        for (int i = 0; i < 30; ++i) {
            QVERIFY(isServed(server.port()));
            QVERIFY(peer.staysSilent(100));
        }
        QVERIFY(summaryOf(peer.ask("\"]}")).startsWith("7 {\"bytes\":2000000,"));
        QCOMPARE(summaryOf(small.ask(R"("2.0","id":1,"method":"text.reverse","params":["ab"]})")), goodSummary("1"));
        QCOMPARE(faultAtEndOf(server), QString());
    }
};

QTEST_GUILESS_MAIN(TotalLimits)
#include "tst_total_limits.moc"
