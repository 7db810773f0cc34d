// What a task's call refuses for its params its submission refuses, with the same words, and nothing else.
#include "tests/support/task_server.h"

#include <QTest>

using namespace relevo::test;

class BackgroundParams : public QObject
{
    Q_OBJECT

private:
    static void row(const char *task, const QByteArray &params, int code = -32602)
    {
        QTest::addRow("%s %s", task, params.left(60).constData()) << QByteArray(task) << params << code;
    }

    TaskServer m_server;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void asCalled_data()
    {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<int>("code");
        for (const char *params : {"{}", "[]", "[1]", R"(["a","b"])", R"({"x":1})", R"({"text":"a","text":"b"})",
                                   R"({"text":"\ud800"})", R"({"\udc00":1})", R"({"text":null})"}) {
            row("text.reverse", params);
            row("text.count", params);
        }
        row("text.reverse", R"(["\ud83d\ude00"])", 0);
        row("text.count", R"({"text":""})", 0);
        for (const char *params :
             {"{}", "[]", "[1]", "[[]]", R"({"numbers":[ ]})", "[[1,null]]", R"([["1"]])", "[[[1]]]", "[[1e309]]",
              "[[1,-1e400]]", "[[1e999999999999]]", "[[1e-100001]]", "[[1,0.1e-100000]]", "[[1],2]",
              R"({"numbers":[1],"x":1})", R"({"numbers":[1],"numbers":[1]})", R"({"numbers":["a"],"x":1})"})
            row("numbers.average", params);
        for (const char *params : {"[[1]]", "[[1e308,1e308]]", "[[1e-400]]", "[[0e999999999]]", "[[1e-100000]]"})
            row("numbers.average", params, 0);
        // Streams of numbers, which a call reads without having looked at them before.
        const QByteArray many = QByteArray("1.5,").repeated(30'000);
        row("numbers.average", "[[" + many + "1]]", 0);
        row("numbers.average", "[[" + many + "1e400]]");
        row("numbers.average", "[[" + many + "\"1\"]]");
        row("numbers.average", "{\"numbers\":[" + many + "1],\"x\":1}");
        for (const char *params :
             {R"({"text":"12345"})", R"({"text":"1234\u0035"})", R"({"text":"\udc00"})", R"({"numbers":[1]})",
              R"({"numbers":[1,2,3,4]})", R"({"numbers":[1,"2"]})", R"({"numbers":[1,1e400]})", R"({"number":11})",
              R"({"number":1e400})", R"({"number":"1"})", R"({"integer":0})", R"({"integer":1.5})",
              R"({"integer":1e300})", R"({"choice":"three"})", R"({"choice":1})", R"({"switch":1})", R"({"tag":null})"})
            row("test.kinds", params);
        row("test.kinds", "{}", 0);
        row("test.kinds", R"(["","1234",[1,2,3],10,2e0,"two",true])", 0);
    }

    void asCalled()
    {
        QFETCH(const QByteArray, task);
        QFETCH(const QByteArray, params);
        QFETCH(const int, code);
        Rpc rpc = m_server.rpc();
        const JsonTextValue called = rpc.call(task, params)[u"error"];
        const JsonTextValue submitted = rpc.call("task.submit", submission(task, params))[u"error"];
        QCOMPARE(static_cast<int>(called[u"code"].number()), code);
        QCOMPARE(submitted.canonical(), called.canonical());
    }

    /// What was accepted has not failed.
    void nothingFailed()
    {
        Rpc rpc = m_server.rpc();
        QVERIFY(rpc.wait(rpc.submit("numbers.average", "[[1e-400]]"))[u"state"].string() == u"succeeded");
        QCOMPARE(rpc.result("task.list", R"({"state":"failed"})")[u"tasks"].items().size(), 0);
        QCOMPARE(m_server.auditFault(), QString());
    }
};

QTEST_GUILESS_MAIN(BackgroundParams)
#include "tst_background_params.moc"
