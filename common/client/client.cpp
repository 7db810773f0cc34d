#include "common/client/client.h"

#include "common/client/byte_view.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QPromise>

#include <array>
#include <charconv>
#include <memory>

namespace relevo {

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t latencyTellEvery = 250'000'000;

std::int64_t steadyNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

QFuture<Reply> finished(CallEnd end)
{
    RawReply reply;
    reply.end = end;
    return QtFuture::makeReadyFuture(Reply(reply));
}

QByteArray paramsText(const QJsonValue &params)
{
    if (params.isArray())
        return QJsonDocument(params.toArray()).toJson(QJsonDocument::Compact);
    if (params.isObject())
        return QJsonDocument(params.toObject()).toJson(QJsonDocument::Compact);
    return params.isNull() || params.isUndefined() ? QByteArray() : QByteArrayLiteral("x");
}

} // namespace

Client::Client(const ConnectionOptions &options, QObject *parent)
    : QObject(parent)
    , m_connection(options)
{
    m_deadlineTimer.setSingleShot(true);
    connect(&m_deadlineTimer, &QTimer::timeout, this, &Client::onDeadline);
    connect(&m_connection, &Connection::textReceived, this, &Client::onText, Qt::DirectConnection);
    connect(&m_connection, &Connection::ended, this, &Client::onEnded);
    connect(&m_connection, &Connection::readyToWrite, this, &Client::readyToSend);
    connect(&m_connection, &Connection::stateChanged, this, [this] {
        if (state() == State::Connecting)
            m_serverSaid.clear();
        Q_EMIT stateChanged();
    });
}

Client::~Client()
{
    m_connection.disconnect(this);
}

void Client::connectToServer(const ServerAddress &address)
{
    if (address != m_connection.address())
        m_latency = 0;
    m_connection.open(address);
}

void Client::disconnectFromServer()
{
    m_connection.close();
}

QString Client::lastError() const
{
    const QString &error = m_connection.lastError();
    return m_serverSaid.isEmpty() || error.isEmpty() ? error : error + u' ' + m_serverSaid;
}

QFuture<Reply> Client::call(const QString &method, const QJsonValue &params)
{
    return call(method, params, m_defaultTimeout);
}

QFuture<Reply> Client::call(const QString &method, const QJsonValue &params, Timeout timeout)
{
    return callRaw(method, paramsText(params), timeout);
}

QFuture<Reply> Client::callRaw(const QString &method, const QByteArray &params)
{
    return callRaw(method, params, m_defaultTimeout);
}

QFuture<Reply> Client::callRaw(const QString &method, const QByteArray &params, Timeout timeout)
{
    const std::string_view raw = viewOf(params);
    if (!raw.empty() && !isParams(raw))
        return finished(CallEnd::BadParams);

    const auto promise = std::make_shared<QPromise<Reply>>();
    promise->start();
    QFuture<Reply> future = promise->future();
    // Owned by the callback: it goes with the call, whether that is answered, forgotten or given up.
    const auto watcher = std::make_shared<QFutureWatcher<Reply>>();
    const std::uint64_t id = send(
        methodToken(method.toStdString()), raw,
        [promise, watcher](const RawReply &reply) {
            promise->addResult(Reply(reply));
            promise->finish();
        },
        timeout);
    if (id == 0)
        return finished(CallEnd::NotConnected);
    // Queued, for forgetting the call deletes the watcher.
    connect(
        watcher.get(), &QFutureWatcher<Reply>::canceled, this, [this, id] { forget(id); }, Qt::QueuedConnection);
    watcher->setFuture(future);
    return future;
}

bool Client::isParams(std::string_view json)
{
    JsonCursor cursor(json);
    const JsonKind kind = cursor.peek();
    return (kind == JsonKind::Array || kind == JsonKind::Object) && isValidUtf8(json) && cursor.skipValue() &&
           cursor.atEnd();
}

std::string Client::methodToken(std::string_view method)
{
    std::string token;
    appendQuoted(token, method);
    return token;
}

std::uint64_t Client::send(std::string_view methodToken, std::string_view rawParams, ReplyCallback callback,
                           Timeout timeout)
{
    if (state() != State::Connected && state() != State::Connecting)
        return 0;
    QByteArray &out = m_connection.output();
    const qsizetype before = out.size();
    const auto append = [&out](std::string_view part) { out.append(part.data(), static_cast<qsizetype>(part.size())); };
    append(R"({"jsonrpc":"2.0","method":)");
    append(methodToken);
    if (!rawParams.empty()) {
        append(R"(,"params":)");
        append(rawParams);
    }
    append(R"(,"id":)");
    std::array<char, 24> digits; // NOLINT(cppcoreguidelines-pro-type-member-init): written at once
    const auto number = std::to_chars(digits.data(), digits.data() + digits.size(), m_calls.nextId());
    append({digits.data(), number.ptr});
    append("}\n");

    PendingCall call{.callback = std::move(callback), .sentAt = steadyNow()};
    call.streamEnd = m_connection.bytesAppended();
    call.size = static_cast<std::uint64_t>(out.size() - before);
    if (timeout > noTimeout) {
        call.deadline = call.sentAt + std::chrono::nanoseconds(timeout).count();
        armDeadline(call.deadline);
    }
    m_connection.scheduleFlush();
    return m_calls.add(std::move(call));
}

void Client::forget(std::uint64_t id)
{
    m_calls.take(id);
}

void Client::onText(std::string_view text, bool ascii)
{
    const ServerMessage message = m_parser.parse(text, ascii);
    switch (message.kind) {
    case ServerMessage::Kind::Reply:
        // A reply to a call that was forgotten, or is past its time, is no fault.
        if (std::optional<PendingCall> call = m_calls.take(message.id)) {
            m_connection.confirmService();
            noteLatency(call->sentAt);
            call->callback(message.reply);
        }
        break;
    case ServerMessage::Kind::UnknownReply:
        onUnknownReply(message.reply);
        break;
    case ServerMessage::Kind::Notification:
        Q_EMIT notificationReceived(
            QString::fromUtf8(message.method.data(), static_cast<qsizetype>(message.method.size())),
            QByteArray(message.params.data(), static_cast<qsizetype>(message.params.size())));
        break;
    case ServerMessage::Kind::Invalid:
        m_connection.giveUp();
    }
}

// An error whose `id` is null: the server gave a message up before it knew whose it was. Which one follows from why.
void Client::onUnknownReply(const RawReply &reply)
{
    const CallError error(reply);
    m_serverSaid = error.localMessage();
    std::optional<PendingCall> call;
    if (error.is(ErrorCode::TooLarge))
        call = m_calls.takeLargest(); // larger than the limit is at least the largest, whichever was meant
    else if (error.is(ErrorCode::Overloaded))
        call = m_calls.takeOldest(); // only a connection with nothing else in flight is refused so
    if (call)
        call->callback(reply);
}

void Client::onEnded(Connection::End end)
{
    m_deadlineTimer.stop();
    m_armedFor = 0;
    const std::uint64_t taken = m_connection.bytesTaken();
    const QPointer<Client> alive(this);
    for (const std::uint64_t id : m_calls.all()) {
        const std::optional<PendingCall> call = m_calls.take(id);
        if (!call)
            continue;
        RawReply reply;
        if (end == Connection::End::Failed)
            reply.end = CallEnd::NotConnected;
        else if (end == Connection::End::InOrder || call->streamEnd > taken)
            reply.end = CallEnd::NotRun;
        else
            reply.end = end == Connection::End::NoJson ? CallEnd::BadReply : CallEnd::Lost;
        call->callback(reply);
        if (!alive)
            return;
    }
}

void Client::armDeadline(std::int64_t deadline)
{
    if (deadline == never || (m_armedFor != 0 && m_armedFor <= deadline))
        return;
    m_armedFor = deadline;
    // Rounded up, and not in steps below 10 ms: each expiry looks at all calls.
    const std::int64_t left = std::max<std::int64_t>(deadline - steadyNow(), 9'000'000);
    m_deadlineTimer.start(std::chrono::milliseconds(left / 1'000'000 + 1));
}

void Client::onDeadline()
{
    m_armedFor = 0;
    std::int64_t next = never;
    const QPointer<Client> alive(this);
    for (const std::uint64_t id : m_calls.expired(steadyNow(), next)) {
        RawReply reply;
        reply.end = CallEnd::TimedOut;
        if (const std::optional<PendingCall> call = m_calls.take(id))
            call->callback(reply);
        if (!alive)
            return;
    }
    armDeadline(next);
}

void Client::noteLatency(std::int64_t sentAt)
{
    const std::int64_t now = steadyNow();
    const auto sample = static_cast<double>(now - sentAt);
    m_latency = m_latency > 0 ? m_latency + (sample - m_latency) / 8 : sample;
    if (now - m_latencyTold >= latencyTellEvery) {
        m_latencyTold = now;
        Q_EMIT latencyChanged();
    }
}

} // namespace relevo
