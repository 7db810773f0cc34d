// The server's log: one line per event, for people or as JSON, each line one write(2).
//
// An object like any other: the composition root makes it and passes it on by reference; it outlives all that write to
// it. Safe from every thread without a lock: lines are put together on the caller's side and the system keeps each
// write whole (on a pipe up to 4 KiB). Not for signal handlers. Never throws but for lack of memory. A line that cannot
// be written is lost.
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace relevo {

enum class LogLevel : std::uint8_t { Error, Warning, Info, Debug };
enum class LogFormat : std::uint8_t { Text, Json };

/// By the names that the options --log-level and --log-format take; nothing for any other.
std::optional<LogLevel> logLevelNamed(std::string_view name);
std::optional<LogFormat> logFormatNamed(std::string_view name);

/// A fact beside the message. Only looked at during the call that it is passed to.
struct LogField
{
    std::string_view key; ///< lower camelCase
    std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool> value;

    LogField(std::string_view name, std::string_view text)
        : key(name)
        , value(text)
    {}
    LogField(std::string_view name, const char *text)
        : key(name)
        , value(std::string_view(text))
    {}
    LogField(std::string_view name, const std::string &text)
        : key(name)
        , value(std::string_view(text))
    {}
    LogField(std::string_view name, int number)
        : key(name)
        , value(std::int64_t{number})
    {}
    LogField(std::string_view name, std::int64_t number)
        : key(name)
        , value(number)
    {}
    LogField(std::string_view name, std::uint64_t number)
        : key(name)
        , value(number)
    {}
    LogField(std::string_view name, double number)
        : key(name)
        , value(number)
    {}
    LogField(std::string_view name, bool truth)
        : key(name)
        , value(truth)
    {}
};

class Log
{
public:
    using Fields = std::initializer_list<LogField>;

    /// `descriptor` stays the caller's.
    Log(LogLevel least, LogFormat format, int descriptor = 2);

    /// For callers whose fields cost something to make.
    bool writes(LogLevel level) const { return level <= m_least; }

    void error(std::string_view message, Fields fields = {}) const { write(LogLevel::Error, message, fields); }
    void warning(std::string_view message, Fields fields = {}) const { write(LogLevel::Warning, message, fields); }
    void info(std::string_view message, Fields fields = {}) const { write(LogLevel::Info, message, fields); }
    void debug(std::string_view message, Fields fields = {}) const { write(LogLevel::Debug, message, fields); }
    void write(LogLevel level, std::string_view message, Fields fields) const;

    /// Logs a fault of the server's own (-32603) as an error and returns the id, 12 hex digits, that it is found by:
    /// for the `incident` in the error's data.
    std::string incident(std::string_view fault, Fields fields = {}) const;

private:
    std::string line(LogLevel level, std::string_view message, Fields fields) const;

    LogLevel m_least;
    LogFormat m_format;
    int m_descriptor;
};

/// While it lives, Qt's own messages (qWarning and the like, of every thread) go to `log`. At most one at a time; on
/// the main thread, and outlived by `log`. qFatal still ends the process.
class QtMessagesToLog
{
public:
    explicit QtMessagesToLog(const Log &log);
    ~QtMessagesToLog();
    QtMessagesToLog(const QtMessagesToLog &) = delete;
    QtMessagesToLog &operator=(const QtMessagesToLog &) = delete;

private:
    QtMessageHandler m_previous;
};

} // namespace relevo
