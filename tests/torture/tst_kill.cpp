// kill -9 at any moment, under a load of submits, cancels, retries and waits, again and again on the same data folder;
// what the client was told must then hold.
#include "tests/support/task_server.h"
#include "tests/support/torture.h"
#include "tests/torture/invariant.h"
#include "tests/torture/load.h"

#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class Kill : public QObject
{
    Q_OBJECT

private:
    /// Load for `ms`, then the end of the server, then whatever has been answered meanwhile.
    static QString loadUntil(TaskServer &server, Acknowledged &known, int ms, int signal)
    {
        Load load(server.port(), known);
        if (const QString fault = load.goOnFor(ms); !fault.isEmpty())
            return fault;
        server.process().signal(signal);
        if (const QString fault = load.readToEnd(); !fault.isEmpty())
            return fault;
        return server.process().waitForExit() ? QString() : u"the server does not end"_s;
    }

private Q_SLOTS:
    void nothingThatWasToldIsLost()
    {
        const unsigned seed = static_cast<unsigned>(qEnvironmentVariableIntValue("RELEVO_SEED"));
        Acknowledged known(seed);
        std::mt19937 random(seed + 1);
        TaskServer server({u"--drain-timeout"_s, u"50"_s});
        const int times = rounds(5);
        int kills = 0;
        for (int round = 0; round < times; ++round) {
            QVERIFY2(server.start(), server.process().stderrText().constData());
            const bool kill = random() % 6 != 0;
            kills += kill ? 1 : 0;
            const QString fault =
                loadUntil(server, known, 20 + static_cast<int>(random() % 400), kill ? SIGKILL : SIGTERM);
            QVERIFY2(fault.isEmpty(), qPrintable(u"round %1: "_s.arg(round) + fault));
            QCOMPARE(server.process().sanitizerReport(), "");
        }
        QVERIFY2(server.start(), server.process().stderrText().constData());
        const QString fault = invariantFault(server, known);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        qInfo("%d rounds, %d of them killed: %s", times, kills, qPrintable(summary(server, known)));
        QCOMPARE(server.stop().value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(Kill)
#include "tst_kill.moc"
