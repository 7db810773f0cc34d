// The connections of an SqliteTaskStore; for its own files.
#pragma once

#include "server/storage/sqlite/sqlite_task_store.h"

namespace relevo {

struct SqliteTaskStore::Writer
{
    Writer(const std::string &path, bool asItIs)
        : db(path, asItIs)
    {}

    int logPages = 0; ///< in the log, as of the last commit; outlives the connection
    SqliteDb db;
    struct Statements
    {
        explicit Statements(SqliteDb &db);
        SqliteStatement begin, commit, rollback;
        SqliteStatement insertTask, insertCall, byKey, state, findKey;
        SqliteStatement claim, finish, finishRunning, requeue, cancelQueued, wishCancel, retry, note;
        SqliteStatement counter;
    };
    std::optional<Statements> run;
};

struct SqliteTaskStore::Reader
{
    Reader(const std::string &path, bool asItIs)
        : db(path, asItIs)
    {}
    SqliteDb db;
};

/// A reading connection for a while; in memory the one that there is.
class SqliteTaskStore::ReaderUse
{
public:
    ReaderUse(SqliteTaskStore &store, std::unique_ptr<Reader> own)
        : m_store(store)
        , m_own(std::move(own))
    {}
    explicit ReaderUse(SqliteTaskStore &store)
        : m_store(store)
        , m_lock(store.m_readersMutex)
    {}
    ~ReaderUse()
    {
        if (!m_own)
            return;
        const std::lock_guard lock(m_store.m_readersMutex);
        m_store.m_readers.push_back(std::move(m_own));
    }
    ReaderUse(const ReaderUse &) = delete;
    ReaderUse &operator=(const ReaderUse &) = delete;

    SqliteDb &db() const { return m_own ? m_own->db : m_store.m_writer->db; }

private:
    SqliteTaskStore &m_store;
    std::unique_ptr<Reader> m_own;
    std::unique_lock<std::mutex> m_lock;
};

} // namespace relevo
