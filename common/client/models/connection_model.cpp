#include "common/client/models/connection_model.h"

#include <QLocale>

namespace relevo {

using namespace std::chrono_literals;

ConnectionModel::ConnectionModel(BackgroundClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_wasConnected(client.isConnected())
{
    m_countdown.setInterval(1s);
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionModel::changed);
    connect(&client, &BackgroundClient::statusChanged, this, &ConnectionModel::onStatus);
}

QString ConnectionModel::host() const
{
    return m_client.status().address.host;
}

int ConnectionModel::port() const
{
    return m_client.status().address.port;
}

QString ConnectionModel::address() const
{
    return m_client.status().address.toString();
}

ConnectionModel::State ConnectionModel::state() const
{
    switch (m_client.status().state) {
    case ConnectionState::Connecting:
        return State::Connecting;
    case ConnectionState::Connected:
        return State::Connected;
    case ConnectionState::Waiting:
        return State::Waiting;
    case ConnectionState::Disconnected:
        break;
    }
    return State::Disconnected;
}

QString ConnectionModel::stateText() const
{
    switch (state()) {
    case State::Connecting:
        return tr("Connecting…");
    case State::Connected:
        return tr("Connected");
    case State::Waiting:
        if (const int seconds = secondsToRetry(); seconds > 0)
            return tr("No connection: trying again in %1 s").arg(QLocale().toString(seconds));
        return tr("No connection: trying again…");
    case State::Disconnected:
        break;
    }
    return tr("Not connected");
}

QString ConnectionModel::lastError() const
{
    return isConnected() ? QString() : m_client.status().lastError;
}

int ConnectionModel::secondsToRetry() const
{
    const QDateTime &next = m_client.status().nextAttempt;
    if (state() != State::Waiting || !next.isValid())
        return 0;
    const auto left = std::chrono::milliseconds(std::max<qint64>(0, QDateTime::currentDateTime().msecsTo(next)));
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count());
}

double ConnectionModel::latencyMs() const
{
    return m_client.status().latencyMs;
}

QString ConnectionModel::latencyText() const
{
    const double ms = latencyMs();
    if (!isConnected() || !(ms > 0))
        return {};
    const int decimals = ms < 1 ? 2 : ms < 100 ? 1 : 0;
    return tr("%1 ms", "milliseconds").arg(QLocale().toString(ms, 'f', decimals));
}

QString ConnectionModel::problemOf(const QString &address)
{
    if (address.trimmed().isEmpty())
        return tr("An address is missing: HOST:PORT.");
    if (!ServerAddress::parse(address.trimmed()))
        return tr("This is no address: HOST:PORT is expected, as in 127.0.0.1:5000.");
    return {};
}

bool ConnectionModel::connectTo(const QString &address)
{
    const std::optional<ServerAddress> parsed = ServerAddress::parse(address.trimmed());
    if (!parsed || !problemOf(address).isEmpty())
        return false;
    m_client.connectToServer(*parsed);
    return true;
}

void ConnectionModel::disconnectFromServer()
{
    m_client.disconnectFromServer();
}

void ConnectionModel::retry()
{
    if (state() == State::Waiting || state() == State::Disconnected)
        m_client.connectToServer(m_client.status().address);
}

void ConnectionModel::onStatus()
{
    if (state() != State::Waiting)
        m_countdown.stop();
    else if (!m_countdown.isActive())
        m_countdown.start();
    Q_EMIT changed();
    if (isConnected() != m_wasConnected) {
        m_wasConnected = isConnected();
        Q_EMIT connectedChanged(m_wasConnected);
    }
}

} // namespace relevo
