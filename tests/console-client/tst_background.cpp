// The console's commands for background tasks, on a real server.
#include "tests/console-client/console_run.h"
#include "tests/console-client/terminal.h"
#include "tests/support/server_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray unknownId = "01a2176c-0000-7000-8000-000000000000";

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QList<QByteArray> linesOf(const QByteArray &out)
{
    return out.trimmed().isEmpty() ? QList<QByteArray>() : out.trimmed().split('\n');
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QByteArray numbered(int count)
{
    QByteArray lines;
    for (int i = 1; i <= count; ++i)
        lines += "line " + QByteArray::number(i) + '\n';
    return lines;
}

} // namespace

class TestBackground : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    QTemporaryDir m_folder;

    QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.port()); }
    Ran run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return runConsole(arguments, address(), input);
    }
    /// The id of a task that was submitted.
    QString submit(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return text(run(QStringList{u"submit"_s} + arguments, input).out.trimmed());
    }
    QStringList environment() const
    {
        return {u"LC_ALL=en_US.UTF-8"_s, u"RELEVO_SERVER="_s + address(), u"XDG_CACHE_HOME="_s + m_folder.path()};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.stderrText().constData()); }
    void cleanupTestCase() { QCOMPARE(m_server.stop().value_or(-1), 0); }

    void submitsAndWaits()
    {
        const Ran waited = run({u"submit"_s, u"reverse"_s, u"hola"_s, u"año"_s, u"--wait"_s});
        QCOMPARE(waited.out, QByteArray("oña aloh\n"));
        QCOMPARE(waited.err, QByteArray());
        QCOMPARE(waited.code, 0);
        QCOMPARE(run({u"submit"_s, u"text.reverse"_s, u"--wait"_s}, "hola\n").out, QByteArray("aloh\n"));
        const QString id = submit({u"average"_s, u"--priority"_s, u"9"_s, u"--attempts"_s, u"5"_s, u"--timeout"_s,
                                   u"2m"_s, u"-1"_s, u"2.50"_s});
        QCOMPARE(id.size(), 36);
        QVERIFY(run({u"wait"_s, id}).out.startsWith("Average: 0.75\n"));
        const QJsonObject record = object(run({u"wait"_s, id, u"--json"_s}).out);
        QCOMPARE(record[u"state"].toString(), u"succeeded"_s);
        QCOMPARE(record[u"priority"].toInt(), 9);
        QCOMPARE(record[u"maxAttempts"].toInt(), 5);
        QCOMPARE(run({u"get"_s, id, u"--params"_s}).out, QByteArray("{\"numbers\":[-1,2.50]}\n"));
        QVERIFY(run({u"get"_s, id, u"--result"_s}).out.startsWith("{\"average\":0.75,"));
        const Ran got = run({u"get"_s, id});
        QVERIFY2(got.out.contains("succeeded") && got.out.contains("1 of at most 5"), got.out.constData());
        QCOMPARE(object(run({u"submit"_s, u"count"_s, u"x"_s, u"--json"_s}).out)[u"state"].toString(), u"queued"_s);
    }

    void aKeyMakesOneTask()
    {
        const QString first = submit({u"count"_s, u"hola"_s, u"--key"_s, u"once"_s});
        QCOMPARE(submit({u"count"_s, u"hola"_s, u"--key=once"_s}), first);
        const Ran other = run({u"submit"_s, u"count"_s, u"adiós"_s, u"--key"_s, u"once"_s});
        QCOMPARE(other.code, 2);
        QVERIFY2(other.err.contains("options.idempotencyKey"), other.err.constData());
        QVERIFY(submit({u"count"_s, u"hola"_s}) != submit({u"count"_s, u"hola"_s}));
    }

    void aTaskForEachLine()
    {
        const Ran ran = run({u"submit"_s, u"reverse"_s, u"--lines"_s, u"--key-prefix"_s, u"p"_s}, numbered(700));
        const QList<QByteArray> ids = linesOf(ran.out);
        QCOMPARE(ran.code, 0);
        QCOMPARE(QSet<QByteArray>(ids.begin(), ids.end()).size(), 700);
        // What was accepted is not accepted again; one line more is.
        const QList<QByteArray> again =
            linesOf(run({u"submit"_s, u"reverse"_s, u"--lines"_s, u"--key-prefix"_s, u"p"_s}, numbered(701)).out);
        QCOMPARE(again.mid(0, 700), ids);
        QCOMPARE(again.size(), 701);

        const Ran waited = run({u"wait"_s, u"-"_s}, ran.out);
        QCOMPARE(waited.code, 0);
        QCOMPARE(waited.out.count(" succeeded "), 700);
        QCOMPARE(run({u"get"_s, text(ids[4]), u"--result"_s}).out, QByteArray("{\"text\":\"5 enil\"}\n"));

        const Ran all = run({u"list"_s, u"--all"_s, u"--task"_s, u"reverse"_s, u"--json"_s});
        QVERIFY(linesOf(all.out).size() >= 701); // more than a page
        const Ran table = run({u"list"_s, u"--limit"_s, u"600"_s});
        QCOMPARE(linesOf(table.out).size(), 601);
        QVERIFY(table.out.startsWith("ID  ") && !table.out.contains('\x1b'));
        QVERIFY(run({u"list"_s}).err.contains("--before"));
        const Ran before = run({u"list"_s, u"--before"_s, text(ids[1]), u"--limit"_s, u"1"_s});
        QVERIFY2(before.out.contains("\n" + ids[0] + "  "), before.out.constData());
        const Ran audit = run({u"audit"_s});
        QVERIFY2(audit.code == 0 && audit.out.contains("It adds up"), audit.out + audit.err);
    }

    void aLineThatIsWrong()
    {
        const Ran ran = run({u"submit"_s, u"average"_s, u"--lines"_s}, "1 2\nx\n3\n");
        QCOMPARE(ran.code, 1);
        const QList<QByteArray> lines = ran.out.split('\n');
        QVERIFY(lines.size() == 4 && lines[0].size() == 36 && lines[1].isEmpty() && lines[2].size() == 36);
        QVERIFY2(ran.err.contains("Line 2") && ran.err.contains("“x”"), ran.err.constData());
    }

    void failures_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const QString id = text(unknownId);
        const auto row = [](const char *name, const QStringList &arguments, int code, const QByteArray &says) {
            QTest::newRow(name) << arguments << code << says;
        };
        row("no task", {u"submit"_s}, 2, "name of a task");
        row("unknown task", {u"submit"_s, u"revers"_s, u"x"_s}, 2, "“reverse”");
        row("wrong params", {u"submit"_s, u"average"_s, u"x"_s}, 2, "See: relevo submit average --help");
        row("priority", {u"submit"_s, u"count"_s, u"x"_s, u"--priority"_s, u"10"_s}, 2, "from 0 to 9");
        row("attempts", {u"submit"_s, u"count"_s, u"x"_s, u"--attempts"_s, u"0"_s}, 2, "from 1 to 20");
        row("timeout", {u"submit"_s, u"count"_s, u"x"_s, u"--timeout"_s, u"soon"_s}, 2, "--timeout: a time");
        row("timeout too long", {u"submit"_s, u"count"_s, u"x"_s, u"--timeout"_s, u"31d"_s}, 2, "options.timeoutMs");
        row("delay", {u"submit"_s, u"count"_s, u"x"_s, u"--delay"_s, u"-5"_s}, 2, "--delay: a time");
        row("key and lines", {u"submit"_s, u"count"_s, u"--lines"_s, u"--key"_s, u"k"_s}, 2, "--key-prefix");
        row("prefix without lines", {u"submit"_s, u"count"_s, u"x"_s, u"--key-prefix"_s, u"k"_s}, 2, "--key.");
        row("lines that wait", {u"submit"_s, u"count"_s, u"--lines"_s, u"--wait"_s}, 2, "relevo wait -");
        row("get nothing", {u"get"_s}, 2, "id of one task");
        row("get unknown", {u"get"_s, id}, 1, "No such task (-32003)");
        row("get nonsense", {u"get"_s, u"x"_s, u"--result"_s}, 1, "No such task");
        row("output of both", {u"get"_s, id, u"--params"_s, u"--result"_s, u"--output"_s, u"f"_s}, 2, "--output");
        row("wait for nothing", {u"wait"_s}, 2, "id of a task");
        row("wait for no ids", {u"wait"_s, u"-"_s}, 2, "id of a task");
        row("wait for unknown", {u"wait"_s, id}, 1, "No such task");
        row("wait for one unknown", {u"wait"_s, id, u"x"_s}, 1, "relevo: x: No such task");
        row("wait too soon", {u"wait"_s, id, u"--timeout"_s, u"never"_s}, 2, "--timeout: a time");
        row("cancel unknown", {u"cancel"_s, id}, 1, "No such task");
        row("retry unknown", {u"retry"_s, u"x"_s, id}, 1, unknownId + ": No such task");
        row("state", {u"list"_s, u"--state"_s, u"sucseeded"_s}, 2, "“succeeded”");
        row("kind", {u"list"_s, u"--kind"_s, u"both"_s}, 2, "background, direct");
        row("limit", {u"list"_s, u"--limit"_s, u"0"_s}, 2, "--limit");
        row("limit and all", {u"list"_s, u"--limit"_s, u"5"_s, u"--all"_s}, 2, "--all");
        row("before nonsense", {u"list"_s, u"--before"_s, u"x"_s}, 2, "Parameter: before");
        row("no key", {u"submit"_s, u"count"_s, u"x"_s, u"--key"_s, u""_s}, 2, "--key: a key is expected");
        row("no prefix", {u"submit"_s, u"count"_s, u"--lines"_s, u"--key-prefix="_s}, 2, "--key-prefix: a key");
        row("twice", {u"list"_s, u"--state"_s, u"queued"_s, u"--state=failed"_s}, 2, "--state is given more than once");
        row("watch too soon", {u"watch"_s, u"--timeout"_s, u"x"_s}, 2, "--timeout: a time");
        row("words", {u"list"_s, u"x"_s}, 2, "takes no words");
        row("watch unknown", {u"watch"_s, id}, 1, "No such task");
        row("watch two", {u"watch"_s, id, id}, 2, "one task");
        row("since", {u"export"_s, u"--since"_s, u"yesterday"_s}, 2, "--since");
        row("audit words", {u"audit"_s, u"x"_s}, 2, "takes no words");
        row("prune without age", {u"prune"_s}, 2, "--older-than");
        row("prune what runs", {u"prune"_s, u"--older-than"_s, u"1d"_s, u"--state"_s, u"running"_s}, 2, "final");
    }

    void failures()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const Ran ran = run(arguments);
        QVERIFY2(ran.err.contains(says), ran.err.constData());
        QVERIFY(ran.err.startsWith("relevo: "));
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(ran.code, code);
    }

    void cancelsAndRetries()
    {
        const QString id = submit({u"reverse"_s, u"--delay"_s, u"1h"_s, u"hola"_s});
        static const QRegularExpression due(u" in 59 min +0/3 "_s);
        QVERIFY(QString::fromUtf8(run({u"list"_s, u"--state"_s, u"queued"_s}).out).contains(due));
        const Ran early = run({u"wait"_s, id, u"--timeout"_s, u"10ms"_s});
        QCOMPARE(early.code, 3);
        QVERIFY2(early.err.contains("not done yet: it is queued"), early.err.constData());
        const Ran watched = run({u"watch"_s, id, u"--timeout"_s, u"10ms"_s});
        QVERIFY2(watched.code == 3 && watched.err.contains("not final yet"), watched.err.constData());
        QCOMPARE(run({u"watch"_s, u"--timeout"_s, u"10ms"_s}).code, 0);
        QCOMPARE(run({u"get"_s, id, u"--result"_s}).code, 1);
        QCOMPARE(run({u"cancel"_s, id}).out, id.toUtf8() + "  cancelled\n");
        const Ran twice = run({u"cancel"_s, id});
        QCOMPARE(twice.code, 1);
        QVERIFY2(twice.err.contains("Wrong state (-32007). The task is cancelled."), twice.err.constData());
        const Ran waited = run({u"wait"_s, id});
        QVERIFY(waited.code == 1 && waited.out.isEmpty() && waited.err.contains("was cancelled"));
        QVERIFY(run({u"retry"_s, id, u"--json"_s}).out.contains("\"id\":\"" + id.toUtf8()));
        QCOMPARE(run({u"wait"_s, id}).out, QByteArray("aloh\n"));
        for (const QString &command : {u"cancel"_s, u"retry"_s, u"wait"_s})
            QVERIFY(run({command, u"-"_s}, "x\n\n").err.contains("relevo: x: No such task (-32003)."));
        const Ran both = run({u"cancel"_s, u"-"_s}, id.toUtf8() + "\n\n  x\n");
        QVERIFY2(both.code == 1 && both.err.contains(id.toUtf8() + ": Wrong state"), both.err.constData());
    }

    void aTaskThatFails()
    {
        const QByteArray big = QByteArray("e\u0301").repeated(1 << 20); // more than it can do in a millisecond
        const QString id = submit({u"reverse"_s, u"--timeout"_s, u"1ms"_s, u"--attempts"_s, u"1"_s}, big);
        const Ran waited = run({u"wait"_s, id});
        QCOMPARE(waited.code, 1);
        QVERIFY2(waited.err.contains("(-32001)"), waited.err.constData());
        const Ran result = run({u"get"_s, id, u"--result"_s});
        QVERIFY(result.code == 1 && result.out.isEmpty() && result.err.contains("(-32001)"));
        QVERIFY(run({u"list"_s, u"--state"_s, u"failed"_s}).out.contains(id.toUtf8()));
    }

    void resultsOfAnyLength()
    {
        QByteArray big;
        for (int i = 0; big.size() < (5 << 19); ++i)
            big += QByteArray::number(i) + "añ ";
        QByteArray reversed = run({u"reverse"_s}, big).out.trimmed();
        const QString id = submit({u"reverse"_s}, big);
        QCOMPARE(run({u"wait"_s, id}).out.trimmed().size(), reversed.size());
        const QString file = m_folder.filePath(u"result"_s);
        const Ran ran = run({u"get"_s, id, u"--result"_s, u"--output"_s, file});
        QVERIFY2(ran.code == 0 && ran.out.isEmpty(), ran.err.constData());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray json = written.readAll();
        QCOMPARE(object(json)[u"text"].toString().trimmed(), text(reversed));
        QVERIFY(run({u"get"_s, id, u"--result"_s}).out == json + '\n');
        QVERIFY(run({u"get"_s, id, u"--params"_s, u"--output"_s, u"/dev/stdout"_s}).out.startsWith("{\"text\":\"0añ"));
        const Ran nowhere = run({u"get"_s, id, u"--result"_s, u"--output"_s, u"/no/such/file"_s});
        QVERIFY(nowhere.code == 1 && nowhere.err.contains("/no/such/file"));

        const QList<QByteArray> exported = linesOf(run({u"export"_s, u"--since"_s, u"1h"_s}).out);
        const QJsonObject newest = object(exported.first());
        QCOMPARE(newest[u"id"].toString(), id);
        QCOMPARE(newest[u"params"][u"text"].toString(), text(big));
        QCOMPARE(newest[u"result"], object(json));
        QVERIFY(!newest.contains(u"resultBlob"));
    }

    void exportsLines()
    {
        const QString failed = submit({u"reverse"_s, u"--delay"_s, u"1h"_s, u"x"_s});
        run({u"cancel"_s, failed});
        for (const QByteArray &line : linesOf(run({u"export"_s, u"--state"_s, u"cancelled"_s}).out)) {
            QCOMPARE(object(line)[u"state"].toString(), u"cancelled"_s);
            QCOMPARE(object(line)[u"params"][u"text"].toString(), u"x"_s);
        }
        const int all = int(linesOf(run({u"export"_s}).out).size());
        QCOMPARE(all, int(linesOf(run({u"list"_s, u"--all"_s, u"--json"_s}).out).size()));
        QCOMPARE(run({u"export"_s, u"--since"_s, u"2126-01-01"_s}).out, QByteArray());
        run({u"count"_s, u"direct"_s});
        QTRY_VERIFY(run({u"export"_s, u"--kind"_s, u"direct"_s}).out.contains("{\"text\":\"direct\"}"));
    }

    void prunesWhatIsFinal()
    {
        const QString kept = submit({u"reverse"_s, u"--delay"_s, u"1h"_s, u"x"_s});
        const QString gone = submit({u"reverse"_s, u"hola"_s});
        QCOMPARE(run({u"wait"_s, gone}).code, 0);
        QCOMPARE(run({u"prune"_s, u"--older-than"_s, u"1h"_s}).out, QByteArray("Records removed: 0\n"));
        const Ran ran = run({u"prune"_s, u"--older-than"_s, u"0"_s, u"--json"_s});
        QVERIFY2(ran.code == 0 && object(ran.out)[u"removed"].toInt() >= 1, ran.err.constData());
        QCOMPARE(run({u"get"_s, gone}).code, 1);
        QCOMPARE(run({u"get"_s, kept}).code, 0);
        QCOMPARE(run({u"audit"_s}).code, 0); // what was pruned is counted for ever
        run({u"cancel"_s, kept});
    }

    void speaksSpanish()
    {
        const QStringList spanish{u"--language"_s, u"es"_s};
        const Ran unknown = run(QStringList{u"wait"_s, text(unknownId), u"x"_s} + spanish);
        QVERIFY2(unknown.err.contains("x: No existe esa tarea (-32003)."), unknown.err.constData());
        QVERIFY(run(QStringList{u"list"_s, u"--limit"_s, u"1"_s} + spanish).out.startsWith("ID  "));
        QVERIFY(run(QStringList{u"list"_s, u"--state"_s, u"x"_s} + spanish).err.contains("se espera uno de estos"));
        const QByteArray audit = run(QStringList{u"audit"_s} + spanish).out;
        QVERIFY(audit.contains("Las cuentas cuadran") && audit.contains("completadas"));
        const QString id = submit({u"reverse"_s, u"--delay"_s, u"1h"_s, u"x"_s});
        QVERIFY(run(QStringList{u"list"_s, u"--state"_s, u"queued"_s} + spanish).out.contains(" en 59 min "));
        QVERIFY(run(QStringList{u"cancel"_s, id} + spanish).out.endsWith("  cancelada\n"));
        QVERIFY(run(QStringList{u"cancel"_s, id} + spanish).err.contains("La tarea está cancelada."));
        QVERIFY(run(QStringList{u"submit"_s, u"--help"_s} + spanish).out.contains("--timeout TIEMPO"));
    }

    void helpsAndCompletes()
    {
        for (const char *command :
             {"submit", "get", "wait", "cancel", "retry", "list", "watch", "export", "audit", "prune"}) {
            const Ran help = run({QString::fromLatin1(command), u"--help"_s});
            QVERIFY2(help.code == 0 && help.out.startsWith("Usage: relevo " + QByteArray(command)), command);
            QVERIFY2(help.out.count("--timeout") <= 1 && !help.out.contains(" \n"), command);
        }
        QVERIFY(!run({u"prune"_s, u"--help"_s}).out.contains("queued"));
        QCOMPARE(run({u"submit"_s, u"reverse"_s, u"--help"_s}).out.count("--lines "), 1);
        QVERIFY(run({u"submit"_s, u"reverse"_s, u"--help"_s}).out.contains("reverse: options of the task"));
        QCOMPARE(run({u"--complete"_s, u"submit"_s, u"re"_s}).out, QByteArray("reverse\n"));
        QCOMPARE(run({u"--complete"_s, u"submit"_s, u"--priority"_s, u"1"_s, u"co"_s}).out, QByteArray("count\n"));
        QCOMPARE(run({u"--complete"_s, u"submit"_s, u"reverse"_s, u"--ti"_s}).out, QByteArray("--timeout\n"));
        QCOMPARE(run({u"--complete"_s, u"list"_s, u"--state"_s, u"s"_s}).out, QByteArray("succeeded\n"));
        QCOMPARE(run({u"--complete"_s, u"ca"_s}).out, QByteArray("call\ncancel\n"));
    }

    void coloursOnATerminalAlone()
    {
        submit({u"count"_s, u"x"_s, u"--wait"_s});
        const QStringList list{u"list"_s, u"--limit"_s, u"1"_s};
        Terminal coloured(QStringLiteral(RELEVO_PROGRAM_PATH), list,
                          environment() + QStringList{u"TERM=xterm"_s, u"NO_COLOR="_s});
        QVERIFY2(coloured.expect("\x1b[32msucceeded\x1b[0m"), coloured.shown().constData());
        Terminal plain(QStringLiteral(RELEVO_PROGRAM_PATH), list, environment() + QStringList{u"NO_COLOR=1"_s});
        QVERIFY(plain.expect("succeeded"));
        QCOMPARE(plain.waitForExit().value_or(-1), 0);
        QVERIFY2(!plain.shown().contains('\x1b'), plain.shown().constData());
    }
};

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"
