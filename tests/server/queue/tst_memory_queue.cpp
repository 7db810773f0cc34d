// Which task is next: priority, then id; delays; suspects apart.
#include "server/queue/memory/memory_queue.h"

#include <QTest>

namespace relevo::test {

class TestMemoryQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void highestPriorityFirstThenLowestKey();
    void aDelayedOneIsNotThereBeforeItsTime();
    void delayedOnesEnterByPriorityOnceDue();
    void suspectsWaitToBeAskedFor();
    void anOutlandishPriorityIsTakenForTheNearest();
    void whatIsRemovedTakesNoRoom();
    void whatIsRemovedAndAddedAgainIsThere();
    void manyRemovedAreSweptOut();
};

void TestMemoryQueue::highestPriorityFirstThenLowestKey()
{
    MemoryQueue queue(2);
    queue.add({30, 4, 0, false, 0}, 1000);
    queue.add({10, 4, 0, false, 0}, 1000);
    queue.add({40, 9, 0, false, 0}, 1000);
    queue.add({5, 0, 0, false, 1}, 1000);
    QCOMPARE(queue.due(), 4u);
    for (const std::int64_t expected : {40, 10, 30, 5})
        QCOMPARE(queue.take(true)->key, expected);
    QVERIFY(!queue.take(true));
    QCOMPARE(queue.size(), 0u);
}

void TestMemoryQueue::aDelayedOneIsNotThereBeforeItsTime()
{
    MemoryQueue queue(2);
    QVERIFY(!queue.nextDue());
    queue.add({1, 4, 2000, false, 1}, 1000);
    QCOMPARE(queue.nextDue(), 2000);
    queue.advance(1999);
    QVERIFY(!queue.take(false));
    QCOMPARE(queue.size(), 1u);
    QCOMPARE(queue.due(), 0u);
    queue.advance(2000);
    QCOMPARE(queue.take(false)->key, 1);
    QVERIFY(!queue.nextDue());
}

void TestMemoryQueue::delayedOnesEnterByPriorityOnceDue()
{
    MemoryQueue queue(2);
    queue.add({1, 0, 2000, false, 1}, 1000);
    queue.add({2, 9, 3000, false, 0}, 1000);
    queue.add({3, 9, 2500, false, 1}, 1000);
    queue.advance(5000);
    for (const std::int64_t expected : {2, 3, 1})
        QCOMPARE(queue.take(false)->key, expected);
}

void TestMemoryQueue::suspectsWaitToBeAskedFor()
{
    MemoryQueue queue(2);
    queue.add({1, 9, 0, true, 1}, 1000);
    queue.add({2, 0, 0, false, 0}, 1000);
    queue.add({3, 9, 2000, true, 1}, 1000);
    QVERIFY(queue.hasSuspects());
    QCOMPARE(queue.take(false)->key, 2);
    QVERIFY(!queue.take(false));
    const auto suspect = queue.take(true);
    QCOMPARE(suspect->key, 1);
    QVERIFY(suspect->suspect);
    QVERIFY(!queue.hasSuspects());
    queue.advance(2000);
    QCOMPARE(queue.take(true)->key, 3);
}

void TestMemoryQueue::anOutlandishPriorityIsTakenForTheNearest()
{
    MemoryQueue queue(2);
    queue.add({1, -7, 0, false, 1}, 1000);
    queue.add({2, 99, 0, false, 0}, 1000);
    QCOMPARE(queue.take(false)->key, 2);
    QCOMPARE(queue.take(false)->key, 1);
}

void TestMemoryQueue::whatIsRemovedTakesNoRoom()
{
    MemoryQueue queue(2);
    queue.add({1, 4, 0, false, 0}, 1000);
    queue.add({2, 4, 0, false, 1}, 1000);
    queue.add({3, 4, 0, true, 1}, 1000);
    queue.add({4, 4, 5000, false, 1}, 1000);
    queue.add({5, 4, 6000, false, 1}, 1000);
    queue.remove(1, 0, 1000);
    queue.remove(3, 900, 1000);
    queue.remove(4, 5000, 1000);
    QCOMPARE(queue.due(), 1u);
    QCOMPARE(queue.size(), 2u);
    QCOMPARE(queue.take(true)->key, 2);
    QVERIFY(!queue.take(true));
    queue.advance(5000);
    QVERIFY(!queue.take(true));
    queue.advance(6000);
    QCOMPARE(queue.take(true)->key, 5);
    QCOMPARE(queue.size(), 0u);
}

void TestMemoryQueue::whatIsRemovedAndAddedAgainIsThere()
{
    MemoryQueue queue(1);
    queue.add({1, 4, 5000, false, 0}, 1000);
    queue.remove(1, 5000, 1000);
    queue.add({1, 4, 0, false, 0}, 1000);
    QCOMPARE(queue.size(), 1u);
    QCOMPARE(queue.take(false)->key, 1);
    queue.advance(5000); // the entry from before is gone all the same
    QVERIFY(!queue.take(false));
    queue.add({2, 4, 0, false, 0}, 5000);
    queue.remove(2, 0, 5000);
    queue.add({2, 4, 0, false, 0}, 5000);
    QCOMPARE(queue.take(false)->key, 2);
    queue.add({3, 4, 9000, false, 0}, 5000);
    queue.remove(3, 9000, 5000);
    queue.add({3, 4, 9000, false, 0}, 5000);
    queue.advance(9000);
    QCOMPARE(queue.take(false)->key, 2); // in vain
    QCOMPARE(queue.take(false)->key, 3);
}

void TestMemoryQueue::manyRemovedAreSweptOut()
{
    MemoryQueue queue(1);
    for (std::int64_t key = 0; key < 100'000; ++key) {
        queue.add({key, 4, 5000 + key, false, 0}, 1000);
        if (key % 100 != 0)
            queue.remove(key, 5000 + key, 1000);
        QCOMPARE(queue.size(), static_cast<std::size_t>(key / 100 + 1));
    }
    queue.advance(200'000);
    for (std::int64_t key = 0; key < 100'000; key += 100)
        QCOMPARE(queue.take(false)->key, key);
    QVERIFY(!queue.take(false));
}

} // namespace relevo::test

QTEST_APPLESS_MAIN(relevo::test::TestMemoryQueue)
#include "tst_memory_queue.moc"
