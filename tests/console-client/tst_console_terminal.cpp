// The console client on a terminal: the menu, and what is told while one waits or types.
#include "tests/console-client/terminal.h"
#include "tests/support/server_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(RELEVO_PROGRAM_PATH);

} // namespace

class TestConsoleTerminal : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    QTemporaryDir m_folder;

    QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.port()); }

    QStringList environmentFor(const QString &language, const QString &server = {}) const
    {
        return {u"LC_ALL="_s + language, u"RELEVO_SERVER="_s + (server.isEmpty() ? address() : server),
                u"XDG_CACHE_HOME="_s + m_folder.path()};
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.stderrText().constData()); }

    void cleanupTestCase() { QCOMPARE(m_server.stop().value_or(-1), 0); }

    void menu_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QList<QByteArray>>("texts"); // as the test below uses them
        QTest::newRow("English") << u"en_US.UTF-8"_s
                                 << QList<QByteArray>{"4. Exit",      "Choose: ",        "none of the choices",
                                                      "Result: aloh", "is not a number", "Average: 20",
                                                      "Characters",   "Goodbye"};
        QTest::newRow("Spanish") << u"es_AR.UTF-8"_s
                                 << QList<QByteArray>{"4. Salir",        "Elija una opción: ", "no es una opción",
                                                      "Resultado: aloh", "no es un número",    "Promedio: 20",
                                                      "Caracteres",      "Hasta luego"};
    }

    void menu()
    {
        QFETCH(QString, locale);
        QFETCH(QList<QByteArray>, texts);
        Terminal terminal(program, {}, environmentFor(locale));
        const auto choose = [&](const QByteArray &keys) {
            const bool asked = terminal.expect(texts[0]) && terminal.expect(texts[1]);
            terminal.type(keys + '\n');
            return asked;
        };
        for (const char *wrong : {"0", "5", "x", "1 2", "-1", "99999999999999999999"}) {
            QVERIFY(choose(wrong));
            QVERIFY2(terminal.expect(texts[2]), terminal.shown().constData());
        }
        QVERIFY(choose("")); // asks again, and does not list the choices again
        const qsizetype before = terminal.shown().size();
        QVERIFY2(terminal.expect(texts[1]), terminal.shown().constData());
        QVERIFY(!terminal.shown().mid(before).contains(texts[0]));
        terminal.type("2\n");
        QVERIFY(terminal.expect(": "));
        terminal.type("\n"); // back to the menu
        QVERIFY(choose("1"));
        QVERIFY(terminal.expect(": "));
        terminal.type("hola\n");
        QVERIFY2(terminal.expect(texts[3]), terminal.shown().constData());
        QVERIFY(choose(" 2 "));
        terminal.type("10 dos\n");
        QVERIFY2(terminal.expect(texts[4]), terminal.shown().constData());
        terminal.type("10, 20 30\n"); // asked again at once
        QVERIFY2(terminal.expect(texts[5]), terminal.shown().constData());
        QVERIFY(choose("3"));
        terminal.type("hola\n");
        QVERIFY2(terminal.expect(texts[6]), terminal.shown().constData());
        QVERIFY(choose("4"));
        QVERIFY(terminal.expect(texts[7]));
        QCOMPARE(terminal.waitForExit().value_or(-1), 0);
    }

    void menuSpeaksWhatTheOptionSays()
    {
        Terminal terminal(program, {u"--language"_s, u"es"_s}, environmentFor(u"C"_s));
        QVERIFY2(terminal.expect("4. Salir"), terminal.shown().constData());
        QVERIFY(!terminal.shown().contains("locale"));
    }

    void menuEndsWithItsInput()
    {
        Terminal terminal(program, {}, environmentFor(u"en_US.UTF-8"_s));
        QVERIFY2(terminal.expect("server at " + address().toLatin1()), terminal.shown().constData());
        QVERIFY(terminal.expect("Choose: "));
        terminal.type("1\n");
        QVERIFY(terminal.expect("reverse: "));
        terminal.type("\x04");
        QVERIFY(terminal.expect("Goodbye"));
        QCOMPARE(terminal.waitForExit().value_or(-1), 0);
    }

    void menuIsInterrupted()
    {
        Terminal terminal(program, {}, environmentFor(u"en_US.UTF-8"_s));
        QVERIFY(terminal.expect("Choose: "));
        terminal.type("\x03");
        QCOMPARE(terminal.waitForExit().value_or(-1), 130);
        QVERIFY(terminal.shown().endsWith("^C\r\n"));
    }

    void menuOutlivesTheServer()
    {
        ServerProcess server;
        QVERIFY(server.start());
        const quint16 port = server.port();
        Terminal terminal(program, {}, environmentFor(u"en_US.UTF-8"_s, u"127.0.0.1:%1"_s.arg(port)));
        QVERIFY(terminal.expect("Choose: "));
        QCOMPARE(server.stop().value_or(-1), 0);
        terminal.type("1\nhola\n");
        QVERIFY2(terminal.expect("There is no connection"), terminal.shown().constData());
        QVERIFY(terminal.expect("./start.sh server --listen 127.0.0.1:" + QByteArray::number(port)));
        QVERIFY(terminal.expect("Choose: "));
        ServerProcess again;
        QVERIFY(again.startWith({u"--listen"_s, u"127.0.0.1:%1"_s.arg(port), u"--workers"_s, u"2"_s}));
        terminal.type("1\nhola\n");
        QVERIFY2(terminal.expect("Result: aloh"), terminal.shown().constData());
        terminal.type("4\n");
        QCOMPARE(terminal.waitForExit().value_or(-1), 0);
    }

    void progressOnATerminal()
    {
        Terminal terminal(u"/bin/bash"_s, {u"-c"_s, u"cat | \"$0\" reverse --lines"_s, program},
                          environmentFor(u"en_US.UTF-8"_s));
        terminal.type("hola\n");
        QVERIFY2(terminal.expect("1 lines"), terminal.shown().constData());
        QVERIFY(terminal.shown().contains("aloh"));
        terminal.type("\x04");
        QCOMPARE(terminal.waitForExit().value_or(-1), 0);
    }

    void noProgressWhereLinesAreTyped()
    {
        Terminal terminal(program, {u"reverse"_s, u"--lines"_s}, environmentFor(u"en_US.UTF-8"_s));
        terminal.type("hola\n");
        QVERIFY2(terminal.expect("aloh"), terminal.shown().constData());
        terminal.type("año\n");
        QVERIFY2(terminal.expect("oña"), terminal.shown().constData());
        terminal.type("\x04");
        QCOMPARE(terminal.waitForExit().value_or(-1), 0);
        QVERIFY2(!terminal.shown().contains("lines"), terminal.shown().constData());
    }

    void whatIsMissingIsSaidOnce()
    {
        Terminal terminal(program, {u"reverse"_s}, environmentFor(u"en_US.UTF-8"_s));
        QVERIFY2(terminal.expect("The text to reverse.\r\n"), terminal.shown().constData());
        QCOMPARE(terminal.waitForExit().value_or(-1), 2);
    }

    void watchingUntilInterrupted()
    {
        Terminal terminal(program, {u"stats"_s, u"--watch"_s}, environmentFor(u"en_US.UTF-8"_s));
        QVERIFY(terminal.expect("connections"));
        QVERIFY(terminal.expect("connections"));
        terminal.type("\x03");
        QCOMPARE(terminal.waitForExit().value_or(-1), 130);
    }
};

QTEST_GUILESS_MAIN(TestConsoleTerminal)
#include "tst_console_terminal.moc"
