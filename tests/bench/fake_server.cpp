#include "tests/bench/fake_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <algorithm>

FakeServer::FakeServer(Answer answer)
    : m_answer(std::move(answer))
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port to listen on");
}

QString FakeServer::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_server.serverPort());
}

void FakeServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        read(socket);
    }
}

void FakeServer::read(QTcpSocket *socket)
{
    while (socket->canReadLine()) {
        const QByteArray answer = m_answer(socket->readLine(), m_requests++);
        if (answer.isNull()) {
            socket->disconnectFromHost();
            return;
        }
        socket->write(answer);
    }
}

QByteArray reversed(const QByteArray &line)
{
    const QJsonObject request = QJsonDocument::fromJson(line).object();
    QByteArray text = request[QLatin1String("params")].toObject()[QLatin1String("text")].toString().toUtf8();
    std::reverse(text.begin(), text.end());
    const qint64 id = request[QLatin1String("id")].toInteger();
    return R"({"jsonrpc":"2.0","result":{"text":")" + text + R"("},"id":)" + QByteArray::number(id) + "}";
}
