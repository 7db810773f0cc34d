// SQLite's C interface with owners and exceptions. A connection and its statements belong to one thread at a time.
#pragma once

#include "server/storage/storage_error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace relevo {

class SqliteDb
{
public:
    /// Throws StorageError. `path`: a file, made if it is not there, or `:memory:`. `asItIs`: a file that is there,
    /// also where nothing can be written.
    explicit SqliteDb(const std::string &path, bool asItIs = false);

    void execute(const std::string &sql);
    std::int64_t number(const std::string &sql); ///< the first column of the first row; 0: none
    sqlite3 *handle() const { return m_db.get(); }
    [[noreturn]] void fail(const std::string &doing) const;

private:
    struct Close
    {
        void operator()(sqlite3 *db) const;
    };
    std::unique_ptr<sqlite3, Close> m_db;
};

/// A prepared statement, used again and again. Parameters and columns count from 0; what is bound stays bound.
class SqliteStatement
{
public:
    SqliteStatement(const SqliteDb &db, const std::string &sql);

    SqliteStatement &bind(int at, std::int64_t value);
    SqliteStatement &bind(int at, int value) { return bind(at, static_cast<std::int64_t>(value)); }
    SqliteStatement &bind(int at, double value);
    /// The bytes stay where they are until the statement has run.
    SqliteStatement &bindText(int at, std::string_view value);
    SqliteStatement &bindBytes(int at, std::string_view value);
    SqliteStatement &bindNull(int at);
    /// 0 counts as none.
    SqliteStatement &bindTime(int at, std::int64_t ms) { return ms == 0 ? bindNull(at) : bind(at, ms); }

    /// True: there is a row. False: it is done, and may be bound and run again.
    bool step();
    /// Runs it to its end. False: a constraint refuses it, and nothing has changed.
    bool run();
    void reset();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const; ///< until the next step
    bool isNull(int column) const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    const SqliteDb *m_db;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

} // namespace relevo
