// The contract of a task store over SQLite, in a file and in memory, and what only a file has.
#include "server/storage/sqlite/sqlite_task_store.h"
#include "tests/contract/task_store_suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace relevo::test {

class SqliteStores final : public TaskStoreSuite
{
    Q_OBJECT

protected:
    std::unique_ptr<TaskStore> makeEmpty() override
    {
        m_path = m_folder.filePath(QString::number(++m_made)).toStdString();
        return reopen();
    }
    std::unique_ptr<TaskStore> reopen() override { return std::make_unique<SqliteTaskStore>(m_path); }

private Q_SLOTS:
    void bringsAnEarlierVersionForward();
    void looksAtAnEarlierVersionAsItIs();
    void refusesALaterVersion();
    void saysWhatIsNoDatabase();
    void theLogDoesNotGrowForEver();

private:
    QTemporaryDir m_folder;
    std::string m_path;
    int m_made = 0;
};

void SqliteStores::bringsAnEarlierVersionForward()
{
    const TaskId id = submitted();
    m_store.reset();
    {
        SqliteDb db(m_path);
        db.execute("ALTER TABLE nodes DROP COLUMN instance");
        db.execute("PRAGMA user_version = 1");
    }
    m_store = reopen();
    QCOMPARE(record(id).state, TaskState::Queued);
    SqliteDb db(m_path);
    SqliteStatement select(db, "SELECT instance FROM nodes");
    QVERIFY(select.step());
}

/// As somebody does who only wants to know what is there, and goes back to the earlier program.
void SqliteStores::looksAtAnEarlierVersionAsItIs()
{
    const TaskId id = finished(TaskState::Succeeded);
    m_store.reset();
    {
        SqliteDb db(m_path);
        db.execute("ALTER TABLE nodes DROP COLUMN instance");
        db.execute("PRAGMA user_version = 1");
    }
    m_store = std::make_unique<SqliteTaskStore>(m_path, SqliteTaskStore::Sync::Full, Schema::AsItIs);
    QVERIFY(m_store->faults().empty());
    QCOMPARE(m_store->audit().rows[2], 1);
    QCOMPARE(m_store->list({}).size(), 1u);
    QCOMPARE(record(id).state, TaskState::Succeeded);
    m_store.reset();
    SqliteDb db(m_path);
    QCOMPARE(db.number("PRAGMA user_version"), 1);
}

void SqliteStores::refusesALaterVersion()
{
    m_store.reset();
    {
        SqliteDb db(m_path);
        db.execute("PRAGMA user_version = 99");
    }
    try {
        reopen();
        QFAIL("a later version was opened");
    } catch (const StorageError &error) {
        QCOMPARE(error.kind(), StorageError::Kind::Refused);
        QVERIFY(std::string(error.what()).find("later relevo-server") != std::string::npos);
    }
}

void SqliteStores::saysWhatIsNoDatabase()
{
    m_store.reset();
    QFile file(QString::fromStdString(m_path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    try {
        reopen();
        QFAIL("something else was opened");
    } catch (const StorageError &error) {
        QCOMPARE(error.kind(), StorageError::Kind::Corrupt);
    }
}

void SqliteStores::theLogDoesNotGrowForEver()
{
    const QString log = QString::fromStdString(m_path + "-wal");
    qint64 largest = 0;
    for (int round = 0; round < 150; ++round) {
        std::vector<Change> changes;
        for (int i = 0; i < 100; ++i) {
            SubmitTask submit = submission();
            submit.record.params.bytes.assign(50'000, 'x');
            changes.emplace_back(std::move(submit));
        }
        m_store->apply(changes);
        largest = std::max(largest, QFile(log).size());
    }
    QVERIFY2(largest < 400ll << 20, qPrintable(QString::number(largest)));
}

class MemoryStores final : public TaskStoreSuite
{
    Q_OBJECT

protected:
    std::unique_ptr<TaskStore> makeEmpty() override { return std::make_unique<SqliteTaskStore>(":memory:"); }
    std::unique_ptr<TaskStore> reopen() override { return nullptr; }
};

} // namespace relevo::test

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    relevo::test::SqliteStores file;
    relevo::test::MemoryStores memory;
    return QTest::qExec(&file, argc, argv) + QTest::qExec(&memory, argc, argv);
}

#include "tst_task_store_sqlite.moc"
