#include "common/client/models/background_worker.h"
#include "common/client/byte_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

namespace relevo {

BackgroundClient::Worker::Worker(BackgroundClient &owner, std::shared_ptr<Shared> shared,
                                 const ConnectionOptions &options)
    : m_owner(owner)
    , m_shared(std::move(shared))
    , m_options(options)
{}

// An event, not a function: that would be memory of this code's that crosses threads under Qt's locks alone, which
// ThreadSanitizer does not see.
void BackgroundClient::Worker::wake()
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool BackgroundClient::Worker::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    work();
    return true;
}

void BackgroundClient::Worker::work()
{
    std::vector<Command> commands;
    bool ending = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        commands.swap(m_shared->commands);
        m_shared->workerWoken = false;
        ending = m_shared->ending;
    }
    if (ending) {
        end();
        return;
    }
    if (!m_client) {
        m_client = std::make_unique<Client>(m_options);
        connect(m_client.get(), &Client::stateChanged, this, &Worker::onState);
        connect(m_client.get(), &Client::latencyChanged, this, &Worker::tellStatus);
        connect(m_client.get(), &Client::notificationReceived, this,
                [this](const QString &method, const QByteArray &params) {
                    Arrival arrival;
                    arrival.method = method;
                    arrival.outcome.result = params;
                    tell(std::move(arrival));
                });
    }
    for (const Command &command : commands)
        run(command);
}

void BackgroundClient::Worker::run(const Command &command)
{
    switch (command.kind) {
    case Command::Kind::Connect:
    case Command::Kind::Disconnect:
        ++m_epoch;
        m_switching = true;
        if (command.kind == Command::Kind::Connect)
            m_client->connectToServer(command.address);
        else
            m_client->disconnectFromServer();
        m_switching = false;
        tellStatus();
        break;
    case Command::Kind::Call:
        send(command);
        break;
    case Command::Kind::Cancel:
        if (const auto call = m_inFlight.find(command.id); call != m_inFlight.end()) {
            m_client->forget(call->second.clientId);
            m_inFlight.erase(call);
        }
        break;
    }
}

void BackgroundClient::Worker::send(const Command &command)
{
    const std::string_view params = viewOf(command.params);
    RawReply refused;
    refused.end = CallEnd::BadParams;
    if (params.empty() || Client::isParams(params)) {
        if (command.method != m_method || m_methodToken.empty()) {
            m_method = command.method;
            m_methodToken = Client::methodToken(m_method.toStdString());
        }
        const CallId id = command.id;
        const auto now = std::chrono::steady_clock::now();
        const std::uint64_t clientId = m_client->send(
            m_methodToken, params, [this, id](const RawReply &reply) { onReply(id, reply); }, command.timeout);
        if (clientId != 0) {
            m_inFlight.emplace(id, InFlight{clientId, now});
            return;
        }
        refused.end = CallEnd::NotConnected;
    }
    onReply(command.id, refused);
}

// The client is gone before the thread is; what the owner reads of this object afterwards is ordered by the mutex.
void BackgroundClient::Worker::end()
{
    m_client.reset();
    QThread::currentThread()->quit();
    const std::lock_guard lock(m_shared->mutex);
}

void BackgroundClient::Worker::onState()
{
    const bool connected = m_client->state() == ConnectionState::Connected;
    if (connected && !m_wasConnected)
        ++m_connections;
    m_wasConnected = connected;
    if (!m_switching)
        tellStatus();
}

void BackgroundClient::Worker::tellStatus()
{
    ServerStatus status;
    status.address = m_client->address();
    status.state = m_client->state();
    status.lastError = m_client->lastError();
    status.latencyMs = m_client->latencyMs();
    if (status.state == ConnectionState::Waiting)
        status.nextAttempt = QDateTime::currentDateTime().addMSecs(m_client->untilNextAttempt().count());
    status.connections = m_connections;
    bool wakes = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->status = std::move(status);
        m_shared->epoch = m_epoch;
        m_shared->statusIsNew = true;
        wakes = !std::exchange(m_shared->ownerWoken, true);
    }
    if (wakes)
        m_owner.wake();
}

void BackgroundClient::Worker::onReply(CallId id, const RawReply &reply)
{
    Arrival arrival;
    arrival.id = id;
    if (reply.end == CallEnd::Result)
        arrival.outcome.result = QByteArray(reply.result.data(), static_cast<qsizetype>(reply.result.size()));
    else
        arrival.outcome.error = CallError(reply);
    if (const auto call = m_inFlight.find(id); call != m_inFlight.end()) {
        arrival.outcome.duration = std::chrono::steady_clock::now() - call->second.sentAt;
        m_inFlight.erase(call);
    }
    tell(std::move(arrival));
}

void BackgroundClient::Shared::dropNotification()
{
    const auto isNotification = [](const Arrival &arrival) { return arrival.id == 0 && !arrival.method.isEmpty(); };
    while (oldest < arrivals.size() && !isNotification(arrivals[oldest]))
        ++oldest;
    if (oldest == arrivals.size())
        return;
    arrivals[oldest] = {};
    --notifications;
    if (++dropped == mostNotifications) {
        std::erase_if(arrivals, [&](const Arrival &arrival) { return arrival.id == 0 && !isNotification(arrival); });
        dropped = oldest = 0;
    }
}

void BackgroundClient::Worker::tell(Arrival arrival)
{
    bool wakes = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        if (arrival.id == 0 && ++m_shared->notifications > mostNotifications)
            m_shared->dropNotification();
        m_shared->arrivals.push_back(std::move(arrival));
        wakes = !std::exchange(m_shared->ownerWoken, true);
    }
    if (wakes)
        m_owner.wake();
}

} // namespace relevo
