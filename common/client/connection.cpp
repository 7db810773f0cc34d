#include "common/client/connection.h"

#include <QPointer>

namespace relevo {

namespace {
// Enough that the kernel never runs dry between two turns of the event loop, little enough that a call sent now is not
// far behind, and that what a slow server has not taken stays bounded.
constexpr qint64 highWater = 1 << 20;
constexpr qint64 lowWater = 256 << 10;
constexpr qint64 readBuffer = 1 << 20;

// Qt's own texts only where there is none of ours, which is translated.
QString reasonOf(const QTcpSocket &socket)
{
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return Connection::tr("nothing listens there");
    case QAbstractSocket::HostNotFoundError:
        return Connection::tr("the host is not known");
    default:
        return socket.errorString();
    }
}
} // namespace

Connection::Connection(const ConnectionOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_stream(options.replyLimits)
    , m_backoff(options.firstPause, options.longestPause)
{
    m_socket.setReadBufferSize(readBuffer);
    m_reconnectTimer.setSingleShot(true);
    m_connectTimer.setSingleShot(true);
    connect(&m_reconnectTimer, &QTimer::timeout, this, &Connection::attempt);
    connect(&m_connectTimer, &QTimer::timeout, this,
            [this] { finish(End::Failed, tr("The server %1 does not answer.").arg(m_address.toString())); });
    connect(&m_socket, &QTcpSocket::connected, this, &Connection::onConnected);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &Connection::onSocketError);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::read);
}

Connection::~Connection()
{
    m_finishing = true;
    m_socket.disconnect(this);
    m_socket.abort();
}

void Connection::open(const ServerAddress &address)
{
    close();
    m_address = address;
    m_wanted = true;
    m_backoff.reset();
    attempt();
}

void Connection::close()
{
    m_wanted = false;
    if (m_state == ConnectionState::Waiting) {
        m_reconnectTimer.stop();
        setState(ConnectionState::Disconnected);
    } else if (m_state != ConnectionState::Disconnected) {
        finish(m_state == ConnectionState::Connected ? End::Broken : End::Failed, {});
    }
}

void Connection::giveUp()
{
    if (m_state == ConnectionState::Connected)
        finish(End::NoJson, tr("The server %1 sent something that is no reply.").arg(m_address.toString()));
}

std::chrono::milliseconds Connection::untilNextAttempt() const
{
    return std::chrono::milliseconds(std::max(0, m_reconnectTimer.remainingTime()));
}

bool Connection::congested() const
{
    return m_output.size() + m_socket.bytesToWrite() > highWater;
}

void Connection::attempt()
{
    m_stream.reset();
    m_bytesHanded = m_bytesTaken = 0;
    setState(ConnectionState::Connecting);
    m_connectTimer.start(m_options.connectTimeout);
    m_socket.connectToHost(m_address.host, m_address.port);
}

void Connection::onConnected()
{
    m_connectTimer.stop();
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_witness.watch(m_socket.socketDescriptor());
    m_lastError.clear();
    setState(ConnectionState::Connected);
    scheduleFlush();
}

void Connection::onSocketError()
{
    if (m_finishing)
        return;
    if (m_state == ConnectionState::Connecting) {
        finish(End::Failed, tr("There is no connection to %1: %2.").arg(m_address.toString(), reasonOf(m_socket)));
        return;
    }
    const QPointer<Connection> alive(this);
    read(); // what came before the close
    if (!alive || m_state != ConnectionState::Connected)
        return;
    if (m_socket.error() == QAbstractSocket::RemoteHostClosedError && !m_stream.isInText() && m_witness.closedInOrder())
        finish(End::InOrder, tr("The server %1 closed the connection.").arg(m_address.toString()));
    else
        finish(End::Broken, tr("The connection to %1 broke.").arg(m_address.toString()));
}

void Connection::onBytesWritten(qint64 bytes)
{
    m_bytesTaken += static_cast<std::uint64_t>(bytes);
    if (!m_output.isEmpty())
        scheduleFlush();
    if (m_wasCongested && m_output.size() + m_socket.bytesToWrite() <= lowWater) {
        m_wasCongested = false;
        Q_EMIT readyToWrite();
    }
}

void Connection::scheduleFlush()
{
    m_wasCongested = m_wasCongested || congested();
    if (m_flushScheduled)
        return;
    m_flushScheduled = true;
    QMetaObject::invokeMethod(this, &Connection::flush, Qt::QueuedConnection);
}

void Connection::flush()
{
    m_flushScheduled = false;
    // Past the high-water mark it waits here: a long QTcpSocket buffer is moved once more for each write.
    if (m_state != ConnectionState::Connected || m_output.isEmpty() || m_socket.bytesToWrite() > highWater)
        return;
    const QByteArray output = std::exchange(m_output, {});
    m_bytesHanded += static_cast<std::uint64_t>(output.size());
    m_socket.write(output);
    m_socket.flush();
}

void Connection::read()
{
    const QPointer<Connection> alive(this);
    while (const qint64 available = m_socket.bytesAvailable()) {
        char *room = m_stream.reserve(static_cast<std::size_t>(available));
        const qint64 size = m_socket.read(room, available);
        if (size <= 0)
            return;
        m_stream.commit(static_cast<std::size_t>(size));
        std::string_view text;
        ReplyStream::Event event{};
        while ((event = m_stream.next(text)) == ReplyStream::Event::Text) {
            Q_EMIT textReceived(text, m_stream.textIsAscii());
            if (!alive || m_state != ConnectionState::Connected)
                return;
        }
        if (event == ReplyStream::Event::Broken) {
            giveUp();
            return;
        }
    }
}

void Connection::finish(End end, const QString &error)
{
    m_connectTimer.stop();
    m_finishing = true;
    m_socket.abort();
    m_finishing = false;
    m_output.clear();
    m_wasCongested = false;
    m_witness.release();
    m_lastError = error;
    m_wanted = m_wanted && m_options.reconnect;
    m_state = m_wanted ? ConnectionState::Waiting : ConnectionState::Disconnected;
    if (m_wanted)
        m_reconnectTimer.start(m_backoff.next());
    const QPointer<Connection> alive(this);
    Q_EMIT ended(end);
    if (alive)
        Q_EMIT stateChanged();
}

void Connection::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace relevo
