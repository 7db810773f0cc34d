// What tasks a server has, as far as it is known: as it told, else as it told the last time it was asked, else the
// built-in ones. Read, cached and searched here for every client; how the server is asked is each client's own.
//
// A plain value; reentrant. The cache is one file per server address in the user's cache directory.
#pragma once

#include "common/client/server_address.h"
#include "common/protocol/task_description.h"

#include <QByteArray>
#include <QDateTime>

#include <vector>

namespace relevo {

class KnownCatalog
{
public:
    enum class Source : unsigned char { BuiltIn, Cached, Server };

    /// The cached or the built-in one.
    explicit KnownCatalog(const ServerAddress &address = {});

    const ServerAddress &address() const { return m_address; }
    const std::vector<TaskDescription> &tasks() const { return m_tasks; }
    Source source() const { return m_source; }
    /// When the server told it; invalid for the built-in one.
    const QDateTime &seen() const { return m_seen; }

    /// Takes the server's answer to `rpc.discover`, without keeping it. False, and nothing happens, if it is no
    /// catalog.
    bool take(const QByteArray &document);
    /// `text.reverse` by its name or by its verb, `reverse`, if no other task has that verb before it; else null.
    const TaskDescription *find(const QString &name) const;

    static std::vector<TaskDescription> builtIn();
    static QString cacheFile(const ServerAddress &address);
    /// Keeps what take() took for the next time. Writes a file and waits for the disk. A cache that cannot be written
    /// is none: nothing depends on it.
    static void keep(const ServerAddress &address, const QByteArray &document);

private:
    ServerAddress m_address;
    std::vector<TaskDescription> m_tasks;
    QDateTime m_seen;
    Source m_source = Source::BuiltIn;
};

/// The verb of `group.verb`: the console's subcommand.
QString taskVerb(const TaskDescription &task);

} // namespace relevo
