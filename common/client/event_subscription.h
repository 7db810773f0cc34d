// What happens on the server, told by events: subscribes, and again whenever the connection is back, and notices what
// was lost meanwhile.
//
//     EventSubscription events(client, {u"task"_s});
//     connect(&events, &EventSubscription::began, …);    // list: what happened before is not told
//     connect(&events, &EventSubscription::received, …);
//     events.start();
//
// Lives in its client's thread.
#pragma once

#include "common/client/client.h"
#include "common/client/task_record.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <optional>

namespace relevo {

/// The params of one notification `event`.
struct TaskEvent
{
    QString subscription;
    std::uint64_t seq = 0;
    QString topic;
    std::int64_t at = 0;    ///< milliseconds since 1970, UTC
    std::uint64_t lost = 0; ///< as the server says
    QByteArray body;        ///< of `task`: a record without params and result; one JSON value as it was sent

    static std::optional<TaskEvent> parse(const QByteArray &params);
};

class EventSubscription : public QObject
{
    Q_OBJECT

public:
    /// `topics`: some of task, node, stats; with `id` of that task alone. The client must outlive it.
    EventSubscription(Client &client, QStringList topics, QString id = {}, QObject *parent = nullptr);
    /// Ends the subscription.
    ~EventSubscription() override;

    void start();
    void stop();
    bool isActive() const { return !m_name.isEmpty(); }

Q_SIGNALS:
    /// Events come from now on; what happened before, the first time or since the last event, is not told.
    void began();
    /// `params`: the event as it was sent.
    void received(const relevo::TaskEvent &event, const QByteArray &params);
    /// So many events were not told, before the one that follows: list again.
    void lost(quint64 count);
    /// The server does not let it. Nothing follows.
    void failed(const relevo::CallError &error);

private:
    void subscribe();
    void onReply(const RawReply &reply);
    void onNotification(const QString &method, const QByteArray &params);

    Client &m_client;
    QStringList m_topics;
    QString m_id;
    QString m_name; ///< empty: none
    std::uint64_t m_seq = 0;
    std::uint64_t m_call = 0; ///< 0: none in flight
    QTimer m_again;
    bool m_wanted = false;
};

} // namespace relevo
