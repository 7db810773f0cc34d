// A client that is waited for: connect, call, and the reply as a value, while the event loop runs underneath.
#pragma once

#include "common/client/catalog_store.h"
#include "common/client/client.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace relevo::console {

class Session
{
public:
    static constexpr std::chrono::seconds patience{10}; ///< with a server or a storage that is away

    /// `timeout`: of each reply; none: no limit.
    Session(const ServerAddress &address, Client::Timeout timeout);

    /// Connects unless it is connected. False: see client().lastError().
    bool connect();
    Reply call(const QString &method, const std::string &params = {});
    /// For calls that may be run twice, such as those that only read: as call(), but a lost connection is made anew,
    /// and a server that is overloaded or stops is asked again, for as long as reconnect() waits.
    Reply repeat(const QString &method, const std::string &params = {});
    /// Connects, and where that fails again and again until the server has been away for ten seconds.
    bool reconnect();
    /// Before a call that the server put off is sent again: says so on standard error, once, and waits as long as the
    /// server wishes.
    void putOff(const CallError &error);
    void tellOfRetry(const CallError &error);
    /// Runs the event loop until it is finished.
    static Reply await(const QFuture<Reply> &future);
    /// The server's catalog, if there is a connection; false keeps the one at hand, with the reason in `error`.
    bool refreshCatalog(CallError *error = nullptr);
    /// Bytes of the largest message that the server takes; nothing if it cannot be asked.
    std::optional<std::uint64_t> messageLimit();

    /// Asks for the catalog if the one at hand is old and there is a connection: for the next run of the program. May
    /// change the catalog's tasks.
    void keepCatalogFresh();

    Client &client() { return m_client; }
    CatalogStore &catalog() { return m_catalog; }
    Client::Timeout timeout() const { return m_timeout; }

private:
    Client::Timeout m_timeout;
    Client m_client;
    CatalogStore m_catalog;
    bool m_toldOfRetry = false;
};

} // namespace relevo::console
