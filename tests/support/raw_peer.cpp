#include "tests/support/raw_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace relevo::test {

namespace {

constexpr std::size_t chunk = 256 * 1024;

bool waitFor(int socket, short events, int ms)
{
    pollfd entry{socket, events, 0};
    return ::poll(&entry, 1, ms) > 0;
}

} // namespace

RawPeer::RawPeer(quint16 port, int receiveBuffer)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (receiveBuffer > 0) // before connecting, so that the window offered is small from the start
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    static_assert(sizeof generic == sizeof address);
    std::memcpy(&generic, &address, sizeof address);
    if (::connect(m_socket, &generic, sizeof address) != 0)
        close();
}

RawPeer::~RawPeer()
{
    close();
}

RawPeer::RawPeer(RawPeer &&other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_end(other.m_end)
    , m_buffer(std::move(other.m_buffer))
    , m_taken(other.m_taken)
    , m_scanned(other.m_scanned)
{}

qint64 RawPeer::sendSome(QByteArrayView bytes)
{
    const ssize_t sent =
        ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
        return sent;
    return errno == EAGAIN || errno == EINTR ? 0 : -1;
}

bool RawPeer::send(QByteArrayView bytes)
{
    const Deadline deadline;
    while (!bytes.isEmpty()) {
        const qint64 sent = sendSome(bytes);
        if (sent < 0 || (sent == 0 && deadline.over()))
            return false;
        if (sent == 0)
            waitFor(m_socket, POLLOUT, deadline.remainingMs());
        bytes = bytes.sliced(sent);
    }
    return true;
}

bool RawPeer::sendByteByByte(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!send(bytes.sliced(i, 1)))
            return false;
        if (i % 8 == 7) // lets the reader come between without making long texts slow
            std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    return true;
}

bool RawPeer::sendCutAt(QByteArrayView bytes, qsizetype cut)
{
    if (!send(bytes.first(cut)))
        return false;
    pauseMs(1);
    return send(bytes.sliced(cut));
}

bool RawPeer::receive()
{
    std::array<char, chunk> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    const ssize_t got = ::recv(m_socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) {
        m_buffer.append(bytes.data(), got);
        return true;
    }
    if (got == 0)
        m_end = End::Closed;
    else if (errno != EAGAIN && errno != EINTR)
        m_end = End::Reset;
    return m_end == End::Open;
}

bool RawPeer::fill(int ms)
{
    if (m_end != End::Open || m_socket < 0 || !waitFor(m_socket, POLLIN, ms))
        return false;
    return receive();
}

std::optional<QByteArray> RawPeer::takeLine()
{
    const qsizetype end = m_buffer.indexOf('\n', std::max(m_scanned, m_taken));
    if (end < 0) {
        m_scanned = m_buffer.size();
        return {};
    }
    QByteArray line = m_buffer.mid(m_taken, end - m_taken);
    m_taken = m_scanned = end + 1;
    if (m_taken > qsizetype{1} << 20) {
        m_buffer.remove(0, m_taken);
        m_taken = m_scanned = 0;
    }
    return line;
}

std::optional<QByteArray> RawPeer::readLine(int ms)
{
    const Deadline deadline(ms);
    for (;;) {
        if (auto line = takeLine())
            return line;
        if (!fill(deadline.remainingMs()))
            return {};
    }
}

QList<QByteArray> RawPeer::readLines(qsizetype count)
{
    QList<QByteArray> lines;
    while (lines.size() < count) {
        auto line = readLine();
        if (!line)
            break;
        lines.append(*line);
    }
    return lines;
}

QList<QByteArray> RawPeer::readLinesToEnd(int ms)
{
    QList<QByteArray> lines;
    const Deadline deadline(ms);
    while (auto line = readLine(deadline.remainingMs()))
        lines.append(*line);
    return lines;
}

QByteArray RawPeer::readToEnd(int ms)
{
    const Deadline deadline(ms);
    while (fill(deadline.remainingMs()))
        ;
    QByteArray all = rest();
    m_taken = m_buffer.size();
    return all;
}

QByteArray RawPeer::readOnce(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (!waitFor(m_socket, POLLIN, hangGuardMs))
        return {};
    const ssize_t got = ::recv(m_socket, bytes.data(), static_cast<std::size_t>(size), 0);
    return bytes.first(std::max<ssize_t>(got, 0));
}

QList<QByteArray> RawPeer::takeArrivedLines()
{
    while (fill(0))
        ;
    QList<QByteArray> lines;
    while (auto line = takeLine())
        lines.append(*line);
    return lines;
}

bool RawPeer::staysSilent(int ms)
{
    return m_taken == m_buffer.size() && !fill(ms) && m_end == End::Open;
}

QByteArray RawPeer::ask(QByteArrayView text)
{
    return send(text) ? readLine().value_or(QByteArray()) : QByteArray();
}

void RawPeer::closeWriting()
{
    ::shutdown(m_socket, SHUT_WR);
}

void RawPeer::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void RawPeer::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

} // namespace relevo::test
