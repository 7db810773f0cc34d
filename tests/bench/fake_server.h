// A server on a port of its own that answers lines as a test wants it to: rightly, wrongly, late, or not at all.
//
// Lives in the test's thread and needs its event loop.
#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <functional>

class FakeServer
{
public:
    /// Gets a request's line and its number, from 0 over all connections; returns the bytes that answer it. Null: the
    /// connection is closed instead.
    using Answer = std::function<QByteArray(const QByteArray &line, int number)>;

    explicit FakeServer(Answer answer);
    QString address() const;
    int requests() const { return m_requests; }

private:
    void accept();
    void read(QTcpSocket *socket);

    Answer m_answer;
    QTcpServer m_server;
    int m_requests = 0;
};

/// The right reply to a request for text.reverse of ASCII, without its end of line.
QByteArray reversed(const QByteArray &line);
