// JSON-RPC clients of other people, as the distribution has them, against the server.
#include "tests/support/wire_suite.h"

#include <QProcess>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class ThirdParty : public WireSuite
{
    Q_OBJECT

private:
    void run(const QString &program, const QStringList &arguments)
    {
        QProcess client;
        client.start(program, arguments);
        QVERIFY2(client.waitForFinished(hangGuardMs), qPrintable(client.errorString()));
        QCOMPARE(client.readAllStandardError(), "");
        QCOMPARE(client.readAllStandardOutput(), "ok\n");
        QCOMPARE(client.exitCode(), 0);
    }

private Q_SLOTS:
    void aiorpcx()
    {
        run(QStringLiteral(RELEVO_PYTHON),
            {QStringLiteral(RELEVO_TEST_FOLDER "/aiorpcx_client.py"), QString::number(port())});
    }
};

QTEST_GUILESS_MAIN(ThirdParty)
#include "tst_third_party.moc"
