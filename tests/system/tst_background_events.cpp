// Events: what a subscription tells, in which order, and what becomes of those who do not read.
#include "tests/support/reply.h"
#include "tests/support/stats.h"
#include "tests/support/task_server.h"

#include <QTest>

#include <map>
#include <set>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

const char *const allTasks = R"({"topics":["task"]})";

QByteArray idOf(const JsonTextValue &event)
{
    return text(event[u"task"], u"id");
}
QByteArray stateOf(const JsonTextValue &event)
{
    return text(event[u"task"], u"state");
}

} // namespace

class BackgroundEvents : public QObject
{
    Q_OBJECT

private:
    TaskServer m_server;

    static QByteArray subscribe(Rpc &rpc, const QByteArray &params)
    {
        return text(rpc.result("events.subscribe", params), u"subscription");
    }
    static QByteArray subscribeTo(Rpc &rpc, const QByteArray &id)
    {
        return subscribe(rpc, "[[\"task\"],\"" + id + "\"]");
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.process().stderrText().constData()); }
    void cleanupTestCase()
    {
        QCOMPARE(m_server.auditFault(), QString());
        QCOMPARE(m_server.stop().value_or(-1), 0);
        QCOMPARE(m_server.process().sanitizerReport(), "");
    }

    void eachChangeIsTold()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray subscription = subscribe(rpc, allTasks);
        QVERIFY(!subscription.isEmpty());
        const QByteArray id = rpc.submit("test.log");
        QByteArrayList states;
        qint64 seq = 0;
        while (!states.contains("succeeded")) {
            const JsonTextValue event = rpc.event();
            QVERIFY(event.isObject());
            QCOMPARE(text(event, u"subscription"), subscription);
            QCOMPARE(text(event, u"topic"), "task");
            QCOMPARE(number(event, u"seq"), ++seq);
            QVERIFY(event[u"at"].isString());
            QVERIFY(!event.has(u"lost"));
            QCOMPARE(idOf(event), id);
            QVERIFY(!event[u"task"].has(u"params") && !event[u"task"].has(u"result"));
            if (states.isEmpty() || states.last() != stateOf(event))
                states += stateOf(event);
        }
        QCOMPARE(states, (QByteArrayList{"queued", "running", "succeeded"}));
    }

    /// Many times, since this is about who comes first.
    void noEventPrecedesTheReply()
    {
        Rpc rpc = m_server.rpc();
        subscribe(rpc, allTasks);
        for (int i = 0; i < 300; ++i) {
            const QByteArray params = "{\"text\":\"" + QByteArray(i % 10 ? 1 : 70'000, 'x') + "\"}";
            const int call = rpc.send("task.submit", submission("test.take", params));
            const QByteArray id = text(rpc.reply(call)[u"result"], u"id");
            for (qsizetype left = rpc.waitingEvents(); left > 0; --left) {
                const JsonTextValue event = rpc.event();
                QVERIFY2(idOf(event) != id, "an event came before the reply");
            }
        }
    }

    void ofOneTaskThePresentStateComesFirst()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray done = rpc.submit("test.log");
        QCOMPARE(text(rpc.wait(done), u"state"), "succeeded");
        const QByteArray one = subscribeTo(rpc, done);
        const JsonTextValue first = rpc.event();
        QCOMPARE(text(first, u"subscription"), one);
        QCOMPARE(number(first, u"seq"), 1);
        QCOMPARE(stateOf(first), "succeeded");
        const QByteArray held = rpc.submit("test.gate", m_server.gateParams("one", "one"));
        QVERIFY(m_server.begins("one"));
        subscribeTo(rpc, held);
        QCOMPARE(stateOf(rpc.event()), "running");
        rpc.wait(rpc.submit("test.log")); // nobody's
        m_server.open("one");
        JsonTextValue last;
        do {
            last = rpc.event();
            QCOMPARE(idOf(last), held);
        } while (stateOf(last) == "running");
        QCOMPARE(stateOf(last), "succeeded");
    }

    void progressIsToldNowAndThen()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.sleep", R"({"ms":1500})", R"("delayMs":100)");
        subscribeTo(rpc, id);
        int told = 0;
        double last = 0;
        QElapsedTimer timer;
        JsonTextValue event;
        do {
            event = rpc.event();
            QVERIFY(event.isObject());
            const double progress = event[u"task"][u"progress"].number();
            if (stateOf(event) == "running") {
                if (!timer.isValid())
                    timer.start();
                QVERIFY(progress >= last);
                told += progress > last ? 1 : 0;
                last = progress;
            }
        } while (stateOf(event) != "succeeded");
        QVERIFY2(told >= 2, QByteArray::number(told).constData());
        QVERIFY2(told <= timer.elapsed() / 100 + 2, QByteArray::number(told).constData());
        QCOMPARE(event[u"task"][u"progress"].token(), "1");
    }

    void unsubscribingEndsIt()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray subscription = subscribe(rpc, allTasks);
        const QByteArray param = "{\"subscription\":\"" + subscription + "\"}";
        QCOMPARE(rpc.result("events.unsubscribe", param).canonical(), "{}");
        QCOMPARE(rpc.error("events.unsubscribe", param), -32003);
        rpc.wait(rpc.submit("test.log"));
        QCOMPARE(rpc.event(100).kind(), JsonTextValue::Kind::Null);
        QVERIFY(subscribe(rpc, allTasks) != subscription);
        for (const char *wrong : {R"({"topics":[]})", R"({"topics":["tasks"]})", R"({"topics":"task"})", R"({})"})
            QCOMPARE(rpc.error("events.subscribe", wrong), -32602);
    }

    void anotherConnectionsSubscriptionIsUnknown()
    {
        Rpc rpc = m_server.rpc();
        Rpc other = m_server.rpc();
        const QByteArray subscription = subscribe(rpc, allTasks);
        subscribe(other, allTasks);
        const QByteArray param = "{\"subscription\":\"" + subscription + "x\"}";
        QCOMPARE(other.error("events.unsubscribe", param), -32003);
    }

    void statsAreToldEachSecond()
    {
        Rpc rpc = m_server.rpc();
        subscribe(rpc, R"({"topics":["stats"]})");
        for (int i = 1; i <= 2; ++i) {
            const JsonTextValue event = rpc.event();
            QCOMPARE(text(event, u"topic"), "stats");
            QCOMPARE(number(event, u"seq"), i);
            QVERIFY(event[u"stats"].isObject());
        }
    }

    void aSlowReaderLosesTheOldest()
    {
        Rpc slow(m_server.port(), 4096);
        subscribe(slow, allTasks);
        Rpc rpc = m_server.rpc();
        QByteArrayList batch;
        for (int i = 0; i < 1000; ++i)
            batch += request(QByteArray::number(i), "task.submit", submission("test.log"));
        constexpr int rounds = 12;
        qint64 tasks = 0;
        std::map<QByteArray, QByteArray> newest;
        for (int round = 0; round < rounds; ++round) {
            const auto replies = JsonTextValue::parse(rpc.peer().ask('[' + batch.join(',') + ']'));
            QVERIFY(replies);
            tasks += replies->items().size();
        }
        QVERIFY(eventually([&] { return number(rpc.result("system.audit"), u"queued") == 0; }));
        QVERIFY(eventually([&] { return number(rpc.result("system.audit"), u"running") == 0; }));
        const QByteArray last = rpc.submit("test.log", "{}", R"("delayMs":200)");
        qint64 seq = 0;
        qint64 lost = 0;
        qint64 read = 0;
        JsonTextValue event;
        do {
            event = slow.event();
            QVERIFY(event.isObject());
            const qint64 missed = event.has(u"lost") ? number(event, u"lost") : 0;
            lost += missed;
            QVERIFY(number(event, u"seq") > seq);
            seq = number(event, u"seq");
            ++read;
            newest[idOf(event)] = stateOf(event);
        } while (idOf(event) != last || stateOf(event) != "succeeded");
        qInfo("%lld events read, %lld lost, of %lld tasks", static_cast<long long>(read), static_cast<long long>(lost),
              static_cast<long long>(tasks));
        QVERIFY(lost > 0);
        QCOMPARE(read + lost, seq);
        QVERIFY2(read < 20'000, QByteArray::number(read).constData());
        // Of the tasks that are still told of, at the end the newest state is.
        for (const auto &[id, state] : newest) {
            if (state != "succeeded")
                QVERIFY2(text(rpc.get(id), u"state") == "succeeded", id.constData());
        }
    }

    void halfACloseEndsThem()
    {
        Rpc rpc = m_server.rpc();
        subscribe(rpc, allTasks);
        const int last = rpc.send("task.submit", submission("test.gate", m_server.gateParams("half", "half")));
        rpc.peer().closeWriting();
        QVERIFY(rpc.reply(last).has(u"result"));
        QVERIFY(m_server.begins("half"));
        // Nothing is owed, and so the connection ends, though the task that it watches runs on.
        rpc.peer().readLinesToEnd();
        QCOMPARE(rpc.peer().end(), RawPeer::End::Closed);
        m_server.open("half");
    }

    void aResetEndsThem()
    {
        for (int i = 0; i < 20; ++i) {
            Rpc rpc = m_server.rpc();
            QVERIFY(!subscribe(rpc, allTasks).isEmpty());
            rpc.send("task.submit", submission("test.log"));
            rpc.peer().reset();
        }
        QVERIFY(eventually([&] { return Stats::of(m_server.port()).connections == 1; }));
        Rpc rpc = m_server.rpc();
        QCOMPARE(text(rpc.wait(rpc.submit("test.log")), u"state"), "succeeded");
    }

    void aThousandOfThemAndNoMore()
    {
        Rpc rpc = m_server.rpc();
        for (int i = 0; i < 1000; ++i)
            QVERIFY(!subscribe(rpc, allTasks).isEmpty());
        const JsonTextValue refused = rpc.call("events.subscribe", allTasks);
        QCOMPARE(refused[u"error"][u"code"].token(), "-32000");
        const QByteArray id = rpc.submit("test.log");
        std::set<QByteArray> told;
        while (told.size() < 1000) {
            const JsonTextValue event = rpc.event();
            QVERIFY(event.isObject());
            if (stateOf(event) == "succeeded" && idOf(event) == id)
                told.insert(text(event, u"subscription"));
        }
    }

    void theWaitsOfTheGoneAreForgotten()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.log", "{}", R"("delayMs":3000000)");
        const auto waiting = [&] { return number(rpc.result("system.stats")[u"background"], u"waits"); };
        for (int i = 0; i < 5; ++i) {
            Rpc gone = m_server.rpc();
            for (int wait = 0; wait < 900; ++wait)
                gone.send("task.wait", Rpc::idParam(id));
            QVERIFY(gone.call("system.info").has(u"result"));
            gone.peer().reset();
        }
        const int kept = rpc.send("task.wait", Rpc::idParam(id));
        QVERIFY(eventually([&] {
            rpc.submit("test.log"); // and so the figures are counted anew
            return waiting() == 1;
        }));
        QVERIFY(rpc.call("task.cancel", Rpc::idParam(id)).has(u"result"));
        QCOMPARE(text(rpc.reply(kept)[u"result"], u"state"), "cancelled");
    }

    void aThousandWaitsAndNoMore()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.gate", m_server.gateParams("waits", "waits"));
        QList<int> waits;
        for (int i = 0; i < 1000; ++i)
            waits += rpc.send("task.wait", Rpc::idParam(id));
        QCOMPARE(rpc.error("task.wait", Rpc::idParam(id)), -32000);
        QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("9999"))), goodSummary("9999"));
        m_server.open("waits");
        for (const int wait : waits)
            QCOMPARE(text(rpc.reply(wait)[u"result"], u"state"), "succeeded");
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded"); // there is room again
    }
};

QTEST_GUILESS_MAIN(BackgroundEvents)
#include "tst_background_events.moc"
