// The life of a background task as its owner sees it: submit, get, wait, list, and what is refused.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QRegularExpression>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

bool isTime(const JsonTextValue &value)
{
    static const QRegularExpression shape(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"_s);
    return value.isString() && shape.match(value.string()).hasMatch();
}

QByteArray stages(const JsonTextValue &record)
{
    QByteArrayList names;
    for (const JsonTextValue &hop : record[u"trace"].items())
        names += text(hop, u"stage");
    return names.join(' ');
}

QByteArrayList ids(const JsonTextValue &page)
{
    QByteArrayList all;
    for (const JsonTextValue &record : page[u"tasks"].items())
        all += text(record, u"id");
    return all;
}

} // namespace

class BackgroundLife : public QObject
{
    Q_OBJECT

private:
    TaskServer m_server;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.process().stderrText().constData()); }
    void cleanupTestCase()
    {
        QCOMPARE(m_server.auditFault(), QString());
        QCOMPARE(m_server.stop().value_or(-1), 0);
        QCOMPARE(m_server.process().sanitizerReport(), "");
    }

    void aRecordTellsAll()
    {
        Rpc rpc = m_server.rpc();
        const JsonTextValue submitted = rpc.result(
            "task.submit", submission("text.reverse", R"({"text":"ab"})", R"("priority":7,"maxAttempts":2)"));
        QCOMPARE(text(submitted, u"state"), "queued");
        const QByteArray id = text(submitted, u"id");
        static const QRegularExpression uuid7(
            u"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        QVERIFY2(uuid7.match(QString::fromLatin1(id)).hasMatch(), id.constData());
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"id"), id);
        QCOMPARE(text(record, u"task"), "text.reverse");
        QCOMPARE(text(record, u"kind"), "background");
        QCOMPARE(record[u"owner"].kind(), JsonTextValue::Kind::Null);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(number(record, u"priority"), 7);
        QCOMPARE(number(record, u"attempt"), 1);
        QCOMPARE(number(record, u"maxAttempts"), 2);
        QCOMPARE(record[u"progress"].token(), "1");
        QCOMPARE(record[u"stuck"].token(), "false");
        for (const auto *time : {u"createdAt", u"startedAt", u"finishedAt"})
            QVERIFY2(isTime(record[time]), record.canonical().constData());
        for (const auto *time : {u"notBefore", u"cancelRequestedAt"})
            QVERIFY2(record.has(time) && record[time].kind() == JsonTextValue::Kind::Null,
                     record.canonical().constData());
        QVERIFY(text(record, u"createdAt") <= text(record, u"startedAt"));
        QVERIFY(text(record, u"startedAt") <= text(record, u"finishedAt"));
        QVERIFY(!text(record, u"node").isEmpty() && !text(record, u"worker").isEmpty());
        QCOMPARE(record[u"params"].canonical(), R"({"text":"ab"})");
        QCOMPARE(record[u"result"].canonical(), R"({"text":"ba"})");
        QVERIFY(!record.has(u"error"));
        QCOMPARE(number(record, u"paramsBytes"), 13);
        QCOMPARE(number(record, u"resultBytes"), 13);
        QCOMPARE(stages(record), "received queued started finished stored");
        QCOMPARE(number(record, u"traceDropped"), 0);
        QCOMPARE(rpc.get(id).canonical(), record.canonical());
    }

    void paramsAreKeptAsTheyWereSent()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray params = R"({ "numbers" : [1.0, 12345678901234567890, 1e2] })";
        const JsonTextValue record = rpc.wait(rpc.submit("numbers.average", params));
        QCOMPARE(record[u"params"][u"numbers"].items()[0].token(), "1.0");
        QCOMPARE(record[u"params"][u"numbers"].items()[1].token(), "12345678901234567890");
        QCOMPARE(text(record, u"state"), "succeeded");
        const JsonTextValue byPosition = rpc.wait(rpc.submit("text.reverse", R"(["\u00e1b"])"));
        QCOMPARE(byPosition[u"result"].canonical(), R"({"text":"bá"})");
        QCOMPARE(byPosition[u"params"].kind(), JsonTextValue::Kind::Array);
    }

    void aRecordIsOneLine()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("text.reverse", "{\r\n  \"text\" :\n\"ab\\n\"\n}");
        for (const char *method : {"task.wait", "task.get"}) {
            const QByteArray line = rpc.peer().ask(request("7", method, Rpc::idParam(id)));
            QCOMPARE(faultOf(line), QString());
            QVERIFY2(line.contains(R"("ab\n")") && !line.contains('\r'), line.constData());
        }
    }

    void submitTakesItsParamsByPosition()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = text(rpc.result("task.submit", R"(["text.reverse",["ab"],{"priority":0}])"), u"id");
        QCOMPARE(number(rpc.wait(id), u"priority"), 0);
        QCOMPARE(text(rpc.result("task.wait", "[\"" + id + "\",0]"), u"state"), "succeeded");
    }

    void whatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &params, const char *expected) {
            QTest::newRow(name) << params << QByteArray(expected);
        };
        const auto options = [](const char *text) { return submission("text.reverse", R"({"text":"ab"})", text); };
        row("no task", R"({"params":{}})", "(task)");
        row("unknown task", submission("text.revers"), "(task)(text.reverse)");
        row("a method is no task", submission("task.get"), "(task)");
        row("task is no string", R"({"task":1})", "(task)");
        row("unknown member", R"({"task":"test.log","queue":1})", "(queue)");
        row("params missing", submission("text.reverse"), "(text)");
        row("params of wrong type", submission("text.reverse", R"({"text":1})"), "(text)");
        row("params unknown", submission("text.reverse", R"({"text":"a","more":1})"), "(more)");
        row("params no object", submission("text.reverse", "1"), "(params)");
        row("params deep inside", submission("numbers.average", R"({"numbers":[1,"2"]})"), "(numbers)");
        row("no numbers", submission("numbers.average", R"({"numbers":[]})"), "(numbers)");
        row("options no object", R"({"task":"test.log","options":[1]})", "(options)");
        row("option unknown", options(R"("prio":1)"), "(options.prio)");
        for (const char *option :
             {R"("priority":-1)", R"("priority":10)", R"("priority":"4")", R"("priority":4.5)", R"("timeoutMs":0)",
              R"("timeoutMs":2592000001)", R"("maxAttempts":0)", R"("maxAttempts":21)", R"("delayMs":-1)",
              R"("delayMs":2592000001)", R"("idempotencyKey":5)"}) {
            const QByteArray text(option);
            const QByteArray expected = "(options." + text.mid(1, text.indexOf('"', 1) - 1) + ')';
            row(option, options(option), expected.constData());
        }
        row("key too long", options(QByteArray("\"idempotencyKey\":\"" + QByteArray(201, 'k') + '"').constData()),
            "(options.idempotencyKey)");
    }
    void whatIsRefused()
    {
        QFETCH(const QByteArray, params);
        QFETCH(const QByteArray, expected);
        Rpc rpc = m_server.rpc();
        QCOMPARE(summaryOf(rpc.call("task.submit", params)).mid(2), "!-32602" + expected);
        QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("9"))), goodSummary("9"));
    }

    void theBoundsThemselvesAreTaken()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray least = R"("priority":0,"timeoutMs":1,"maxAttempts":1,"delayMs":0,"idempotencyKey":"k")";
        const QByteArray most = R"("priority":9,"timeoutMs":2592000000,"maxAttempts":20,"delayMs":2592000000,)"
                                "\"idempotencyKey\":\"" +
                                QByteArray(200, 'k') + '"';
        QVERIFY(!rpc.submit("test.log", "{}", least).isEmpty());
        const QByteArray id = rpc.submit("test.log", "{}", most);
        QVERIFY(!id.isEmpty());
        QVERIFY(isTime(rpc.get(id)[u"notBefore"]));
        QCOMPARE(text(rpc.result("task.cancel", Rpc::idParam(id)), u"state"), "cancelled");
        QVERIFY(
            !text(rpc.result("task.submit", R"({"task":"test.log","params":null,"options":null})"), u"id").isEmpty());
    }

    void unknownIds_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("no id") << QByteArray("x");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one that nobody has") << QByteArray("01932b1c-1234-7000-8000-123456789abc");
        Rpc rpc = m_server.rpc();
        QByteArray guessed = rpc.submit("test.log");
        guessed.back() = guessed.back() == '0' ? '1' : '0';
        QTest::newRow("another's, guessed") << guessed;
    }
    void unknownIds()
    {
        QFETCH(const QByteArray, id);
        Rpc rpc = m_server.rpc();
        for (const char *method : {"task.get", "task.wait", "task.cancel", "task.retry"})
            QCOMPARE(rpc.error(method, Rpc::idParam(id)), -32003);
        const QByteArray watching = "[[\"task\"],\"" + id + "\"]";
        const QByteArray reading = "[\"" + id + "-p\",0,1]";
        QCOMPARE(rpc.error("events.subscribe", watching), -32003);
        QCOMPARE(rpc.error("blob.read", reading), -32003);
    }

    void aWaitEndsWithItsTime()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.gate", m_server.gateParams("wait", "waited"));
        QVERIFY(m_server.begins("waited"));
        QCOMPARE(text(rpc.result("task.wait", R"({"id":")" + id + R"(","timeoutMs":0})"), u"state"), "running");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(text(rpc.result("task.wait", R"({"id":")" + id + R"(","timeoutMs":200})"), u"state"), "running");
        QVERIFY(timer.elapsed() >= 199);
        QCOMPARE(rpc.error("task.wait", R"({"id":")" + id + R"(","timeoutMs":3600001})"), -32602);
        const int first = rpc.send("task.wait", Rpc::idParam(id));
        const int second = rpc.send("task.wait", Rpc::idParam(id));
        QByteArray guessed = id; // which ends nobody else's
        guessed.back() = guessed.back() == '0' ? '1' : '0';
        QCOMPARE(rpc.error("task.wait", Rpc::idParam(guessed)), -32003);
        m_server.open("wait");
        QCOMPARE(text(rpc.reply(second)[u"result"], u"state"), "succeeded");
        QCOMPARE(text(rpc.reply(first)[u"result"], u"state"), "succeeded");
    }

    void batchesAnswerOnce()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.gate", m_server.gateParams("batch"));
        QByteArrayList members{request("1", "task.wait", Rpc::idParam(id)),
                               request("2", "task.submit", submission("test.log")),
                               request("3", "task.submit", submission("test.none")), goodRequest("4"),
                               request({}, "task.submit", submission("test.log", R"({"tag":"unasked"})"))};
        QVERIFY(rpc.peer().send('[' + members.join(',') + ']'));
        QVERIFY(rpc.peer().staysSilent(100));
        QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("9"))), goodSummary("9")); // the wait holds nobody up
        m_server.open("batch");
        const auto line = rpc.peer().readLine();
        QVERIFY(line);
        QCOMPARE(faultOf(*line), QString());
        const auto replies = JsonTextValue::parse(*line);
        QCOMPARE(replies->items().size(), 4);
        for (const JsonTextValue &reply : replies->items()) {
            if (reply[u"id"].token() == "1")
                QCOMPARE(text(reply[u"result"], u"state"), "succeeded");
        }
    }

    /// Those of one connection hold up nobody on another.
    void manyReadsTakeTurns()
    {
        Rpc many = m_server.rpc();
        Rpc one = m_server.rpc();
        const QByteArray id = one.submit("test.log");
        QCOMPARE(text(one.wait(id), u"state"), "succeeded");
        constexpr int audits = 500;
        QByteArray asked;
        for (int i = 0; i < audits; ++i)
            asked += request(QByteArray::number(i), "system.audit") + '\n';
        QVERIFY(many.peer().send(asked));
        QVERIFY(many.peer().readLine());
        QCOMPARE(text(one.get(id), u"state"), "succeeded");
        int answered = 0;
        while (many.peer().readLine(0))
            ++answered;
        QVERIFY2(answered < audits / 2, QByteArray::number(answered).constData());
    }

    /// An error is told, however its record is asked for.
    void anErrorIsNoPayload()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.fail", R"({"times":9})", R"("maxAttempts":1)");
        QCOMPARE(text(rpc.wait(id), u"state"), "failed");
        const JsonTextValue record = rpc.result("task.get", "{\"id\":\"" + id + "\",\"inline\":false}");
        QCOMPARE(record[u"error"][u"code"].token(), "-32010");
        QVERIFY(!record.has(u"resultBlob"));
        QVERIFY(record.has(u"paramsBlob") && !record.has(u"params"));
    }

    void aNotificationSubmits()
    {
        Rpc rpc = m_server.rpc();
        QVERIFY(rpc.peer().send(request({}, "task.submit", submission("test.log", R"({"tag":"told"})"))));
        QVERIFY(m_server.begins("told"));
    }

    void theOldDialectSubmitsToo()
    {
        RawPeer peer(m_server.port());
        const QByteArray line = peer.ask(R"({"method":"task.submit","params":["test.log"],"id":1})");
        QCOMPARE(faultOf(line), QString());
        QVERIFY2(line.contains("\"error\":null") && line.contains("\"state\":\"queued\""), line.constData());
    }

    void listsNewestFirst()
    {
        Rpc rpc = m_server.rpc();
        QByteArrayList made;
        for (int i = 0; i < 7; ++i)
            made.prepend(rpc.submit("test.take", R"({"text":"x"})"));
        for (const QByteArray &id : made)
            QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        QByteArrayList seen;
        QByteArray before;
        do {
            const JsonTextValue page = rpc.result("task.list", R"({"task":"test.take","limit":3)" + before + '}');
            QVERIFY(page[u"tasks"].items().size() <= 3);
            seen += ids(page);
            before = page[u"next"].isString() ? ",\"before\":\"" + text(page, u"next") + '"' : QByteArray();
            rpc.submit("test.take", R"({"text":"later"})"); // is not shown
        } while (!before.isEmpty());
        QCOMPARE(seen, made);
        const JsonTextValue first = rpc.result("task.list", R"({"limit":1})");
        QVERIFY(!first[u"tasks"].items()[0].has(u"params") && !first[u"tasks"].items()[0].has(u"result"));
        QVERIFY(rpc.result("task.list", R"({"task":"no.such"})")[u"tasks"].items().isEmpty());
        for (const char *wrong : {R"({"state":"done"})", R"({"limit":0})", R"({"limit":501})", R"({"before":"x"})"})
            QCOMPARE(rpc.error("task.list", wrong), -32602);
    }

    void aDelayedTaskIsNotBegunBefore()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.log", R"({"tag":"late"})", R"("delayMs":700)");
        const JsonTextValue queued = rpc.get(id);
        QCOMPARE(text(queued, u"state"), "queued");
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"notBefore"), text(queued, u"notBefore"));
        QVERIFY(text(record, u"startedAt") >= text(record, u"notBefore"));
    }
};

QTEST_GUILESS_MAIN(BackgroundLife)
#include "tst_background_life.moc"
