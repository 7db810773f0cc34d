// The keeper over a storage that fails as connections do. A submit whose transaction's end is not known: the reply is
// what the storage says once it can be asked. A long queue from before: nobody waits until it has been read.
#include "server/background/keeper.h"
#include "server/background/reads.h"
#include "server/background/submission.h"
#include "server/background/time_text.h"
#include "server/storage/files/file_blob_store.h"
#include "server/storage/sqlite/sqlite_task_store.h"
#include "server/worker/worker_pool.h"
#include "tests/support/call_blocks.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace relevo;
using namespace relevo::test;

namespace {

/// A store whose transactions end without a word, as they do when a connection breaks, and whose queue cannot be read.
class BrokenStore : public TaskStore
{
public:
    enum class End : std::uint8_t { Told, StoredUntold, LostUntold };

    std::atomic<End> end = End::Told; ///< of the next transactions
    std::atomic<bool> away = false;   ///< it cannot be asked either
    std::atomic<bool> unread = false; ///< nor for what is open

    std::string kind() const override { return m_store.kind(); }
    int attach(const std::string &node, int wanted, std::int64_t now, std::int64_t leaseMs) override
    {
        return m_store.attach(node, wanted, now, leaseMs);
    }
    bool renew(int slot, std::int64_t now, std::int64_t leaseMs) override { return m_store.renew(slot, now, leaseMs); }
    std::vector<int> abandoned(std::int64_t now) override { return m_store.abandoned(now); }
    std::vector<Outcome> apply(const std::vector<Change> &changes) override
    {
        const bool holdsSubmit = std::ranges::any_of(
            changes, [](const Change &change) { return std::holds_alternative<SubmitTask>(change); });
        const End now = holdsSubmit ? end.exchange(End::Told) : End::Told;
        if (now == End::LostUntold)
            throw StorageError(StorageError::Kind::Unavailable, "the connection broke");
        std::vector<Outcome> outcomes = m_store.apply(changes);
        if (now == End::StoredUntold)
            throw StorageError(StorageError::Kind::Unavailable, "the connection broke");
        return outcomes;
    }
    Pruned prune(const PruneQuery &query) override { return m_store.prune(query); }
    std::optional<TaskRecord> get(const TaskId &id, bool payloads) override { return m_store.get(id, payloads); }
    std::vector<TaskRecord> get(const std::vector<std::int64_t> &keys) override
    {
        if (away)
            throw StorageError(StorageError::Kind::Unavailable, "no connection");
        return m_store.get(keys);
    }
    std::vector<TaskRecord> list(const ListQuery &query) override { return m_store.list(query); }
    std::vector<OpenTask> open(std::int64_t after, std::size_t limit) override
    {
        if (unread)
            throw StorageError(StorageError::Kind::Unavailable, "no connection");
        return m_store.open(after, limit);
    }
    std::int64_t lastKey() override { return m_store.lastKey(); }
    StoreCounters counters() override { return m_store.counters(); }
    Audit audit() override { return m_store.audit(); }

private:
    SqliteTaskStore m_store{":memory:"};
};

SubmitTask newTask(const TaskId &id)
{
    SubmitTask task;
    task.record.id = id;
    task.record.task = "text.count";
    task.record.params.bytes = R"({"text":"ab"})";
    task.record.createdAt = nowMs();
    return task;
}

/// With one task from before, which cannot be read yet.
struct StoreWithQueue : BrokenStore
{
    StoreWithQueue()
    {
        attach("node-x", 0, nowMs(), 15'000);
        apply({Change(newTask(TaskIdSource(0, 0).next(nowMs())))});
        unread = true;
    }
};

KeeperSettings settings()
{
    KeeperSettings settings;
    settings.node = "node-x";
    settings.leaseMs = 15'000;
    return settings;
}

/// A keeper with all that it needs, and no transport.
template <typename Store = BrokenStore> struct Bench
{
    Bench()
        : registry(builtinTasks(), {})
        , runner(registry, [](std::string_view) { return std::string("cafe"); })
        , metrics(builtinTasks().size(), 2, 1)
        , workers(2, runner, metrics)
        , blobs(folder.filePath(QStringLiteral("blobs")).toStdString())
        , keeper(settings(), {store, blobs, slots, runner, workers, log, history})
        , reads({store, blobs, limits, runner.report(), [](TaskRecord &) {}, [] { return 0; }, [] {}})
    {
        store.attach("node-x", 0, nowMs(), 15'000);
        keeper.start(reads);
    }
    ~Bench() { keeper.stop(); }

    void submit()
    {
        PendingReply::Request request;
        request.peer = peer;
        request.id = "1";
        request.charge.tasks = 1;
        keeper.submit(newTask(keeper.newId()), PendingReply(std::move(request)));
    }
    QByteArray reply()
    {
        outlet.waitForTasks(1);
        return QByteArray::fromStdString(outlet.text());
    }
    std::int64_t count(TaskState state) { return store.counters().states[static_cast<std::size_t>(state)]; }
    bool hasEnded(TaskState state, std::int64_t tasks = 1)
    {
        return QTest::qWaitFor([&] { return count(state) == tasks; }, 30'000);
    }

    QTemporaryDir folder;
    KeepingOutlet outlet;
    std::shared_ptr<Peer> peer = std::make_shared<Peer>(outlet);
    Registry registry;
    TaskRunner runner;
    Metrics metrics;
    WorkerPool workers;
    Log log{LogLevel::Error, LogFormat::Text};
    Limits limits;
    Store store;
    FileBlobStore blobs;
    SlotFile slots{{}, 8};
    HistoryCounts history{builtinTasks().size()};
    Keeper keeper;
    Reads reads;
};

} // namespace

class TestKeeper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storedAfterAll()
    {
        Bench<> bench;
        bench.store.end = BrokenStore::End::StoredUntold;
        bench.submit();
        QVERIFY2(bench.reply().contains(R"("state":"queued")"), bench.reply().constData());
        QVERIFY(bench.hasEnded(TaskState::Succeeded));
        QCOMPARE(bench.store.counters().accepted, 1);
    }

    void lost()
    {
        Bench<> bench;
        bench.store.end = BrokenStore::End::LostUntold;
        bench.submit();
        QVERIFY2(bench.reply().contains("-32000"), bench.reply().constData());
        QCOMPARE(bench.store.counters().accepted, 0);
    }

    /// The storage cannot be asked for long: the reply does not wait for ever, and the task is run all the same.
    void nobodyCanTell()
    {
        Bench<> bench;
        bench.store.away = true;
        bench.store.end = BrokenStore::End::StoredUntold;
        bench.submit();
        QVERIFY2(bench.reply().contains("-32000"), bench.reply().constData());
        bench.store.away = false;
        QVERIFY(bench.hasEnded(TaskState::Succeeded));
    }

    void aLongQueueKeepsNobodyWaiting()
    {
        Bench<StoreWithQueue> bench;
        bench.submit();
        QVERIFY2(bench.reply().contains(R"("state":"queued")"), bench.reply().constData());
        QTest::qWait(100);
        QCOMPARE(bench.count(TaskState::Queued), 2); // what is not read yet may be more urgent
        bench.store.unread = false;
        QVERIFY(bench.hasEnded(TaskState::Succeeded, 2));
    }

    /// A server that ends does not wait for it.
    void drained()
    {
        Bench<> bench;
        bench.store.away = true;
        bench.store.end = BrokenStore::End::StoredUntold;
        bench.submit();
        QVERIFY(QTest::qWaitFor([&] { return bench.keeper.figures().storeAway; }, 30'000));
        QCOMPARE(bench.outlet.tasks(), std::uint64_t{0});
        bench.keeper.drain();
        QVERIFY2(bench.reply().contains("-32000"), bench.reply().constData());
    }
};

QTEST_GUILESS_MAIN(TestKeeper)
#include "tst_keeper.moc"
