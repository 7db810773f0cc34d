// Long records that somebody asks for and does not read take no more than the server has for all in flight, and hold
// nobody else up.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class BackgroundMemory : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 bound = 300ll << 20; ///< in flight in all, the reserve, and what is neither

    static QByteArray longRecord(Rpc &rpc)
    {
        const QByteArray id = rpc.submit("test.big", R"({"bytes":8000000})");
        return text(rpc.wait(id), u"state") == "succeeded" ? id : QByteArray();
    }

private Q_SLOTS:
    void repliesThatNobodyReads_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<int>("count");
        QTest::newRow("records") << QByteArray("task.get") << QByteArray(R"({"id":"ID"})") << 80;
        QTest::newRow("pieces") << QByteArray("blob.read") << QByteArray(R"(["ID-r1",0,1048576])") << 1000;
        QTest::newRow("pages") << QByteArray("task.list") << QByteArray(R"({"limit":500})") << 1000;
    }
    void repliesThatNobodyReads()
    {
        QFETCH(const QByteArray, method);
        QFETCH(QByteArray, params);
        QFETCH(const int, count);
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = longRecord(rpc);
        QVERIFY(!id.isEmpty());
        for (int i = 0; i < 500; ++i)
            QVERIFY(!rpc.submit("test.log", "{}", R"("delayMs":60000)").isEmpty());
        params.replace("ID", id);
        Rpc silent = server.rpc();
        for (int i = 0; i < count; ++i)
            silent.send(method, params);
        qint64 most = 0;
        eventually(
            [&] {
                most = std::max(most, server.process().residentBytes());
                return most > bound;
            },
            5'000);
        qInfo("%lld MiB", static_cast<long long>(most >> 20));
        QVERIFY(most <= bound);
        // Somebody else, meanwhile.
        RawPeer other(server.port());
        QVERIFY(other.send(goodRequest("1")));
        const auto line = other.readLine(3'000);
        QVERIFY(line);
    }

    void aBatchOfThem()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = longRecord(rpc);
        QVERIFY(!id.isEmpty());
        QByteArrayList members;
        for (int i = 0; i < 20; ++i)
            members += request(QByteArray::number(i), "task.get", Rpc::idParam(id));
        const QByteArray line = rpc.peer().ask('[' + members.join(',') + ']');
        QCOMPARE(faultOf(line), QString());
        QVERIFY2(line.size() <= 16 << 20, QByteArray::number(line.size()).constData());
    }
};

QTEST_GUILESS_MAIN(BackgroundMemory)
#include "tst_background_memory.moc"
