#include "common/client/event_subscription.h"

#include "common/client/byte_view.h"
#include "common/client/result_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace relevo {

namespace {

constexpr std::chrono::milliseconds retryPause{1000};

QString text(std::string_view token)
{
    std::string utf8;
    appendScalar(utf8, token);
    return QString::fromStdString(utf8);
}

std::uint64_t number(std::string_view token)
{
    return QByteArray(token.data(), static_cast<qsizetype>(token.size())).toULongLong();
}

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

std::optional<TaskEvent> TaskEvent::parse(const QByteArray &params)
{
    TaskEvent event;
    const std::string_view json = viewOf(params);
    event.subscription = text(memberOf(json, "subscription"));
    event.seq = number(memberOf(json, "seq"));
    event.topic = text(memberOf(json, "topic"));
    event.at = client::parseTime(text(memberOf(json, "at")));
    event.lost = number(memberOf(json, "lost"));
    if (event.subscription.isEmpty() || event.seq == 0 || event.topic.isEmpty())
        return std::nullopt;
    const std::string_view body = memberOf(json, event.topic.toStdString());
    event.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
    return event;
}

EventSubscription::EventSubscription(Client &client, QStringList topics, QString id, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_topics(std::move(topics))
    , m_id(std::move(id))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EventSubscription::subscribe);
    connect(&m_client, &Client::stateChanged, this, &EventSubscription::subscribe);
    connect(&m_client, &Client::notificationReceived, this, &EventSubscription::onNotification);
}

EventSubscription::~EventSubscription()
{
    stop();
}

void EventSubscription::start()
{
    m_wanted = true;
    subscribe();
}

void EventSubscription::stop()
{
    m_wanted = false;
    m_again.stop();
    m_client.forget(std::exchange(m_call, 0));
    if (!m_name.isEmpty() && m_client.state() == Client::State::Connected)
        m_client.callRaw(QStringLiteral("events.unsubscribe"), jsonOf({{QStringLiteral("subscription"), m_name}}));
    m_name.clear();
}

void EventSubscription::subscribe()
{
    if (m_client.state() != Client::State::Connected)
        m_name.clear(); // it went with its connection
    else if (m_wanted && m_name.isEmpty() && m_call == 0 && !m_again.isActive()) {
        static const std::string method = Client::methodToken("events.subscribe");
        QJsonObject params{{QStringLiteral("topics"), QJsonArray::fromStringList(m_topics)}};
        if (!m_id.isEmpty())
            params[QStringLiteral("id")] = m_id;
        m_call = m_client.send(method, jsonOf(params).toStdString(), [this](const RawReply &reply) { onReply(reply); });
    }
}

void EventSubscription::onReply(const RawReply &reply)
{
    m_call = 0;
    if (reply.end == CallEnd::Result) {
        m_name = text(memberOf(reply.result, "subscription"));
        m_seq = 0;
        Q_EMIT began();
        return;
    }
    const CallError error(reply);
    if (error.isConnectionFault())
        return; // it is tried again once the connection is back
    if (error.surelyNotRun()) {
        m_again.start(retryPause);
    } else {
        m_wanted = false;
        Q_EMIT failed(error);
    }
}

void EventSubscription::onNotification(const QString &method, const QByteArray &params)
{
    if (m_name.isEmpty() || method != QLatin1StringView("event"))
        return;
    const std::optional<TaskEvent> event = TaskEvent::parse(params);
    if (!event || event->subscription != m_name || event->seq <= m_seq)
        return;
    const std::uint64_t missing = event->seq - m_seq - 1;
    m_seq = event->seq;
    if (missing > 0)
        Q_EMIT lost(missing);
    if (!m_name.isEmpty())
        Q_EMIT received(*event, params);
}

} // namespace relevo
