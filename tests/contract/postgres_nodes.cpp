// Several nodes: who makes the schema, who has which slot.
#include "tests/contract/postgres_stores.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace relevo::test {

void PostgresStores::severalStartAtOnce()
{
    m_schema = "test" + std::to_string(++m_made);
    execute("CREATE SCHEMA " + m_schema);
    std::atomic<int> started{0};
    std::mutex mutex;
    std::set<int> slots;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&, i] {
            const std::unique_ptr<TaskStore> store = another();
            const int slot = store->attach("node" + std::to_string(i), -1, 0, 60'000);
            ++started;
            const std::lock_guard lock(mutex);
            slots.insert(slot);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(started, 6);
    QCOMPARE(slots, (std::set<int>{0, 1, 2, 3, 4, 5}));
}

void PostgresStores::refusesALaterVersion()
{
    execute("UPDATE schema_version SET version = 99");
    try {
        another();
        QFAIL("a later version was opened");
    } catch (const StorageError &error) {
        QCOMPARE(error.kind(), StorageError::Kind::Refused);
        QVERIFY(std::string(error.what()).find("later relevo-server") != std::string::npos);
    }
}

void PostgresStores::nodesHaveDifferentSlots()
{
    const std::unique_ptr<TaskStore> second = another();
    QCOMPARE(second->attach("beta", -1, 0, 60'000), 1);
    const std::unique_ptr<TaskStore> third = another();
    QCOMPARE(third->attach("gamma", 1, 0, 60'000), 2); // beta has it
    QCOMPARE(third->attach("gamma", 700, 0, 60'000), 700);
    const std::unique_ptr<TaskStore> again = another();
    QCOMPARE(again->attach("beta", 1, 0, 60'000), 1); // started anew before its lease has ended
    QVERIFY(again->renew(1, 0, 60'000));
    QVERIFY(!again->renew(2, 0, 60'000)); // not its own
    const TaskId id = submitted();
    QCOMPARE(second->apply({ClaimTask{id.key, 1, {}}}).front().record->node, "beta");
    QCOMPARE(record(id).node, "beta");
}

void PostgresStores::nodesOfOneNameAreToldApart()
{
    const std::unique_ptr<TaskStore> frozen = another();
    QCOMPARE(frozen->attach("beta", -1, 0, 1), 1);
    pauseMs(20);
    const std::unique_ptr<TaskStore> second = another();
    QCOMPARE(second->attach("beta", -1, 0, 60'000), 1);
    QVERIFY(!frozen->renew(1, 0, 60'000));
    QCOMPARE(frozen->attach("beta", 1, 0, 60'000), 2); // and not the other's
    QVERIFY(second->renew(1, 0, 60'000));
    QCOMPARE(second->attach("beta", 1, 0, 60'000), 1); // its own all the same
}

void PostgresStores::aLeaseEndsAndItsSlotIsTaken()
{
    const std::unique_ptr<TaskStore> second = another();
    QCOMPARE(second->attach("beta", -1, 0, 1), 1);
    pauseMs(20);
    QVERIFY(!second->renew(1, 0, 60'000));
    const std::unique_ptr<TaskStore> third = another();
    QCOMPARE(third->attach("gamma", 1, 0, 60'000), 1);
    QVERIFY(third->renew(1, 0, 60'000));
    QVERIFY(!second->renew(1, 0, 60'000)); // it is another's now
    QCOMPARE(second->attach("beta", 1, 0, 60'000), 2);
    // All taken but one, whose lease has ended.
    execute("INSERT INTO nodes SELECT i, 'n' || i, CASE i WHEN 500 THEN 5 ELSE 9000000000000 END FROM "
            "generate_series(3, 1023) AS s(i)");
    QCOMPARE(another()->attach("delta", -1, 0, 60'000), 500);
    try {
        another()->attach("epsilon", -1, 0, 60'000);
        QFAIL("there was a slot too many");
    } catch (const StorageError &error) {
        QCOMPARE(error.kind(), StorageError::Kind::Refused);
    }
}

void PostgresStores::tellsWhoHasLeftSomething()
{
    const TaskId id = submitted();
    const TaskId other = submitted();
    {
        const std::unique_ptr<TaskStore> second = another();
        QCOMPARE(second->attach("beta", -1, 0, 60'000), 1);
        second->apply({ClaimTask{id.key, 1, {}}});
        QVERIFY(m_store->abandoned(0).empty());
        second->attach("beta", 1, 0, 1);
        another()->attach("idle", -1, 0, 1);
    }
    pauseMs(20);
    QCOMPARE(m_store->abandoned(0), std::vector<int>{1});
    QCOMPARE(m_store->abandoned(0), std::vector<int>{1});
    applyOne(RequeueTask{id.key, 1, false, false, 0, 5, {}});
    claimed(id);
    QVERIFY(m_store->abandoned(0).empty());
    // It comes back, and leaves something again: that is seen, though it was found empty a moment ago.
    const std::unique_ptr<TaskStore> second = another();
    QCOMPARE(second->attach("beta", 1, 0, 1), 1);
    second->apply({ClaimTask{other.key, 1, {}}});
    pauseMs(20);
    QCOMPARE(m_store->abandoned(0), std::vector<int>{1});
}

void PostgresStores::whatIsQueuedIsAdoptedOnce()
{
    std::vector<std::int64_t> keys = submittedMany(50); // of slot 0
    const TaskId running = submitted();
    claimed(running);
    std::mutex mutex;
    std::vector<std::int64_t> adopted;
    std::vector<std::thread> threads;
    for (int slot = 1; slot <= 2; ++slot) {
        threads.emplace_back([&, slot] {
            const std::unique_ptr<TaskStore> store = another();
            for (std::int64_t after = 0;;) {
                const std::vector<OpenTask> some = store->adopt(0, slot, after, 7);
                if (some.empty())
                    return;
                after = some.back().key;
                const std::lock_guard lock(mutex);
                for (const OpenTask &one : some)
                    adopted.push_back(one.key);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    std::sort(adopted.begin(), adopted.end());
    std::sort(keys.begin(), keys.end());
    QCOMPARE(adopted, keys);
    for (const OpenTask &open : m_store->open(0, 100))
        QCOMPARE(open.holder == 0, open.key == running.key);
}

void PostgresStores::othersLearnWhatIsChanged()
{
    const std::unique_ptr<TaskStore> second = another();
    QCOMPARE(second->attach("beta", -1, 0, 60'000), 1);
    const TaskId id = submitted();
    std::vector<std::int64_t> told;
    QVERIFY(eventually([&] { return !(told = second->changedElsewhere()).empty(); }));
    QCOMPARE(told, std::vector<std::int64_t>{id.key});
    QVERIFY(second->changedElsewhere().empty());
    second->apply({CancelTask{id, 5, {}}});
    QVERIFY(second->changedElsewhere().empty()); // its own
    QVERIFY(eventually([&] { return !(told = m_store->changedElsewhere()).empty(); }));
    QCOMPARE(told, std::vector<std::int64_t>{id.key});
}

} // namespace relevo::test
