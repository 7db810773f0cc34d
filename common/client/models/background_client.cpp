#include "common/client/models/background_client.h"

#include "common/client/models/background_worker.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QThread>

namespace relevo {

namespace {
// Of one turn of the event loop. Long enough that handing out costs little beside what is handed out, short enough that
// nobody sees a window wait for it.
constexpr std::chrono::milliseconds turnTime{5};
} // namespace

ConnectionOptions BackgroundClient::interactive()
{
    ConnectionOptions options;
    options.longestPause = std::chrono::seconds(1);
    options.connectTimeout = std::chrono::seconds(3);
    return options;
}

BackgroundClient::BackgroundClient(const ConnectionOptions &options, QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
    , m_worker(std::make_unique<Worker>(*this, m_shared, options))
    , m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(QStringLiteral("network"));
    m_worker->moveToThread(m_thread.get());
    m_thread->start();
}

BackgroundClient::~BackgroundClient()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->ending = true;
    }
    m_worker->wake();
    m_thread->wait();
    const std::lock_guard lock(m_shared->mutex); // Worker::end()
}

void BackgroundClient::connectToServer(const ServerAddress &address)
{
    ServerStatus status;
    status.address = address;
    status.state = ConnectionState::Connecting;
    if (address == m_status.address)
        status.latencyMs = m_status.latencyMs;
    Command command;
    command.kind = Command::Kind::Connect;
    command.address = address;
    post(std::move(command));
    begin(std::move(status));
}

void BackgroundClient::disconnectFromServer()
{
    ServerStatus status;
    status.address = m_status.address;
    Command command;
    command.kind = Command::Kind::Disconnect;
    post(std::move(command));
    begin(std::move(status));
}

BackgroundClient::CallId BackgroundClient::call(const QString &method, const QByteArray &params, Callback callback,
                                                Client::Timeout timeout)
{
    Command command;
    command.id = ++m_lastId;
    command.method = method;
    command.params = params;
    command.timeout = timeout;
    m_callbacks.emplace(m_lastId, std::move(callback));
    post(std::move(command));
    return m_lastId;
}

void BackgroundClient::cancel(CallId id)
{
    if (m_callbacks.erase(id) == 0)
        return;
    Command command;
    command.kind = Command::Kind::Cancel;
    command.id = id;
    post(std::move(command));
}

void BackgroundClient::begin(ServerStatus status)
{
    ++m_epoch;
    status.connections = m_status.connections;
    m_status = std::move(status);
    Q_EMIT statusChanged();
}

void BackgroundClient::post(Command command)
{
    bool wakes = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->commands.push_back(std::move(command));
        wakes = !std::exchange(m_shared->workerWoken, true);
    }
    if (wakes)
        m_worker->wake();
}

// An event, as Worker::wake().
void BackgroundClient::wake()
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool BackgroundClient::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    drain();
    return true;
}

void BackgroundClient::drain()
{
    const auto end = std::chrono::steady_clock::now() + turnTime;
    bool statusIsNew = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->ownerWoken = false;
        if (m_next == m_batch.size()) {
            m_batch.clear();
            m_batch.swap(m_shared->arrivals);
            m_shared->notifications = m_shared->dropped = m_shared->oldest = 0;
            m_next = 0;
        }
        statusIsNew = std::exchange(m_shared->statusIsNew, false) && m_shared->epoch == m_epoch;
        if (statusIsNew)
            m_status = m_shared->status;
    }
    // A slot or a callback may delete this, or run an event loop, and with it this function.
    const QPointer<BackgroundClient> alive(this);
    if (statusIsNew)
        Q_EMIT statusChanged();
    while (alive && m_next < m_batch.size() && std::chrono::steady_clock::now() < end)
        deliver(std::move(m_batch[m_next++]));
    if (!alive)
        return;
    bool wakes = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_next < m_batch.size() || !m_shared->arrivals.empty())
            wakes = !std::exchange(m_shared->ownerWoken, true);
    }
    if (wakes)
        wake();
}

void BackgroundClient::deliver(Arrival arrival)
{
    if (arrival.id == 0) {
        if (!arrival.method.isEmpty())
            Q_EMIT notificationReceived(arrival.method, arrival.outcome.result);
        return;
    }
    // Out of the table first: the callback may make calls, and forget them.
    if (auto call = m_callbacks.extract(arrival.id); !call.empty() && call.mapped())
        call.mapped()(std::move(arrival.outcome));
}

} // namespace relevo
