// kill -9 of PostgreSQL, of the server that keeps its tasks there, or of both, at any moment, under the load of
// tst_kill. The server outlives its database, and works on once that is back; what the client was told must then hold.
#include "tests/support/postgres_process.h"
#include "tests/support/task_server.h"
#include "tests/support/torture.h"
#include "tests/torture/invariant.h"
#include "tests/torture/load.h"

#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class KillPostgresql : public QObject
{
    Q_OBJECT

private:
    enum Killed { Database, Server, Both, Kinds };

    int upTo(int ms) { return static_cast<int>(m_random() % static_cast<unsigned>(ms)); }

    /// With the database away for a while in the middle of it, and the load going on; then it is served again.
    QString surviveDatabase(Load &load)
    {
        m_postgres.kill();
        if (const QString fault = load.goOnFor(upTo(300)); !fault.isEmpty())
            return fault;
        if (!m_postgres.start())
            return u"PostgreSQL does not start again: "_s + QString::fromUtf8(m_postgres.log());
        const qint64 before = m_known.acknowledged;
        QString fault;
        if (!eventually([&] { return !(fault = load.goOnFor(20)).isEmpty() || m_known.acknowledged > before; }))
            return u"nothing is accepted once the database is back"_s;
        return fault;
    }

    QString endServer(Load &load, int signal)
    {
        m_server.process().signal(signal);
        if (const QString fault = load.readToEnd(); !fault.isEmpty())
            return fault;
        return m_server.process().waitForExit() ? QString() : u"the server does not end"_s;
    }

    QString round(Killed killed)
    {
        Load load(m_server.port(), m_known);
        if (const QString fault = load.goOnFor(20 + upTo(300)); !fault.isEmpty())
            return fault;
        if (killed == Database) {
            if (const QString fault = surviveDatabase(load); !fault.isEmpty())
                return fault;
        } else if (killed == Both) {
            m_postgres.kill();
            if (const QString fault = load.goOnFor(upTo(20)); !fault.isEmpty())
                return fault;
        }
        return endServer(load, killed == Database ? SIGTERM : SIGKILL);
    }

    PostgresProcess m_postgres;
    TaskServer m_server{{u"--drain-timeout"_s, u"50"_s}};
    Acknowledged m_known{static_cast<unsigned>(qEnvironmentVariableIntValue("RELEVO_SEED"))};
    std::mt19937 m_random{static_cast<unsigned>(qEnvironmentVariableIntValue("RELEVO_SEED")) + 1};

private Q_SLOTS:
    void nothingThatWasToldIsLost()
    {
        QVERIFY2(m_postgres.start(), m_postgres.log().constData());
        m_known.expectAbsentStorage();
        const QStringList storage{u"--storage"_s, u"postgresql"_s, u"--postgresql"_s,
                                  QString::fromStdString(m_postgres.url())};
        const int times = rounds(3);
        for (int i = 0; i < times; ++i) {
            QVERIFY2(m_server.start(storage), m_server.process().stderrText().constData());
            const QString fault = round(static_cast<Killed>(i % Kinds));
            QVERIFY2(fault.isEmpty(), qPrintable(u"round %1: "_s.arg(i) + fault));
            QCOMPARE(m_server.process().sanitizerReport(), "");
            if (i % Kinds == Both)
                QVERIFY2(m_postgres.start(), m_postgres.log().constData());
        }
        QVERIFY2(m_server.start(storage), m_server.process().stderrText().constData());
        const QString fault = invariantFault(m_server, m_known);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        qInfo("%d rounds: %s", times, qPrintable(summary(m_server, m_known)));
        QCOMPARE(m_server.stop().value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(KillPostgresql)
#include "tst_kill_postgresql.moc"
