#include "common/client/models/task_feed.h"

#include "common/client/byte_view.h"
#include "common/client/event_subscription.h"
#include "common/client/result_text.h"

#include <QDateTime>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds retryPause{1};
constexpr std::chrono::seconds gapPause{1};

} // namespace

TaskFeed::TaskFeed(BackgroundClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_again.setSingleShot(true);
    m_again.setInterval(retryPause);
    connect(&m_again, &QTimer::timeout, this, &TaskFeed::subscribe);
    m_gapPause.setSingleShot(true);
    m_gapPause.setInterval(gapPause);
    connect(&m_gapPause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_gapWaits, false))
            tellGap();
    });
    connect(&client, &BackgroundClient::statusChanged, this, &TaskFeed::onStatus);
    connect(&client, &BackgroundClient::notificationReceived, this, &TaskFeed::onNotification);
}

TaskFeed::~TaskFeed()
{
    m_client.cancel(m_call);
}

void TaskFeed::start()
{
    m_wanted = true;
    onStatus();
}

std::int64_t TaskFeed::now() const
{
    return QDateTime::currentMSecsSinceEpoch() + m_ahead;
}

void TaskFeed::onStatus()
{
    if (!m_wanted)
        return;
    if (!m_client.isConnected() || m_client.status().connections != m_connection) {
        // It went with its connection.
        m_client.cancel(std::exchange(m_call, 0));
        m_again.stop();
        m_clockKnown = false;
        if (!std::exchange(m_name, {}).isEmpty())
            Q_EMIT activeChanged();
    }
    if (m_client.isConnected()) {
        m_connection = m_client.status().connections;
        subscribe();
    }
}

void TaskFeed::subscribe()
{
    if (m_client.isConnected() && m_name.isEmpty() && m_call == 0 && !m_again.isActive())
        m_call = m_client.call(u"events.subscribe"_s, R"({"topics":["task"]})",
                               [this](const CallOutcome &outcome) { take(outcome); });
}

void TaskFeed::take(const CallOutcome &outcome)
{
    m_call = 0;
    if (outcome.isOk()) {
        std::string name;
        appendScalar(name, memberOf(viewOf(outcome.result), "subscription"));
        m_name = QString::fromStdString(name);
        m_seq = 0;
        Q_EMIT activeChanged();
        tellGap();
    } else if (outcome.error.surelyNotRun() && !outcome.error.isConnectionFault()) {
        m_again.start();
    }
}

void TaskFeed::onNotification(const QString &method, const QByteArray &params)
{
    if (m_name.isEmpty() || method != "event"_L1)
        return;
    const std::optional<TaskEvent> event = TaskEvent::parse(params);
    if (!event || event->subscription != m_name || event->seq <= m_seq)
        return;
    const bool missing = event->seq != m_seq + 1;
    m_seq = event->seq;
    // The event that was quickest on its way tells the server's clock best.
    if (const std::int64_t ahead = event->at - QDateTime::currentMSecsSinceEpoch();
        event->at > 0 && (!m_clockKnown || ahead > m_ahead)) {
        m_ahead = ahead;
        m_clockKnown = true;
    }
    const std::string_view body = viewOf(event->body);
    if (const std::optional<client::TaskRecord> record = client::TaskRecord::parse(body))
        Q_EMIT told(*record);
    if (missing)
        tellGap();
}

// A server that tells more than one can take leaves gaps all the time.
void TaskFeed::tellGap()
{
    if (m_gapPause.isActive()) {
        m_gapWaits = true;
        return;
    }
    m_gapPause.start();
    Q_EMIT gap();
}

} // namespace relevo
