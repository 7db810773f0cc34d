// Idempotency keys: the same submission again is the same task, whenever and however often it comes.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QTest>

#include <set>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class BackgroundKeys : public QObject
{
    Q_OBJECT

private:
    static QByteArray keyed(const QByteArray &key) { return "\"idempotencyKey\":\"" + key + '"'; }

private Q_SLOTS:
    void theSameAgainIsTheFirst()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.log", R"({"tag":"k"})", keyed("a"));
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        // White space outside strings and the options do not count.
        const JsonTextValue again =
            rpc.result("task.submit", submission("test.log", "{ \"tag\" :\n\"k\" }", keyed("a") + ",\"priority\":9"));
        QCOMPARE(text(again, u"id"), id);
        QCOMPARE(text(again, u"state"), "succeeded");
        for (const QByteArray &other :
             {submission("test.log", R"({"tag":"K"})", keyed("a")),
              submission("test.log", R"({"tag":"k "})", keyed("a")), submission("test.log", R"(["k"])", keyed("a")),
              submission("text.reverse", R"({"text":"k"})", keyed("a"))})
            QCOMPARE(summaryOf(rpc.call("task.submit", other)).mid(2), "!-32602(options.idempotencyKey)");
        QVERIFY(rpc.submit("test.log", R"({"tag":"k"})", keyed("b")) != id);
        QVERIFY(server.begins("k", 2));
        QCOMPARE(server.begun("k"), 2);
    }

    /// A thousand at once, over two connections and in one batch each.
    void manyAtOnceAreOne()
    {
        TaskServer server;
        QVERIFY(server.start());
        constexpr int members = 1000;
        QByteArrayList batch;
        for (int i = 0; i < members; ++i)
            batch += request(QByteArray::number(i), "task.submit",
                             submission("test.log", R"({"tag":"one"})", keyed("same")));
        Rpc first = server.rpc();
        Rpc second = server.rpc();
        std::set<QByteArray> ids;
        for (Rpc *rpc : {&first, &second})
            QVERIFY(rpc->peer().send('[' + batch.join(',') + ']'));
        for (Rpc *rpc : {&first, &second}) {
            const auto line = rpc->peer().readLine();
            QVERIFY(line);
            const auto replies = JsonTextValue::parse(*line);
            QCOMPARE(replies->items().size(), members);
            for (const JsonTextValue &reply : replies->items())
                ids.insert(text(reply[u"result"], u"id"));
        }
        QCOMPARE(ids.size(), 1u);
        QCOMPARE(text(first.wait(*ids.begin()), u"state"), "succeeded");
        QCOMPARE(server.begun("one"), 1);
        QCOMPARE(number(first.result("system.audit"), u"accepted"), 1);
        QCOMPARE(server.auditFault(), QString());
    }

    void holdsOverAKill()
    {
        TaskServer server;
        QVERIFY(server.start());
        const QByteArray id = server.rpc().submit("test.log", R"({"tag":"kept"})", keyed("k"));
        server.kill();
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        QCOMPARE(rpc.submit("test.log", R"({"tag":"kept"})", keyed("k")), id);
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        QCOMPARE(number(rpc.result("system.audit"), u"accepted"), 1);
    }

    void aFinalTaskIsStillTheOne()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray params = R"({"times":99,"final":true})";
        const QByteArray failed = rpc.submit("test.fail", params, keyed("f"));
        QCOMPARE(text(rpc.wait(failed), u"state"), "failed");
        const JsonTextValue again = rpc.result("task.submit", submission("test.fail", params, keyed("f")));
        QCOMPARE(text(again, u"id"), failed);
        QCOMPARE(text(again, u"state"), "failed");
        const QByteArray delayed = rpc.submit("test.log", "{}", keyed("c") + R"(,"delayMs":60000)");
        rpc.call("task.cancel", Rpc::idParam(delayed));
        QCOMPARE(text(rpc.result("task.submit", submission("test.log", "{}", keyed("c"))), u"state"), "cancelled");
    }

    void aKeyIsFreeOnceItsRecordHasGone()
    {
        TaskServer server({u"--keep-tasks"_s, u"1"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.log", "{}", keyed("old"));
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        QCOMPARE(text(rpc.wait(rpc.submit("test.log")), u"state"), "succeeded");
        QVERIFY(eventually([&] { return rpc.error("task.get", Rpc::idParam(id)) == -32003; }));
        const QByteArray next = rpc.submit("test.log", R"({"tag":"else"})", keyed("old"));
        QVERIFY(!next.isEmpty() && next != id);
        QCOMPARE(text(rpc.wait(next), u"state"), "succeeded");
        QCOMPARE(number(rpc.result("system.audit"), u"accepted"), 3); // counted for ever
        QCOMPARE(server.auditFault(), QString());
    }
};

QTEST_GUILESS_MAIN(BackgroundKeys)
#include "tst_background_keys.moc"
