// Tasks in an SQLite file: write-ahead log, one fsync for each apply(), however many changes it has.
//
// The log is carried over into the file by a thread of its own, so that no commit waits for that.
#pragma once

#include "server/storage/sql/names.h"
#include "server/storage/sql/schema.h"
#include "server/storage/sqlite/sqlite_db.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace relevo {

class SqliteTaskStore final : public TaskStore
{
public:
    enum class Sync : std::uint8_t {
        Full,  ///< survives the loss of power
        Normal ///< survives that of the process; a loss of power may take the last moments
    };

    /// Opens the file, and makes it unless it is to stay as it is. `:memory:` keeps all in memory.
    explicit SqliteTaskStore(const std::string &path, Sync sync = Sync::Full, Schema schema = Schema::Update);
    ~SqliteTaskStore() override;

    std::string kind() const override { return m_inMemory ? "memory" : "sqlite"; }

    // The file belongs to one node (server/data_folder.h sees to that): its slot is always 0, its lease never ends.
    int attach(const std::string &node, int wanted, std::int64_t nowMs, std::int64_t leaseMs) override;
    bool renew(int slot, std::int64_t nowMs, std::int64_t leaseMs) override;
    std::vector<int> abandoned(std::int64_t nowMs) override;

    std::vector<Outcome> apply(const std::vector<Change> &changes) override;
    Pruned prune(const PruneQuery &query) override;

    std::optional<TaskRecord> get(const TaskId &id, bool payloads) override;
    std::vector<TaskRecord> get(const std::vector<std::int64_t> &keys) override;
    std::vector<TaskRecord> list(const ListQuery &query) override;
    std::vector<OpenTask> open(std::int64_t after, std::size_t limit) override;
    std::int64_t lastKey() override;
    StoreCounters counters() override;
    Audit audit() override;
    std::vector<std::string> faults() override;

private:
    struct Writer;
    struct Reader;
    class ReaderUse;

    ReaderUse reader();
    std::int64_t taskNumber(const std::string &name);
    std::string taskName(std::int64_t number, SqliteDb &db);
    std::vector<std::int64_t> taskNumbers(const std::optional<std::string> &name, SqliteDb &db);
    std::string nodeName(std::int64_t slot, SqliteDb &db);
    TaskRecord readRecord(const SqliteStatement &row, TaskKind kind, bool payloads, SqliteDb &db);
    void checkVersion(std::int64_t version) const;
    void migrate();
    void carryOver();

    // One per kind of change; the transaction is open.
    Outcome change(const SubmitTask &submit);
    Outcome change(const ClaimTask &claim);
    Outcome change(const FinishTask &finish);
    static void writeFinish(SqliteStatement &update, const FinishTask &finish, TaskState state);
    bool finishAsAsked(const FinishTask &finish);
    Outcome change(const RequeueTask &requeue);
    Outcome change(const CancelTask &cancel);
    Outcome change(const RetryTask &retry);
    Outcome change(const NoteTask &note);
    Outcome change(const RecordCall &call);
    void writeCounters();
    void commit();

    const std::string m_path;
    const bool m_inMemory;
    const bool m_asItIs;
    std::unique_ptr<Writer> m_writer;
    sql::CounterDeltas m_deltas;
    int m_slot = 0;

    std::mutex m_readersMutex; // guards the readers that are free; in memory: held while the one connection is used
    std::vector<std::unique_ptr<Reader>> m_readers;

    sql::Names m_names;

    std::mutex m_carryMutex; // guards the two below
    std::condition_variable m_carryWanted;
    bool m_carry = false;
    bool m_ending = false;
    std::thread m_carrier;
};

} // namespace relevo
