#include "server/observe/log.h"

#include "common/protocol/json_text.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QString>

#include <array>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <unistd.h>

namespace relevo {
namespace {

constexpr std::array<std::string_view, 4> levelNames{"error", "warning", "info", "debug"};
constexpr std::array<std::string_view, 2> formatNames{"text", "json"};

template <typename Enum, std::size_t count>
std::optional<Enum> named(std::string_view name, const std::array<std::string_view, count> &names)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

void appendText(std::string &out, std::string_view text)
{
    if (isValidUtf8(text)) {
        appendQuoted(out, text);
    } else {
        // What an exception or a file name says may be in any encoding; a log line is UTF-8.
        appendQuoted(out, QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString());
    }
}

bool readsPlain(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7f || c == '"' || c == '=' || c == '\\')
            return false;
    }
    return !text.empty();
}

void appendValue(std::string &out, const LogField &field, LogFormat format)
{
    if (const auto *text = std::get_if<std::string_view>(&field.value)) {
        if (format == LogFormat::Text && readsPlain(*text))
            out += *text;
        else
            appendText(out, *text);
    } else if (const auto *integer = std::get_if<std::int64_t>(&field.value)) {
        out += std::to_string(*integer);
    } else if (const auto *natural = std::get_if<std::uint64_t>(&field.value)) {
        out += std::to_string(*natural);
    } else if (const auto *number = std::get_if<double>(&field.value)) {
        if (std::isfinite(*number))
            appendNumber(out, *number);
        else
            out += "null";
    } else if (const auto *truth = std::get_if<bool>(&field.value)) {
        out += *truth ? "true" : "false";
    }
}

/// Messages are the program's own short texts, but Qt's and exceptions' come too: a line stays a line.
void appendMessage(std::string &out, std::string_view message)
{
    for (const char c : message)
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
}

void writeWhole(int descriptor, const std::string &line)
{
    std::size_t done = 0;
    while (done < line.size()) {
        const ssize_t written = ::write(descriptor, line.data() + done, line.size() - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        done += static_cast<std::size_t>(written);
    }
}

// Qt's message handler is a plain function: this is how it finds the log. Set by QtMessagesToLog alone.
std::atomic<const Log *> qtLog = nullptr;

void handleQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const Log *log = qtLog.load(std::memory_order_acquire);
    if (!log)
        return;
    LogLevel level = LogLevel::Warning;
    if (type == QtDebugMsg)
        level = LogLevel::Debug;
    else if (type == QtInfoMsg)
        level = LogLevel::Info;
    else if (type == QtCriticalMsg || type == QtFatalMsg)
        level = LogLevel::Error;
    log->write(level, message.toStdString(),
               {{"from", "qt"}, {"category", context.category ? context.category : "default"}});
}

} // namespace

std::optional<LogLevel> logLevelNamed(std::string_view name)
{
    return named<LogLevel>(name, levelNames);
}

std::optional<LogFormat> logFormatNamed(std::string_view name)
{
    return named<LogFormat>(name, formatNames);
}

Log::Log(LogLevel least, LogFormat format, int descriptor)
    : m_least(least)
    , m_format(format)
    , m_descriptor(descriptor)
{}

std::string Log::line(LogLevel level, std::string_view message, Fields fields) const
{
    const std::string time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
    const std::string_view levelName = levelNames[static_cast<std::size_t>(level)];
    const bool json = m_format == LogFormat::Json;
    std::string out;
    if (json) {
        out.append(R"({"at":")").append(time).append(R"(","level":")").append(levelName).append(R"(","message":)");
        appendText(out, message);
    } else {
        out.append(time).append(" ").append(levelName).append(": ");
        appendMessage(out, message);
    }
    for (const LogField &field : fields) {
        out += json ? ',' : ' ';
        if (json)
            appendQuoted(out, field.key);
        else
            out += field.key;
        out += json ? ':' : '=';
        appendValue(out, field, m_format);
    }
    out += json ? "}\n" : "\n";
    return out;
}

void Log::write(LogLevel level, std::string_view message, Fields fields) const
{
    if (writes(level))
        writeWhole(m_descriptor, line(level, message, fields));
}

std::string Log::incident(std::string_view fault, Fields fields) const
{
    const quint64 random = QRandomGenerator::system()->generate64() >> 16;
    std::string id = QStringLiteral("%1").arg(random, 12, 16, QLatin1Char('0')).toStdString();
    std::string with = "incident " + id + ": ";
    with += fault;
    write(LogLevel::Error, with, fields);
    return id;
}

QtMessagesToLog::QtMessagesToLog(const Log &log)
{
    qtLog.store(&log, std::memory_order_release);
    m_previous = qInstallMessageHandler(handleQtMessage);
}

QtMessagesToLog::~QtMessagesToLog()
{
    qInstallMessageHandler(m_previous);
    qtLog.store(nullptr, std::memory_order_release);
}

} // namespace relevo
