// What happens to the server's background tasks, told as it happens: one subscription for all models of a window.
//
// Lives in the GUI's thread, beside its BackgroundClient, which must outlive it. It subscribes again whenever the
// connection is back.
#pragma once

#include "common/client/models/background_client.h"
#include "common/client/task_record.h"

#include <QObject>
#include <QTimer>

namespace relevo {

class TaskFeed : public QObject
{
    Q_OBJECT

public:
    explicit TaskFeed(BackgroundClient &client, QObject *parent = nullptr);
    ~TaskFeed() override;

    /// From now on. Nothing is asked of the server before.
    void start();
    /// Events come now.
    bool isActive() const { return !m_name.isEmpty(); }
    BackgroundClient &client() { return m_client; }
    /// Milliseconds since 1970 by the server's clock, as far as its events have told of that.
    std::int64_t now() const;

Q_SIGNALS:
    /// Events come from now on, or some were lost: what is shown has to be listed again. At most once a second.
    void gap();
    /// A record without params and result.
    void told(const relevo::client::TaskRecord &record);
    /// The connection, or the subscription, has come or gone.
    void activeChanged();

private:
    void onStatus();
    void subscribe();
    void take(const CallOutcome &outcome);
    void tellGap();
    void onNotification(const QString &method, const QByteArray &params);

    BackgroundClient &m_client;
    QString m_name; ///< the subscription's; empty: there is none
    QTimer m_again;
    QTimer m_gapPause;        ///< while it runs none is told
    quint64 m_connection = 0; ///< whose subscription it is
    std::uint64_t m_seq = 0;
    std::int64_t m_ahead = 0; ///< of the server's clock before this one's
    BackgroundClient::CallId m_call = 0;
    bool m_wanted = false;
    bool m_gapWaits = false;
    bool m_clockKnown = false;
};

} // namespace relevo
