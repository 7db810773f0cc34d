#include "console-client/session.h"

#include <QEventLoop>

namespace relevo::console {

namespace {

constexpr std::chrono::seconds askTimeout(5);
constexpr std::chrono::minutes catalogAge(10);

ConnectionOptions options(Client::Timeout timeout)
{
    ConnectionOptions options;
    options.reconnect = false;
    options.connectTimeout = std::chrono::seconds(5);
    if (timeout > Client::noTimeout)
        options.connectTimeout = std::min(options.connectTimeout, timeout);
    return options;
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
