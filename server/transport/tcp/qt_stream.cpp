#include "server/transport/tcp/qt_stream.h"

#include "server/transport/tcp/socket_calls.h"

#include <unistd.h>

namespace relevo {

namespace {

using Status = StreamResult::Status;

// Both bound what a connection may hold in Qt's own buffers.
constexpr qint64 readBuffer = 16 * 1024;
constexpr std::size_t writeBuffer = 16 * 1024;

} // namespace

QtStream::QtStream(int descriptor, Events events)
    : m_events(std::move(events))
    , m_duplicate(::dup(descriptor))
{
    m_socket.setReadBufferSize(readBuffer);
    m_valid = m_duplicate >= 0 && m_socket.setSocketDescriptor(descriptor);
    if (!m_valid)
        ::close(descriptor); // the socket has not taken it over
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_events.readable(); });
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &QtStream::onBytesWritten);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &QtStream::onError);
}

QtStream::~QtStream()
{
    m_notifier.reset();
    m_socket.disconnect(this);
    m_socket.abort();
    if (m_duplicate >= 0)
        ::close(m_duplicate);
}

StreamResult QtStream::read(char *to, std::size_t size)
{
    const qint64 got = m_socket.read(to, static_cast<qint64>(size));
    if (got > 0)
        return {Status::Ok, static_cast<std::size_t>(got)};
    if (m_peerEnded)
        return {Status::End, 0};
    return {got == 0 ? Status::WouldBlock : Status::Failed, 0};
}

StreamResult QtStream::write(const std::vector<std::string_view> &pieces)
{
    if (!m_unsent.empty())
        return {Status::WouldBlock, 0};
    if (m_peerEnded) {
        const StreamResult result = send(m_duplicate, pieces);
        m_notifier->setEnabled(true);
        return result;
    }
    // The socket takes all that it is given into a buffer of its own: it gets more only while the system takes it.
    std::size_t taken = 0;
    for (std::string_view piece : pieces) {
        while (!piece.empty() && m_unsent.empty()) {
            const std::string_view part = piece.substr(0, writeBuffer);
            if (m_socket.write(part.data(), static_cast<qint64>(part.size())) != static_cast<qint64>(part.size()))
                return {Status::Failed, 0};
            m_unsent = part;
            m_socket.flush();
            dropSent();
            taken += part.size();
            piece.remove_prefix(part.size());
        }
    }
    return {Status::Ok, taken};
}

void QtStream::dropSent()
{
    const auto left = static_cast<std::size_t>(m_socket.bytesToWrite());
    if (left < m_unsent.size())
        m_unsent.erase(0, m_unsent.size() - left);
}

void QtStream::onBytesWritten()
{
    if (m_peerEnded || m_unsent.empty())
        return;
    dropSent();
    if (m_unsent.empty())
        m_events.writable();
}

void QtStream::onError(QAbstractSocket::SocketError error)
{
    // Qt tells of a reset in the same words.
    if (error == QAbstractSocket::RemoteHostClosedError && !isReset(m_duplicate))
        goOnAfterEnd();
    else if (error != QAbstractSocket::TemporaryError)
        m_events.failed();
}

void QtStream::goOnAfterEnd()
{
    m_peerEnded = true;
    m_notifier = std::make_unique<QSocketNotifier>(m_duplicate, QSocketNotifier::Write);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        if (!sendUnsent())
            m_events.failed();
        else if (m_unsent.empty())
            m_events.writable();
        else
            m_notifier->setEnabled(true);
    });
    m_events.ended();
}

bool QtStream::sendUnsent()
{
    if (m_unsent.empty())
        return true;
    const StreamResult result = send(m_duplicate, {std::string_view(m_unsent)});
    if (result.status == Status::Ok)
        m_unsent.erase(0, result.bytes);
    return result.status != Status::Failed;
}

std::size_t QtStream::unacknowledged() const
{
    return m_unsent.size() + unacknowledgedBytes(m_duplicate);
}

void QtStream::shutdownWrite()
{
    ::shutdown(m_duplicate, SHUT_WR);
}

void QtStream::resetOnClose()
{
    relevo::resetOnClose(m_duplicate);
}

} // namespace relevo
