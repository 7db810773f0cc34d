// The client that every Relevo program in C++ is built on: calls as QFuture, any number in flight on one connection
// that comes back by itself, errors as values.
//
//     relevo::Client client;
//     client.connectToServer({u"127.0.0.1"_s, 5000});
//     client.call(u"text.reverse"_s, QJsonObject{{u"text"_s, u"hola"_s}})
//         .then([](const relevo::Reply &reply) { qDebug() << reply.rawResult() << reply.error().message; });
//
// A Client belongs to the thread it lives in, which needs an event loop: every function is called there, and every
// future is finished and every callback run there. Replies come in the order in which the server is done.
//
// Nothing is sent twice by itself: a call ends with what happened to it (CallEnd), and its caller decides.
#pragma once

#include "common/client/connection.h"
#include "common/client/pending_calls.h"
#include "common/client/reply.h"
#include "common/client/reply_parser.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <string>
#include <string_view>

namespace relevo {

class Client : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QString lastError READ lastError NOTIFY stateChanged)
    Q_PROPERTY(double latencyMs READ latencyMs NOTIFY latencyChanged)

public:
    using State = ConnectionState;
    Q_ENUM(State)
    using Timeout = std::chrono::milliseconds;
    static constexpr Timeout noTimeout{0};

    explicit Client(const ConnectionOptions &options = {}, QObject *parent = nullptr);
    /// The futures of calls still in flight end cancelled; their callbacks are not run.
    ~Client() override;

    void connectToServer(const ServerAddress &address);
    void disconnectFromServer();

    State state() const { return m_connection.state(); }
    const ServerAddress &address() const { return m_connection.address(); }
    /// Why there is no connection, for people; what the server said last about the connection, if it said something.
    QString lastError() const;
    std::chrono::milliseconds untilNextAttempt() const { return m_connection.untilNextAttempt(); }
    /// The smoothed time from a call to its reply, in milliseconds; 0 as long as there was none.
    double latencyMs() const { return m_latency / 1e6; }
    std::size_t inFlight() const { return m_calls.size(); }

    /// The time that calls get which name none. At first: no limit.
    void setDefaultTimeout(Timeout timeout) { m_defaultTimeout = timeout; }

    /// `params`: an object or an array, or null for none. While connecting the call waits for the connection; without
    /// one it ends as NotConnected. Cancelling the future forgets the call (the server may run it all the same).
    QFuture<Reply> call(const QString &method, const QJsonValue &params = QJsonValue::Null);
    QFuture<Reply> call(const QString &method, const QJsonValue &params, Timeout timeout);
    /// The same with params as JSON text, which is sent as it is once it has been checked; empty for none.
    QFuture<Reply> callRaw(const QString &method, const QByteArray &params);
    QFuture<Reply> callRaw(const QString &method, const QByteArray &params, Timeout timeout);

    // What calls are built on, for those who make them by the hundred thousand.

    /// One JSON array or object: what send() takes as params.
    static bool isParams(std::string_view json);
    /// The method's name as the JSON token that send() takes.
    static std::string methodToken(std::string_view method);
    /// Sends a call. `rawParams` is one JSON array or object, compact and valid (not checked here), or empty. Returns
    /// the call's id, or 0 if there is no connection: then the callback is dropped. It is never run before send()
    /// returns.
    std::uint64_t send(std::string_view methodToken, std::string_view rawParams, ReplyCallback callback,
                       Timeout timeout = noTimeout);
    /// The call's callback is dropped; its reply will be ignored.
    void forget(std::uint64_t id);
    /// Enough waits to be written: hold back until readyToSend().
    bool congested() const { return m_connection.congested(); }

Q_SIGNALS:
    void stateChanged();
    void latencyChanged();
    void readyToSend();
    /// The server sent a notification (an event). `params` is one JSON value, or empty.
    void notificationReceived(const QString &method, const QByteArray &params);

private:
    void onText(std::string_view text, bool ascii);
    void onUnknownReply(const RawReply &reply);
    void onEnded(Connection::End end);
    void onDeadline();
    void armDeadline(std::int64_t deadline);
    void noteLatency(std::int64_t sentAt);

    Connection m_connection;
    ReplyParser m_parser;
    PendingCalls m_calls;
    QTimer m_deadlineTimer;
    std::int64_t m_armedFor = 0; ///< the deadline that the timer runs for; 0: it does not run
    Timeout m_defaultTimeout = noTimeout;
    QString m_serverSaid; ///< an error of the server's to no call, on the present connection
    double m_latency = 0; ///< ns
    std::int64_t m_latencyTold = 0;
};

} // namespace relevo
