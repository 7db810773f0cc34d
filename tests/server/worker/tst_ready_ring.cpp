// Whose turn it is: fairness by bytes, batches of cheap calls, dear ones alone, dropping.
#include "server/worker/ready_ring.h"

#include "tests/support/call_blocks.h"

#include <QTest>

#include <map>

using namespace relevo;
using namespace relevo::test;

class TestReadyRing : public QObject
{
    Q_OBJECT

    KeepingOutlet m_outlet;

    std::shared_ptr<Peer> peer() { return std::make_shared<Peer>(m_outlet); }

    /// Takes once and frees what was taken; the number of calls per peer.
    static std::map<Peer *, std::size_t> takeOnce(ReadyRing &ring)
    {
        std::map<Peer *, std::size_t> taken;
        std::vector<Slice> slices;
        bool another = false;
        Taken note;
        if (!ring.take(slices, another, note))
            return taken;
        for (const Slice &slice : slices) {
            const std::size_t count = slice.end - slice.begin;
            taken[slice.block->peer.get()] += count;
            if (slice.block->unfinished.fetch_sub(count) == count)
                delete slice.block;
        }
        return taken;
    }

    static void makeCheap(TaskCosts &costs, std::uint32_t task)
    {
        for (int i = 0; i < 200; ++i)
            costs.learn(task, 1000, 1000);
    }

private Q_SLOTS:
    void unknownTasksAreTakenAlone()
    {
        TaskCosts costs(1);
        ReadyRing ring(costs, 2);
        QVERIFY(ring.push(one(blockOf(peer(), 10, 100))));
        for (std::size_t left = 10; left > 0; --left) {
            QCOMPARE(ring.waiting(), left);
            QCOMPARE(takeOnce(ring).begin()->second, std::size_t{1});
        }
        QVERIFY(takeOnce(ring).empty());
    }

    void cheapTasksAreTakenTogether()
    {
        TaskCosts costs(1);
        makeCheap(costs, 0);
        ReadyRing ring(costs, 2);
        const auto a = peer();
        const auto b = peer();
        QVERIFY(ring.push(one(blockOf(a, 10, 100))));
        QVERIFY(!ring.push(one(blockOf(b, 10, 100)))); // one worker is on its way, and there is little to do
        const auto taken = takeOnce(ring);
        QCOMPARE(taken.at(a.get()), std::size_t{10});
        QCOMPARE(taken.at(b.get()), std::size_t{10});
    }

    void aDearCallIsNotTakenBehindCheapOnes()
    {
        TaskCosts costs(2);
        makeCheap(costs, 0);
        ReadyRing ring(costs, 1);
        const auto a = peer();
        auto block = blockOf(a, 3, 100);
        block->calls[1].task = 1; // unknown, so dear
        ring.push(one(std::move(block)));
        QCOMPARE(takeOnce(ring).at(a.get()), std::size_t{1});
        QCOMPARE(takeOnce(ring).at(a.get()), std::size_t{1});
        QCOMPARE(takeOnce(ring).at(a.get()), std::size_t{1});
    }

    void aSmallCallPassesQueuedMegabytes()
    {
        TaskCosts costs(1);
        ReadyRing ring(costs, 1);
        std::vector<std::shared_ptr<Peer>> greedy;
        for (int i = 0; i < 4; ++i) {
            greedy.push_back(peer());
            ring.push(one(blockOf(greedy.back(), 64, 1 << 20)));
        }
        for (int i = 0; i < 8; ++i)
            takeOnce(ring);
        const auto modest = peer();
        for (int round = 0; round < 20; ++round) {
            ring.push(one(blockOf(modest, 1, 32)));
            QCOMPARE(takeOnce(ring).count(modest.get()), std::size_t{1});
            takeOnce(ring);
        }
    }

    void equalsShareEqually()
    {
        TaskCosts costs(1);
        ReadyRing ring(costs, 1);
        const auto a = peer();
        const auto b = peer();
        ring.push(one(blockOf(a, 100, 50'000)));
        ring.push(one(blockOf(b, 100, 50'000)));
        std::map<Peer *, std::size_t> sums;
        for (int i = 0; i < 100; ++i) {
            for (const auto &[who, count] : takeOnce(ring))
                sums[who] += count;
        }
        QVERIFY(sums[a.get()] >= 45 && sums[a.get()] <= 55);
        while (!takeOnce(ring).empty()) {
        }
    }

    void noMoreWorkersThanAllowed()
    {
        TaskCosts costs(1);
        ReadyRing ring(costs, 2);
        const auto a = peer();
        QVERIFY(ring.push(one(blockOf(a, 1000, 10'000))));
        QVERIFY(ring.push(one(blockOf(a, 1000, 10'000))));
        QVERIFY(!ring.push(one(blockOf(a, 1000, 10'000))));
        QCOMPARE(ring.running(), 2);
    }

    void aCallIsNotLeftWaitingForADearOne()
    {
        TaskCosts costs(2);
        makeCheap(costs, 0);
        ReadyRing ring(costs, 2);
        const auto a = peer();
        QVERIFY(ring.push(one(blockOf(a, 1, 100, 1)))); // unknown, so dear
        std::vector<Slice> slices;
        bool another = false;
        Taken taken;
        QVERIFY(ring.take(slices, another, taken));
        QVERIFY(taken.dear);
        QVERIFY(ring.push(one(blockOf(peer(), 1, 100, 0))));
        QCOMPARE(takeOnce(ring).size(), std::size_t{1});
        delete slices.front().block;
    }

    void aCallIsNotLeftWaitingForOneThatProvesDear()
    {
        TaskCosts costs(1);
        makeCheap(costs, 0);
        ReadyRing ring(costs, 2);
        const auto a = peer();
        QVERIFY(ring.push(one(blockOf(a, 1, 100))));
        std::vector<Slice> slices;
        bool another = false;
        Taken taken;
        QVERIFY(ring.take(slices, another, taken));
        QVERIFY(!taken.dear);
        QTest::qSleep(5); // and it does not come back
        QVERIFY(ring.push(one(blockOf(peer(), 1, 100))));
        QCOMPARE(takeOnce(ring).size(), std::size_t{1});
        delete slices.front().block;
    }

    void dropGivesTheChargeBackOnce()
    {
        TaskCosts costs(3);
        ReadyRing ring(costs, 1);
        const auto a = peer();
        const auto b = peer();
        ring.push(one(blockOf(a, 4, 100, 2)));
        ring.push(one(blockOf(b, 4, 100)));
        std::vector<Slice> slices;
        bool another = false;
        Taken taken;
        QVERIFY(ring.take(slices, another, taken)); // one of a's four is running
        std::vector<std::uint32_t> dropped;
        const Charge charge = ring.drop(*a, dropped);
        QCOMPARE(charge.tasks, 3u);
        QCOMPARE(charge.bytes, std::uint64_t{300});
        QCOMPARE(dropped, std::vector<std::uint32_t>(3, 2));
        QCOMPARE(ring.drop(*a, dropped).tasks, 0u);
        QCOMPARE(ring.waiting(), std::uint64_t{4});
        QCOMPARE(slices.front().block->unfinished.fetch_sub(1), std::size_t{1});
        delete slices.front().block;
        QCOMPARE(takeOnce(ring).count(b.get()), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestReadyRing)
#include "tst_ready_ring.moc"
