#include "common/client/server_address.h"

namespace relevo {

namespace {

// An IPv6 address without brackets has colons of its own: all of it is the host then.
qsizetype portColon(const QString &text)
{
    if (text.startsWith(u'[')) {
        const qsizetype colon = text.indexOf(u']') + 1;
        return colon < text.size() ? colon : -1;
    }
    const qsizetype colon = text.indexOf(u':');
    return text.indexOf(u':', colon + 1) < 0 ? colon : -1;
}

bool isHost(const QString &host)
{
    for (const QChar c : host) {
        if (c.isSpace() || c == u'/' || c == u'[' || c == u']' || c == u'@')
            return false;
    }
    return !host.isEmpty();
}

} // namespace

std::optional<ServerAddress> ServerAddress::parse(const QString &text)
{
    ServerAddress address;
    const qsizetype colon = portColon(text);
    QString host = colon < 0 ? text : text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (!host.isEmpty())
        address.host = host;
    if (colon >= 0) {
        bool ok = text.at(colon) == u':';
        address.port = text.mid(colon + 1).toUShort(&ok);
        if (!ok || address.port == 0 || text.at(colon) != u':')
            return std::nullopt;
    }
    return !text.isEmpty() && isHost(address.host) ? std::optional(address) : std::nullopt;
}

QString ServerAddress::toString() const
{
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

} // namespace relevo
