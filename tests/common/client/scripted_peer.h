// A server that does what a test tells it: a QTcpServer in the test's own thread with a function for each line it
// reads.
#pragma once

#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <sys/socket.h>

namespace relevo::test {

class ScriptedPeer : public QObject
{
public:
    using OnLine = std::function<void(QTcpSocket &socket, const QByteArray &line)>;

    explicit ScriptedPeer(OnLine onLine = {}, quint16 port = 0)
        : m_onLine(std::move(onLine))
    {
        connect(&m_server, &QTcpServer::newConnection, this, &ScriptedPeer::accept);
        m_server.listen(QHostAddress::LocalHost, port);
    }

    quint16 port() const { return m_server.serverPort(); }
    int connections() const { return m_connections; }
    const QList<QByteArray> &lines() const { return m_lines; }
    void setOnLine(OnLine onLine) { m_onLine = std::move(onLine); }
    /// The latest connection.
    QTcpSocket &socket() { return *m_socket; }

    /// The client writes it last.
    static QByteArray idOf(const QByteArray &line) { return line.mid(line.lastIndexOf("\"id\":") + 5).chopped(1); }
    static QByteArray result(const QByteArray &id, const QByteArray &json)
    {
        return "{\"jsonrpc\":\"2.0\",\"result\":" + json + ",\"id\":" + id + "}\n";
    }
    static QByteArray error(const QByteArray &id, int code, const QByteArray &message, const QByteArray &data = {})
    {
        return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":" + QByteArray::number(code) + ",\"message\":\"" + message +
               '"' + (data.isEmpty() ? data : ",\"data\":" + data) + "},\"id\":" + id + "}\n";
    }
    /// So that the other side gets a reset instead of an orderly close.
    static void reset(QTcpSocket &socket)
    {
        const linger hard{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket.abort();
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++m_connections;
            m_socket = socket;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                while (socket->canReadLine()) {
                    m_lines += socket->readLine().chopped(1);
                    if (m_onLine)
                        m_onLine(*socket, m_lines.last());
                }
            });
        }
    }

    QTcpServer m_server;
    OnLine m_onLine;
    QTcpSocket *m_socket = nullptr;
    QList<QByteArray> m_lines;
    int m_connections = 0;
};

} // namespace relevo::test
