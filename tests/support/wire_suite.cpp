#include "tests/support/wire_suite.h"

#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;

namespace relevo::test {

Exchange Exchange::of(quint16 port, const QByteArray &bytes, const Cut &cut)
{
    RawPeer peer(port);
    switch (cut.kind) {
    case Cut::Kind::Whole:
        peer.send(bytes);
        break;
    case Cut::Kind::ByteByByte:
        peer.sendByteByByte(bytes);
        break;
    case Cut::Kind::At:
        peer.sendCutAt(bytes, cut.at);
        break;
    }
    peer.closeWriting();
    Exchange exchange;
    exchange.lines = peer.readLinesToEnd();
    exchange.rest = peer.rest();
    exchange.end = peer.end();
    return exchange;
}

QString Exchange::difference(const QByteArrayList &expected) const
{
    const QString found = differenceOf(lines, expected);
    if (!found.isEmpty())
        return found;
    if (!rest.isEmpty())
        return u"a line without LF at the end: "_s + QString::fromUtf8(rest.left(200));
    if (end == RawPeer::End::Closed)
        return {};
    return end == RawPeer::End::Open ? u"the connection was not closed"_s : u"the connection was reset"_s;
}

void WireSuite::initTestCase()
{
    QVERIFY2(m_server.start(arguments()), m_server.stderrText().constData());
}

void WireSuite::cleanupTestCase()
{
    const QString fault = faultAtEndOf(m_server);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

QString faultAtEndOf(ServerProcess &server)
{
    if (!server.isRunning())
        return u"the server has ended by itself: "_s + QString::fromUtf8(server.stderrText().right(4000));
    const auto code = server.stop();
    if (const QByteArray report = server.sanitizerReport(); !report.isEmpty())
        return QString::fromUtf8(report);
    if (code != 0)
        return code ? u"exit %1: "_s.arg(*code) + QString::fromUtf8(server.stderrText().right(8000)) : u"no exit"_s;
    return server.stdoutText().count('\n') == 1 ? QString() : u"more than the ready line on stdout"_s;
}

Footprint::Footprint(ServerProcess &server)
    : m_server(server)
{
    QByteArray work; // of every kind and enough of it that every thread has its part
    for (int i = 0; i < 8; ++i) {
        work += slowRequest("1", 100'000);
        work += '[' + QByteArrayList(200, request("2", "text.count", "[\"" + QByteArray(1000, 'x') + "\"]")).join(',') +
                ']';
    }
    for (int i = 0; i < 4; ++i)
        Exchange::of(server.port(), work);
    int before = -1; // the connections above close in their own time
    eventually([&] { return std::exchange(before, server.openDescriptors()) == server.openDescriptors(); });
    m_bytes = server.residentBytes();
    m_descriptors = before;
    m_threads = server.threads();
}

QString Footprint::growth() const
{
    const qint64 grown = m_server.residentBytes() - m_bytes;
    return sanitized || grown <= qint64{336} << 20 ? QString() : u"grown by %1 MiB"_s.arg(grown >> 20);
}

QString Footprint::leak() const
{
    constexpr int createdLate = 2; // a thread of a pool, with its descriptor, may still have been missing
    const auto clean = [this] {
        return m_server.openDescriptors() <= m_descriptors + createdLate &&
               m_server.threads() <= m_threads + createdLate;
    };
    if (eventually(clean))
        return {};
    return u"descriptors %1 -> %2, threads %3 -> %4"_s.arg(m_descriptors)
        .arg(m_server.openDescriptors())
        .arg(m_threads)
        .arg(m_server.threads());
}

} // namespace relevo::test
