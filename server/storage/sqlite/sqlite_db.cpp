#include "server/storage/sqlite/sqlite_db.h"

#include <sqlite3.h>

#include <unistd.h>

namespace relevo {

namespace {

StorageError::Kind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return StorageError::Kind::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return StorageError::Kind::Corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
        return StorageError::Kind::Unavailable;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return StorageError::Kind::Refused;
    default:
        return StorageError::Kind::Failed;
    }
}

/// As a URI that opens what is there. Where nothing may be written beside it, there is no log to be shared either.
std::string uriOf(const std::string &path)
{
    const auto at = path.rfind('/');
    const std::string folder = at == std::string::npos ? "." : path.substr(0, at + 1);
    std::string uri = "file:";
    for (const char one : path) {
        if (one == '%' || one == '?' || one == '#')
            uri += one == '%' ? "%25" : one == '?' ? "%3f" : "%23";
        else
            uri += one;
    }
    return uri + (::access(folder.c_str(), W_OK) == 0 ? "?mode=rw" : "?mode=ro&immutable=1");
}

} // namespace

void SqliteDb::Close::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

SqliteDb::SqliteDb(const std::string &path, bool asItIs)
{
    sqlite3 *db = nullptr;
    const int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    const int code = asItIs ? sqlite3_open_v2(uriOf(path).c_str(), &db, how | SQLITE_OPEN_URI, nullptr)
                            : sqlite3_open_v2(path.c_str(), &db, how | SQLITE_OPEN_CREATE, nullptr);
    m_db.reset(db);
    if (code != SQLITE_OK)
        fail("cannot open " + path);
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10'000);
}

void SqliteDb::fail(const std::string &doing) const
{
    const int code = sqlite3_extended_errcode(m_db.get());
    std::string what = doing + ": " + sqlite3_errmsg(m_db.get());
    if (const char *file = sqlite3_db_filename(m_db.get(), nullptr); file && *file)
        what += std::string(" (") + file + ')';
    throw StorageError(kindOf(code), what);
}

void SqliteDb::execute(const std::string &sql)
{
    if (sqlite3_exec(m_db.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail("SQLite: " + sql.substr(0, 60));
}

std::int64_t SqliteDb::number(const std::string &sql)
{
    SqliteStatement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

void SqliteStatement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(const SqliteDb &db, const std::string &sql)
    : m_db(&db)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK)
        db.fail("SQLite: " + sql.substr(0, 60));
    m_statement.reset(statement);
}

SqliteStatement &SqliteStatement::bind(int at, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), at + 1, value);
    return *this;
}

SqliteStatement &SqliteStatement::bind(int at, double value)
{
    sqlite3_bind_double(m_statement.get(), at + 1, value);
    return *this;
}

SqliteStatement &SqliteStatement::bindText(int at, std::string_view value)
{
    // A null pointer would be NULL.
    sqlite3_bind_text64(m_statement.get(), at + 1, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

SqliteStatement &SqliteStatement::bindBytes(int at, std::string_view value)
{
    sqlite3_bind_blob64(m_statement.get(), at + 1, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC);
    return *this;
}

SqliteStatement &SqliteStatement::bindNull(int at)
{
    sqlite3_bind_null(m_statement.get(), at + 1);
    return *this;
}

bool SqliteStatement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        const std::string text = sqlite3_sql(m_statement.get());
        sqlite3_reset(m_statement.get());
        m_db->fail("SQLite: " + text.substr(0, 60));
    }
    sqlite3_reset(m_statement.get());
    return false;
}

bool SqliteStatement::run()
{
    const int code = sqlite3_step(m_statement.get());
    sqlite3_reset(m_statement.get());
    if (code == SQLITE_DONE || code == SQLITE_ROW)
        return true;
    if ((code & 0xff) == SQLITE_CONSTRAINT)
        return false;
    m_db->fail("SQLite: " + std::string(sqlite3_sql(m_statement.get())).substr(0, 60));
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double SqliteStatement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::string_view SqliteStatement::text(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return {static_cast<const char *>(bytes), static_cast<std::size_t>(size)};
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

} // namespace relevo
