// The connection as a window shows it.
#include "common/client/models/connection_model.h"
#include "tests/common/client/scripted_peer.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::ScriptedPeer;
using State = ConnectionModel::State;

class TestConnectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void statesAndTexts()
    {
        auto peer = std::make_unique<ScriptedPeer>();
        const quint16 port = peer->port();
        ConnectionOptions options = BackgroundClient::interactive();
        options.firstPause = options.longestPause = 200ms;
        BackgroundClient client(options);
        ConnectionModel model(client);
        QSignalSpy changed(&model, &ConnectionModel::changed);
        QSignalSpy connectedChanged(&model, &ConnectionModel::connectedChanged);
        QCOMPARE(model.state(), State::Disconnected);
        QCOMPARE(model.stateText(), u"Not connected"_s);

        QVERIFY(model.connectTo(u" 127.0.0.1:%1 "_s.arg(port)));
        QCOMPARE(model.state(), State::Connecting);
        QCOMPARE(model.stateText(), u"Connecting…"_s);
        QCOMPARE(model.host(), u"127.0.0.1"_s);
        QCOMPARE(model.port(), int(port));
        QCOMPARE(model.address(), u"127.0.0.1:%1"_s.arg(port));
        QTRY_COMPARE(model.state(), State::Connected);
        QCOMPARE(model.stateText(), u"Connected"_s);
        QVERIFY(model.lastError().isEmpty());
        QCOMPARE(connectedChanged.size(), 1);
        QVERIFY(connectedChanged.last()[0].toBool());

        peer.reset();
        QTRY_COMPARE(model.state(), State::Waiting);
        QVERIFY(model.stateText().startsWith(u"No connection: trying again"_s));
        QVERIFY(!model.lastError().isEmpty());
        QVERIFY(model.secondsToRetry() <= 1);
        QCOMPARE(connectedChanged.size(), 2);
        QVERIFY(!connectedChanged.last()[0].toBool());
        QTRY_VERIFY(model.lastError().contains(u"nothing listens there"_s));

        peer = std::make_unique<ScriptedPeer>(ScriptedPeer::OnLine(), port);
        QTRY_COMPARE(model.state(), State::Connected);
        QVERIFY(model.lastError().isEmpty());
        QCOMPARE(model.secondsToRetry(), 0);
        QCOMPARE(connectedChanged.size(), 3);

        model.disconnectFromServer();
        QCOMPARE(model.state(), State::Disconnected);
        QCOMPARE(connectedChanged.size(), 4);
        changed.clear();
        model.retranslate();
        QCOMPARE(changed.size(), 1);
    }

    void countdownAndRetry()
    {
        ConnectionOptions options;
        options.firstPause = options.longestPause = 600s; // only retry() can come to a connection
        BackgroundClient client(options);
        ConnectionModel model(client);
        auto peer = std::make_unique<ScriptedPeer>();
        const quint16 port = peer->port();
        peer.reset();
        QVERIFY(model.connectTo(u":%1"_s.arg(port)));
        QTRY_COMPARE(model.state(), State::Waiting);
        const int seconds = model.secondsToRetry();
        QVERIFY(seconds > 200 && seconds <= 600);
        QCOMPARE(model.stateText(), u"No connection: trying again in %1 s"_s.arg(seconds));
        QSignalSpy changed(&model, &ConnectionModel::changed);
        QTRY_VERIFY(!changed.isEmpty());
        QTRY_VERIFY(model.secondsToRetry() < seconds);

        peer = std::make_unique<ScriptedPeer>(ScriptedPeer::OnLine(), port);
        model.retry();
        QTRY_COMPARE(model.state(), State::Connected);
        model.retry(); // there is nothing to try
        QCOMPARE(model.state(), State::Connected);
        model.disconnectFromServer();
        model.retry();
        QTRY_COMPARE(model.state(), State::Connected);
    }

    void latency()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "1"));
        });
        BackgroundClient client;
        ConnectionModel model(client);
        QVERIFY(model.connectTo(u"127.0.0.1:%1"_s.arg(peer.port())));
        QTRY_VERIFY(model.isConnected());
        QVERIFY(model.latencyText().isEmpty());
        client.call(u"a"_s, {}, {});
        QTRY_VERIFY(model.latencyMs() > 0);
        const QString english = model.latencyText();
        QVERIFY2(english.endsWith(u" ms"_s), qPrintable(english));
        QCOMPARE(QLocale().toDouble(english.chopped(3)), english.chopped(3).toDouble());
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        QCOMPARE(model.latencyText(), QString(english).replace(u'.', u','));
        QVERIFY(model.connectTo(u"127.0.0.1:1"_s)); // another server's latency is not known
        QVERIFY(model.latencyText().isEmpty());
        QTRY_COMPARE(model.state(), State::Waiting);
        QCOMPARE(model.latencyMs(), 0.0);
    }

    void addresses()
    {
        BackgroundClient client;
        ConnectionModel model(client);
        for (const QString &good : {u"localhost"_s, u"[::1]:5000"_s, u"example.org:1"_s, u" 127.0.0.1:5000 "_s})
            QVERIFY2(ConnectionModel::problemOf(good).isEmpty(), qPrintable(good));
        for (const QString &bad : {u""_s, u"  "_s, u"host:0"_s, u"host:x"_s, u"host:70000"_s}) {
            QVERIFY2(!ConnectionModel::problemOf(bad).isEmpty(), qPrintable(bad));
            QVERIFY(!model.connectTo(bad));
        }
        QCOMPARE(model.state(), State::Disconnected);
    }
};

QTEST_GUILESS_MAIN(TestConnectionModel)
#include "tst_connection_model.moc"
