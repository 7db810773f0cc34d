// Tasks in PostgreSQL, shared by the nodes of a cluster: one transaction for each apply(), a statement for each kind of
// change in it, every one of them conditional on what the row says when it is locked.
//
// Leases go by the database's clock, which is the same for all nodes: what nowMs says is not looked at. Where the
// connection is lost, or the server does not answer in time, a call throws Unavailable; the next one connects anew. An
// apply() that threw Unavailable may have been committed all the same, and may be repeated: a submission that is there
// already, with its key and tail, is Done and not counted twice; a finish or a claim that is there already is Stale (of
// the claim, open() tells that this node holds it).
#pragma once

#include "server/storage/postgresql/postgres_connection.h"
#include "server/storage/sql/names.h"
#include "server/storage/sql/schema.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace relevo {

class PostgresTaskStore final : public TaskStore
{
public:
    /// Connects. Of several nodes that start at once, one brings the schema to this version. `target`: a
    /// connection string of libpq, URI or keywords; what it leaves out comes from libpq's environment.
    explicit PostgresTaskStore(std::string target, const PostgresTimes &times = {}, Schema schema = Schema::Update);
    ~PostgresTaskStore() override;

    std::string kind() const override { return "postgresql"; }

    /// The wanted slot, if it is free, its lease has ended, or it has this node's name; else one that this node had
    /// before, a new one, or the one whose lease ended first. Whatever its last node has left running is this one's
    /// now. Refused if all are taken.
    int attach(const std::string &node, int wanted, std::int64_t nowMs, std::int64_t leaseMs) override;
    bool renew(int slot, std::int64_t nowMs, std::int64_t leaseMs) override;
    /// A slot that held nothing is looked at again after a minute: looking means reading all that is open.
    std::vector<int> abandoned(std::int64_t nowMs) override;

    bool isShared() const override { return true; }
    std::vector<OpenTask> adopt(int from, int to, std::int64_t after, std::size_t limit) override;
    std::vector<std::int64_t> changedElsewhere() override;

    std::vector<Outcome> apply(const std::vector<Change> &changes) override;
    Pruned prune(const PruneQuery &query) override;

    std::optional<TaskRecord> get(const TaskId &id, bool payloads) override;
    std::vector<TaskRecord> get(const std::vector<std::int64_t> &keys) override;
    std::vector<TaskRecord> list(const ListQuery &query) override;
    std::vector<OpenTask> open(std::int64_t after, std::size_t limit) override;
    std::int64_t lastKey() override;
    StoreCounters counters() override;
    Audit audit() override;

private:
    class ReaderUse;

    PostgresConnection &writer();
    void readNotices();
    void migrate(PostgresConnection &db) const;

    std::int64_t taskNumber(const std::string &name);
    std::string taskName(std::int64_t number, PostgresConnection &db);
    std::vector<std::int64_t> taskNumbers(const std::optional<std::string> &name, PostgresConnection &db);
    std::string nodeName(std::int64_t slot, PostgresConnection &db);
    /// For each change the number of its task; 0: it has none; -1: the name is refused.
    std::vector<std::int64_t> taskNumbersOf(const std::vector<Change> &changes);
    TaskRecord readRecord(const PostgresRow &row, TaskKind kind, bool payloads, PostgresConnection &db);

    const std::string m_target;
    const PostgresTimes m_times;
    std::unique_ptr<PostgresConnection> m_writer; ///< null or not alive: made anew when it is needed
    const std::string m_instance;                 ///< names this process among those that may have the same name
    std::string m_node;                           ///< empty: it has no slot yet
    int m_slot = 0;
    std::vector<std::int64_t> m_changedElsewhere;
    bool m_hasOthers = true; ///< other nodes live, as far as is known: they are told what is changed
    sql::Names m_names;

    std::mutex m_readersMutex; // guards the three below
    std::condition_variable m_readerFree;
    std::vector<std::unique_ptr<PostgresConnection>> m_readers; ///< those that are free
    int m_readersInUse = 0;

    struct Quiet
    {
        std::int64_t lease = 0; ///< the one that has ended
        std::chrono::steady_clock::time_point until;
    };
    std::mutex m_quietMutex;               // guards the one below
    std::map<std::int64_t, Quiet> m_quiet; ///< slots that held nothing
};

} // namespace relevo
