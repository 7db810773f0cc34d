// The program itself, as it is started.
#include "tests/support/server_process.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using relevo::test::ServerProcess;

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray error;
};

Ended run(const QStringList &words)
{
    const QTemporaryDir home;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_DATA_HOME"_s})
        environment.insert(name, home.path());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(RELEVO_DESKTOP_PATH), words);
    if (!program.waitForFinished(relevo::test::hangGuardMs)) {
        program.kill();
        program.waitForFinished();
        return {};
    }
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

} // namespace

class TestDesktopProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesTheSmokeTestWithAServer()
    {
        ServerProcess server;
        QVERIFY(server.start());
        const Ended ended = run({u"--smoke"_s, u"--server"_s, u"127.0.0.1:%1"_s.arg(server.port())});
        QVERIFY2(ended.code == 0, ended.error.constData());
    }

    void failsTheSmokeTestWithoutOne()
    {
        ServerProcess server;
        QVERIFY(server.start());
        const QString address = u"127.0.0.1:%1"_s.arg(server.port());
        QVERIFY(server.stop() == 0);
        const Ended ended = run({u"--smoke"_s, u"--server"_s, address});
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.error.contains(address.toUtf8()));
        QCOMPARE(ended.error.count('\n'), 1);
    }

    void saysItsVersionAndItsHelpInBothLanguages()
    {
        QVERIFY(run({u"--version"_s}).out.startsWith("relevo-desktop "));
        QVERIFY(run({u"--help"_s}).out.startsWith("Usage: relevo-desktop"));
        QVERIFY(run({u"--help"_s, u"--language"_s, u"es"_s}).out.startsWith("Uso: relevo-desktop"));
    }

    void refusesWordsThatItDoesNotKnow()
    {
        for (const QStringList &words : {QStringList{u"--nonsense"_s}, QStringList{u"--language"_s, u"xx"_s},
                                         QStringList{u"--server"_s, u"host:0"_s}, QStringList{u"--server"_s}}) {
            const Ended ended = run(words);
            QCOMPARE(ended.code, 2);
            QVERIFY(ended.error.startsWith("relevo-desktop: "));
        }
    }
};

QTEST_GUILESS_MAIN(TestDesktopProgram)
#include "tst_desktop_program.moc"
