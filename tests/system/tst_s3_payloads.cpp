// A node that keeps long params and results in S3: they come back whole, and while S3 is away what needs it is refused
// or waits, and the rest is served.
#include "tests/support/reply.h"
#include "tests/support/swift_server.h"
#include "tests/support/task_server.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class S3Payloads : public QObject
{
    Q_OBJECT

private:
    static constexpr qsizetype longText = 200'000;

    QStringList arguments(const QString &secret, const QString &bucket) const
    {
        const QString file = m_folder.filePath(u"secret-"_s + secret);
        QFile written(file);
        if (!written.open(QIODevice::WriteOnly) || written.write(secret.toUtf8()) < 0)
            qFatal("cannot make a file in a temporary folder");
        const relevo::S3Config config = m_swift.config();
        return {u"--blobs"_s,
                u"s3"_s,
                u"--s3-endpoint"_s,
                QString::fromStdString(config.endpoint),
                u"--s3-region"_s,
                QString::fromStdString(config.region),
                u"--s3-bucket"_s,
                bucket,
                u"--s3-access-key"_s,
                QString::fromStdString(config.accessKey),
                u"--s3-secret-key-file"_s,
                file,
                u"--s3-timeout"_s,
                u"1s"_s};
    }
    QStringList arguments() const
    {
        const relevo::S3Config config = m_swift.config();
        return arguments(QString::fromStdString(config.secretKey), QString::fromStdString(config.bucket));
    }
    static QByteArray params(char letter = 'p') { return "{\"text\":\"" + QByteArray(longText, letter) + "\"}"; }
    static QByteArray withoutPayloads(const QByteArray &id) { return "{\"id\":\"" + id + "\",\"inline\":false}"; }
    /// All of a blob, piece by piece; empty if a piece does not fit the others.
    static QByteArray readBlob(Rpc &rpc, const QByteArray &name)
    {
        constexpr qint64 piece = 70'000;
        QByteArray all;
        QByteArray sha256;
        while (true) {
            const JsonTextValue read =
                rpc.result("blob.read", "{\"blob\":\"" + name + "\",\"offset\":" + QByteArray::number(all.size()) +
                                            ",\"length\":" + QByteArray::number(piece) + '}');
            const QByteArray bytes = QByteArray::fromBase64(text(read, u"base64"));
            sha256 = text(read, u"sha256");
            all += bytes;
            if (bytes.isEmpty() || all.size() >= number(read, u"size"))
                break;
        }
        return QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex() == sha256 ? all : QByteArray();
    }
    static bool smallOnesAreServed(Rpc &rpc)
    {
        const QByteArray id = rpc.submit("test.log");
        return text(rpc.wait(id), u"state") == "succeeded" && rpc.get(id).isObject() &&
               rpc.result("task.list")[u"tasks"].items().size() > 0 &&
               summaryOf(rpc.peer().ask(goodRequest("5000"))) == goodSummary("5000");
    }
    static bool isRefusedForNow(const JsonTextValue &reply)
    {
        return reply[u"error"][u"code"].token() == "-32000" && number(reply[u"error"][u"data"], u"retryAfterMs") > 0;
    }

    QTemporaryDir m_folder;
    SwiftServer m_swift;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_swift.start(), qPrintable(m_swift.failure())); }

    void longOnesComeBack()
    {
        TaskServer server(arguments());
        QVERIFY2(server.start(), server.process().stderrText().constData());
        Rpc rpc = server.rpc();
        const QByteArray sent = rpc.submit("test.take", params());
        const QByteArray made = rpc.submit("test.big", R"({"bytes":300000})");
        QCOMPARE(rpc.wait(sent)[u"result"][u"bytes"].token(), QByteArray::number(longText));
        QCOMPARE(rpc.get(sent)[u"params"].canonical(), JsonTextValue::parse(params())->canonical());
        const QByteArray result = "{\"text\":\"" + QByteArray(300'000, 'x') + "\"}";
        QCOMPARE(rpc.wait(made)[u"result"].canonical(), JsonTextValue::parse(result)->canonical());
        const JsonTextValue sentRecord = rpc.result("task.get", withoutPayloads(sent));
        const JsonTextValue madeRecord = rpc.result("task.get", withoutPayloads(made));
        QVERIFY(!sentRecord.has(u"params") && !madeRecord.has(u"result"));
        QCOMPARE(readBlob(rpc, text(sentRecord, u"paramsBlob")), params());
        QCOMPARE(readBlob(rpc, text(madeRecord, u"resultBlob")), result);
        QVERIFY(rpc.result("system.info").canonical().contains("\"s3\""));
        QVERIFY(!QFile::exists(server.dataFolder() + u"/blobs"_s)); // they are nowhere else
        // Another process, which has nothing of it in memory.
        server.kill();
        QVERIFY(server.start());
        QCOMPARE(server.rpc().get(made)[u"result"].canonical(), JsonTextValue::parse(result)->canonical());
        QCOMPARE(server.auditFault(), QString());
    }

    void aBadStartIsOneLine_data()
    {
        QTest::addColumn<bool>("badSecret");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("secret") << true << QByteArray("secret");
        QTest::newRow("bucket") << false << QByteArray("bucket");
    }
    void aBadStartIsOneLine()
    {
        QFETCH(bool, badSecret);
        QFETCH(QByteArray, says);
        const relevo::S3Config config = m_swift.config();
        TaskServer server(badSecret ? arguments(u"wrong0secret"_s, QString::fromStdString(config.bucket))
                                    : arguments(QString::fromStdString(config.secretKey), u"no-such-bucket"_s));
        QVERIFY(!server.start());
        QCOMPARE(server.process().waitForExit().value_or(-1), 2);
        const QByteArray told = server.process().stderrText();
        QCOMPARE(told.count('\n'), 1);
        QVERIFY2(told.toLower().contains(says), told.constData());
        QVERIFY2(!told.contains("wrong0secret"), told.constData());
        QCOMPARE(server.process().stdoutText(), "");
    }

    void whileItIsGone()
    {
        TaskServer server(arguments());
        QVERIFY2(server.start(), server.process().stderrText().constData());
        Rpc rpc = server.rpc();
        const QByteArray before = rpc.submit("test.big", R"({"bytes":100000})");
        QCOMPARE(text(rpc.wait(before), u"state"), "succeeded");
        const QByteArray late = rpc.submit("test.take", params('l'), R"("delayMs":1000,"maxAttempts":1)");
        QVERIFY(!late.isEmpty());
        m_swift.killProxy();
        const QByteArray big = rpc.submit("test.big", R"({"tag":"big","bytes":100000})", R"("maxAttempts":1)");
        QVERIFY(isRefusedForNow(rpc.call("task.submit", submission("test.take", params()))));
        QVERIFY(isRefusedForNow(rpc.call("task.get", Rpc::idParam(before))));
        QCOMPARE(number(rpc.result("task.get", withoutPayloads(before)), u"resultBytes"), 100'011);
        QVERIFY(smallOnesAreServed(rpc));
        // Neither has failed, though each had one attempt: it is not theirs that S3 is away.
        QVERIFY(server.begins("big", 2));
        QVERIFY(eventually([&] {
            const JsonTextValue record = rpc.result("task.get", withoutPayloads(late));
            return number(record, u"attempt") > 0 && text(record, u"state") == "queued";
        }));
        QVERIFY2(m_swift.restart(), qPrintable(m_swift.failure()));
        QVERIFY2(text(rpc.wait(big), u"state") == "succeeded", server.process().stderrText().constData());
        QCOMPARE(rpc.wait(late)[u"result"][u"bytes"].token(), QByteArray::number(longText));
        QCOMPARE(rpc.get(before)[u"result"][u"text"].string().size(), 100'000);
        QCOMPARE(text(rpc.wait(rpc.submit("test.take", params())), u"state"), "succeeded");
        QCOMPARE(server.auditFault(), QString());
        QCOMPARE(server.stop().value_or(-1), 0);
    }

    /// It takes connections and says nothing: the calls that need it wait in vain, the others do not wait for them.
    void whileItHangs()
    {
        TaskServer server(arguments());
        QVERIFY2(server.start(), server.process().stderrText().constData());
        Rpc rpc = server.rpc();
        Rpc heavy = server.rpc();
        const QByteArray before = rpc.submit("test.big", R"({"bytes":100000})");
        QCOMPARE(text(rpc.wait(before), u"state"), "succeeded");
        m_swift.freezeProxy(true);
        QList<int> calls;
        for (int i = 0; i < 5; ++i)
            calls += heavy.send("task.submit", submission("test.take", params()));
        calls += heavy.send("task.get", Rpc::idParam(before));
        pauseMs(100); // they are on their way to S3
        QVERIFY(smallOnesAreServed(rpc));
        QVERIFY(heavy.peer().takeArrivedLines().isEmpty()); // for which they did not have to be given up first
        for (const int call : calls)
            QVERIFY(isRefusedForNow(heavy.reply(call)));
        m_swift.freezeProxy(false);
        QCOMPARE(text(heavy.wait(heavy.submit("test.take", params())), u"state"), "succeeded");
        QCOMPARE(heavy.get(before)[u"result"][u"text"].string().size(), 100'000);
        QCOMPARE(server.auditFault(), QString());
        QCOMPARE(server.stop().value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(S3Payloads)
#include "tst_s3_payloads.moc"
