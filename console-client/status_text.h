// What `relevo info` and `relevo stats` show, from the server's answers, in units for people. What a server leaves out
// is left out; what this program does not know is in `--json` only.
#pragma once

#include <QByteArray>
#include <QString>

namespace relevo::console {

/// `json`: the result of system.info.
QString infoText(const QByteArray &json);
/// `json`: the result of system.stats. Fits a terminal of 24 rows.
QString statsText(const QByteArray &json);

} // namespace relevo::console
