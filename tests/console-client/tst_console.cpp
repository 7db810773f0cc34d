// The console client as its users have it: the program, a real server, a terminal or pipes.
#include "tests/console-client/console_run.h"
#include "tests/support/server_process.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(RELEVO_PROGRAM_PATH);

} // namespace

class TestConsole : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    QTemporaryDir m_folder;

    QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.port()); }

    /// Without `input` standard input is an empty pipe.
    Ran run(const QStringList &arguments, const QByteArray &input = {}, const QString &server = {}) const
    {
        return runConsole(arguments, server.isEmpty() ? address() : server, input);
    }

    QString file(const QByteArray &content)
    {
        QFile out(m_folder.filePath(u"input"_s));
        const bool ok = out.open(QIODevice::WriteOnly) && out.write(content) == content.size();
        return ok ? out.fileName() : QString();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.stderrText().constData()); }

    void cleanupTestCase() { QCOMPARE(m_server.stop().value_or(-1), 0); }

    void subcommands_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("out");
        const auto row = [](const char *name, const QStringList &arguments, const QByteArray &input,
                            const QByteArray &out) { QTest::newRow(name) << arguments << input << out; };
        row("word", {u"reverse"_s, u"hola"_s}, {}, "aloh\n");
        row("words", {u"reverse"_s, u"hola"_s, u"año"_s}, {}, "oña aloh\n");
        row("full name", {u"text.reverse"_s, u"ab"_s}, {}, "ba\n");
        row("clusters", {u"reverse"_s, u"e\u0301🇦🇷"_s}, {}, "🇦🇷e\u0301\n");
        row("dash-dash", {u"reverse"_s, u"--"_s, u"--json"_s}, {}, "nosj--\n");
        row("empty text", {u"reverse"_s, u""_s}, {}, "\n");
        row("a pipe", {u"reverse"_s}, "hola\n", "aloh\n");
        row("a dash", {u"reverse"_s, u"-"_s}, "hola", "aloh\n");
        row("json", {u"reverse"_s, u"hola"_s, u"--json"_s}, {}, "{\"text\":\"aloh\"}\n");
        row("json before", {u"--json"_s, u"reverse"_s, u"hola"_s}, {}, "{\"text\":\"aloh\"}\n");
        row("numbers", {u"average"_s, u"10"_s, u"20"_s, u"30"_s, u"--json"_s}, {},
            "{\"average\":20,\"count\":3,\"sum\":60,\"min\":10,\"max\":30}\n");
        row("numbers as one word", {u"average"_s, u"10,20 30"_s, u"--json"_s}, {},
            "{\"average\":20,\"count\":3,\"sum\":60,\"min\":10,\"max\":30}\n");
        row("tokens stay", {u"average"_s, u"-2.50"_s, u"2.50"_s, u"--json"_s}, {},
            "{\"average\":0,\"count\":2,\"sum\":0,\"min\":-2.50,\"max\":2.50}\n");
        row("count is exact", {u"count"_s, u"--json"_s}, "a\nb\n",
            "{\"characters\":4,\"codePoints\":4,\"bytes\":4,\"words\":2,\"lines\":2}\n");
        row("call", {u"call"_s, u"text.reverse"_s, u"{\"text\":\"ab\"}"_s}, {}, "{\"text\":\"ba\"}\n");
        row("call by position", {u"call"_s, u"text.reverse"_s, u"-"_s}, "[\"ab\"]", "{\"text\":\"ba\"}\n");
        row("lines", {u"reverse"_s, u"--lines"_s}, "uno\ndos\r\n\ntres", "onu\nsod\n\nsert\n");
        row("lines of numbers", {u"average"_s, u"--lines"_s, u"--json"_s}, "1 2\n3\n",
            "{\"average\":1.5,\"count\":2,\"sum\":3,\"min\":1,\"max\":2}\n{\"average\":3,\"count\":1,\"sum\":3,\"min\":"
            "3,"
            "\"max\":3}\n");
    }

    void subcommands()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, out);
        const Ran ran = run(arguments, input);
        QCOMPARE(ran.out, out);
        QCOMPARE(ran.err, QByteArray());
        QCOMPARE(ran.code, 0);
    }

    void failures_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char *name, const QStringList &arguments, int code, const QByteArray &says,
                            const QByteArray &input = {}) {
            QTest::newRow(name) << arguments << input << code << says;
        };
        row("no number", {u"average"_s, u"1"_s, u"dos"_s}, 2, "dos");
        row("no numbers", {u"average"_s}, 2, "numbers");
        row("out of range", {u"average"_s, u"1e400"_s}, 2, "-32602");
        row("not UTF-8", {u"reverse"_s}, 2, "UTF-8", "\xff");
        row("unknown command", {u"revers"_s}, 2, "reverse");
        row("unknown option", {u"reverse"_s, u"--jsn"_s, u"x"_s}, 2, "--json");
        row("value missing", {u"reverse"_s, u"--file"_s}, 2, "--file");
        row("no such file", {u"count"_s, u"--file"_s, u"/no/such"_s}, 2, "/no/such");
        row("words and file", {u"count"_s, u"x"_s, u"--file"_s, u"/etc/passwd"_s}, 2, "--file");
        row("bad address", {u"--server"_s, u"host:99999"_s, u"info"_s}, 2, "HOST:PORT");
        row("bad timeout", {u"--timeout"_s, u"soon"_s, u"info"_s}, 2, "seconds");
        row("bad language", {u"--language"_s, u"fr"_s, u"info"_s}, 2, "en, es");
        row("unknown method", {u"call"_s, u"text.revers"_s}, 2, "-32601");
        row("params no JSON", {u"call"_s, u"text.reverse"_s, u"{"_s}, 2, "JSON");
        row("too large", {u"reverse"_s}, 1, "-32004). The server's limit (maxMessage) is 16 MiB.",
            QByteArray(17 << 20, 'x'));
    }

    void failures()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const Ran ran = run(arguments, input);
        QVERIFY2(ran.err.contains(says), ran.err.constData());
        QVERIFY(ran.err.startsWith("relevo: "));
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(ran.code, code);
    }

    void aFailedLineLeavesTheOthers()
    {
        const Ran ran = run({u"average"_s, u"--lines"_s, u"--json"_s}, "1\nx\n3\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out.split('\n').size(), 4);
        QCOMPARE(ran.out.split('\n')[1], QByteArray("null"));
        QVERIFY(ran.err.contains("2") && ran.err.contains("“x”"));
    }

    void manyLinesInOrder()
    {
        QByteArray input;
        QByteArray expected;
        for (int i = 10'000; i < 60'000; ++i) {
            QByteArray number = QByteArray::number(i);
            input += number + '\n';
            std::reverse(number.begin(), number.end());
            expected += number + '\n';
        }
        const Ran ran = run({u"reverse"_s, u"--lines"_s, u"--file"_s, file(input)});
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.out == expected);
        QCOMPARE(ran.err, QByteArray()); // no bar without a terminal
    }

    void fileIsTakenAsItIs()
    {
        const Ran ran = run({u"count"_s, u"--json"_s, u"--file"_s, file("añ\n\n")});
        QCOMPARE(ran.out, QByteArray("{\"characters\":4,\"codePoints\":4,\"bytes\":5,\"words\":1,\"lines\":2}\n"));
    }

    void humanResultInBothLanguages()
    {
        QVERIFY(run({u"average"_s, u"1"_s, u"2"_s}).out.startsWith("Average: 1.5\n"));
        QVERIFY(run({u"average"_s, u"1"_s, u"2"_s, u"--language"_s, u"es"_s}).out.startsWith("Promedio: 1.5\n"));
    }

    void informs()
    {
        const Ran info = run({u"info"_s});
        QVERIFY(info.code == 0 && info.out.contains("  maxMessage          16 MiB\n"));
        QVERIFY2(info.out.contains("  writeTimeout        60 s\n"), info.out.constData());
        QVERIFY(run({u"info"_s, u"--json"_s}).out.contains("\"maxMessage\":16777216"));
        run({u"reverse"_s, u"hola"_s});
        const Ran stats = run({u"stats"_s});
        QCOMPARE(stats.code, 0);
        QVERIFY2(stats.out.contains("\ntext.reverse ") && stats.out.contains(" ms (p50)"), stats.out.constData());
        QVERIFY2(stats.out.count('\n') < 24, stats.out.constData());
        const Ran tasks = run({u"tasks"_s});
        QVERIFY(tasks.out.contains("numbers.average") && tasks.out.contains("text.count"));
        QVERIFY(run({u"--version"_s}).out.startsWith("relevo "));
        const Ran help = run({u"--help"_s});
        QVERIFY(help.code == 0 && help.out.contains("reverse") && help.out.contains("stats"));
        const Ran taskHelp = run({u"count"_s, u"--help"_s});
        QVERIFY(taskHelp.code == 0 && taskHelp.out.contains("--lines") && taskHelp.out.contains("codePoints"));
        QVERIFY(run({u"stats"_s, u"--help"_s}).out.contains("--watch"));
    }

    void withoutAServer()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const QString nobody = u"127.0.0.1:%1"_s.arg(closed.serverPort());
        closed.close();
        for (const QStringList &arguments : {QStringList{u"reverse"_s, u"x"_s}, QStringList{u"info"_s},
                                             QStringList{u"reverse"_s, u"--lines"_s}, QStringList{u"call"_s, u"m"_s}}) {
            const Ran ran = run(arguments, "x\n", nobody);
            QCOMPARE(ran.code, 3);
            QVERIFY2(ran.err.contains(nobody.toLatin1()), ran.err.constData());
        }
        QCOMPARE(run({u"reverse"_s, u"--help"_s}, {}, nobody).code, 0);
        const Ran tasks = run({u"tasks"_s}, {}, nobody);
        QCOMPARE(tasks.code, 3);
        QVERIFY2(tasks.out.contains("text.reverse") && !tasks.err.contains("  "), tasks.err.constData());
        QVERIFY2(tasks.err.contains("nothing listens") && tasks.err.contains("built with"), tasks.err.constData());
    }

    void hintsNameTheCommandAsItIsTyped()
    {
        for (const QStringList &arguments :
             {QStringList{u"text.reverse"_s, u"--lines"_s, u"x"_s}, QStringList{u"text.reverse"_s, u"--nonsense"_s},
              QStringList{u"average"_s, u"dos"_s}}) {
            const Ran ran = run(arguments);
            const QByteArray verb = arguments.front().contains(u"reverse"_s) ? "reverse" : "average";
            QCOMPARE(ran.code, 2);
            QVERIFY2(ran.err.endsWith("See: relevo " + verb + " --help\n"), ran.err.constData());
        }
    }

    void faultsInSpanish()
    {
        const Ran range = run({u"average"_s, u"1e400"_s, u"--language"_s, u"es"_s});
        QVERIFY2(range.err.startsWith("relevo: Parámetros no válidos (-32602)."), range.err.constData());
        const Ran help = run({u"count"_s, u"--help"_s, u"--language"_s, u"es"_s});
        QVERIFY2(help.out.contains("TEXTO | - | --file ARCHIVO"), help.out.constData());
        QVERIFY2(help.out.contains("--server HOST:PUERTO") && help.out.contains("--timeout SEGUNDOS"),
                 help.out.constData());
    }

    void endlessInputIsNotReadForEver()
    {
        ServerProcess server;
        QVERIFY(server.startWith({u"--listen"_s, u"127.0.0.1:0"_s, u"--max-message"_s, u"2MiB"_s}));
        QProcess shell;
        shell.start(u"bash"_s, {u"-c"_s, u"\"$0\" --server \"$1\" count < /dev/zero"_s, program,
                                u"127.0.0.1:%1"_s.arg(server.port())});
        QVERIFY(shell.waitForFinished(hangGuardMs));
        const QByteArray said = shell.readAllStandardError();
        QCOMPARE(shell.exitCode(), 2);
        QVERIFY2(said.contains("16 MiB") && said.count('\n') == 1, said.constData());
        QCOMPARE(server.stop().value_or(-1), 0);
    }

    void aServerThatDoesNotAnswer()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const Ran ran =
            run({u"reverse"_s, u"x"_s, u"--timeout"_s, u"0.2"_s}, {}, u"127.0.0.1:%1"_s.arg(silent.serverPort()));
        QCOMPARE(ran.code, 3);
        QVERIFY(!ran.err.isEmpty());
    }

    void readerThatGoesAway()
    {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"RELEVO_SERVER"_s, address());
        environment.insert(u"XDG_CACHE_HOME"_s, m_folder.path());
        shell.setProcessEnvironment(environment);
        shell.start(u"bash"_s,
                    {u"-c"_s, u"seq 200000 | \"$0\" reverse --lines | head -2; echo ${PIPESTATUS[1]}"_s, program});
        QVERIFY(shell.waitForFinished(hangGuardMs));
        QCOMPARE(shell.readAllStandardOutput(), QByteArray("1\n2\n141\n"));
        QCOMPARE(shell.readAllStandardError(), QByteArray());
    }

    void completes()
    {
        QCOMPARE(run({u"--complete"_s, u"re"_s}).out, QByteArray("retry\nreverse\n"));
        QCOMPARE(run({u"--complete"_s, u"--server"_s, u"h:1"_s, u"st"_s}).out, QByteArray("stats\n"));
        QCOMPARE(run({u"--complete"_s, u"reverse"_s, u"--li"_s}).out, QByteArray("--lines\n"));
        QCOMPARE(run({u"--complete"_s, u"reverse"_s, u"--language"_s, u"e"_s}).out, QByteArray("en\nes\n"));
        QCOMPARE(run({u"--complete"_s, u"reverse"_s, u"--file"_s, u"x"_s}).out, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
