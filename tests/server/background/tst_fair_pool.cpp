// Whoever asks for little does not wait for whoever asks for much.
#include "server/background/fair_pool.h"

#include <QTest>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace relevo::test {

class TestFairPool final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void askersTakeTurns()
    {
        std::promise<void> begun;
        std::promise<void> gate;
        std::string order;
        const int a = 0;
        const int b = 0;
        const int c = 0;
        {
            FairPool pool(1);
            pool.run(&a, [&] {
                begun.set_value();
                gate.get_future().wait();
            });
            begun.get_future().wait();
            for (int i = 0; i < 4; ++i)
                pool.run(&a, [&] { order += 'a'; });
            for (int i = 0; i < 2; ++i)
                pool.run(&b, [&] { order += 'b'; });
            pool.run(&c, [&] { order += 'c'; });
            gate.set_value();
        }
        QCOMPARE(order.c_str(), "abcabaa");
    }

    void allIsDoneBeforeTheEnd()
    {
        std::atomic<int> done = 0;
        std::vector<std::unique_ptr<int>> askers(20);
        for (auto &asker : askers)
            asker = std::make_unique<int>();
        {
            FairPool pool(3);
            for (int i = 0; i < 10'000; ++i)
                pool.run(askers[static_cast<std::size_t>(i) % askers.size()].get(), [&] { ++done; });
        }
        QCOMPARE(done.load(), 10'000);
    }

    /// What runs may ask for more.
    void workMakesWork()
    {
        std::atomic<int> done = 0;
        std::promise<void> last;
        FairPool pool(2);
        std::function<void()> again = [&] {
            if (++done < 1'000)
                pool.run(nullptr, again);
            else
                last.set_value();
        };
        pool.run(nullptr, again);
        last.get_future().wait();
        QCOMPARE(done.load(), 1'000);
    }
};

} // namespace relevo::test

QTEST_APPLESS_MAIN(relevo::test::TestFairPool)
#include "tst_fair_pool.moc"
