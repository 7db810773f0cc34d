// SQLite on a disk that fails, at each of its calls in turn: apply() says so by the right error, nothing half is there,
// afterwards the same store works on, and what was acknowledged is found after opening anew, and after a crash.
#include "server/storage/sqlite/sqlite_task_store.h"
#include "server/storage/task_trace.h"
#include "tests/contract/faulty_vfs.h"
#include "tests/support/torture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

namespace relevo::test {

namespace {

/// What has been acknowledged of each task, and the submits of which that is not known.
struct Model
{
    std::map<std::int64_t, std::pair<TaskId, TaskState>> states;
    std::vector<TaskId> doubtful; ///< of one transaction
    int applied = 0;
};

SubmitTask submission(TaskIdSource &ids, std::size_t size)
{
    SubmitTask submit;
    submit.record.id = ids.next(1'700'000'000'000);
    submit.record.task = "text.reverse";
    submit.record.createdAt = 1000;
    submit.record.params.bytes = "\"" + std::string(size, 'x') + "\"";
    submit.record.params.size = submit.record.params.bytes.size();
    appendHop(submit.record.trace, TraceStage::Queued, 1000, "alpha");
    return submit;
}

FinishTask finish(std::int64_t key, TaskState state)
{
    FinishTask made;
    made.key = key;
    made.attempt = 1;
    made.state = state;
    made.startedAt = 1500;
    made.finishedAt = 2000;
    made.result.bytes = "{\"text\":\"" + std::string(3000, 'y') + "\"}";
    made.result.size = made.result.bytes.size();
    return made;
}

} // namespace

class SqliteFaults : public QObject
{
    Q_OBJECT

private:
    using Expected = std::map<std::int64_t, std::pair<TaskId, TaskState>>;

    /// One apply(), and what it makes of `states` if it succeeds.
    void apply(TaskStore &store, Model &model, std::vector<Change> changes, const Expected &becomes)
    {
        for (const Outcome &outcome : store.apply(changes)) {
            if (outcome.kind != Outcome::Kind::Done)
                QTest::qFail("a change was refused", __FILE__, __LINE__);
        }
        ++model.applied;
        for (const auto &[key, what] : becomes)
            model.states[key] = what;
    }

    /// A life for a dozen tasks, in six transactions; throws where the storage does.
    void work(TaskStore &store, TaskIdSource &ids, Model &model)
    {
        std::vector<Change> submits;
        Expected queued;
        model.doubtful.clear();
        for (int i = 0; i < 12; ++i) {
            SubmitTask submit = submission(ids, i % 3 == 0 ? 20'000 : 100);
            queued[submit.record.id.key] = {submit.record.id, TaskState::Queued};
            model.doubtful.push_back(submit.record.id);
            submits.emplace_back(std::move(submit));
        }
        apply(store, model, std::move(submits), queued);
        model.doubtful.clear();
        std::vector<Change> claims;
        std::vector<Change> cancels;
        std::vector<Change> ends;
        Expected running;
        Expected cancelled;
        Expected ended;
        int i = 0;
        for (const auto &[key, what] : queued) {
            if (++i > 8) {
                cancels.emplace_back(CancelTask{what.first, 1700, {}});
                cancelled[key] = {what.first, TaskState::Cancelled};
                continue;
            }
            claims.emplace_back(ClaimTask{key, 0, "s1500 alpha\n"});
            running[key] = {what.first, TaskState::Running};
            const TaskState end = i % 2 ? TaskState::Succeeded : TaskState::Failed;
            ends.emplace_back(finish(key, end));
            ended[key] = {what.first, end};
        }
        apply(store, model, std::move(claims), running);
        apply(store, model, std::move(cancels), cancelled);
        apply(store, model, std::move(ends), ended);
    }

    /// Empty if everything acknowledged is there, in a state that it may have, and what is not known is whole or
    /// absent.
    static QString fault(TaskStore &store, const Model &model, bool exactly)
    {
        for (const auto &[key, what] : model.states) {
            const std::optional<TaskRecord> record = store.get(what.first, true);
            if (!record)
                return QStringLiteral("an acknowledged task is missing");
            // A transaction that failed may be found done after a crash, but never one that succeeded undone.
            if (exactly ? record->state != what.second : record->state < what.second)
                return QStringLiteral("a state was lost: %1 for %2").arg(int(record->state)).arg(int(what.second));
            if (record->params.bytes.size() != record->params.size)
                return QStringLiteral("params are cut");
        }
        std::size_t there = 0;
        for (const TaskId &id : model.doubtful)
            there += store.get(id, false) ? 1u : 0u;
        if (there != 0 && (exactly || there != model.doubtful.size()))
            return QStringLiteral("%1 of the %2 submits that failed are there").arg(there).arg(model.doubtful.size());
        const Audit audit = store.audit();
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < audit.rows.size(); ++i) {
            sum += audit.rows[i];
            if (audit.rows[i] != audit.counters.states[i])
                return QStringLiteral("the counters do not add up");
        }
        if (sum != audit.counters.accepted || !audit.contradictions.empty())
            return QStringLiteral("the audit finds faults");
        return {};
    }

    /// The files as a crash at this moment would leave them to the next process.
    static std::string crashed(const std::string &path)
    {
        const QString from = QString::fromStdString(path);
        QFile::copy(from, from + QStringLiteral("-crash"));
        QFile::copy(from + QStringLiteral("-wal"), from + QStringLiteral("-crash-wal"));
        return path + "-crash";
    }

private Q_SLOTS:
    void initTestCase() { installFaultyVfs(); }
    void cleanup() { disarmVfs(); }

    void everyCallInTurn_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("forGood");
        QTest::addColumn<int>("kind");
        const auto rows = [](const char *name, VfsFault fault, StorageError::Kind kind) {
            QTest::addRow("%s once", name) << int(fault) << false << int(kind);
            QTest::addRow("%s from then on", name) << int(fault) << true << int(kind);
        };
        rows("no room", VfsFault::Full, StorageError::Kind::Full);
        rows("write error", VfsFault::WriteError, StorageError::Kind::Unavailable);
        rows("short write", VfsFault::ShortWrite, StorageError::Kind::Unavailable);
        rows("failing fsync", VfsFault::SyncError, StorageError::Kind::Unavailable);
        rows("read error", VfsFault::ReadError, StorageError::Kind::Unavailable);
    }
    void everyCallInTurn()
    {
        QFETCH(const int, fault);
        QFETCH(const bool, forGood);
        QFETCH(const int, kind);
        constexpr int mostCalls = 2000;
        const int step = std::max(1, 9 / rounds(1)); // each of them in the long run, some in the usual one
        int nth = 1;
        int thrown = 0;
        for (bool reached = true; reached && nth < mostCalls; nth += nth < 10 ? 1 : step) {
            const QTemporaryDir folder;
            const std::string path = folder.filePath(QStringLiteral("tasks.db")).toStdString();
            auto store = std::make_unique<SqliteTaskStore>(path);
            store->attach("alpha", -1, 0, 0);
            TaskIdSource ids(0, 0);
            Model model;
            work(*store, ids, model);
            store.reset(); // and so the pages are read from the file again
            store = std::make_unique<SqliteTaskStore>(path);

            armVfs(static_cast<VfsFault>(fault), nth, forGood);
            bool threw = false;
            try {
                work(*store, ids, model);
            } catch (const StorageError &error) {
                threw = true;
                ++thrown;
                QVERIFY2(int(error.kind()) == kind, error.what());
                QVERIFY(error.mayPass());
            }
            reached = vfsHasFailed();
            const std::string copy = threw ? crashed(path) : std::string();
            disarmVfs();
            QVERIFY2(!threw || reached, "an error without a fault");

            const QByteArray where = "call " + QByteArray::number(nth) + ": ";
            QString wrong = SqliteFaults::fault(*store, model, true);
            QVERIFY2(wrong.isEmpty(), (where + wrong.toUtf8()).constData());
            if (threw) {
                SqliteTaskStore other(copy);
                wrong = SqliteFaults::fault(other, model, false);
                QVERIFY2(wrong.isEmpty(), (where + "after a crash: " + wrong.toUtf8()).constData());
            }
            const std::vector<TaskId> doubtful = model.doubtful;
            work(*store, ids, model); // the same store works on
            model.doubtful = doubtful;
            store.reset();
            SqliteTaskStore again(path);
            wrong = SqliteFaults::fault(again, model, true);
            QVERIFY2(wrong.isEmpty(), (where + "opened anew: " + wrong.toUtf8()).constData());
        }
        qInfo("up to call %d failed in turn, %d of them in an apply()", nth, thrown);
        QVERIFY(thrown > 0);
    }

    /// The file cannot be opened, or made: an error at once, and no store that is half there.
    void openingFails()
    {
        const int step = std::max(1, 5 / rounds(1));
        for (const VfsFault fault : {VfsFault::Full, VfsFault::WriteError, VfsFault::SyncError}) {
            for (int nth = 1; nth < 200; nth += step) {
                const QTemporaryDir folder;
                const std::string path = folder.filePath(QStringLiteral("tasks.db")).toStdString();
                armVfs(fault, nth, true);
                try {
                    SqliteTaskStore store(path);
                    store.attach("alpha", -1, 0, 0);
                } catch (const StorageError &error) {
                    QVERIFY2(error.mayPass(), error.what());
                }
                const bool reached = vfsHasFailed();
                disarmVfs();
                SqliteTaskStore store(path); // what is left of it is no hindrance
                store.attach("alpha", -1, 0, 0);
                TaskIdSource ids(0, 0);
                Model model;
                work(store, ids, model);
                const QString wrong = SqliteFaults::fault(store, model, true);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
                if (!reached)
                    break;
            }
        }
    }
};

} // namespace relevo::test

QTEST_GUILESS_MAIN(relevo::test::SqliteFaults)
#include "tst_sqlite_faults.moc"
