// Servers that go and come back, that are slow, that are not there; the one that the window starts itself.
#include "gui-client/info_bar.h"
#include "tests/gui-client/desk.h"
#include "tests/gui-client/scripted_server.h"
#include "tests/support/server_process.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include <csignal>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ScriptedPeer;
using test::ScriptedServer;
using test::ServerProcess;
using test::waitFor;

namespace {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QString localAddress(quint16 port)
{
    return u"127.0.0.1:%1"_s.arg(port);
}

} // namespace

class TestDesktopConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatWasInFlightAndRepeatsItOnTheServerThatIsBack()
    {
        auto silent = std::make_unique<ScriptedServer>(KnownCatalog::builtIn());
        const quint16 port = silent->port();
        Desk desk(port);
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        QTest::keyClicks(&desk.part<QPlainTextEdit>(u"editor_text"_s), u"abc"_s);
        desk.send();
        QVERIFY(waitFor([&] { return silent->lines().size() > 0 && silent->lines().last().contains("text.reverse"); }));
        ScriptedPeer::reset(silent->socket());
        silent.reset();
        JobModel &jobs = desk.session().jobs;
        QVERIFY(waitFor([&] { return jobs.find(1)->isFinal(); }));
        QCOMPARE(jobs.find(1)->state, Job::State::Lost);
        QVERIFY(desk.part<QWidget>(u"resultError"_s).isVisible());
        QVERIFY(waitFor([&] { return desk.part<QWidget>(u"connectionBar"_s).isVisible(); }));

        ServerProcess back;
        QVERIFY(back.start({u"--listen"_s, localAddress(port)}));
        QVERIFY(desk.connected());
        QVERIFY(!desk.part<QWidget>(u"connectionBar"_s).isVisible());
        QCOMPARE(jobs.find(1)->state, Job::State::Lost); // nothing is sent twice by itself
        auto &table = desk.part<QTableView>(u"jobTable"_s);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(0, 1)).center());
        desk.click(u"jobRepeatButton"_s);
        QVERIFY(waitFor([&] { return jobs.find(2) && jobs.find(2)->state == Job::State::Done; }));
        QVERIFY(jobs.find(2)->outcome.result.contains("cba"));
    }

    void findsAKilledServerAgain()
    {
        auto server = std::make_unique<ServerProcess>();
        QVERIFY(server->start());
        const quint16 port = server->port();
        Desk desk(port);
        QVERIFY(desk.connected());
        server->signal(SIGKILL);
        QVERIFY(server->waitForExit());
        QVERIFY(waitFor([&] { return !desk.session().connection.isConnected(); }));
        desk.choose(u"text.reverse"_s);
        QTest::keyClicks(&desk.part<QPlainTextEdit>(u"editor_text"_s), u"abc"_s);
        desk.send(); // waits for the connection
        QVERIFY(desk.part<QLabel>(u"resultRunning"_s).text().startsWith(u"Waiting"_s));
        ServerProcess back;
        QVERIFY(back.start({u"--listen"_s, localAddress(port)}));
        QVERIFY(waitFor([&] { return desk.shownResult() == u"cba"; }));
    }

    void livesOnWhileAReplyIsSlowAndCancels()
    {
        ScriptedServer slow(KnownCatalog::builtIn());
        Desk desk(slow.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        QTest::keyClicks(&editor, u"abc"_s);
        desk.send();
        QVERIFY(desk.part<QLabel>(u"resultRunning"_s).isVisible());
        QTest::keyClicks(&editor, u"def"_s); // the form goes on
        QCOMPARE(editor.toPlainText(), u"abcdef"_s);
        desk.choose(u"numbers.average"_s);
        desk.choose(u"text.reverse"_s);
        desk.click(u"resultCancel"_s);
        QVERIFY(waitFor([&] { return desk.session().jobs.find(1)->state == Job::State::Cancelled; }));
        QVERIFY(desk.part<QWidget>(u"resultError"_s).isVisible());
    }

    void testsAnAddressBeforeItIsUsed()
    {
        ServerProcess server;
        QVERIFY(server.start());
        Desk desk(freePort());
        QTest::keyClick(&desk.window(), Qt::Key_K, Qt::ControlModifier);
        auto *dialog = desk.window().findChild<QDialog *>(u"connectionDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        auto &address = *dialog->findChild<QLineEdit *>(u"address"_s);
        auto &message = *dialog->findChild<desktop::InfoBar *>(u"probeMessage"_s);
        auto &test = *dialog->findChild<QPushButton *>(u"test"_s);

        address.selectAll();
        QTest::keyClicks(&address, u"nowhere:0"_s);
        QVERIFY(!test.isEnabled());
        QVERIFY(message.isVisible());

        address.selectAll();
        QTest::keyClicks(&address, localAddress(freePort()));
        QTest::mouseClick(&test, Qt::LeftButton);
        QVERIFY(waitFor([&] { return test.isEnabled() && message.isVisible(); }));
        QVERIFY(!message.text().contains(u"answered"_s));

        address.selectAll();
        QTest::keyClicks(&address, localAddress(server.port()));
        QTest::mouseClick(&test, Qt::LeftButton);
        QVERIFY(waitFor([&] { return message.text().contains(u"answered in"_s); }));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"profileName"_s), u"Here"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"profileSave"_s), Qt::LeftButton);
        QCOMPARE(desk.session().profiles.count(), 1);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"connect"_s), Qt::LeftButton);
        QVERIFY(!dialog->isVisible());
        QVERIFY(desk.connected());
        QCOMPARE(desk.session().profiles.currentAddress(), localAddress(server.port()));
    }

    void offersAServerOnThisMachineAndEndsItWithTheWindow()
    {
        qint64 pid = 0;
        const quint16 port = freePort();
        {
            Desk desk({.server = localAddress(port), .serverProgram = test::serverProgram()});
            QVERIFY(waitFor([&] { return desk.part<QWidget>(u"connectionBar"_s).isVisible(); }));
            QVERIFY(desk.part<desktop::InfoBar>(u"connectionBar"_s).text().contains(u"No server on this machine"_s));
            desk.click(u"startServer"_s);
            QVERIFY(desk.connected());
            QCOMPARE(desk.session().local.address().port, port);
            QVERIFY(!desk.part<QWidget>(u"connectionBar"_s).isVisible());
            pid = desk.session().local.processId();
            QCOMPARE(::kill(static_cast<pid_t>(pid), 0), 0);
        }
        QVERIFY(::kill(static_cast<pid_t>(pid), 0) != 0);
    }

    void saysWhenTheServerThatItStartedDied()
    {
        Desk desk({.server = localAddress(freePort()), .serverProgram = test::serverProgram()});
        QVERIFY(waitFor([&] { return desk.part<QWidget>(u"startServer"_s).isVisible(); }));
        desk.click(u"startServer"_s);
        QVERIFY(desk.connected());
        ::kill(static_cast<pid_t>(desk.session().local.processId()), SIGKILL);
        auto &bar = desk.part<desktop::InfoBar>(u"connectionBar"_s);
        QVERIFY(waitFor([&] { return bar.isVisible() && bar.text().contains(u"crashed"_s); }));
        QVERIFY(!desk.session().local.isRunning()); // nothing is started again by itself
        desk.click(u"startServer"_s);
        QVERIFY(desk.connected());
    }

    void takesAFreePortWhereSomethingElseHasTheAddress()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        desktop::LocalServer local(test::serverProgram());
        local.start({u"127.0.0.1"_s, other.serverPort()});
        QVERIFY(waitFor([&] { return local.isRunning() || local.state() == desktop::LocalServer::State::Stopped; }));
        QVERIFY2(local.isRunning(), qPrintable(local.problem()));
        QVERIFY(local.address().port != other.serverPort());
        local.stop();
        QVERIFY(waitFor([&] { return local.state() == desktop::LocalServer::State::Stopped; }));
        QCOMPARE(local.problem(), QString());
    }

    void offersNothingForAnotherMachine()
    {
        desktop::LocalServer local(test::serverProgram());
        QVERIFY(local.canServe({u"localhost"_s, 5000}));
        QVERIFY(local.canServe({u"::1"_s, 5000}));
        QVERIFY(!local.canServe({u"example.org"_s, 5000}));
        QVERIFY(!local.canServe({u"10.0.0.1"_s, 5000}));
        QVERIFY(!desktop::LocalServer(QString()).canServe({u"127.0.0.1"_s, 5000}));
    }
};

RELEVO_DESKTOP_TEST(TestDesktopConnection)
#include "tst_desktop_connection.moc"
