#include "common/client/models/connection_probe.h"

#include <QJsonObject>
#include <QLocale>

namespace relevo {

using namespace Qt::StringLiterals;

ConnectionProbe::ConnectionProbe(QObject *parent)
    : QObject(parent)
{
    m_patienceTimer.setSingleShot(true);
    connect(&m_patienceTimer, &QTimer::timeout, this, &ConnectionProbe::giveUp);
}

ConnectionProbe::~ConnectionProbe() = default;

void ConnectionProbe::test(const QString &address)
{
    letGo();
    m_ok = false;
    m_text.clear();
    const std::optional<ServerAddress> parsed = ServerAddress::parse(address.trimmed());
    if (!parsed || address.trimmed().isEmpty()) {
        finish(false, tr("“%1” is no address: HOST:PORT is expected.").arg(address));
        return;
    }
    ConnectionOptions options;
    options.reconnect = false;
    options.connectTimeout = 2 * m_patience; // the timer here is the one that ends it
    m_client = std::make_unique<Client>(options);
    connect(m_client.get(), &Client::stateChanged, this, &ConnectionProbe::onState);
    m_patienceTimer.start(m_patience);
    m_client->connectToServer(*parsed);
    Q_EMIT changed();
}

void ConnectionProbe::reset()
{
    letGo();
    m_ok = false;
    m_text.clear();
    Q_EMIT changed();
}

void ConnectionProbe::onState()
{
    if (m_client->state() == ConnectionState::Connected)
        ask();
    else if (m_client->state() == ConnectionState::Disconnected && !m_asked)
        finish(false, m_client->lastError());
}

void ConnectionProbe::ask()
{
    m_asked = true;
    m_askedAt = std::chrono::steady_clock::now();
    m_client->call(u"system.info"_s).then(this, [this, test = m_test](const Reply &reply) {
        if (test == m_test) // else it answers one that was given up
            take(reply);
    });
}

void ConnectionProbe::take(const Reply &reply)
{
    const QString address = m_client->address().toString();
    const CallError &error = reply.error();
    const QJsonObject info = reply.result().toObject();
    // Whatever answers in JSON-RPC, or in no JSON at all, without being one; a server that refuses says why itself.
    const bool stranger = error.end == CallEnd::BadReply || error.is(ErrorCode::MethodNotFound) ||
                          (reply.isOk() && info["name"_L1].toString() != "relevo"_L1);
    if (stranger) {
        finish(false, tr("Something answers at %1, but it is no Relevo server.").arg(address));
    } else if (error.isConnectionFault()) {
        finish(false, tr("The server %1 closed the connection without an answer: perhaps it is no Relevo server. %2")
                          .arg(address, m_client->lastError())
                          .trimmed());
    } else if (!reply.isOk()) {
        finish(false, tr("The server %1 refused: %2").arg(address, error.localMessage()));
    } else {
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - m_askedAt;
        finish(true, tr("Relevo %1, node %2, %n workers: answered in %3 ms", nullptr, info["workers"_L1].toInt())
                         .arg(info["version"_L1].toString(), info["node"_L1].toString(),
                              QLocale().toString(took.count(), 'f', took.count() < 100 ? 1 : 0)));
    }
}

void ConnectionProbe::giveUp()
{
    const QString address = m_client->address().toString();
    finish(false, m_asked
                      ? tr("%1 took the connection, but did not answer: perhaps it is no Relevo server.").arg(address)
                      : tr("The server %1 does not answer.").arg(address));
}

void ConnectionProbe::finish(bool ok, const QString &text)
{
    letGo();
    m_ok = ok;
    m_text = text;
    Q_EMIT changed();
    Q_EMIT finished(ok);
}

// The client may be in the middle of telling of its end.
void ConnectionProbe::letGo()
{
    m_patienceTimer.stop();
    ++m_test;
    m_asked = false;
    if (!m_client)
        return;
    m_client->disconnect(this);
    m_client->disconnectFromServer();
    m_client.release()->deleteLater();
}

} // namespace relevo
