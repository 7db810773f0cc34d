// The server's load, asked of a server.
#include "common/client/models/load_model.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QSignalSpy>
#include <QTest>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::ScriptedPeer;
using test::ServerProcess;

namespace {

QByteArray stats(int busy)
{
    return "{\"node\":\"n\",\"workers\":4,\"workersBusy\":" + QByteArray::number(busy) +
           ",\"queued\":5000000000,\"done\":7,\"failed\":2,\"connections\":3,\"tasksPerSecond\":{\"1s\":12.5}}";
}

} // namespace

class TestLoadModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAServer()
    {
        ServerProcess server;
        QVERIFY(server.start({u"--workers"_s, u"3"_s, u"--node"_s, u"alpha"_s}));
        BackgroundClient client;
        LoadModel model(client);
        QVERIFY(!model.isKnown());
        client.connectToServer({u"127.0.0.1"_s, server.port()});
        QTRY_VERIFY_WITH_TIMEOUT(model.isKnown(), test::hangGuardMs);
        QCOMPARE(model.node(), u"alpha"_s);
        QCOMPARE(model.workers(), 3);
        QCOMPARE(model.connections(), 1);
        client.call(u"text.reverse"_s, "[\"a\"]", {});
        QTRY_COMPARE_WITH_TIMEOUT(model.done(), 1, test::hangGuardMs);
        QVERIFY(model.busyHistory().size() >= 2);
        QCOMPARE(model.queueHistory().size(), model.busyHistory().size());
        QCOMPARE(model.rateHistory().size(), model.busyHistory().size());

        QSignalSpy changed(&model, &LoadModel::changed);
        client.disconnectFromServer();
        QVERIFY(!model.isKnown());
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.node().isEmpty() && model.busyHistory().isEmpty());
        QCOMPARE(model.workers(), 0);
    }

    void figures()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), stats(1)));
        });
        BackgroundClient client;
        LoadModel model(client);
        client.connectToServer({u"127.0.0.1"_s, peer.port()});
        QTRY_VERIFY(model.isKnown());
        QVERIFY(peer.lines().first().contains("\"system.stats\""));
        QCOMPARE(model.workersBusy(), 1);
        QCOMPARE(model.queued(), 5'000'000'000);
        QCOMPARE(model.failed(), 2);
        QCOMPARE(model.tasksPerSecond(), 12.5);
        QCOMPARE(model.busyHistory(), QList<double>{1});
        QCOMPARE(model.queueHistory(), QList<double>{5e9});
        QCOMPARE(model.rateHistory(), QList<double>{12.5});
        // A connection that is lost and back while nobody looks is another one all the same.
        bool forgotten = false;
        connect(&model, &LoadModel::changed, this, [&] { forgotten = forgotten || !model.isKnown(); });
        ScriptedPeer::reset(peer.socket());
        test::pauseMs(600);
        QTRY_VERIFY(forgotten && model.isKnown());
        QCOMPARE(model.busyHistory().size(), 1);

        ScriptedPeer::reset(peer.socket());
        peer.setOnLine([](QTcpSocket &socket, const QByteArray &line) { // nonsense, which is left alone
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "[]"));
        });
        QTRY_VERIFY(!model.isKnown());
        QTRY_COMPARE(peer.connections(), 3);
        const qsizetype lines = peer.lines().size();
        QTRY_VERIFY(peer.lines().size() > lines);
        QVERIFY(!model.isKnown());
    }

    void asksOneAtATimeAndNotWhenHalted()
    {
        QByteArrayList held;
        ScriptedPeer peer([&held](QTcpSocket &, const QByteArray &line) { held += ScriptedPeer::idOf(line); });
        BackgroundClient client;
        LoadModel model(client);
        client.connectToServer({u"127.0.0.1"_s, peer.port()});
        QTRY_COMPARE(held.size(), 1);
        QTest::qWait(1500); // past the next time to ask
        QCOMPARE(held.size(), 1);
        peer.socket().write(ScriptedPeer::result(held[0], stats(0)));
        QTRY_COMPARE(held.size(), 2);

        QSignalSpy activeChanged(&model, &LoadModel::activeChanged);
        model.setActive(false);
        model.setActive(false);
        QCOMPARE(activeChanged.size(), 1);
        peer.socket().write(ScriptedPeer::result(held[1], stats(2)));
        QTRY_COMPARE(model.workersBusy(), 2);
        QTest::qWait(1500);
        QCOMPARE(held.size(), 2);
        QVERIFY(model.isKnown());
        model.setActive(true);
        QTRY_COMPARE(held.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestLoadModel)
#include "tst_load_model.moc"
