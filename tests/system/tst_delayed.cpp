// Many delayed tasks: none begins before its time, and each soon after.
#include "tests/support/task_server.h"
#include "tests/support/torture.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>
#include <random>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class Delayed : public QObject
{
    Q_OBJECT

private:
    static qint64 msOf(const JsonTextValue &record, QStringView time)
    {
        return QDateTime::fromString(record[time].string(), Qt::ISODateWithMs).toMSecsSinceEpoch();
    }

private Q_SLOTS:
    void eachInItsTime()
    {
        const int tasks = std::min(rounds(300), 10'000);
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        std::mt19937 random(1); // NOLINT(bugprone-random-generator-seed): the same each time
        QByteArrayList ids;
        for (int i = 0; i < tasks; ++i) {
            const auto delay = 200 + static_cast<int>(random() % 3000);
            ids += rpc.submit("test.log", "{}", "\"delayMs\":" + QByteArray::number(delay));
            QVERIFY(!ids.last().isEmpty());
        }
        qint64 latest = 0;
        for (const QByteArray &id : ids) {
            const JsonTextValue record = rpc.wait(id);
            QCOMPARE(text(record, u"state"), "succeeded");
            const qint64 late = msOf(record, u"startedAt") - msOf(record, u"notBefore");
            QVERIFY2(late >= 0, record.canonical().constData());
            latest = std::max(latest, late);
        }
        qInfo("%d tasks, none later than %lld ms", tasks, static_cast<long long>(latest));
        QVERIFY2(latest <= hangGuardMs, QByteArray::number(latest).constData());
        QCOMPARE(server.auditFault(), QString());
    }

    /// What became due while nobody was there begins at the start; what is not, in its time.
    void overARestart()
    {
        TaskServer server;
        QVERIFY(server.start());
        QByteArrayList ids;
        {
            Rpc rpc = server.rpc();
            for (int i = 0; i < 100; ++i)
                ids += rpc.submit("test.log", "{}", "\"delayMs\":" + QByteArray::number(i % 2 ? 100 : 2500));
        }
        server.kill();
        pauseMs(150);
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        for (const QByteArray &id : ids) {
            const JsonTextValue record = rpc.wait(id);
            QCOMPARE(text(record, u"state"), "succeeded");
            QVERIFY2(msOf(record, u"startedAt") >= msOf(record, u"notBefore"), record.canonical().constData());
        }
    }

    /// It is no longer in the way, neither of others nor of itself.
    void aCancelledOneLeavesTheLine()
    {
        TaskServer server({u"--max-queued"_s, u"2"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray failing = rpc.submit("test.fail", R"({"times":1,"tag":"fails"})", R"("delayMs":700)");
        const QByteArray other = rpc.submit("test.log", "{}", R"("delayMs":60000)");
        const auto refusal = [&rpc] {
            return rpc.call("task.submit", R"({"task":"test.log"})")[u"error"][u"code"].token();
        };
        QCOMPARE(refusal(), "-32000");
        for (const QByteArray &id : {failing, other})
            QCOMPARE(text(rpc.result("task.cancel", Rpc::idParam(id)), u"state"), "cancelled");
        QCOMPARE(refusal(), "");
        QVERIFY(rpc.result("task.retry", Rpc::idParam(failing)).has(u"state"));
        const JsonTextValue record = rpc.wait(failing);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(number(record, u"attempt"), 2);
        QVERIFY2(msOf(record, u"startedAt") >= msOf(record, u"notBefore"), record.canonical().constData());
    }
};

QTEST_GUILESS_MAIN(Delayed)
#include "tst_delayed.moc"
