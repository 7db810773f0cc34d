// The program from its command line, and its Spanish texts.
#include "tests/support/server_process.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <QXmlStreamReader>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int code = -1;
    QString out;
    QString err;
};

Outcome run(const QStringList &arguments)
{
    QTemporaryDir home;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_CONFIG_HOME"_s, home.path());
    environment.insert(u"XDG_CACHE_HOME"_s, home.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RELEVO_PROGRAM_PATH), arguments);
    if (!process.waitForFinished(hangGuardMs))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class TestMobileProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smokeWithALiveServer();
    void smokeWithoutAServer();
    void helpAndVersion();
    void wrongArguments_data();
    void wrongArguments();
    void spanishIsComplete();
};

void TestMobileProgram::smokeWithALiveServer()
{
    ServerProcess server;
    QVERIFY(server.start());
    const Outcome outcome = run({u"--smoke"_s, u"--server"_s, u"127.0.0.1:%1"_s.arg(server.port())});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QVERIFY2(!outcome.err.contains(u"qrc:"_s), qPrintable(outcome.err)); // no complaint from the interface
}

void TestMobileProgram::smokeWithoutAServer()
{
    const Outcome outcome = run({u"--smoke"_s, u"--server"_s, u"127.0.0.1:1"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY(!outcome.err.trimmed().isEmpty());
}

void TestMobileProgram::helpAndVersion()
{
    const Outcome help = run({u"--help"_s});
    QCOMPARE(help.code, 0);
    for (const QString &option : {u"--server"_s, u"--language"_s, u"--smoke"_s})
        QVERIFY(help.out.contains(option));
    QVERIFY(run({u"--help"_s, u"--language"_s, u"es"_s}).out.contains(u"Muestra"_s));
    QVERIFY(run({u"--version"_s}).out.startsWith(u"relevo-mobile "_s));
}

void TestMobileProgram::wrongArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("option") << QStringList{u"--nothing"_s};
    QTest::newRow("argument") << QStringList{u"thing"_s};
    QTest::newRow("server") << QStringList{u"--server"_s, u"host:0"_s};
    QTest::newRow("language") << QStringList{u"--language"_s, u"fr"_s};
}

void TestMobileProgram::wrongArguments()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(!outcome.err.trimmed().isEmpty());
}

void TestMobileProgram::spanishIsComplete()
{
    int messages = 0;
    QDirIterator files(QStringLiteral(RELEVO_TRANSLATIONS), {u"*_es.ts"_s});
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == u"source") {
                source = xml.readElementText();
                ++messages;
            } else if (xml.name() == u"translation") {
                QVERIFY2(!xml.attributes().hasAttribute(u"type"_s), qPrintable(source));
                QVERIFY2(!xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed().isEmpty(),
                         qPrintable(source));
            }
        }
        QVERIFY(!xml.hasError());
    }
    QVERIFY(messages > 50);
}

QTEST_GUILESS_MAIN(TestMobileProgram)
#include "tst_mobile_program.moc"
