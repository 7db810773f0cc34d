#include "common/client/models/load_model.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace relevo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void append(QList<double> &history, double value)
{
    if (history.size() >= LoadModel::historyLength)
        history.removeFirst();
    history.append(value);
}

} // namespace

LoadModel::LoadModel(BackgroundClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &LoadModel::ask);
    connect(&client, &BackgroundClient::statusChanged, this, &LoadModel::onStatus);
    onStatus();
}

LoadModel::~LoadModel()
{
    m_client.cancel(m_call);
}

void LoadModel::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    onStatus();
    Q_EMIT activeChanged();
}

void LoadModel::onStatus()
{
    const ServerStatus &status = m_client.status();
    if (!m_client.isConnected() || status.connections != m_connection) {
        m_connection = status.connections;
        forget();
    }
    if (std::exchange(m_connected, m_client.isConnected()) != m_client.isConnected())
        Q_EMIT connectedChanged();
    if (!m_client.isConnected() || !m_active) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start();
        ask();
    }
}

// One at a time: a server that takes longer than a second is not asked more for it.
void LoadModel::ask()
{
    if (m_call == 0)
        m_call = m_client.call(u"system.stats"_s, {}, [this](const CallOutcome &outcome) { take(outcome); });
}

void LoadModel::take(const CallOutcome &outcome)
{
    m_call = 0;
    const QJsonObject stats = QJsonDocument::fromJson(outcome.result).object();
    if (!outcome.isOk() || stats.isEmpty())
        return;
    m_known = true;
    m_node = stats["node"_L1].toString();
    m_workers = stats["workers"_L1].toInt();
    m_workersBusy = stats["workersBusy"_L1].toInt();
    m_queued = stats["queued"_L1].toInteger();
    m_rate = stats["tasksPerSecond"_L1]["1s"_L1].toDouble();
    m_done = stats["done"_L1].toInteger();
    m_failed = stats["failed"_L1].toInteger();
    m_connections = stats["connections"_L1].toInt();
    append(m_busyHistory, m_workersBusy);
    append(m_queueHistory, static_cast<double>(m_queued));
    append(m_rateHistory, m_rate);
    Q_EMIT changed();
}

void LoadModel::forget()
{
    m_client.cancel(std::exchange(m_call, 0));
    if (!m_known)
        return;
    m_known = false;
    m_node.clear();
    m_busyHistory.clear();
    m_queueHistory.clear();
    m_rateHistory.clear();
    m_rate = 0;
    m_queued = m_done = m_failed = 0;
    m_workers = m_workersBusy = m_connections = 0;
    Q_EMIT changed();
}

} // namespace relevo
