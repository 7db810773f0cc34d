// The console's commands for background tasks where servers stop, vanish, come back, lose events and say what cannot
// be.
#include "tests/common/client/scripted_peer.h"
#include "tests/console-client/console_run.h"
#include "tests/console-client/terminal.h"
#include "tests/support/server_process.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

// JSON with ' for ".
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QByteArray record(const QByteArray &id, const QByteArray &state, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","task":"text.reverse","kind":"background","state":")" + state +
           R"(","priority":4,"attempt":1,"maxAttempts":3,"createdAt":"2026-01-31T10:00:00.000Z")" + more + '}';
}

QByteArray eventLine(int seq, const QByteArray &task, const QByteArray &more = {})
{
    return R"({"jsonrpc":"2.0","method":"event","params":{"subscription":"s1","seq":)" + QByteArray::number(seq) +
           R"(,"topic":"task","at":"2026-01-31T10:00:00.000Z",)" + more + R"("task":)" + task + "}}\n";
}

QByteArray methodOf(const QByteArray &line)
{
    const QByteArray rest = line.mid(line.indexOf("\"method\":\"") + 10);
    return rest.left(rest.indexOf('"'));
}

void answer(QTcpSocket &socket, const QByteArray &line, const QByteArray &json)
{
    socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), json));
}

QString at(const ScriptedPeer &peer)
{
    return u"127.0.0.1:%1"_s.arg(peer.port());
}

/// A server whose address and data outlive it.
struct Servers
{
    QTemporaryDir data;
    quint16 port = 0;

    QString address() const { return u"127.0.0.1:%1"_s.arg(port); }
    bool start(ServerProcess &server)
    {
        const bool ok = server.start({u"--listen"_s, address(), u"--data"_s, data.path()});
        port = server.port();
        return ok;
    }
    QString submitDelayed(const QString &delay) const
    {
        return text(runConsole({u"submit"_s, u"reverse"_s, u"hola"_s, u"--delay"_s, delay}, address()).out.trimmed());
    }
};

} // namespace

class TestBackgroundFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitOutlivesTheServer_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("stopped") << SIGTERM;
    }

    void waitOutlivesTheServer()
    {
        QFETCH(int, signal);
        Servers servers;
        ServerProcess first;
        QVERIFY2(servers.start(first), first.stderrText().constData());
        const QString id = servers.submitDelayed(u"1500ms"_s);
        ConsoleRun wait({u"wait"_s, id}, servers.address());
        ConsoleRun waitForTwo({u"wait"_s, id, id}, servers.address());
        QTest::qWait(300);
        first.signal(signal);
        QVERIFY(first.waitForExit());
        ServerProcess second;
        QVERIFY2(servers.start(second), second.stderrText().constData());
        const Ran ran = wait.end();
        QCOMPARE(ran.out, QByteArray("aloh\n"));
        QCOMPARE(ran.code, 0);
        QCOMPARE(waitForTwo.end().out.count(" succeeded "), 2);
    }

    void waitSaysThatTheServerStaysAway()
    {
        Servers servers;
        ServerProcess server;
        QVERIFY(servers.start(server));
        const QString id = servers.submitDelayed(u"1h"_s);
        ConsoleRun wait({u"wait"_s, id}, servers.address());
        ConsoleRun watch({u"watch"_s, id}, servers.address());
        QVERIFY(watch.prints(id.toUtf8()));
        server.signal(SIGKILL);
        const Ran ran = wait.end();
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.err.contains("wait for them again") && ran.out.isEmpty(), ran.err.constData());
        QVERIFY(watch.isRunning() && watch.complains("The connection is lost"));
    }

    void withoutAServer()
    {
        for (const char *command : {"submit count x", "get i", "wait i", "cancel i", "retry i", "list", "watch",
                                    "export", "audit", "prune --older-than 1d"}) {
            const Ran ran = runConsole(QString::fromLatin1(command).split(u' '), u"127.0.0.1:1"_s);
            QVERIFY2(ran.code == 3 && ran.err.contains("127.0.0.1:1"), command);
        }
    }

    void aSubmissionIsSentAgainWithItsKey()
    {
        ScriptedPeer peer([&peer](QTcpSocket &socket, const QByteArray &line) {
            if (peer.lines().size() == 1)
                ScriptedPeer::reset(socket);
            else if (peer.lines().size() == 2)
                socket.write(
                    ScriptedPeer::error(ScriptedPeer::idOf(line), -32000, "Overloaded", "{\"retryAfterMs\":5}"));
            else
                answer(socket, line, json("{'id':'the-id','state':'queued'}"));
        });
        const Ran ran = runConsole({u"submit"_s, u"reverse"_s, u"x"_s, u"--priority"_s, u"0"_s}, at(peer));
        QCOMPARE(ran.out, QByteArray("the-id\n"));
        QCOMPARE(ran.code, 0);
        const auto params = [&peer](int i) {
            const QByteArray &line = peer.lines()[i];
            return line.left(line.lastIndexOf(",\"id\":"));
        };
        QVERIFY(params(0).contains("\"priority\":0,\"idempotencyKey\":\""));
        QCOMPARE(params(1), params(0));
        QCOMPARE(params(2), params(0));
    }

    void aSubmissionThatIsLostIsToldOf()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &) { ScriptedPeer::reset(socket); });
        const Ran ran = runConsole({u"submit"_s, u"reverse"_s, u"x"_s, u"--key"_s, u"mine"_s}, at(peer));
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.out.isEmpty() && ran.err.contains("--key mine makes no task twice"), ran.err.constData());
    }

    void linesGoOnOverALostConnection()
    {
        ScriptedPeer peer([&peer](QTcpSocket &socket, const QByteArray &line) {
            if (peer.lines().size() == 2) {
                ScriptedPeer::reset(socket);
                return;
            }
            const qsizetype key = line.indexOf("\"idempotencyKey\":\"p-");
            answer(socket, line, json("{'id':'id-") + line.mid(key + 20, 1) + json("','state':'queued'}"));
        });
        const Ran ran =
            runConsole({u"submit"_s, u"reverse"_s, u"--lines"_s, u"--key-prefix"_s, u"p"_s}, at(peer), "a\nb\nc\n");
        QCOMPARE(ran.out, QByteArray("id-1\nid-2\nid-3\n"));
        QCOMPARE(ran.code, 0);
    }

    void aCancelThatIsLostIsNotSentAgain()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &) { ScriptedPeer::reset(socket); });
        const Ran ran = runConsole({u"cancel"_s, u"a"_s, u"b"_s}, at(peer));
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.err.contains("From a on it is not known"), ran.err.constData());
        QCOMPARE(peer.connections(), 1);
    }

    void theAuditNamesWhatDoesNotAddUp()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            answer(socket, line,
                   json("{'accepted':1234567,'queued':1,'running':0,'succeeded':2,'failed':0,'cancelled':0,'addsUp':"
                        "false,'wrong':['01a2: final without an end',{'id':'01a3','why':'gone'}]}"));
        });
        const Ran ran = runConsole({u"audit"_s}, at(peer));
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.out.contains("1,234,567") && !ran.out.contains("adds up"), ran.out.constData());
        QVERIFY2(ran.err.contains("does not add up") && ran.err.contains("01a2: final") && ran.err.contains("id 01a3"),
                 ran.err.constData());
        const Ran raw = runConsole({u"audit"_s, u"--json"_s}, at(peer));
        QVERIFY(raw.code == 1 && raw.out.startsWith("{\"accepted\":1234567"));
    }

    void prunes()
    {
        ScriptedPeer peer(
            [](QTcpSocket &socket, const QByteArray &line) { answer(socket, line, json("{'removed':4321}")); });
        const Ran ran = runConsole({u"prune"_s, u"--older-than"_s, u"7d"_s, u"--state"_s, u"failed"_s}, at(peer));
        QCOMPARE(ran.out, QByteArray("Records removed: 4,321\n"));
        QCOMPARE(ran.code, 0);
        QCOMPARE(methodOf(peer.lines()[0]), QByteArray("system.prune"));
        QVERIFY(
            peer.lines()[0].contains(json("'params':{'kind':'background','state':'failed','olderThanMs':604800000}")));
        runConsole({u"prune"_s, u"--older-than"_s, u"0"_s, u"--kind"_s, u"direct"_s}, at(peer));
        QVERIFY(peer.lines()[1].contains(json("'params':{'kind':'direct','olderThanMs':0}")));
    }

    void aDamagedResultLeavesNoFile()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            if (methodOf(line) == "task.get")
                answer(socket, line, record("i", "succeeded", json(",'resultBlob':'i-r1','resultBytes':4")));
            else
                answer(socket, line, json("{'base64':'eHh4eA==','size':4,'sha256':'00'}"));
        });
        QTemporaryDir folder;
        const QString file = folder.filePath(u"out"_s);
        const Ran ran = runConsole({u"get"_s, u"i"_s, u"--result"_s, u"--output"_s, file}, at(peer));
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("damaged"), ran.err.constData());
        QVERIFY(!QFile::exists(file));
    }

    void anExportSurvivesWhatIsRemovedAndBroken()
    {
        const QByteArray blob = "[1,\n2]";
        const QByteArray hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256).toHex();
        bool broken = false;
        ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &line) {
            if (methodOf(line) == "task.list") {
                answer(socket, line,
                       json("{'tasks':[") + record("a", "failed", json(",'resultBytes':9000000")) + ',' +
                           record("b", "succeeded") + ',' + record("c", "succeeded") + json("],'next':null}"));
            } else if (methodOf(line) == "blob.read") {
                if (!std::exchange(broken, true))
                    ScriptedPeer::reset(socket);
                else
                    answer(socket, line,
                           json("{'base64':'") + blob.toBase64() + json("','size':6,'sha256':'") + hash + "\"}");
            } else if (line.contains(json("'id':'b'"))) {
                socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32003, "No such task"));
            } else if (line.contains(json("'id':'a','inline':false"))) {
                answer(socket, line, record("a", "failed", json(",'paramsBlob':'a-p','resultBlob':'a-r1'")));
            } else {
                answer(socket, line, record("c", "succeeded", json(",'result':{'x':1.0}")));
            }
        });
        const Ran ran = runConsole({u"export"_s}, at(peer));
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, record("a", "failed", json(",'params':[1,2],'error':[1,2]")) + '\n' +
                              record("c", "succeeded", json(",'result':{'x':1.0}")) + '\n');
    }

    void anExportThatBreaksSaysSo()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            if (methodOf(line) == "task.list")
                answer(socket, line, json("{'tasks':[") + record("a", "queued") + json("],'next':null}"));
            else
                socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32603, "Internal error"));
        });
        const Ran ran = runConsole({u"export"_s}, at(peer));
        QVERIFY2(ran.code == 1 && ran.err.contains("not complete"), ran.err.constData());
    }

    void watchTellsOfLostEventsAndComesBack()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            if (methodOf(line) == "events.subscribe")
                answer(socket, line, json("{'subscription':'s1'}"));
            else
                answer(socket, line, json("{'tasks':[") + record("listed", "queued") + json("],'next':null}"));
        });
        ConsoleRun watch({u"watch"_s}, at(peer));
        QVERIFY(watch.prints("  listed "));
        QVERIFY(watch.complains("until Ctrl-C"));
        peer.socket().write(eventLine(1, record("one", "running", json(",'progress':0.4"))));
        QVERIFY(watch.prints("text.reverse  40 %\n"));
        peer.socket().write(eventLine(8, record("two", "failed"), json("'lost':6,")));
        QVERIFY(watch.complains("6 events were lost"));
        QVERIFY(watch.prints("  two "));
        const qsizetype lists = 5; // the subscription, and those that run and the newest, twice
        QTRY_COMPARE(peer.lines().size(), lists);
        ScriptedPeer::reset(peer.socket());
        QVERIFY(watch.complains("The connection is lost"));
        QVERIFY(watch.complains("The connection is back."));
        QTRY_COMPARE(peer.lines().size(), lists + 3);
        watch.signal(SIGINT);
        QCOMPARE(watch.end().code, 130);
    }

    void watchOfOneTaskEndsWithIt()
    {
        Servers servers;
        ServerProcess server;
        QVERIFY(servers.start(server));
        const QString id = servers.submitDelayed(u"300ms"_s);
        const Ran ran = runConsole({u"watch"_s, id, u"--json"_s}, servers.address());
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.out.contains("\"state\":\"queued\"") && ran.out.contains("\"state\":\"succeeded\""), ran.out);
        ConsoleRun watch({u"watch"_s, servers.submitDelayed(u"1h"_s)}, servers.address());
        QVERIFY(watch.prints("queued"));
        runConsole(
            {u"cancel"_s,
             text(runConsole({u"list"_s, u"--state"_s, u"queued"_s, u"--json"_s}, servers.address()).out.mid(7, 36))},
            servers.address());
        QCOMPARE(watch.end().code, 1);
    }

    void watchOnATerminal()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            if (methodOf(line) == "events.subscribe")
                answer(socket, line, json("{'subscription':'s1'}"));
            else
                answer(socket, line, json("{'tasks':[],'next':null}"));
        });
        Terminal terminal(QStringLiteral(RELEVO_PROGRAM_PATH), {u"watch"_s, u"--server"_s, at(peer)},
                          {u"LC_ALL=en_US.UTF-8"_s, u"NO_COLOR=1"_s});
        QTRY_VERIFY(peer.lines().size() == 3);
        peer.socket().write(eventLine(1, record("one", "running", json(",'progress':0.1"))) +
                            eventLine(2, record("one", "running", json(",'progress':0.2"))) +
                            eventLine(3, record("two", "queued")));
        peer.socket().flush();
        QVERIFY2(terminal.expect("There is no task yet"), terminal.shown().constData());
        // The progress goes on in its line, and what follows has a line of its own.
        QVERIFY2(terminal.expect("10 %\r\x1b[K"), terminal.shown().constData());
        QVERIFY2(terminal.expect("20 %\r\n"), terminal.shown().constData());
        terminal.type("\x03");
        QCOMPARE(terminal.waitForExit().value_or(-1), 130);
    }
};

QTEST_GUILESS_MAIN(TestBackgroundFaults)
#include "tst_background_faults.moc"
