// The store's beginning and end, its names, its log, and its readers. What changes tasks is in sqlite_changes.cpp.
#include "server/storage/sqlite/sqlite_parts.h"

#include <sqlite3.h>

namespace relevo {

namespace {

constexpr sql::Dialect dialect{"INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY", "INTEGER", "REAL", "BLOB"};
constexpr std::string_view inMemory = ":memory:";
// Pages of the log. From the first on, the log is carried over beside the commits; those go on meanwhile, so that it
// never gets empty under load: from the second on they wait once.
constexpr int carryFrom = 4'000;
constexpr int waitFrom = 64'000;

} // namespace

SqliteTaskStore::SqliteTaskStore(const std::string &path, Sync sync, Schema schema)
    : m_path(path)
    , m_inMemory(path == inMemory)
    , m_asItIs(schema == Schema::AsItIs)
    , m_writer(std::make_unique<Writer>(path, m_asItIs))
{
    SqliteDb &db = m_writer->db;
    if (m_asItIs) {
        checkVersion(db.number("PRAGMA user_version"));
        return;
    }
    if (!m_inMemory) {
        db.execute("PRAGMA journal_mode = WAL");
        db.execute(sync == Sync::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        sqlite3_wal_hook(
            db.handle(),
            [](void *pages, sqlite3 *, const char *, int count) {
                *static_cast<int *>(pages) = count;
                return SQLITE_OK;
            },
            &m_writer->logPages); // in place of the one that carries the log over after a commit
        db.execute("PRAGMA cache_size = -32768");
    }
    migrate();
    m_writer->run.emplace(db);
    if (m_inMemory)
        return;
    m_carrier = std::thread([this] { carryOver(); });
}

SqliteTaskStore::~SqliteTaskStore()
{
    if (!m_carrier.joinable())
        return;
    {
        const std::lock_guard lock(m_carryMutex);
        m_ending = true;
    }
    m_carryWanted.notify_one();
    m_carrier.join();
}

void SqliteTaskStore::checkVersion(std::int64_t version) const
{
    if (version > static_cast<std::int64_t>(sql::migrations(dialect).size()))
        throw StorageError(StorageError::Kind::Refused, m_path + ": " + sql::newerDatabase(version));
}

void SqliteTaskStore::migrate()
{
    SqliteDb &db = m_writer->db;
    const std::int64_t version = db.number("PRAGMA user_version");
    const auto all = sql::migrations(dialect);
    checkVersion(version);
    for (auto next = static_cast<std::size_t>(version); next < all.size(); ++next) {
        db.execute("BEGIN IMMEDIATE");
        for (const std::string &statement : all[next])
            db.execute(statement);
        db.execute("PRAGMA user_version = " + std::to_string(next + 1));
        db.execute("COMMIT");
    }
}

void SqliteTaskStore::commit()
{
    m_writer->run->commit.run();
    if (m_writer->logPages < carryFrom)
        return;
    // Nothing is written meanwhile: so the whole log is carried over, and begins anew.
    if (m_writer->logPages >= waitFrom)
        sqlite3_wal_checkpoint_v2(m_writer->db.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    {
        const std::lock_guard lock(m_carryMutex);
        m_carry = true;
    }
    m_carryWanted.notify_one();
}

void SqliteTaskStore::carryOver()
{
    std::unique_ptr<SqliteDb> db;
    std::unique_lock lock(m_carryMutex);
    while (true) {
        m_carryWanted.wait(lock, [this] { return m_carry || m_ending; });
        if (m_ending)
            return;
        m_carry = false;
        lock.unlock();
        try {
            if (!db)
                db = std::make_unique<SqliteDb>(m_path);
            sqlite3_wal_checkpoint_v2(db->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        } catch (const StorageError &) {
            db.reset(); // the log grows meanwhile; commits tell what is wrong
        }
        lock.lock();
    }
}

SqliteTaskStore::ReaderUse SqliteTaskStore::reader()
{
    if (m_inMemory)
        return ReaderUse(*this);
    std::unique_ptr<Reader> free;
    {
        const std::lock_guard lock(m_readersMutex);
        if (!m_readers.empty()) {
            free = std::move(m_readers.back());
            m_readers.pop_back();
        }
    }
    if (!free)
        free = std::make_unique<Reader>(m_path, m_asItIs);
    return {*this, std::move(free)};
}

int SqliteTaskStore::attach(const std::string &node, int /*wanted*/, std::int64_t /*nowMs*/, std::int64_t /*leaseMs*/)
{
    SqliteStatement insert(m_writer->db, "INSERT OR REPLACE INTO nodes (slot, name, lease_until) VALUES (0, ?, 0)");
    insert.bindText(0, node).run();
    m_names.keepNode(0, node);
    return 0;
}

bool SqliteTaskStore::renew(int /*slot*/, std::int64_t /*nowMs*/, std::int64_t /*leaseMs*/)
{
    return true;
}

std::vector<int> SqliteTaskStore::abandoned(std::int64_t /*nowMs*/)
{
    return {};
}

std::int64_t SqliteTaskStore::taskNumber(const std::string &name)
{
    if (const auto known = m_names.numberOfTask(name))
        return *known;
    SqliteStatement insert(m_writer->db, "INSERT OR IGNORE INTO task_names (name) VALUES (?)");
    insert.bindText(0, name).run();
    SqliteStatement select(m_writer->db, "SELECT no FROM task_names WHERE name = ?");
    select.bindText(0, name).step();
    const std::int64_t number = select.integer(0);
    m_names.keepTask(number, name);
    return number;
}

std::string SqliteTaskStore::taskName(std::int64_t number, SqliteDb &db)
{
    if (const auto known = m_names.task(number))
        return *known;
    SqliteStatement select(db, "SELECT name FROM task_names WHERE no = ?");
    std::string name;
    if (select.bind(0, number).step())
        name = select.text(0);
    m_names.keepTask(number, name);
    return name;
}

std::vector<std::int64_t> SqliteTaskStore::taskNumbers(const std::optional<std::string> &name, SqliteDb &db)
{
    SqliteStatement select(db, name ? "SELECT no FROM task_names WHERE name = ?" : "SELECT no FROM task_names");
    if (name)
        select.bindText(0, *name);
    std::vector<std::int64_t> numbers;
    while (select.step())
        numbers.push_back(select.integer(0));
    return numbers;
}

std::string SqliteTaskStore::nodeName(std::int64_t slot, SqliteDb &db)
{
    if (const auto known = m_names.node(slot))
        return *known;
    SqliteStatement select(db, "SELECT name FROM nodes WHERE slot = ?");
    std::string name;
    if (select.bind(0, slot).step())
        name = select.text(0);
    m_names.keepNode(slot, name);
    return name;
}

} // namespace relevo
