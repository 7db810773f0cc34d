// Attempts: what is tried again and when, what is final, what an attempt may take, and starting afresh.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QDateTime>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

qint64 msOf(const JsonTextValue &record, QStringView time)
{
    return QDateTime::fromString(record[time].string(), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

QByteArray failing(int times, int code, bool isFinal, const QByteArray &tag)
{
    return R"({"tag":")" + tag + R"(","times":)" + QByteArray::number(times) + ",\"code\":" + QByteArray::number(code) +
           (isFinal ? ",\"final\":true}" : "}");
}

} // namespace

class BackgroundAttempts : public QObject
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

    void aFailureIsTriedAgainLater()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.fail", failing(1, -32010, false, "again"));
        QVERIFY(m_server.begins("again"));
        const qint64 first = msOf(rpc.get(id), u"createdAt");
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(record[u"result"].canonical(), R"({"attempt":2})");
        QCOMPARE(number(record, u"attempt"), 2);
        QVERIFY(msOf(record, u"startedAt") - first >= 1000);
        QVERIFY(msOf(record, u"startedAt") >= msOf(record, u"notBefore"));
        QVERIFY(!record.has(u"error"));
    }

    void onlySoOften_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("isFinal");
        QTest::addColumn<int>("attempts");
        QTest::newRow("-32010") << -32010 << false << 2;
        QTest::newRow("-32603") << -32603 << false << 2;
        QTest::newRow("-32001") << -32001 << false << 2;
        QTest::newRow("-32010, final") << -32010 << true << 1;
        QTest::newRow("-32602") << -32602 << false << 1;
        QTest::newRow("-32602, final") << -32602 << true << 1;
    }
    void onlySoOften()
    {
        QFETCH(const int, code);
        QFETCH(const bool, isFinal);
        QFETCH(const int, attempts);
        Rpc rpc = m_server.rpc();
        const QByteArray tag = QByteArray(QTest::currentDataTag()).replace(' ', '_');
        const JsonTextValue record =
            rpc.wait(rpc.submit("test.fail", failing(99, code, isFinal, tag), R"("maxAttempts":2)"));
        QCOMPARE(text(record, u"state"), "failed");
        QCOMPARE(number(record, u"attempt"), attempts);
        QCOMPARE(record[u"error"][u"code"].token(), QByteArray::number(code));
        QVERIFY(!record.has(u"result"));
        QVERIFY(number(record, u"resultBytes") > 0);
        QCOMPARE(m_server.begun(tag), attempts);
    }

    void eachAttemptHasItsTime()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id =
            rpc.submit("test.gate", m_server.gateParams("never", "slow"), R"("timeoutMs":150,"maxAttempts":2)");
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "failed");
        QCOMPARE(record[u"error"][u"code"].token(), "-32001");
        QCOMPARE(m_server.begun("slow"), 2);
        QVERIFY(msOf(record, u"finishedAt") - msOf(record, u"startedAt") >= 150);
    }

    /// Past its time its code is not started a second time while it still runs, and its late result does not count.
    void aStubbornOnePastItsTime()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id =
            rpc.submit("test.stubborn", m_server.gateParams("late", "past"), R"("timeoutMs":50,"maxAttempts":1)");
        QVERIFY(eventually([&] { return rpc.get(id)[u"stuck"].token() == "true"; }));
        QCOMPARE(text(rpc.get(id), u"state"), "running");
        QCOMPARE(m_server.begun("past"), 1);
        m_server.open("late");
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "failed");
        QCOMPARE(record[u"error"][u"code"].token(), "-32001");
        QCOMPARE(record[u"stuck"].token(), "false");
        QCOMPARE(m_server.begun("past"), 1);
    }

    void aShortTimeCountsToo()
    {
        Rpc rpc = m_server.rpc();
        const JsonTextValue record =
            rpc.wait(rpc.submit("test.sleep", R"({"ms":30})", R"("timeoutMs":1,"maxAttempts":1)"));
        QCOMPARE(text(record, u"state"), "failed");
        QCOMPARE(record[u"error"][u"code"].token(), "-32001");
    }

    void retryStartsAfresh()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.fail", failing(2, -32010, true, "afresh"), R"("maxAttempts":1)");
        const JsonTextValue failed = rpc.wait(id);
        QCOMPARE(text(failed, u"state"), "failed");
        const JsonTextValue retried = rpc.result("task.retry", Rpc::idParam(id));
        QCOMPARE(text(retried, u"id"), id);
        QCOMPARE(text(rpc.wait(id), u"state"), "failed");
        QVERIFY(rpc.call("task.retry", Rpc::idParam(id)).has(u"result"));
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(record[u"result"].canonical(), R"({"attempt":3})"); // the fence only grows
        QVERIFY(!record.has(u"error"));
        QCOMPARE(number(record, u"maxAttempts"), 1);
        QCOMPARE(text(record, u"createdAt"), text(failed, u"createdAt"));
        QCOMPARE(m_server.begun("afresh"), 3);
    }

    void whatARetryShowsIsCleared()
    {
        TaskServer server({u"--workers"_s, u"1"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.fail", failing(1, -32010, true, "cleared"));
        QCOMPARE(text(rpc.wait(id), u"state"), "failed");
        rpc.submit("test.gate", server.gateParams("gate", "busy"));
        QVERIFY(server.begins("busy"));
        const JsonTextValue record = rpc.result("task.retry", Rpc::idParam(id));
        for (const auto *name : {u"finishedAt", u"startedAt", u"cancelRequestedAt"})
            QVERIFY2(record[name].kind() == JsonTextValue::Kind::Null, record.canonical().constData());
        QVERIFY2(!record.has(u"error") && !record.has(u"result"), record.canonical().constData());
        QCOMPARE(number(record, u"resultBytes"), 0);
        QCOMPARE(number(record, u"attempt"), 1);
        QCOMPARE(text(record, u"state"), "queued");
        server.open("gate");
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
    }

    void theTraceIsBounded()
    {
        Rpc rpc = m_server.rpc();
        const QByteArray id = rpc.submit("test.fail", failing(15, -32010, true, "long"));
        for (int i = 0; i < 15; ++i) {
            QCOMPARE(text(rpc.wait(id), u"state"), "failed");
            QVERIFY(rpc.call("task.retry", Rpc::idParam(id)).has(u"result"));
        }
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(record[u"trace"].items().size(), 32);
        QVERIFY(number(record, u"traceDropped") > 0);
        QCOMPARE(text(record[u"trace"].items().last(), u"stage"), "stored");
    }
};

QTEST_GUILESS_MAIN(BackgroundAttempts)
#include "tst_background_attempts.moc"
