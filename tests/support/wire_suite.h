// One server for a whole test program, over the transport of this run, and the check that it was sound to the end.
#pragma once

#include "tests/support/raw_peer.h"
#include "tests/support/reply.h"
#include "tests/support/server_process.h"

#include <QObject>

namespace relevo::test {

/// How bytes go out: whole, one by one, or in two pieces.
struct Cut
{
    enum class Kind { Whole, ByteByByte, At } kind = Kind::Whole;
    qsizetype at = 0;
};

/// A new connection that sends `bytes`, closes its writing half and reads every reply to the orderly end.
struct Exchange
{
    QByteArrayList lines;
    QByteArray rest; ///< what stood after the last LF; empty in a sound exchange
    RawPeer::End end = RawPeer::End::Open;

    static Exchange of(quint16 port, const QByteArray &bytes, const Cut &cut = {});
    /// Empty if the replies are the ones expected, whole lines, and the end was in order.
    QString difference(const QByteArrayList &expected) const;
};

/// Ends a server with SIGTERM: empty if it still ran, drained, exited with 0, printed nothing but its ready line to
/// stdout and no sanitizer has complained.
QString faultAtEndOf(ServerProcess &server);

/// The memory, descriptors and threads that a server held at one moment, to be compared with later ones.
class Footprint
{
public:
    /// Connects and calls a few times first, so that what is created once and kept is there.
    explicit Footprint(ServerProcess &server);

    /// Empty if the server has not grown by more than docs/operations.md says: 224 MiB, and half as much again.
    /// Sanitizers hold on to memory: nothing is said then.
    QString growth() const;
    /// Empty once (within the hang guard) no descriptor and no thread is left of what came after.
    QString leak() const;

private:
    ServerProcess &m_server;
    qint64 m_bytes = 0;
    int m_descriptors = 0;
    int m_threads = 0;
};

/// Base of the suites with one server. A subclass names the server's arguments; the slots are run by Qt Test.
class WireSuite : public QObject
{
    Q_OBJECT

protected:
    virtual QStringList arguments() const { return {}; }
    quint16 port() const { return m_server.port(); }
    ServerProcess &server() { return m_server; }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

private:
    ServerProcess m_server;
};

} // namespace relevo::test
