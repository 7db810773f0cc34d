// `system.stats` and `system.info` as the tests ask for them, each time over a connection of its own.
#pragma once

#include "tests/support/json_text_value.h"

namespace relevo::test {

/// The result of a method without params; a Null value if there is none.
JsonTextValue resultOf(quint16 port, const QByteArray &method, const QByteArray &params = {});

/// The counters that tests rely on; -1 where the server does not tell.
struct Stats
{
    qint64 connections = -1;   ///< open now, the one that asks included
    qint64 tasksInFlight = -1; ///< accepted and not answered, the call that asks perhaps included
    qint64 succeeded = -1;     ///< direct calls of tasks
    qint64 failed = -1;
    qint64 cancelled = -1;

    static Stats of(quint16 port);
    qint64 finished() const { return succeeded + failed + cancelled; }
};

} // namespace relevo::test
