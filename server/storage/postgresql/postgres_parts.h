// What the store's own files share: a reading connection for a while, a transaction.
#pragma once

#include "server/storage/postgresql/postgres_task_store.h"

#include <unordered_map>

namespace relevo {

/// Waits while all are in use.
class PostgresTaskStore::ReaderUse
{
public:
    explicit ReaderUse(PostgresTaskStore &store);
    ~ReaderUse();
    ReaderUse(const ReaderUse &) = delete;
    ReaderUse &operator=(const ReaderUse &) = delete;

    PostgresConnection &db() const { return *m_own; }

private:
    PostgresTaskStore &m_store;
    std::unique_ptr<PostgresConnection> m_own;
};

// Advisory locks: what one node at a time does.
inline constexpr std::int64_t migrationLock = 0x72656c65'766f0001;
inline constexpr std::int64_t nodesLock = 0x72656c65'766f0002;
inline constexpr std::int64_t pruneLock = 0x72656c65'766f0003;

/// What nodes tell each other of what they have changed: `SLOT KEY KEY …`.
inline constexpr const char *hintChannel = "relevo_changes";

/// The rows by their first column.
std::unordered_map<std::int64_t, PostgresRow> byFirstColumn(const PostgresRows &rows);

/// What `sql::countersStatement` says.
sql::CounterSums counterSums(PostgresConnection &db);
void addToCounters(PostgresConnection &db, int slot, const sql::CounterDeltas &deltas);

/// Between BEGIN and COMMIT: what is left without commit() is rolled back.
class PostgresTransaction
{
public:
    explicit PostgresTransaction(PostgresConnection &db, const std::string &begin = "BEGIN");
    ~PostgresTransaction();
    PostgresTransaction(const PostgresTransaction &) = delete;
    PostgresTransaction &operator=(const PostgresTransaction &) = delete;

    void commit();

private:
    PostgresConnection &m_db;
    bool m_open = true;
};

} // namespace relevo
