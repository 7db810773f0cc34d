// What tasks there are, for clients: the server's catalog, else the last one seen of this server, else the built-in
// one.
//
// Lives in its owner's thread. The cache is one file per server address in the user's cache directory.
#pragma once

#include "common/client/client.h"
#include "common/protocol/task_description.h"

#include <QDateTime>
#include <QObject>

#include <vector>

namespace relevo {

class CatalogStore : public QObject
{
    Q_OBJECT

public:
    enum class Source : unsigned char { BuiltIn, Cached, Server };

    /// Has the cached or the built-in catalog at once.
    explicit CatalogStore(const ServerAddress &address, QObject *parent = nullptr);

    const ServerAddress &address() const { return m_address; }
    const std::vector<TaskDescription> &tasks() const { return m_tasks; }
    Source source() const { return m_source; }
    /// The cached catalog is no older than this, or the server's.
    bool isFresherThan(std::chrono::seconds age) const;

    /// Asks the server that `client` is connected to (rpc.discover), and keeps the answer. Ends in changed() or
    /// failed().
    void refresh(Client &client, Client::Timeout timeout = Client::noTimeout);

    /// `text.reverse` by its name or by its verb, `reverse`, if no other task has that verb before it; else null.
    const TaskDescription *find(const QString &name) const;

    static std::vector<TaskDescription> builtIn();
    static QString cacheFile(const ServerAddress &address);

Q_SIGNALS:
    void changed();
    void failed(const relevo::CallError &error);

private:
    bool use(const QByteArray &document, Source source);
    void keep(const QByteArray &document) const;

    ServerAddress m_address;
    std::vector<TaskDescription> m_tasks;
    QDateTime m_seen;
    Source m_source = Source::BuiltIn;
};

/// The verb of `group.verb`: the console's subcommand.
QString taskVerb(const TaskDescription &task);

} // namespace relevo
