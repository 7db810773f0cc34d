// Is there a Relevo server? And if not, what is there instead, in words.
#include "common/client/models/connection_probe.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QSignalSpy>
#include <QTest>

using namespace relevo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::ScriptedPeer;
using test::ServerProcess;

class TestConnectionProbe : public QObject
{
    Q_OBJECT

private:
    /// The probe's text; starts with "ok: " if there is a server.
    static QString probe(const QString &address,
                         std::chrono::milliseconds patience = std::chrono::milliseconds(test::hangGuardMs))
    {
        ConnectionProbe probe;
        probe.setPatience(patience);
        QSignalSpy finished(&probe, &ConnectionProbe::finished);
        probe.test(address);
        if (finished.isEmpty() && !finished.wait(test::hangGuardMs))
            return u"hangs"_s;
        if (finished.size() != 1 || finished[0][0].toBool() != probe.isOk() || probe.isRunning())
            return u"inconsistent"_s;
        return (probe.isOk() ? u"ok: "_s : QString()) + probe.text();
    }

    static QString probe(ScriptedPeer::OnLine onLine,
                         std::chrono::milliseconds patience = std::chrono::milliseconds(test::hangGuardMs))
    {
        const ScriptedPeer peer(std::move(onLine));
        return probe(u"127.0.0.1:%1"_s.arg(peer.port()), patience);
    }

private Q_SLOTS:
    void aServer()
    {
        ServerProcess server;
        QVERIFY(server.start({u"--workers"_s, u"3"_s, u"--node"_s, u"alpha"_s}));
        const QString text = probe(u" 127.0.0.1:%1 "_s.arg(server.port()));
        QVERIFY2(text.startsWith(u"ok: Relevo "_s), qPrintable(text));
        QVERIFY2(text.contains(u"node alpha, 3 workers: answered in "_s) && text.endsWith(u" ms"_s), qPrintable(text));
    }

    void noAddress()
    {
        for (const QString &bad : {u""_s, u"host:0"_s, u"host:x"_s})
            QVERIFY(probe(bad).contains(u"is no address"_s));
    }

    void nobody()
    {
        quint16 port = 0;
        {
            const ScriptedPeer peer;
            port = peer.port();
        }
        QVERIFY(probe(u"127.0.0.1:%1"_s.arg(port)).contains(u"nothing listens there"_s));
    }

    void strangers()
    {
        const auto saying = [](const QByteArray &text) {
            return probe([text](QTcpSocket &socket, const QByteArray &line) {
                socket.write(QByteArray(text).replace("ID", ScriptedPeer::idOf(line)));
            });
        };
        const QString stranger = u"is no Relevo server"_s;
        for (const char *text :
             {"HTTP/1.1 400 Bad Request\r\n\r\n", "{\"jsonrpc\":\"2.0\",\"result\":{\"name\":\"other\"},\"id\":ID}\n",
              "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":ID}\n",
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32601,\"message\":\"Method not found\"},\"id\":ID}\n"})
            QVERIFY2(saying(text).contains(stranger), text);
        const QString refused =
            saying("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":\"Overloaded\"},\"id\":null}\n");
        QVERIFY2(refused.contains(u"refused: Overloaded"_s), qPrintable(refused));
        const QString closed = probe([](QTcpSocket &socket, const QByteArray &) { socket.disconnectFromHost(); });
        QVERIFY2(closed.contains(u"closed the connection without an answer"_s), qPrintable(closed));
    }

    void silence()
    {
        const QString text = probe([](QTcpSocket &, const QByteArray &) {}, 300ms);
        QVERIFY2(text.contains(u"did not answer"_s), qPrintable(text));
    }

    void anotherTestEndsTheFirst()
    {
        const ScriptedPeer silent;
        const ScriptedPeer other([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"name\":\"relevo\",\"workers\":1}"));
        });
        ConnectionProbe probe;
        probe.setPatience(std::chrono::milliseconds(test::hangGuardMs));
        QSignalSpy finished(&probe, &ConnectionProbe::finished);
        QSignalSpy changed(&probe, &ConnectionProbe::changed);
        probe.test(u"127.0.0.1:%1"_s.arg(silent.port()));
        QVERIFY(probe.isRunning());
        QCOMPARE(changed.size(), 1);
        QTRY_COMPARE(silent.lines().size(), 1);
        probe.test(u"127.0.0.1:%1"_s.arg(other.port()));
        QTRY_VERIFY(!probe.isRunning());
        QVERIFY(probe.isOk());
        QCOMPARE(finished.size(), 1);
        probe.reset();
        QVERIFY(!probe.isOk() && probe.text().isEmpty());
        probe.test(u"127.0.0.1:%1"_s.arg(silent.port()));
        probe.reset();
        QVERIFY(!probe.isRunning());
        QTest::qWait(0);
        QCOMPARE(finished.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestConnectionProbe)
#include "tst_connection_probe.moc"
