// A noisy neighbour costs the others a turn, not a queue. Nothing here is measured in time: what counts is how much of
// one client's work is done before another's.
#include "tests/support/wire_suite.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

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
        /// Whether anything went on.
        bool pump()
        {
            const auto arrived = static_cast<int>(m_peer.takeArrivedLines().size());
            answered += arrived;
            m_due += arrived;
            bool busy = arrived > 0;
            while (m_due > 0) {
                const qint64 sent = m_peer.sendSome(QByteArrayView(m_call).sliced(m_at));
                if (sent <= 0)
                    break;
                busy = true;
                m_at += sent;
                if (m_at == m_call.size()) {
                    m_at = 0;
                    --m_due;
                }
            }
            return busy;
        }
        int answered = 0;

    private:
        RawPeer m_peer;
        QByteArray m_call;
        int m_due;
        qsizetype m_at = 0;
    };

    /// Flooders on a thread of their own, so that reading their large replies does not hold up whoever else is watched.
    class Flood
    {
    public:
        Flood(quint16 port, int connections)
            : m_thread([this, port, connections](const std::stop_token &stop) { run(port, connections, stop); })
        {}
        int answered() const { return m_answered.load(); }

    private:
        void run(quint16 port, int connections, const std::stop_token &stop)
        {
            std::vector<Flooder> flooders;
            for (int i = 0; i < connections; ++i)
                flooders.emplace_back(port, largeCall(), 32);
            while (!stop.stop_requested()) {
                bool busy = false;
                int sum = 0;
                for (Flooder &flooder : flooders) {
                    busy |= flooder.pump();
                    sum += flooder.answered;
                }
                m_answered = sum;
                if (!busy)
                    pauseMs(1);
            }
        }

        std::atomic<int> m_answered{0};
        std::jthread m_thread; ///< last: it ends before what it uses
    };

    static QByteArray largeCall() { return request("1", "text.reverse", "[\"" + QByteArray(1 << 20, 'x') + "\"]"); }

private Q_SLOTS:
    /// 4 connections with 32 tasks of 1 MiB in flight each. First come, first served would do 128 of them before each
    /// small call; taken in turn it is a few.
    void smallCallsAmongLargeOnes()
    {
        const Flood flood(port(), 4);
        QVERIFY(eventually([&] { return flood.answered() >= 64; })); // in full swing
        RawPeer small(port());
        constexpr int calls = 41;
        std::vector<int> passedBy; // large ones, before each small one
        for (int i = 0; i < calls; ++i) {
            const int before = flood.answered();
            QCOMPARE(summaryOf(small.ask(goodRequest("1"))), goodSummary("1"));
            passedBy.push_back(flood.answered() - before);
        }
        std::ranges::sort(passedBy); // the middle one: this program, too, may have to wait for its turn
        QVERIFY2(passedBy[calls / 2] <= 32, QByteArray::number(passedBy[calls / 2]).constData());
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
        const Flood flood(port(), 1);
        QVERIFY(eventually([&] { return flood.answered() >= 16; }));
        const int before = flood.answered();
        constexpr int calls = 2000;
        RawPeer small(port());
        QVERIFY(small.send(goodRequest("1").repeated(calls)));
        QCOMPARE(small.readLines(calls).size(), calls);
        const int meanwhile = flood.answered() - before;
        QVERIFY2(meanwhile < calls / 2, QByteArray::number(meanwhile).constData());
    }
};

QTEST_GUILESS_MAIN(Fairness)
#include "tst_fairness.moc"
