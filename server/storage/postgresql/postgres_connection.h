// libpq with owners, deadlines and exceptions: a connection, and the rows that it returns.
//
// A connection belongs to one thread at a time. Every call blocks until the server has answered or a deadline has
// passed, and throws PostgresError; no text of an error has the password in it. Once the connection is lost, isAlive()
// is false and stays so: its owner makes another.
#pragma once

#include "server/storage/postgresql/postgres_error.h"
#include "server/storage/postgresql/postgres_params.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct pg_conn;
struct pg_result;

namespace relevo {

class PostgresRow
{
public:
    PostgresRow(const pg_result *result, int row)
        : m_result(result)
        , m_row(row)
    {}
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const; ///< as long as the rows live
    bool isNull(int column) const;

private:
    const pg_result *m_result;
    int m_row;
};

class PostgresRows
{
public:
    explicit PostgresRows(pg_result *result);

    int count() const { return m_count; }
    PostgresRow operator[](int row) const { return {m_result.get(), row}; }

    struct Iterator
    {
        const PostgresRows *rows;
        int at;
        PostgresRow operator*() const { return (*rows)[at]; }
        Iterator &operator++()
        {
            ++at;
            return *this;
        }
        bool operator==(const Iterator &) const = default;
    };
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, m_count}; }

private:
    struct Clear
    {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
    int m_count = 0;
};

struct PostgresTimes
{
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds statement{30'000};
};

class PostgresConnection
{
public:
    /// `target`: a connection string, URI or keywords.
    PostgresConnection(const std::string &target, const PostgresTimes &times);

    /// A statement that comes again: prepared the first time.
    PostgresRows run(const std::string &sql, const PostgresParams &params = {});
    /// One that does not come again.
    PostgresRows once(const std::string &sql, const PostgresParams &params = {});
    /// One or several, without parameters and rows.
    void execute(const std::string &sql);

    /// What other sessions have notified since the last call (after LISTEN). Does not wait.
    std::vector<std::string> takeNotices();

    /// False once it is lost. Sees that without asking the server, also while nothing was to be done.
    bool isAlive();
    void close() { m_connection.reset(); }
    /// For what may take longer.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    std::string serverEncoding() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Finish
    {
        void operator()(pg_conn *connection) const;
    };

    // postgres_connect.cpp
    void connect(const std::string &target, std::chrono::milliseconds limit);
    [[noreturn]] void failToConnect();
    void setUpSession(std::chrono::milliseconds statement);
    void prepare(const std::string &sql, const std::string &name, const PostgresParams &params);
    /// What was sent, and the answer; throws if there is none in time or it is an error.
    PostgresRows answer();
    void flush(Clock::time_point deadline);
    pg_result *next(Clock::time_point deadline);
    void await(short events, Clock::time_point deadline);
    [[noreturn]] void lose(const std::string &why, std::string_view state = {});

    std::unique_ptr<pg_conn, Finish> m_connection;
    std::string m_place; ///< for messages: host, port, database
    std::chrono::milliseconds m_patience;
    std::unordered_map<std::string, std::string> m_prepared; ///< the statements' names, by their text
};

} // namespace relevo
