// The workers: every call runs once and is answered once, on at most N threads, whoever pushes and from wherever.
#include "server/worker/worker_pool.h"

#include "tests/support/call_blocks.h"
#include "tests/support/torture.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace relevo;
using namespace relevo::test;

namespace {

/// Answers with the call's id, and keeps count of how many run at once.
class CountingRunner final : public CallRunner
{
public:
    Outcome run(const Call &call, const std::atomic<bool> &cancelled, std::string_view worker, std::string &reply,
                CallResult *) override
    {
        if (cancelled.load())
            return Outcome::Cancelled;
        const int now = ++atOnce;
        int most = mostAtOnce.load();
        while (now > most && !mostAtOnce.compare_exchange_weak(most, now)) {
        }
        while (hold.load())
            std::this_thread::yield();
        reply += worker.substr(0, 7); // `worker-`
        ++ran;
        --atOnce;
        return call.task == 1 ? Outcome::Failed : Outcome::Succeeded;
    }

    std::atomic<int> atOnce{0};
    std::atomic<int> mostAtOnce{0};
    std::atomic<int> ran{0};
    std::atomic<bool> hold{false};
};

} // namespace

class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCallIsAnsweredOnce()
    {
        constexpr std::size_t pushers = 4;
        const auto blocks = static_cast<std::size_t>(rounds(300));
        constexpr std::size_t calls = 7;
        constexpr int workers = 3;
        KeepingOutlet outlet;
        CountingRunner runner;
        Metrics metrics(2, workers, 1);
        WorkerPool pool(workers, runner, metrics);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < pushers; ++i) {
            threads.emplace_back([&] {
                const auto peer = std::make_shared<Peer>(outlet);
                for (std::size_t j = 0; j < blocks; ++j)
                    pool.push(one(blockOf(peer, calls, 100, j % 2)));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        const std::uint64_t all = pushers * blocks * calls;
        QVERIFY(outlet.waitForTasks(all));
        QCOMPARE(outlet.tasks(), all);
        QCOMPARE(static_cast<std::uint64_t>(runner.ran.load()), all);
        QCOMPARE(outlet.text().size(), all * std::string_view("worker-\n").size());
        QVERIFY(runner.mostAtOnce <= workers);
        QTRY_COMPARE(pool.busy(), 0);
        QCOMPARE(metrics.totals().succeeded, all / 2);
        QCOMPARE(metrics.totals().failed, all / 2);
    }

    void dearCallsRunInParallel()
    {
        constexpr int workers = 4;
        KeepingOutlet outlet;
        CountingRunner runner;
        runner.hold = true;
        Metrics metrics(1, workers, 1);
        WorkerPool pool(workers, runner, metrics);
        const auto peer = std::make_shared<Peer>(outlet);
        pool.push(one(blockOf(peer, 10, 10'000)));
        QTRY_COMPARE(runner.atOnce.load(), workers);
        QCOMPARE(pool.busy(), workers);
        QCOMPARE(pool.waiting(), std::uint64_t{10 - workers});
        runner.hold = false;
        QVERIFY(outlet.waitForTasks(10));
    }

    void batchesAreAnsweredWhole()
    {
        KeepingOutlet outlet;
        CountingRunner runner;
        Metrics metrics(1, 2, 1);
        WorkerPool pool(2, runner, metrics);
        const auto peer = std::make_shared<Peer>(outlet);
        auto block = blockOf(peer, 3, 100);
        auto *batch = new BatchReply(3, {3, 300});
        for (Call &call : block->calls)
            call.batch = batch;
        pool.push(one(std::move(block)));
        QVERIFY(outlet.waitForTasks(3));
        QCOMPARE(outlet.text(), std::string("[worker-,worker-,worker-]\n"));
    }

    void whatAGonePeerHasWaitingIsDropped()
    {
        KeepingOutlet outlet;
        CountingRunner runner;
        runner.hold = true;
        Metrics metrics(1, 1, 1);
        WorkerPool pool(1, runner, metrics);
        const auto peer = std::make_shared<Peer>(outlet);
        pool.push(one(blockOf(peer, 5, 10'000)));
        QTRY_COMPARE(runner.atOnce.load(), 1);
        peer->gone = true;
        QCOMPARE(pool.drop(*peer).tasks, 4u);
        runner.hold = false;
        QVERIFY(outlet.waitForTasks(1));
        QTRY_COMPARE(pool.busy(), 0);
        QCOMPARE(runner.ran.load(), 1);
        QCOMPARE(metrics.totals().cancelled, std::uint64_t{4});
    }
};

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_worker_pool.moc"
