// A noisy neighbour costs the others a turn, not a queue. Nothing here is measured in time: what counts is how much of
// one client's work is done before another's.
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class Fairness : public WireSuite
{
    Q_OBJECT

private:
    QStringList arguments() const override { return {u"--workers"_s, u"2"_s}; }

    /// Keeps calls of one size in flight on a connection of its own; never waits.
    class Flooder
    {
    public:
        Flooder(quint16 port, const QByteArray &call, int inFlight)
            : m_peer(port)
            , m_call(call)
            , m_due(inFlight)
        {}
        void pump()
        {
            const auto arrived = static_cast<int>(m_peer.takeArrivedLines().size());
            answered += arrived;
            m_due += arrived;
            while (m_due > 0) {
                const qint64 sent = m_peer.sendSome(QByteArrayView(m_call).sliced(m_at));
                if (sent <= 0)
                    return;
                m_at += sent;
                if (m_at == m_call.size()) {
                    m_at = 0;
                    --m_due;
                }
            }
        }
        bool isFull() const { return m_due == 0; }
        int answered = 0;

    private:
        RawPeer m_peer;
        QByteArray m_call;
        int m_due;
        qsizetype m_at = 0;
    };

    static QByteArray largeCall() { return request("1", "text.reverse", "[\"" + QByteArray(1 << 20, 'x') + "\"]"); }

private Q_SLOTS:
    /// 4 connections with 32 tasks of 1 MiB in flight each. First come, first served would do 128 of them before each
    /// small call; taken in turn it is a few.
    void smallCallsAmongLargeOnes()
    {
        std::vector<Flooder> flood;
        for (int i = 0; i < 4; ++i)
            flood.emplace_back(port(), largeCall(), 32);
        const auto answered = [&] {
            int sum = 0;
            for (Flooder &flooder : flood) {
                flooder.pump();
                sum += flooder.answered;
            }
            return sum;
        };
        QVERIFY(eventually([&] { return answered() >= 64; })); // in full swing
        RawPeer small(port());
        constexpr int calls = 20;
        const int before = answered();
        for (int i = 0; i < calls; ++i) {
            QVERIFY(small.send(goodRequest("1")));
            std::optional<QByteArray> line;
            QVERIFY(eventually([&] {
                answered();
                line = small.readLine(0);
                return line.has_value();
            }));
            QCOMPARE(summaryOf(*line), goodSummary("1"));
        }
        const int meanwhile = answered() - before;
        QVERIFY2(meanwhile <= calls * 25, QByteArray::number(meanwhile).constData());
    }

    /// A long queue on one connection, then a short one on another: the short one does not wait for the long one's end.
    void aLateComerDoesNotQueueUp()
    {
        RawPeer first(port());
        constexpr int calls = 200;
        for (int i = 0; i < calls; ++i)
            QVERIFY(first.send(slowRequest("1", 100'000)));
        QVERIFY(first.readLine().has_value());
        RawPeer late(port());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(summaryOf(late.ask(goodRequest("2"))), goodSummary("2"));
        const auto done = first.takeArrivedLines().size();
        QVERIFY2(done < calls / 2, QByteArray::number(done).constData());
        QCOMPARE(first.readLines(calls - 1 - done).size(), calls - 1 - done);
    }

    /// Two that have the same work get on about equally, though one was there first.
    void equalsAreServedEqually()
    {
        constexpr int calls = 150;
        RawPeer one(port());
        RawPeer two(port());
        const QByteArray all = slowRequest("1", 50'000).repeated(calls);
        QVERIFY(one.send(all));
        QVERIFY(two.send(all));
        qsizetype doneOne = 0;
        qsizetype doneTwo = 0;
        QVERIFY(eventually([&] {
            doneOne += one.takeArrivedLines().size();
            doneTwo += two.takeArrivedLines().size();
            return doneOne == calls || doneTwo == calls;
        }));
        QVERIFY2(std::min(doneOne, doneTwo) >= calls / 3, QByteArray::number(std::min(doneOne, doneTwo)).constData());
        two.readLines(calls - doneTwo);
        one.readLines(calls - doneOne);
    }

    /// The turn goes by the work, not by the number of calls: small calls of a busy client are not cut down to the pace
    /// of large ones.
    void aBatchOfSmallOnesAmongLargeOnes()
    {
        Flooder flooder(port(), largeCall(), 32);
        QVERIFY(eventually([&] {
            flooder.pump();
            return flooder.answered >= 16;
        }));
        const int before = flooder.answered;
        constexpr int calls = 2000;
        RawPeer small(port());
        QVERIFY(small.send(goodRequest("1").repeated(calls)));
        qsizetype done = 0;
        QVERIFY(eventually([&] {
            flooder.pump();
            done += small.takeArrivedLines().size();
            return done == calls;
        }));
        const int meanwhile = flooder.answered - before;
        QVERIFY2(meanwhile < calls / 2, QByteArray::number(meanwhile).constData());
    }
};

QTEST_GUILESS_MAIN(Fairness)
#include "tst_fairness.moc"
