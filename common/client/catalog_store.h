// The catalog of one server for clients that are built on a Client: what is known of it at once, the server's own once
// it was asked.
//
// Lives in its owner's thread.
#pragma once

#include "common/client/client.h"
#include "common/client/known_catalog.h"

#include <QObject>

#include <vector>

namespace relevo {

class CatalogStore : public QObject
{
    Q_OBJECT

public:
    using Source = KnownCatalog::Source;

    /// Has the cached or the built-in catalog at once.
    explicit CatalogStore(const ServerAddress &address, QObject *parent = nullptr);

    const ServerAddress &address() const { return m_catalog.address(); }
    const std::vector<TaskDescription> &tasks() const { return m_catalog.tasks(); }
    Source source() const { return m_catalog.source(); }
    /// The cached catalog is no older than this, or the server's.
    bool isFresherThan(std::chrono::seconds age) const;

    /// Asks the server that `client` is connected to (rpc.discover), and keeps the answer. Ends in changed() or
    /// failed().
    void refresh(Client &client, Client::Timeout timeout = Client::noTimeout);

    /// KnownCatalog::find()
    const TaskDescription *find(const QString &name) const { return m_catalog.find(name); }

    static std::vector<TaskDescription> builtIn() { return KnownCatalog::builtIn(); }
    static QString cacheFile(const ServerAddress &address) { return KnownCatalog::cacheFile(address); }

Q_SIGNALS:
    void changed();
    void failed(const relevo::CallError &error);

private:
    KnownCatalog m_catalog;
};

} // namespace relevo
