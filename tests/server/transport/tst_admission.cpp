#include "server/transport/admission.h"

#include <QTest>

using relevo::Admission;
using relevo::Limits;

class TestAdmission : public QObject
{
    Q_OBJECT

    Limits m_limits;

private Q_SLOTS:
    void init()
    {
        m_limits = {};
        m_limits.message = 100;
        m_limits.totalTasks = 10;
        m_limits.totalBytes = 1000;
        m_limits.reserveBytes = 500;
    }

    void fullByTasksOrBytes()
    {
        Admission admission(m_limits, 1);
        QVERIFY(!admission.full());
        admission.add(10, 0);
        QVERIFY(admission.full() && !admission.exhausted());
        admission.add(-1, 999);
        QVERIFY(!admission.full());
        admission.add(0, 1);
        QVERIFY(admission.full() && !admission.exhausted());
        admission.add(0, 500);
        QVERIFY(admission.exhausted());
        admission.add(-9, -1500);
        QVERIFY(!admission.full());
        QCOMPARE(admission.tasks(), std::uint64_t{0});
        QCOMPARE(admission.bytes(), std::uint64_t{0});
    }

    void whoeverWaitsIsWokenOnceWhenThereIsRoom()
    {
        Admission admission(m_limits, 1);
        int woken = 0;
        admission.onRoom([&woken] { ++woken; });
        admission.add(0, 1200);
        admission.add(0, -100);
        QCOMPARE(woken, 0); // nobody waits
        admission.waitForRoom();
        admission.add(0, -50);
        QCOMPARE(woken, 0); // there is none yet
        admission.add(0, -100);
        QCOMPARE(woken, 1);
        admission.add(0, -100);
        QCOMPARE(woken, 1);
    }

    void theTotalHoldsTheLargestMessage()
    {
        m_limits.message = 5000;
        Admission admission(m_limits, 1);
        admission.add(1, 4999);
        QVERIFY(!admission.full());
    }

    void theLargestStalledOfAllThreads()
    {
        Admission admission(m_limits, 2);
        QVERIFY(!admission.isLargestStalled(0, 0));
        QVERIFY(admission.isLargestStalled(0, 5));
        QVERIFY(admission.isLargestStalled(1, 7));
        QVERIFY(!admission.isLargestStalled(0, 5));
        QVERIFY(!admission.isLargestStalled(1, 0));
        QVERIFY(admission.isLargestStalled(0, 5));
    }
};

QTEST_APPLESS_MAIN(TestAdmission)
#include "tst_admission.moc"
