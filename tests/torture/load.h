// The load of the torture: submits, cancels, retries and waits over a few connections at once, and what is answered to
// them.
#pragma once

#include "tests/support/raw_peer.h"
#include "tests/torture/acknowledged.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <vector>

namespace relevo::test {

/// One thread. Nothing throws; each function tells the first fault, or is empty.
class Load
{
public:
    /// Connects. `known` outlives it.
    Load(quint16 port, Acknowledged &known);

    /// Sends and reads for so long.
    QString goOnFor(int ms);
    /// What still comes once the server has been told to end: to the end of the connections.
    QString readToEnd();

private:
    static constexpr int connections = 3;

    QString read(const QByteArrayList &lines);

    Acknowledged &m_known;
    std::vector<RawPeer> m_peers;
    std::array<QByteArray, connections> m_unsent;
};

} // namespace relevo::test
