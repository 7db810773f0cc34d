// What must hold after the torture, by what the client was told: nothing acknowledged is lost, doubled, or final with a
// wrong result; confirmed cancels hold; the server's own audit adds up.
#pragma once

#include "tests/support/task_server.h"
#include "tests/torture/acknowledged.h"

#include <QString>

namespace relevo::test {

/// Waits until all tasks are final, and looks at each of them. Empty if all is in order.
QString invariantFault(const TaskServer &server, const Acknowledged &known);

/// For the test's output: what it had to do with.
QString summary(const TaskServer &server, const Acknowledged &known);

} // namespace relevo::test
