// Words and values for a run of lines.
#pragma once

#include "common/client/models/batch_run.h"

namespace relevo::desktop {

/// "1,234 lines, 3 failed · 50,000 lines/s · about 12 s left": as much of it as is known.
QString figuresText(const BatchRun &run);
/// "12 s", "3 min 20 s", "1 h 5 min".
QString timeText(qint64 seconds);
/// The members of a JSON object, as they stand; none of what is no object.
std::vector<ParamValue> membersOf(const QByteArray &object);

} // namespace relevo::desktop
