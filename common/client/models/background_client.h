// A Client in a thread of its own, for programs whose own thread must never wait for a long reply: calls go there,
// outcomes come back in batches.
//
// Everything here is called in the thread that the object lives in (the GUI's), which needs an event loop; callbacks
// run there too. A flood of outcomes is handed out a few milliseconds' worth per turn of the event loop, so that the
// window stays alive. What crosses between the threads does so under one mutex of this class.
#pragma once

#include "common/client/client.h"

#include <QByteArray>
#include <QDateTime>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

class QThread;

namespace relevo {

/// The connection as it was told last.
struct ServerStatus
{
    ServerAddress address;
    ConnectionState state = ConnectionState::Disconnected;
    QString lastError;     ///< for people; empty once connected
    double latencyMs = 0;  ///< smoothed, of calls; 0 as long as there was none
    QDateTime nextAttempt; ///< while Waiting: when it is; else invalid
    /// Connections made so far. Not every state is told: a connection that was lost and is back at once shows here.
    quint64 connections = 0;
};

/// What a call came to. `error.end` is CallEnd::Result for a success.
struct CallOutcome
{
    QByteArray result; ///< one JSON value as it was sent
    CallError error;
    std::chrono::nanoseconds duration{}; ///< from the sending to the reply
    bool isOk() const { return error.end == CallEnd::Result; }
};

class BackgroundClient : public QObject
{
    Q_OBJECT

public:
    using CallId = quint64;
    using Callback = std::function<void(CallOutcome &&)>;

    static constexpr std::size_t mostNotifications = 1000;

    /// For a window: a server that is back is found again within two seconds.
    static ConnectionOptions interactive();

    explicit BackgroundClient(const ConnectionOptions &options = interactive(), QObject *parent = nullptr);
    /// Ends the thread and waits for it; callbacks still due are not run.
    ~BackgroundClient() override;

    /// Another address, or the same one anew: what is in flight ends as Lost, what was not sent yet as NotRun. The
    /// status tells of it before this returns.
    void connectToServer(const ServerAddress &address);
    void disconnectFromServer();

    const ServerStatus &status() const { return m_status; }
    bool isConnected() const { return m_status.state == ConnectionState::Connected; }

    /// `params`: one JSON array or object, or empty; it is checked. While connecting the call waits for the connection,
    /// without one it ends as NotConnected. The callback is never run before this returns.
    CallId call(const QString &method, const QByteArray &params, Callback callback,
                Client::Timeout timeout = Client::noTimeout);
    /// Forgets the call: its callback is dropped. The server may run it all the same.
    void cancel(CallId id);

Q_SIGNALS:
    void statusChanged();
    /// The server sent a notification. `params` is one JSON value, or empty. Where they come faster than they are
    /// handed out, at most `mostNotifications` wait: the oldest are dropped.
    void notificationReceived(const QString &method, const QByteArray &params);

protected:
    bool event(QEvent *event) override;

private:
    class Worker;
    struct Command;
    struct Arrival;
    struct Shared;

    void begin(ServerStatus status);
    void post(Command command);
    void wake();
    void drain();
    void deliver(Arrival arrival);

    std::shared_ptr<Shared> m_shared; ///< what both threads touch, with its mutex
    std::unique_ptr<Worker> m_worker; ///< lives in m_thread while that runs
    std::unique_ptr<QThread> m_thread;
    std::vector<Arrival> m_batch; ///< taken over; the first m_next are handed out
    std::size_t m_next = 0;
    std::unordered_map<CallId, Callback> m_callbacks;
    ServerStatus m_status;
    CallId m_lastId = 0;
    quint64 m_epoch = 0; ///< of connectToServer() and disconnectFromServer(): a status from before is out of date
};

} // namespace relevo
