// One TCP connection to a server that comes back by itself: state, buffered writing, whole texts read.
//
// Lives in the thread of its owner. Writes are gathered and handed to the socket once per turn of the event loop; what
// the socket does not take waits here, and `congested()` tells the writer to hold back.
#pragma once

#include "common/client/backoff.h"
#include "common/client/close_witness.h"
#include "common/client/reply_stream.h"
#include "common/client/server_address.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <cstdint>
#include <memory>

namespace relevo {

enum class ConnectionState : unsigned char {
    Disconnected, ///< not connected, and not trying to be
    Connecting,
    Connected,
    Waiting, ///< between two attempts
};

struct ConnectionOptions
{
    bool reconnect = true;
    Backoff::Duration firstPause{250};
    Backoff::Duration longestPause{30'000};
    std::chrono::milliseconds connectTimeout{10'000};
    FrameLimits replyLimits{.message = 4ull << 30, .nesting = 10'000};
};

class Connection : public QObject
{
    Q_OBJECT

public:
    /// How a connection, or the attempt to make one, ended.
    enum class End : unsigned char {
        Failed,  ///< it never came about
        InOrder, ///< the server closed it in order
        Broken,  ///< it was reset, or closed by this side
        NoJson,  ///< the server sent what is no sequence of JSON texts
    };

    explicit Connection(const ConnectionOptions &options, QObject *parent = nullptr);
    ~Connection() override;

    void open(const ServerAddress &address);
    /// Closes at once and stays closed. What is under way ends as Broken.
    void close();
    /// Gives the connection up as NoJson, as if the stream had not been JSON; reconnects as after any loss.
    void giveUp();
    /// The server has shown that it serves: the next loss is followed by a short pause again.
    void confirmService() { m_backoff.reset(); }

    ConnectionState state() const { return m_state; }
    const ServerAddress &address() const { return m_address; }
    /// Why the last connection or attempt ended, in the user's language; empty once connected.
    const QString &lastError() const { return m_lastError; }
    /// When Waiting: until the next attempt.
    std::chrono::milliseconds untilNextAttempt() const;

    /// To append messages to; then scheduleFlush(). While Connecting they wait for the connection, otherwise they are
    /// lost.
    QByteArray &output() { return m_output; }
    void scheduleFlush();
    /// Bytes of the present connection's stream that were appended so far, and that the kernel has taken.
    std::uint64_t bytesAppended() const { return m_bytesHanded + static_cast<std::uint64_t>(m_output.size()); }
    std::uint64_t bytesTaken() const { return m_bytesTaken; }
    bool congested() const;

Q_SIGNALS:
    void stateChanged();
    /// A whole text. The view lives until the slot returns or runs an event loop. One per message, and so connected
    /// directly; deleting the connection in a slot is allowed.
    void textReceived(std::string_view text, bool ascii);
    /// The state is the new one already; stateChanged() follows.
    void ended(relevo::Connection::End end);
    /// No longer congested.
    void readyToWrite();

private:
    void attempt();
    void onConnected();
    void onSocketError();
    void onBytesWritten(qint64 bytes);
    void read();
    void flush();
    void finish(End end, const QString &error);
    void setState(ConnectionState state);

    ConnectionOptions m_options;
    ServerAddress m_address;
    QTcpSocket m_socket;
    CloseWitness m_witness;
    ReplyStream m_stream;
    Backoff m_backoff;
    QTimer m_reconnectTimer;
    QTimer m_connectTimer;
    QByteArray m_output;
    QString m_lastError;
    std::uint64_t m_bytesHanded = 0;
    std::uint64_t m_bytesTaken = 0;
    ConnectionState m_state = ConnectionState::Disconnected;
    bool m_wanted = false;
    bool m_finishing = false; ///< closing the socket makes it tell of an error again
    bool m_flushScheduled = false;
    bool m_wasCongested = false;
};

} // namespace relevo
