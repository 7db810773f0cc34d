// How a connection comes about: the connection string, the deadline, what is said of a failure, the session's settings.
#include "server/storage/postgresql/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <map>

namespace relevo {

namespace {

using Settings = std::map<std::string, std::string>;

/// Where the connection string does not say otherwise. A machine that vanishes without a word is noticed by these.
const std::pair<const char *, const char *> defaults[] = {
    {"fallback_application_name", "relevo"},
    {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "15000"},
};

[[noreturn]] void refuse(const std::string &why)
{
    throw PostgresError("28000", "PostgreSQL: " + why);
}

/// What libpq says of a string that it cannot read quotes it, and so may quote the password.
Settings parse(const std::string &target)
{
    constexpr std::string_view shape =
        "expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with @ : / % in user and password written as %40 %3A "
        "%2F %25, or host=… port=… dbname=… user=… password=…";
    char *message = nullptr;
    PQconninfoOption *options = PQconninfoParse(target.c_str(), &message);
    PQfreemem(message);
    if (options == nullptr)
        refuse("the connection string cannot be read: " + std::string(shape));
    Settings settings;
    for (const PQconninfoOption *option = options; option->keyword != nullptr; ++option) {
        if (option->val != nullptr)
            settings[option->keyword] = option->val;
    }
    PQconninfoFree(options);
    const auto digitsOrComma = [](char c) { return c == ',' || (c >= '0' && c <= '9'); };
    if (settings["host"].find('@') != std::string::npos ||
        !std::all_of(settings["port"].begin(), settings["port"].end(), digitsOrComma))
        refuse("the connection string has no host and port that could be right: " + std::string(shape));
    for (const auto &[name, value] : defaults)
        settings.emplace(name, value);
    settings["client_encoding"] = "UTF8";
    std::erase_if(settings, [](const auto &setting) { return setting.second.empty(); });
    return settings;
}

/// `connection to server … failed: FATAL:  28P01: password authentication failed`, as verbosely as it comes: the code
/// is the same in all languages. Takes it out, and the lines that tell where in the server's source that stands.
std::string takeState(std::string &message)
{
    std::string state;
    std::string kept;
    for (std::size_t begin = 0; begin < message.size();) {
        const std::size_t end = std::min(message.find('\n', begin), message.size());
        std::string line = message.substr(begin, end - begin);
        begin = end + 1;
        if (line.find(".c:") != std::string::npos)
            continue;
        for (std::size_t at = line.find(":  "); at != std::string::npos; at = line.find(":  ", at + 1)) {
            const std::string code = line.substr(at + 3, 5);
            if (line.substr(at + 8, 2) == ": " && std::all_of(code.begin(), code.end(), [](char c) {
                    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                })) {
                state = code;
                line.erase(at + 2, 7);
                break;
            }
        }
        kept += kept.empty() ? line : " " + line;
    }
    message = kept;
    return state;
}

void replaceAll(std::string &text, const std::string &what, const std::string &by)
{
    for (std::size_t at = 0; !what.empty() && (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
}

} // namespace

void PostgresConnection::connect(const std::string &target, std::chrono::milliseconds limit)
{
    const Settings settings = parse(target);
    std::vector<const char *> keywords;
    std::vector<const char *> values;
    for (const auto &[keyword, value] : settings) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    m_connection.reset(PQconnectStartParams(keywords.data(), values.data(), 0));
    if (!m_connection)
        throw PostgresError("53200", "PostgreSQL: no memory for a connection");
    pg_conn *connection = m_connection.get();
    if (const char *host = PQhost(connection), *port = PQport(connection); host != nullptr && port != nullptr)
        m_place = "PostgreSQL at " + std::string(host) + ':' + port;
    m_place += std::string(", database ") + (PQdb(connection) != nullptr ? PQdb(connection) : "");
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    const Clock::time_point deadline = Clock::now() + limit;
    PostgresPollingStatusType step = PGRES_POLLING_WRITING;
    if (PQstatus(connection) == CONNECTION_BAD)
        failToConnect();
    while (step != PGRES_POLLING_OK) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd descriptor{PQsocket(connection), static_cast<short>(step == PGRES_POLLING_READING ? POLLIN : POLLOUT),
                          0};
        if (left <= 0 || ::poll(&descriptor, 1, static_cast<int>(left)) == 0)
            throw PostgresError("", m_place + ": no connection within " + std::to_string(limit.count()) + " ms");
        step = PQconnectPoll(connection);
        if (step == PGRES_POLLING_FAILED)
            failToConnect();
    }
    PQsetErrorVerbosity(connection, PQERRORS_DEFAULT);
    PQsetnonblocking(connection, 1);
    PQsetNoticeProcessor(
        connection, [](void *, const char *) {}, nullptr);
}

void PostgresConnection::failToConnect()
{
    std::string message = PQerrorMessage(m_connection.get());
    // A missing password is found by libpq itself, which has no code for that.
    const bool needsPassword = PQconnectionNeedsPassword(m_connection.get()) != 0;
    std::string state = takeState(message);
    if (needsPassword && state.empty())
        state = "28P01";
    if (const char *password = PQpass(m_connection.get()); password != nullptr)
        replaceAll(message, password, "***");
    throw PostgresError(state, m_place + ": " + message);
}

void PostgresConnection::setUpSession(std::chrono::milliseconds statement)
{
    const std::string ms = std::to_string(statement.count());
    // No call waits for ever, and a node that stands still holds no lock for ever. The plans of the statements that
    // come again are made once: their arrays are of any length, so a plan that reads a whole table is never right for
    // them.
    execute("SET statement_timeout = " + ms + "; SET lock_timeout = " + ms +
            "; SET idle_in_transaction_session_timeout = " + ms +
            "; SET jit = off; SET plan_cache_mode = force_generic_plan"
            // Acknowledged means durable: weaker than that it is not used, stronger as the server has it.
            "; SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = "
            "'off'");
    if (serverEncoding() != "UTF8")
        throw PostgresError("28000", m_place + ": the database's encoding is " + serverEncoding() +
                                         ", and Relevo needs UTF8: CREATE DATABASE … ENCODING 'UTF8'");
}

} // namespace relevo
