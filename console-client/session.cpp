#include "console-client/session.h"

#include "console-client/output.h"
#include "console-client/result_text.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFutureWatcher>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace relevo::console {

namespace {

struct SessionTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Session)
};

constexpr std::chrono::seconds askTimeout(5);
constexpr std::chrono::minutes catalogAge(10);
constexpr std::chrono::milliseconds retryPause(200);

ConnectionOptions options(Client::Timeout timeout)
{
    ConnectionOptions options;
    options.reconnect = false;
    options.connectTimeout = std::chrono::seconds(5);
    if (timeout > Client::noTimeout)
        options.connectTimeout = std::min(options.connectTimeout, timeout);
    return options;
}

void pause(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

Session::Session(const ServerAddress &address, Client::Timeout timeout)
    : m_timeout(timeout)
    , m_client(options(timeout))
    , m_catalog(address)
{
    m_client.setDefaultTimeout(timeout);
}

bool Session::connect()
{
    // What happened while nobody was looking, such as the server's going away.
    QEventLoop().processEvents();
    if (m_client.state() == Client::State::Disconnected)
        m_client.connectToServer(m_catalog.address());
    QEventLoop loop;
    QObject::connect(&m_client, &Client::stateChanged, &loop, [this, &loop] {
        if (m_client.state() != Client::State::Connecting)
            loop.quit();
    });
    if (m_client.state() == Client::State::Connecting)
        loop.exec();
    return m_client.state() == Client::State::Connected;
}

Reply Session::call(const QString &method, const std::string &params)
{
    QEventLoop loop;
    std::optional<Reply> answer; // there at once without a connection
    m_client.callRaw(method, QByteArray::fromStdString(params)).then(&loop, [&](const Reply &reply) {
        answer = reply;
        loop.quit();
    });
    while (!answer)
        loop.exec();
    return *answer;
}

Reply Session::await(const QFuture<Reply> &future)
{
    QEventLoop loop;
    QFutureWatcher<Reply> watcher;
    QObject::connect(&watcher, &QFutureWatcher<Reply>::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

bool Session::reconnect()
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!connect()) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        pause(retryPause);
    }
    return true;
}

Reply Session::repeat(const QString &method, const std::string &params)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        const bool connected = reconnect();
        Reply reply = call(method, params);
        const CallError &error = reply.error();
        if (!connected || (!error.isConnectionFault() && !error.surelyNotRun()) || error.end == CallEnd::BadParams ||
            std::chrono::steady_clock::now() >= end)
            return reply;
        if (error.end == CallEnd::ServerError)
            putOff(error);
    }
}

void Session::putOff(const CallError &error)
{
    tellOfRetry(error);
    pause(std::chrono::milliseconds(std::clamp(dataOf(error, "retryAfterMs").toInt(), 100, 10'000)));
}

void Session::tellOfRetry(const CallError &error)
{
    if (!std::exchange(m_toldOfRetry, true))
        Output::toStderr("relevo: " + SessionTexts::tr("%1 Trying again…").arg(errorText(error)).toStdString() + '\n');
}

std::optional<std::uint64_t> Session::messageLimit()
{
    if (!connect())
        return std::nullopt;
    QEventLoop loop;
    std::optional<QJsonValue> info;
    m_client.call(QStringLiteral("system.info"), QJsonValue::Null, askTimeout).then(&loop, [&](const Reply &reply) {
        info = reply.result();
        loop.quit();
    });
    while (!info)
        loop.exec();
    const double bytes = (*info)[QStringLiteral("limits")][QStringLiteral("maxMessage")].toDouble();
    return bytes >= 1 ? std::optional(static_cast<std::uint64_t>(bytes)) : std::nullopt;
}

void Session::keepCatalogFresh()
{
    if (m_client.state() == Client::State::Connected && !m_catalog.isFresherThan(catalogAge))
        refreshCatalog();
}

bool Session::refreshCatalog(CallError *error)
{
    if (!connect()) {
        if (error) {
            RawReply unsent;
            unsent.end = CallEnd::NotConnected;
            *error = CallError(unsent);
        }
        return false;
    }
    QEventLoop loop;
    std::optional<bool> ok;
    const auto end = [&](bool good) {
        ok = good;
        loop.quit();
    };
    QObject::connect(&m_catalog, &CatalogStore::changed, &loop, [&] { end(true); });
    QObject::connect(&m_catalog, &CatalogStore::failed, &loop, [&](const CallError &why) {
        if (error)
            *error = why;
        end(false);
    });
    m_catalog.refresh(m_client, askTimeout);
    while (!ok)
        loop.exec();
    return *ok;
}

} // namespace relevo::console
