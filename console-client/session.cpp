#include "console-client/session.h"

#include <QEventLoop>

#include <optional>

namespace relevo::console {

namespace {

constexpr std::chrono::seconds catalogTimeout(5);
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
    if (!answer)
        loop.exec();
    return *answer;
}

void Session::keepCatalogFresh()
{
    if (m_client.state() == Client::State::Connected && !m_catalog.isFresherThan(catalogAge))
        refreshCatalog();
}

bool Session::refreshCatalog()
{
    if (!connect())
        return false;
    QEventLoop loop;
    std::optional<bool> ok;
    const auto end = [&](bool good) {
        ok = good;
        loop.quit();
    };
    QObject::connect(&m_catalog, &CatalogStore::changed, &loop, [&] { end(true); });
    QObject::connect(&m_catalog, &CatalogStore::failed, &loop, [&] { end(false); });
    m_catalog.refresh(m_client, catalogTimeout);
    if (!ok)
        loop.exec();
    return *ok;
}

} // namespace relevo::console
