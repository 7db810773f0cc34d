#include "tests/support/stats.h"

#include "tests/support/raw_peer.h"
#include "tests/support/reply.h"

namespace relevo::test {

JsonTextValue resultOf(quint16 port, const QByteArray &method, const QByteArray &params)
{
    RawPeer peer(port);
    const auto reply = JsonTextValue::parse(peer.ask(request("1", method, params)));
    return reply ? (*reply)[u"result"] : JsonTextValue();
}

Stats Stats::of(quint16 port)
{
    const JsonTextValue all = resultOf(port, "system.stats");
    const auto number = [&all](QStringView name) {
        return all[name].isNumber() ? all[name].token().toLongLong() : qint64{-1};
    };
    Stats stats;
    stats.connections = number(u"connections");
    stats.tasksInFlight = number(u"inFlight");
    stats.succeeded = number(u"done");
    stats.failed = number(u"failed");
    stats.cancelled = number(u"cancelled");
    return stats;
}

} // namespace relevo::test
