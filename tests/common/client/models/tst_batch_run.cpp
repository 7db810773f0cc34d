// A run from its start to its end: paused, cancelled, without its server, and with a real one that is killed.
#include "tests/common/client/models/batch_test.h"
#include "tests/support/server_process.h"

#include <QSignalSpy>

#include <csignal>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;
using State = BatchRun::State;

class TestBatchRun : public BatchTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        for (const char *name : {"input", "output"})
            QFile::remove(path(name));
    }

    void pausesGoesOnAndCancels()
    {
        ScriptedPeer peer;
        const QByteArray input = numbered(50'000);
        BatchRun run;
        peer.setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            echo(socket, line);
            if (peer.lines().size() == 5'000)
                run.pause();
        });
        run.start(optionsFor(peer.port(), input));
        QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Paused, hangGuardMs);
        // What was under way still comes; then nothing.
        QTRY_VERIFY_WITH_TIMEOUT(run.done() >= 5'000 && run.done() == peer.lines().size(), hangGuardMs);
        const qsizetype at = peer.lines().size();
        QCOMPARE(run.perSecond(), 0.0);
        QCOMPARE(run.secondsLeft(), -1);
        QVERIFY(run.fraction() > 0 && run.fraction() < 1);
        QTest::qWait(50);
        QCOMPARE(peer.lines().size(), at);
        verifyPrefix(run, input);

        peer.setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            echo(socket, line);
            if (peer.lines().size() == 20'000)
                run.cancel();
        });
        QSignalSpy progress(&run, &BatchRun::progressChanged);
        run.resume();
        QCOMPARE(run.state(), State::Running);
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), hangGuardMs);
        QCOMPARE(run.state(), State::Cancelled);
        QVERIFY(!progress.isEmpty());
        QVERIFY(run.done() >= 5'000 && run.done() < 50'000);
        verifyPrefix(run, input);
        run.pause(); // too late for these
        run.resume();
        run.cancel();
        QCOMPARE(run.state(), State::Cancelled);
    }

    void aPausedRunWaitsForTheServer()
    {
        auto peer = std::make_unique<ScriptedPeer>(echo);
        const quint16 port = peer->port();
        BatchOptions options = optionsFor(port, numbered(20'000));
        options.patience = std::chrono::milliseconds(100);
        BatchRun run;
        peer->setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            echo(socket, line);
            if (peer->lines().size() == 3'000)
                run.pause();
        });
        run.start(options);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == State::Paused && run.done() == peer->lines().size(), hangGuardMs);
        peer.reset();
        QTest::qWait(400);
        QCOMPARE(run.state(), State::Paused);
        peer = std::make_unique<ScriptedPeer>(echo, port);
        QTRY_VERIFY_WITH_TIMEOUT(peer->connections() > 0, hangGuardMs);
        run.resume();
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), hangGuardMs);
        QCOMPARE(run.state(), State::Done);
        QCOMPARE(read(options.output), numbered(20'000));
    }

    void aServerThatStaysAwayEndsIt()
    {
        auto peer = std::make_unique<ScriptedPeer>();
        const QByteArray input = numbered(50'000);
        BatchOptions options = optionsFor(peer->port(), input);
        options.patience = std::chrono::milliseconds(100);
        BatchRun run;
        peer->setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            if (peer->lines().size() < 5'000)
                echo(socket, line);
            else if (peer->lines().size() == 5'000)
                QTimer::singleShot(0, &run, [&] { peer.reset(); });
        });
        finish(run, options, State::Failed);
        QVERIFY(run.done() > 0 && run.done() < 50'000);
        QCOMPARE(run.failed(), 0);
        verifyPrefix(run, input);
        QVERIFY2(run.errorText().contains(options.address.toString()), qPrintable(run.errorText()));
        QVERIFY2(run.errorText().contains(QLocale().toString(run.done())), qPrintable(run.errorText()));

        // Nor does it ruin what there is when it never came about.
        const QByteArray before = read(options.output);
        finish(run, options, State::Failed);
        QCOMPARE(read(options.output), before);
        QVERIFY(QFile::remove(options.output));
        finish(run, options, State::Failed);
        QVERIFY(!QFile::exists(options.output));
    }

    void lostLinesOfOtherTasksFail()
    {
        ScriptedPeer peer;
        TaskDescription task = taskWith({"text"});
        task.pure = false;
        bool broken = false;
        peer.setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            if (textOf(line) == "line 500" && !std::exchange(broken, true))
                ScriptedPeer::reset(socket);
            else
                echo(socket, line);
        });
        BatchRun run;
        finish(run, optionsFor(peer.port(), numbered(1000), task), State::Done);
        QCOMPARE(run.done(), 1000);
        QVERIFY(run.failed() > 0);
        QVERIFY(read(path("output")).split('\n').at(499).isEmpty());
        const auto sent = [](const QByteArray &line) { return textOf(line) == "line 500"; };
        QCOMPARE(std::count_if(peer.lines().begin(), peer.lines().end(), sent), 1);
    }

    void goneInTheMiddle()
    {
        ScriptedPeer peer;
        auto run = std::make_unique<BatchRun>();
        run->start(optionsFor(peer.port(), numbered(1000)));
        QTRY_VERIFY_WITH_TIMEOUT(!peer.lines().isEmpty(), hangGuardMs);
        run.reset();
        QTRY_COMPARE_WITH_TIMEOUT(peer.socket().state(), QAbstractSocket::UnconnectedState, hangGuardMs);
    }

    void aRealServerKilledAndRestarted()
    {
        constexpr int count = 200'000;
        auto server = std::make_unique<ServerProcess>();
        QVERIFY2(server->start(), server->stderrText().constData());
        const QString address = u"127.0.0.1:%1"_s.arg(server->port());
        QVERIFY(server->freeze()); // so that lines are under way when it goes, however fast it is
        BatchRun run;
        QSignalSpy progress(&run, &BatchRun::progressChanged);
        run.start(optionsFor(server->port(), numbered(count), builtIn("text.reverse")));
        for (int kills = 0; kills < 3 && run.isActive(); ++kills) {
            progress.clear();
            QTRY_VERIFY_WITH_TIMEOUT(progress.size() > 1, hangGuardMs);
            server->signal(SIGKILL);
            QVERIFY(server->waitForExit());
            server = std::make_unique<ServerProcess>();
            QVERIFY2(server->start({u"--listen"_s, address}), server->stderrText().constData());
        }
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), 4 * hangGuardMs);
        QVERIFY2(run.state() == State::Done, qPrintable(run.errorText()));
        QCOMPARE(run.done(), count);
        QCOMPARE(run.failed(), 0);
        const QList<QByteArray> lines = read(path("output")).split('\n');
        QCOMPARE(lines.size(), count + 1);
        for (int i = 0; i < count; ++i) {
            QByteArray expected = "line " + QByteArray::number(i + 1);
            std::reverse(expected.begin(), expected.end());
            QCOMPARE(lines[i], expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestBatchRun)
#include "tst_batch_run.moc"
