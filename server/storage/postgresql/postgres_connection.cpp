#include "server/storage/postgresql/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <bit>

namespace relevo {

namespace {

constexpr int binary = 1;
constexpr std::string_view diskFull = "53100";

/// The server ends a statement by itself; some time after that it is taken for hung.
std::chrono::milliseconds patienceFor(std::chrono::milliseconds statement)
{
    return statement + std::min(statement, std::chrono::milliseconds(5'000));
}

std::string messageOf(const pg_result *result)
{
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (primary != nullptr)
        return primary;
    const std::string own = PQresultErrorMessage(result); // libpq's, over several lines
    return own.empty() ? "no answer" : own.substr(0, own.find('\n'));
}

} // namespace

std::int64_t PostgresRow::integer(int column) const
{
    if (isNull(column))
        return 0;
    const std::string_view bytes = text(column);
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    const std::size_t unused = 64 - 8 * bytes.size(); // those of a shorter type, whose sign goes over the whole
    return static_cast<std::int64_t>(value << unused) >> unused;
}

double PostgresRow::real(int column) const
{
    return std::bit_cast<double>(integer(column));
}

std::string_view PostgresRow::text(int column) const
{
    return {PQgetvalue(m_result, m_row, column), static_cast<std::size_t>(PQgetlength(m_result, m_row, column))};
}

bool PostgresRow::isNull(int column) const
{
    return PQgetisnull(m_result, m_row, column) != 0;
}

void PostgresRows::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

PostgresRows::PostgresRows(pg_result *result)
    : m_result(result)
    , m_count(PQntuples(result))
{}

void PostgresConnection::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

PostgresConnection::PostgresConnection(const std::string &target, const PostgresTimes &times)
    : m_patience(patienceFor(times.statement))
{
    connect(target, times.connect);
    setUpSession(times.statement);
}

PostgresRows PostgresConnection::run(const std::string &sql, const PostgresParams &params)
{
    auto prepared = m_prepared.find(sql);
    if (prepared == m_prepared.end()) {
        const std::string name = "relevo" + std::to_string(m_prepared.size());
        prepare(sql, name, params);
        prepared = m_prepared.emplace(sql, name).first;
    }
    const std::vector<const char *> values = params.values();
    const std::vector<int> lengths = params.lengths();
    const std::vector<int> formats(values.size(), binary);
    if (!m_connection || PQsendQueryPrepared(m_connection.get(), prepared->second.c_str(), params.count(),
                                             values.data(), lengths.data(), formats.data(), binary) == 0)
        lose("the statement could not be sent");
    return answer();
}

PostgresRows PostgresConnection::once(const std::string &sql, const PostgresParams &params)
{
    const std::vector<const char *> values = params.values();
    const std::vector<int> lengths = params.lengths();
    const std::vector<int> formats(values.size(), binary);
    if (!m_connection || PQsendQueryParams(m_connection.get(), sql.c_str(), params.count(), params.types().data(),
                                           values.data(), lengths.data(), formats.data(), binary) == 0)
        lose("the statement could not be sent");
    return answer();
}

void PostgresConnection::execute(const std::string &sql)
{
    if (!m_connection || PQsendQuery(m_connection.get(), sql.c_str()) == 0)
        lose("the statement could not be sent");
    answer();
}

void PostgresConnection::prepare(const std::string &sql, const std::string &name, const PostgresParams &params)
{
    if (!m_connection ||
        PQsendPrepare(m_connection.get(), name.c_str(), sql.c_str(), params.count(), params.types().data()) == 0)
        lose("the statement could not be sent");
    answer();
}

PostgresRows PostgresConnection::answer()
{
    const Clock::time_point deadline = Clock::now() + m_patience;
    flush(deadline);
    PostgresRows last(nullptr);
    std::string state;
    std::string fault;
    while (pg_result *result = next(deadline)) {
        const ExecStatusType status = PQresultStatus(result);
        PostgresRows rows(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            last = std::move(rows);
        } else if (fault.empty()) {
            const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            state = code != nullptr ? code : "";
            fault = messageOf(result);
        }
    }
    if (PQstatus(m_connection.get()) == CONNECTION_BAD)
        lose(fault, state == diskFull ? diskFull : ""); // its last words, when there is no room for its log
    if (!fault.empty())
        throw PostgresError(state, "PostgreSQL: " + fault);
    return last;
}

void PostgresConnection::flush(Clock::time_point deadline)
{
    while (true) {
        const int left = PQflush(m_connection.get());
        if (left == 0)
            return;
        if (left < 0)
            return; // what the server said last, if anything, is read by next()
        await(POLLIN | POLLOUT, deadline);
        // The server may have to be rid of something before it reads on.
        if (PQconsumeInput(m_connection.get()) == 0)
            return;
    }
}

pg_result *PostgresConnection::next(Clock::time_point deadline)
{
    while (PQisBusy(m_connection.get()) != 0) {
        await(POLLIN, deadline);
        if (PQconsumeInput(m_connection.get()) == 0)
            break;
    }
    return PQgetResult(m_connection.get());
}

void PostgresConnection::await(short events, Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd descriptor{PQsocket(m_connection.get()), events, 0};
    if (left <= 0 || ::poll(&descriptor, 1, static_cast<int>(left)) == 0)
        lose("no answer for " + std::to_string(m_patience.count()) + " ms");
}

void PostgresConnection::lose(const std::string &why, std::string_view state)
{
    m_connection.reset();
    throw PostgresError(state, m_place + ": the connection is lost: " + why);
}

bool PostgresConnection::isAlive()
{
    if (!m_connection)
        return false;
    // What comes unasked may be the server's last word, and the end behind it.
    pollfd descriptor{PQsocket(m_connection.get()), POLLIN, 0};
    bool alive = PQstatus(m_connection.get()) == CONNECTION_OK;
    while (alive && ::poll(&descriptor, 1, 0) > 0)
        alive = PQconsumeInput(m_connection.get()) != 0;
    if (!alive)
        m_connection.reset();
    return m_connection != nullptr;
}

std::vector<std::string> PostgresConnection::takeNotices()
{
    std::vector<std::string> notices;
    if (!isAlive())
        return notices;
    PQconsumeInput(m_connection.get());
    while (PGnotify *notice = PQnotifies(m_connection.get())) {
        notices.emplace_back(notice->extra);
        PQfreemem(notice);
    }
    return notices;
}

std::string PostgresConnection::serverEncoding() const
{
    const char *name = PQparameterStatus(m_connection.get(), "server_encoding");
    return name != nullptr ? name : "";
}

} // namespace relevo
