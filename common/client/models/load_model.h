// The server's load as a window shows it, from `system.stats`, asked for once a second while connected: workers busy
// and in all, the queue, tasks per second, and the last minutes of each for a small chart.
//
// Lives in the GUI's thread, beside its BackgroundClient, which must outlive it.
#pragma once

#include "common/client/models/background_client.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace relevo {

class LoadModel : public QObject
{
    Q_OBJECT
    /// There are figures of the present connection.
    Q_PROPERTY(bool known READ isKnown NOTIFY changed)
    Q_PROPERTY(QString node READ node NOTIFY changed)
    Q_PROPERTY(int workers READ workers NOTIFY changed)
    Q_PROPERTY(int workersBusy READ workersBusy NOTIFY changed)
    Q_PROPERTY(qint64 queued READ queued NOTIFY changed)
    Q_PROPERTY(double tasksPerSecond READ tasksPerSecond NOTIFY changed)
    Q_PROPERTY(qint64 done READ done NOTIFY changed)
    Q_PROPERTY(qint64 failed READ failed NOTIFY changed)
    Q_PROPERTY(int connections READ connections NOTIFY changed)
    Q_PROPERTY(QList<double> busyHistory READ busyHistory NOTIFY changed)
    Q_PROPERTY(QList<double> queueHistory READ queueHistory NOTIFY changed)
    Q_PROPERTY(QList<double> rateHistory READ rateHistory NOTIFY changed)
    /// Asking can be halted (a window that nobody sees).
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)

public:
    /// Points of a history, the newest last; one a second.
    static constexpr int historyLength = 120;

    explicit LoadModel(BackgroundClient &client, QObject *parent = nullptr);
    ~LoadModel() override;

    bool isKnown() const { return m_known; }
    bool isConnected() const { return m_client.isConnected(); }
    const QString &node() const { return m_node; }
    int workers() const { return m_workers; }
    int workersBusy() const { return m_workersBusy; }
    qint64 queued() const { return m_queued; }
    double tasksPerSecond() const { return m_rate; }
    qint64 done() const { return m_done; }
    qint64 failed() const { return m_failed; }
    int connections() const { return m_connections; }
    const QList<double> &busyHistory() const { return m_busyHistory; }
    const QList<double> &queueHistory() const { return m_queueHistory; }
    const QList<double> &rateHistory() const { return m_rateHistory; }

    bool isActive() const { return m_active; }
    void setActive(bool active);

Q_SIGNALS:
    void changed();
    void activeChanged();
    void connectedChanged();

private:
    void onStatus();
    void ask();
    void take(const CallOutcome &outcome);
    void forget();

    BackgroundClient &m_client;
    QTimer m_timer;
    QString m_node;
    QList<double> m_busyHistory;
    QList<double> m_queueHistory;
    QList<double> m_rateHistory;
    BackgroundClient::CallId m_call = 0; ///< under way; 0: none is
    quint64 m_connection = 0;            ///< whose figures they are
    double m_rate = 0;
    qint64 m_queued = 0;
    qint64 m_done = 0;
    qint64 m_failed = 0;
    int m_workers = 0;
    int m_workersBusy = 0;
    int m_connections = 0;
    bool m_known = false;
    bool m_active = true;
    bool m_connected = false;
};

} // namespace relevo
