// Two nodes on one PostgreSQL: what one is asked the other knows, and what one leaves behind the other finishes.
#include "tests/support/nodes.h"

#include <QTest>

#include <csignal>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class TwoNodes : public QObject
{
    Q_OBJECT

private:
    static constexpr auto shortLease = "3s";
    static constexpr auto longLease = "10min"; ///< what needs no takeover must not come to one

    NamedNode node(const char *name, const char *lease, const QStringList &more = {}) const
    {
        return {m_postgres, QString::fromLatin1(name), QString::fromLatin1(lease), more};
    }
    static QByteArrayList listed(Rpc &rpc)
    {
        QByteArrayList ids;
        for (const JsonTextValue &record : rpc.result("task.list")[u"tasks"].items())
            ids += text(record, u"id");
        return ids;
    }
    static bool isFree(Rpc &rpc)
    {
        return eventually([&] {
            const JsonTextValue audit = rpc.result("system.audit");
            return number(audit, u"queued") + number(audit, u"running") == 0;
        });
    }
    static qsizetype hops(const JsonTextValue &record, QStringView stage)
    {
        qsizetype count = 0;
        for (const JsonTextValue &hop : record[u"trace"].items())
            count += hop[u"stage"].string() == stage ? 1 : 0;
        return count;
    }

    SharedPostgres m_postgres;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_postgres.start(), m_postgres.process().log().constData()); }
    void init() { m_postgres.beginAnew(); }

    void bothKnowTheSame()
    {
        NamedNode a = node("a", longLease);
        NamedNode b = node("b", longLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc onB = b.rpc();
        const QByteArray held = onA.submit("test.gate", a.gateParams("gate", "held"), R"("idempotencyKey":"one")");
        const QByteArray quick = onB.submit("test.log", R"({"tag":"quick"})");
        QVERIFY(a.begins("held"));
        QCOMPARE(text(onA.wait(quick), u"state"), "succeeded");
        QCOMPARE(text(onB.get(held), u"state"), "running");
        QCOMPARE(text(onB.get(held), u"node"), "a");
        QCOMPARE(text(onA.get(quick), u"node"), "b");
        QCOMPARE(listed(onA), (QByteArrayList{quick, held}));
        QCOMPARE(listed(onB), listed(onA));
        // One that is sent again, to the other node.
        QCOMPARE(onB.submit("test.gate", a.gateParams("gate", "held"), R"("idempotencyKey":"one")"), held);
        // Whatever stands in a key.
        const auto odd = [](Rpc &rpc, const char *key) { return rpc.submit("test.log", "{}", key); };
        const QByteArray withNul = odd(onA, R"("idempotencyKey":"a\u0000b")");
        QVERIFY(!withNul.isEmpty());
        QCOMPARE(odd(onB, R"("idempotencyKey":"a\u0000b")"), withNul);
        const QByteArray other = odd(onB, R"("idempotencyKey":"a\u00010b")");
        QVERIFY(!other.isEmpty() && other != withNul);
        QCOMPARE(text(onA.wait(withNul), u"state"), "succeeded");
        QCOMPARE(text(onA.wait(other), u"state"), "succeeded");
        a.open("gate");
        QCOMPARE(text(onB.wait(held), u"state"), "succeeded");
        QCOMPARE(onB.get(held).canonical(), onA.get(held).canonical());
        QCOMPARE(a.log().size() + b.log().size(), 4);
        QCOMPARE(a.auditFault(), QString());
        QCOMPARE(number(onB.result("system.audit"), u"succeeded"), 4);
    }

    void aWaitEndsWhereverTheTaskDoes()
    {
        NamedNode a = node("a", longLease);
        NamedNode b = node("b", longLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc onB = b.rpc();
        QList<int> waits;
        for (int i = 0; i < 3; ++i)
            waits += onB.send("task.wait", Rpc::idParam(onA.submit("test.gate", a.gateParams("gate"))));
        QVERIFY(eventually([&] { return number(onB.result("system.audit"), u"running") == 2; }));
        a.open("gate");
        for (const int wait : waits)
            QCOMPARE(text(onB.reply(wait)[u"result"], u"state"), "succeeded");
    }

    void aCancelReachesTheOtherNode()
    {
        NamedNode a = node("a", longLease, {u"--workers"_s, u"1"_s});
        NamedNode b = node("b", longLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc onB = b.rpc();
        const QByteArray running = onA.submit("test.gate", a.gateParams("never", "running"), R"("maxAttempts":5)");
        QVERIFY(a.begins("running"));
        const QByteArray queued = onA.submit("test.log", R"({"tag":"queued"})");
        QCOMPARE(text(onB.result("task.cancel", Rpc::idParam(queued)), u"state"), "cancelled");
        const JsonTextValue asked = onB.result("task.cancel", Rpc::idParam(running));
        QCOMPARE(text(asked, u"state"), "running");
        QVERIFY(asked[u"cancelRequestedAt"].isString());
        QCOMPARE(text(onB.wait(running), u"state"), "cancelled"); // its gate is never opened
        QCOMPARE(onB.error("task.cancel", Rpc::idParam(running)), -32007);
        // A retry runs where it was asked for.
        QCOMPARE(text(onB.result("task.retry", Rpc::idParam(queued)), u"id"), queued);
        QCOMPARE(text(onA.wait(queued), u"state"), "succeeded");
        QCOMPARE(a.begun("queued"), 0);
        QCOMPARE(b.begun("queued"), 1);
        QCOMPARE(a.begun("running"), 1);
        QCOMPARE(a.auditFault(), QString());
    }

    void eventsTellOfTheOtherNode()
    {
        NamedNode a = node("a", longLease);
        NamedNode b = node("b", longLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc onB = b.rpc();
        Rpc onBToo = b.rpc();
        QVERIFY(onB.result("events.subscribe", R"({"topics":["task"]})").has(u"subscription"));
        const QByteArray id = onA.submit("test.gate", a.gateParams("gate", "seen"));
        QVERIFY(
            onBToo.result("events.subscribe", "{\"topics\":[\"task\"],\"id\":\"" + id + "\"}").has(u"subscription"));
        const auto reaches = [&id](Rpc &rpc, QStringView state) {
            while (true) {
                const JsonTextValue event = rpc.event();
                if (!event.isObject())
                    return false;
                if (text(event[u"task"], u"id") == id && event[u"task"][u"state"].string() == state)
                    return true;
            }
        };
        QVERIFY(reaches(onB, u"running"));
        QVERIFY(reaches(onBToo, u"running"));
        a.open("gate");
        QVERIFY(reaches(onB, u"succeeded"));
        QVERIFY(reaches(onBToo, u"succeeded"));
    }

    void whatAKilledNodeHadIsFinished()
    {
        NamedNode a = node("a", shortLease, {u"--workers"_s, u"3"_s});
        NamedNode b = node("b", shortLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc onB = b.rpc();
        const QByteArray held = onA.submit("test.gate", a.gateParams("gate", "held"));
        const QByteArray last = onA.submit("test.gate", a.gateParams("gate", "last"), R"("maxAttempts":1)");
        const QByteArray cancelled = onA.submit("test.stubborn", a.gateParams("gate", "cancelled"));
        QVERIFY(a.begins("held") && a.begins("last") && a.begins("cancelled"));
        QVERIFY(eventually([&] { return !text(onB.get(last), u"worker").isEmpty(); })); // the others know that it runs
        QCOMPARE(text(onA.result("task.cancel", Rpc::idParam(cancelled)), u"state"), "running");
        QByteArrayList queued;
        for (int i = 0; i < 5; ++i)
            queued += onA.submit("test.log", R"({"tag":"queued"})");
        queued += onA.submit("test.log", R"({"tag":"queued"})", R"("delayMs":200)");
        const int wait = onB.send("task.wait", Rpc::idParam(last));
        a.kill();
        QVERIFY(b.begins("held"));
        a.open("gate");
        for (const QByteArray &id : queued) {
            const JsonTextValue record = onB.wait(id);
            QCOMPARE(text(record, u"state"), "succeeded");
            QCOMPARE(text(record, u"node"), "b");
            QCOMPARE(number(record, u"attempt"), 1);
        }
        const JsonTextValue again = onB.wait(held);
        QCOMPARE(text(again, u"state"), "succeeded");
        QCOMPARE(number(again[u"result"], u"attempt"), 2);
        const JsonTextValue lost = onB.reply(wait)[u"result"];
        QCOMPARE(text(lost, u"state"), "failed");
        QCOMPARE(lost[u"error"][u"code"].token(), "-32603");
        QCOMPARE(text(onB.wait(cancelled), u"state"), "cancelled");
        QCOMPARE(b.begun("last") + b.begun("cancelled"), 0);
        QCOMPARE(b.begun("queued"), queued.size());
        QCOMPARE(b.auditFault(), QString());
        // It comes back, and finds that there is nothing left to do.
        QVERIFY(a.start());
        QCOMPARE(text(a.rpc().wait(a.rpc().submit("test.log")), u"state"), "succeeded");
        QCOMPARE(a.begun("held") + a.begun("last") + a.begun("cancelled"), 3);
        QCOMPARE(a.begun("queued"), 0);
        QCOMPARE(a.auditFault(), QString());
    }

    /// What was claimed and waited for a worker has not used its attempt, even if it had no more than one.
    void whatAKilledNodeHadNotBegunIsNotCounted()
    {
        NamedNode a = node("a", shortLease, {u"--workers"_s, u"1"_s});
        NamedNode b = node("b", shortLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc direct = a.rpc();
        direct.send("test.gate", a.gateParams("gate", "direct"));
        QVERIFY(a.begins("direct"));
        const QByteArray id = onA.submit("test.log", R"({"tag":"once"})", R"("maxAttempts":1)");
        QVERIFY(eventually([&] { return text(onA.get(id), u"state") == "running"; }));
        a.kill();
        const JsonTextValue record = b.rpc().wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(number(record, u"attempt"), 2);
        QCOMPARE(a.begun("once"), 0);
        QCOMPARE(b.begun("once"), 1);
        QCOMPARE(b.auditFault(), QString());
    }

    /// However often it kills a node, it runs as often as it may.
    void whatKillsNodesEnds()
    {
        NamedNode a = node("a", shortLease);
        NamedNode b = node("b", shortLease);
        QVERIFY(a.start() && b.start());
        const QByteArray poison =
            a.rpc().submit("test.crash", R"({"tag":"poison"})", R"("maxAttempts":2,"delayMs":300)");
        QVERIFY(!poison.isEmpty());
        QVERIFY(a.dies());
        QVERIFY(b.dies());
        QVERIFY(a.start());
        Rpc onA = a.rpc();
        const JsonTextValue record = onA.wait(poison);
        QVERIFY2(text(record, u"state") == "failed", record.canonical() + a.process().stderrText());
        QVERIFY(onA.get(poison)[u"error"][u"data"].has(u"incident"));
        QCOMPARE(a.begun("poison") + b.begun("poison"), 2);
        QCOMPARE(a.auditFault(), QString());
    }

    void aNodeThatStoodStillOverwritesNothing()
    {
        NamedNode a = node("a", shortLease, {u"--workers"_s, u"2"_s});
        NamedNode b = node("b", shortLease);
        QVERIFY(a.start() && b.start());
        Rpc onA = a.rpc();
        Rpc onB = b.rpc();
        const QByteArray heeds = onA.submit("test.gate", a.gateParams("gate", "heeds"));
        const QByteArray stubborn = onA.submit("test.stubborn", a.gateParams("later", "stubborn"));
        QVERIFY(a.begins("heeds") && a.begins("stubborn"));
        QByteArrayList ids{heeds, stubborn};
        for (int i = 0; i < 5; ++i)
            ids += onA.submit("test.log", R"({"tag":"queued"})");
        QVERIFY(a.process().freeze());
        QVERIFY(eventually([&] { return b.begun("heeds") + b.begun("stubborn") > 0; })); // one at a time
        a.open("gate");
        a.open("later");
        QByteArrayList before;
        for (const QByteArray &id : ids) {
            const JsonTextValue record = onB.wait(id);
            QCOMPARE(text(record, u"state"), "succeeded");
            QCOMPARE(text(record, u"node"), "b");
            QCOMPARE(hops(record, u"finished"), 1);
            before += record.canonical();
        }
        a.process().signal(SIGCONT);
        QCOMPARE(text(onA.wait(onA.submit("test.log", R"({"tag":"after"})")), u"state"), "succeeded");
        QVERIFY(isFree(onA));
        for (qsizetype i = 0; i < ids.size(); ++i)
            QCOMPARE(onA.get(ids[i]).canonical(), before[i]);
        QCOMPARE(a.begun("heeds") + a.begun("stubborn"), 2);
        QCOMPARE(b.begun("heeds") + b.begun("stubborn"), 2);
        QCOMPARE(a.begun("queued"), 0);
        QCOMPARE(b.begun("queued"), 5);
        QCOMPARE(a.auditFault(), QString());
        QCOMPARE(a.stop().value_or(-1), 0);
    }

    /// Nobody waits for the lease of a node that has ended in order.
    void aNodeThatEndsHandsOver()
    {
        NamedNode a = node("a", longLease, {u"--drain-timeout"_s, u"100ms"_s});
        NamedNode b = node("b", shortLease);
        QVERIFY(a.start() && b.start());
        Rpc onB = b.rpc();
        const QByteArray held = a.rpc().submit("test.gate", a.gateParams("gate", "held"));
        const QByteArray delayed = a.rpc().submit("test.log", "{}", R"("delayMs":1000)");
        QVERIFY(a.begins("held"));
        QCOMPARE(a.stop().value_or(-1), 0);
        QVERIFY(b.begins("held"));
        a.open("gate");
        QCOMPARE(text(onB.wait(held), u"state"), "succeeded");
        QCOMPARE(text(onB.wait(delayed), u"state"), "succeeded");
        QCOMPARE(b.auditFault(), QString());
    }
};

QTEST_GUILESS_MAIN(TwoNodes)
#include "tst_two_nodes.moc"
