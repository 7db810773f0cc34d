// The slots: what had begun outlives the process, what has ended does not.
#include "server/background/slot_file.h"
#include "server/storage/storage_error.h"

#include <QTemporaryDir>
#include <QTest>

namespace relevo::test {

class TestSlotFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHasBegunIsLeft();
    void aNodeWithFewerWorkersReadsAllTheSame();
    void memoryAloneLeavesNothing();
    void saysWhereItCannotBe();

private:
    QTemporaryDir m_folder;
};

void TestSlotFile::whatHasBegunIsLeft()
{
    const std::string path = m_folder.filePath(QStringLiteral("slots")).toStdString();
    {
        SlotFile slots(path, 3);
        QVERIFY(slots.left().empty());
        slots.enter(0, 100, 1);
        slots.enter(1, 200, 7);
        slots.enter(2, 300, 2);
        slots.leave(0);
    }
    SlotFile next(path, 3);
    QCOMPARE(next.left().size(), 2u);
    QCOMPARE(next.left().at(200), 7);
    QCOMPARE(next.left().at(300), 2);
    next.clear();
    QVERIFY(next.left().empty());
    QVERIFY(SlotFile(path, 3).left().empty());
}

void TestSlotFile::aNodeWithFewerWorkersReadsAllTheSame()
{
    const std::string path = m_folder.filePath(QStringLiteral("fewer")).toStdString();
    {
        SlotFile slots(path, 9);
        slots.enter(8, 900, 1);
    }
    {
        SlotFile fewer(path, 2);
        QCOMPARE(fewer.left().at(900), 1);
        fewer.clear();
        fewer.enter(1, 100, 1);
    }
    SlotFile more(path, 20);
    QCOMPARE(more.left().size(), 1u);
    more.enter(19, 1, 1);
}

void TestSlotFile::memoryAloneLeavesNothing()
{
    SlotFile slots({}, 2);
    slots.enter(1, 100, 1);
    QVERIFY(SlotFile({}, 2).left().empty());
}

void TestSlotFile::saysWhereItCannotBe()
{
    try {
        const SlotFile slots("/nowhere/at/all", 1);
        QFAIL("a file in no folder");
    } catch (const StorageError &error) {
        QVERIFY(std::string(error.what()).find("/nowhere/at/all") != std::string::npos);
    }
}

} // namespace relevo::test

QTEST_APPLESS_MAIN(relevo::test::TestSlotFile)
#include "tst_slot_file.moc"
