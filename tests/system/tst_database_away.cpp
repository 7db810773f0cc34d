// A PostgreSQL that goes away under a node and comes back: the node refuses what it cannot promise and carries on by
// itself. Past its lease nothing runs that another node might have taken over.
#include "tests/support/nodes.h"
#include "tests/support/reply.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class DatabaseAway : public QObject
{
    Q_OBJECT

private:
    static constexpr auto shortLease = "1s";
    static constexpr int pastLeaseMs = 1'500;

    NamedNode node(const char *lease) const { return {m_postgres, u"a"_s, QString::fromLatin1(lease)}; }
    static bool refuses(Rpc &rpc)
    {
        return eventually([&] { return rpc.error("task.submit", submission("test.log")) == -32000; });
    }
    static bool accepts(Rpc &rpc)
    {
        return eventually([&] { return !rpc.submit("test.log").isEmpty(); });
    }

    SharedPostgres m_postgres;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_postgres.start(), m_postgres.process().log().constData()); }
    void init() { m_postgres.beginAnew(); }

    void itRefusesAndCarriesOn()
    {
        NamedNode a = node("10min");
        QVERIFY(a.start());
        Rpc rpc = a.rpc();
        Rpc watcher = a.rpc();
        QVERIFY(watcher.result("events.subscribe", R"({"topics":["node"]})").has(u"subscription"));
        const QByteArray held = rpc.submit("test.gate", a.gateParams("gate", "held"));
        QVERIFY(a.begins("held"));
        const int wait = rpc.send("task.wait", Rpc::idParam(held));
        m_postgres.process().kill();
        QVERIFY(refuses(rpc));
        QCOMPARE(text(watcher.event()[u"node"], u"storage"), "away");
        QCOMPARE(rpc.error("task.get", Rpc::idParam(held)), -32000);
        QCOMPARE(rpc.error("task.cancel", Rpc::idParam(held)), -32000);
        QCOMPARE(rpc.error("task.list"), -32000);
        QCOMPARE(rpc.result("system.stats")[u"background"][u"storageAway"].token(), "true");
        QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("5000"))), goodSummary("5000"));
        a.open("gate"); // it ends, which is stored later
        QVERIFY(refuses(rpc));
        QVERIFY2(m_postgres.process().start(), m_postgres.process().log().constData());
        QCOMPARE(text(rpc.reply(wait)[u"result"], u"state"), "succeeded");
        QVERIFY(accepts(rpc));
        QCOMPARE(text(watcher.event()[u"node"], u"storage"), "ok");
        QCOMPARE(number(rpc.get(held), u"attempt"), 1);
        QCOMPARE(a.begun("held"), 1);
        QCOMPARE(a.auditFault(), QString());
    }

    void pastTheLeaseWhatHeedsIsRunAgain()
    {
        NamedNode a = node(shortLease);
        QVERIFY(a.start());
        Rpc rpc = a.rpc();
        const QByteArray held = rpc.submit("test.gate", a.gateParams("gate", "held"), R"("maxAttempts":1)");
        QVERIFY(a.begins("held"));
        m_postgres.process().kill();
        pauseMs(pastLeaseMs);
        QVERIFY2(m_postgres.process().start(), m_postgres.process().log().constData());
        QVERIFY(a.begins("held", 2)); // and not for want of attempts: none of them was used
        a.open("gate");
        QCOMPARE(text(rpc.wait(held), u"state"), "succeeded");
        QCOMPARE(a.auditFault(), QString());
        QCOMPARE(a.stop().value_or(-1), 0);
    }

    void pastTheLeaseWhatDoesNotHeedEndsTheNode()
    {
        NamedNode a = node(shortLease);
        QVERIFY(a.start());
        Rpc rpc = a.rpc();
        const QByteArray held = rpc.submit("test.stubborn", a.gateParams("gate", "held"));
        QVERIFY(a.begins("held"));
        m_postgres.process().kill();
        QCOMPARE(a.process().waitForExit().value_or(-1), 1);
        QVERIFY(a.process().stderrText().contains("ending before others take it"));
        QVERIFY2(m_postgres.process().start(), m_postgres.process().log().constData());
        a.open("gate");
        QVERIFY(a.start());
        QCOMPARE(text(a.rpc().wait(held), u"state"), "succeeded");
        QCOMPARE(a.begun("held"), 2);
        QCOMPARE(a.auditFault(), QString());
    }

    void aDatabaseThatIsAwayAtTheStartIsOneLine()
    {
        NamedNode a = node(shortLease);
        m_postgres.process().stop();
        QVERIFY(!a.start());
        QCOMPARE(a.process().waitForExit().value_or(-1), 2);
        QCOMPARE(a.process().stderrText().count('\n'), 1);
        QVERIFY(!a.process().stderrText().contains(m_postgres.process().password().c_str()));
        QVERIFY2(m_postgres.process().start(), m_postgres.process().log().constData());
        QVERIFY(a.start());
    }
};

QTEST_GUILESS_MAIN(DatabaseAway)
#include "tst_database_away.moc"
