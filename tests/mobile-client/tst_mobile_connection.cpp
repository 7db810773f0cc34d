// The window with a server that goes, comes back, or takes its time.
#include "tests/common/client/scripted_peer.h"
#include "tests/mobile-client/driver.h"
#include "tests/support/server_process.h"

#include <QElapsedTimer>

#include <csignal>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestMobileConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverKilledAndBack();
    void slowReplyIsCancelled();
    void profileIsAddedTestedChosenAndRemoved();
    void pullingAsksAgain();
};

void TestMobileConnection::serverKilledAndBack()
{
    ServerProcess server;
    QVERIFY(server.start());
    const quint16 port = server.port();
    Driver driver;
    QVERIFY(driver.connectTo(port));
    QQuickItem *banner = driver.find(u"offlineBanner"_s);
    QVERIFY(!banner); // nothing to say

    server.signal(SIGKILL);
    QVERIFY(server.waitForExit());
    banner = driver.item(u"offlineBanner"_s);
    QVERIFY(banner);
    QVERIFY(driver.item(u"retry"_s, banner));
    // It is said on every page.
    for (const QString &place : {u"activity"_s, u"server"_s, u"tasks"_s}) {
        QVERIFY(driver.goTo(place));
        QVERIFY(driver.find(u"offlineBanner"_s));
    }

    // What is sent meanwhile waits, and is not shown as done.
    QVERIFY(driver.openTask(driver.app().catalog()->nameAt(0)));
    driver.app().workbench()->form()->setValue(0, u"abc"_s);
    QVERIFY(driver.tap(u"send"_s));
    QVERIFY(happens([&] { return driver.app().workbench()->isPending(); }));
    QCOMPARE(driver.app().workbench()->jobState(), static_cast<int>(JobModel::State::Waiting));
    QVERIFY(driver.item(u"cancel"_s));

    // It is back within two seconds of the server because no pause is longer than one.
    QVERIFY(happens([&] { return driver.app().connection()->state() == ConnectionModel::State::Waiting; }));
    QVERIFY(driver.app().connection()->secondsToRetry() <= 1);
    ServerProcess again;
    QVERIFY(again.start({u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)}));
    QElapsedTimer since;
    since.start();
    QVERIFY(happens([&] { return driver.app().connection()->isConnected(); }));
    qInfo("connected again after %lld ms", qlonglong(since.elapsed()));
    QVERIFY(happens([&] { return driver.textOf(u"resultText"_s) == u"cba"_s; }));
    QVERIFY(happens([&] { return !driver.find(u"offlineBanner"_s); }));
}

void TestMobileConnection::slowReplyIsCancelled()
{
    bool answer = false;
    QByteArray waiting;
    ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &line) {
        const QByteArray id = ScriptedPeer::idOf(line);
        if (line.contains("rpc.discover") || line.contains("system."))
            socket.write(ScriptedPeer::error(id, -32601, "Method not found"));
        else if (answer)
            socket.write(ScriptedPeer::result(id, "{\"text\":\"late\"}"));
        else
            waiting = id;
    });
    Driver driver;
    QVERIFY(driver.connectTo(peer.port()));
    QVERIFY(driver.openTask(driver.app().catalog()->nameAt(0)));
    mobile::Workbench &bench = *driver.app().workbench();
    bench.form()->setValue(0, u"abc"_s);
    QVERIFY(driver.tap(u"send"_s));
    QVERIFY(happens([&] { return !waiting.isEmpty(); }));
    QCOMPARE(bench.jobState(), static_cast<int>(JobModel::State::Running));
    QVERIFY(driver.item(u"cancel"_s));
    // Nothing stands still meanwhile: another page, and back.
    QVERIFY(driver.goTo(u"activity"_s));
    QVERIFY(driver.item(u"jobList"_s));
    QVERIFY(driver.goTo(u"tasks"_s));
    QVERIFY(driver.tap(u"cancel"_s));
    QVERIFY(happens([&] { return bench.jobState() == static_cast<int>(JobModel::State::Cancelled); }));
    // A reply to what was given up changes nothing; the next call goes as ever.
    peer.socket().write(ScriptedPeer::result(waiting, "{\"text\":\"too late\"}"));
    answer = true;
    QVERIFY(driver.tap(u"send"_s));
    QVERIFY(happens([&] { return driver.textOf(u"resultText"_s) == u"late"_s; }));
}

void TestMobileConnection::profileIsAddedTestedChosenAndRemoved()
{
    ServerProcess server;
    QVERIFY(server.start());
    Driver driver;
    QVERIFY(driver.goTo(u"server"_s));
    QVERIFY(driver.tap(u"addProfile"_s));
    QVERIFY(driver.tap(u"saveProfile"_s)); // nothing was typed yet
    QVERIFY(driver.item(u"problem"_s));
    QVERIFY(driver.tap(u"profileName"_s));
    driver.type(u"Here"_s);
    QVERIFY(driver.tap(u"profileAddress"_s));
    driver.type(u"127.0.0.1:%1"_s.arg(server.port()));
    QVERIFY(driver.tap(u"testProfile"_s));
    QVERIFY(happens([&] { return driver.app().probe()->isOk(); }));
    QVERIFY(driver.tap(u"saveProfile"_s));
    QVERIFY(happens([&] { return driver.app().profiles()->count() == 1; }));
    QVERIFY(driver.tap(u"profile"_s));
    QVERIFY(happens([&] { return driver.app().connection()->isConnected(); }));
    QCOMPARE(driver.app().profiles()->current(), 0);
    QVERIFY(driver.tap(u"editProfile"_s));
    QVERIFY(driver.tap(u"removeProfile"_s));
    QVERIFY(happens([&] { return driver.app().profiles()->count() == 0; }));
}

void TestMobileConnection::pullingAsksAgain()
{
    int asked = 0;
    ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &line) {
        asked += line.contains("rpc.discover") ? 1 : 0;
        socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32601, "Method not found"));
    });
    Driver driver;
    QVERIFY(driver.connectTo(peer.port()));
    QVERIFY(happens([&] { return asked == 1; }));
    QVERIFY(driver.drag(driver.item(u"taskList"_s), QPointF(0, 260)));
    QVERIFY(happens([&] { return asked == 2; }));
    // A short pull is none.
    QVERIFY(happens([&] { return !driver.app().isRefreshing(); }));
    QVERIFY(driver.drag(driver.item(u"taskList"_s), QPointF(0, 40)));
    QVERIFY(!driver.app().isRefreshing());
    QCOMPARE(asked, 2);
}

QTEST_MAIN(TestMobileConnection)
#include "tst_mobile_connection.moc"
