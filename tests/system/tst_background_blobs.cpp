// Payloads over the threshold: they live beside the records, and are read in pieces.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class BackgroundBlobs : public QObject
{
    Q_OBJECT

private:
    static QByteArray readParams(const QByteArray &blob, qint64 offset, qint64 length)
    {
        return "[\"" + blob + "\"," + QByteArray::number(offset) + ',' + QByteArray::number(length) + ']';
    }
    static QByteArray bytesOf(const JsonTextValue &piece) { return QByteArray::fromBase64(text(piece, u"base64")); }
    static QByteArray textParams(qsizetype size) { return "{\"text\":\"" + QByteArray(size, 'p') + "\"}"; }
    static QByteArray bigParams(qsizetype size) { return "{\"bytes\":" + QByteArray::number(size) + '}'; }

    static QStringList files(const TaskServer &server)
    {
        QStringList all;
        QDirIterator each(server.dataFolder() + u"/blobs"_s, QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext())
            all += each.next();
        return all;
    }
    static JsonTextValue blobNames(Rpc &rpc, const QByteArray &id)
    {
        return rpc.result("task.get", "[\"" + id + "\",false]");
    }

private Q_SLOTS:
    void longPayloadsAreKept_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("blobs");
        QTest::newRow("short") << 100 << 0;
        QTest::newRow("at the threshold") << 64 * 1024 - 11 << 0;
        QTest::newRow("one more") << 64 * 1024 - 10 << 1;
        QTest::newRow("long") << 3'000'000 << 1;
    }
    void longPayloadsAreKept()
    {
        QFETCH(const int, size);
        QFETCH(const int, blobs);
        TaskServer server;
        QVERIFY(server.start());
        QByteArray id;
        {
            Rpc rpc = server.rpc();
            id = rpc.submit("text.reverse", textParams(size));
            QVERIFY(!id.isEmpty());
        }
        server.kill(); // acknowledged is stored
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(record[u"params"].canonical(), textParams(size));
        QCOMPARE(record[u"result"].canonical(), textParams(size));
        QCOMPARE(number(record, u"resultBytes"), size + 11);
        QCOMPARE(files(server).size(), 2 * blobs);
        const JsonTextValue named = blobNames(rpc, id);
        QVERIFY(!named.has(u"params") && !named.has(u"result"));
        const JsonTextValue piece = rpc.result("blob.read", readParams(text(named, u"resultBlob"), 0, 1 << 20));
        QCOMPARE(bytesOf(piece), textParams(size).left(1 << 20));
        QCOMPARE(number(piece, u"size"), size + 11);
    }

    void piecesMakeTheWhole()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        for (const qsizetype size : {qsizetype{50}, qsizetype{2'500'000}}) {
            const QByteArray id = rpc.submit("test.take", textParams(size));
            QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
            const QByteArray blob = text(blobNames(rpc, id), u"paramsBlob");
            const QByteArray whole = textParams(size);
            const QByteArray sha = QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex();
            const qint64 step = size / 3 + 1;
            QByteArray read;
            while (read.size() < whole.size()) {
                const JsonTextValue piece = rpc.result("blob.read", readParams(blob, read.size(), step));
                QCOMPARE(text(piece, u"sha256"), sha);
                QCOMPARE(number(piece, u"size"), whole.size());
                QVERIFY(!bytesOf(piece).isEmpty());
                read += bytesOf(piece);
            }
            QCOMPARE(read, whole);
            for (const qint64 beyond : {qint64{whole.size()}, qint64{whole.size() + 1}, qint64{9'000'000'000'000'000}})
                QCOMPARE(text(rpc.result("blob.read", readParams(blob, beyond, 10)), u"base64"), "");
            QCOMPARE(bytesOf(rpc.result("blob.read", readParams(blob, whole.size() - 1, 10))), "}");
            QCOMPARE(rpc.error("blob.read", readParams(blob, -1, 10)), -32602);
            QCOMPARE(rpc.error("blob.read", readParams(blob, 0, 0)), -32602);
            QCOMPARE(rpc.error("blob.read", readParams(blob, 0, (1 << 20) + 1)), -32602);
            for (const char *wrong : {"", "x", "../../tasks.db", "-p", "-r1"}) {
                QCOMPARE(rpc.error("blob.read", readParams(wrong, 0, 10)), -32003);
                QCOMPARE(rpc.error("blob.read", readParams(id + wrong + "x", 0, 10)), -32003);
            }
            QCOMPARE(rpc.error("blob.read", readParams(id + "-r2", 0, 10)), -32003);
        }
    }

    /// Past the message limit, blob names stand in their place; in a batch, past it all together.
    void noReplyIsLongerThanAMessage()
    {
        TaskServer server({u"--max-message"_s, u"1000000"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray tooLong = rpc.submit("test.big", bigParams(1'200'000));
        QVERIFY(!rpc.wait(tooLong).has(u"result"));
        const JsonTextValue record = rpc.get(tooLong);
        QCOMPARE(text(record, u"state"), "succeeded");
        QVERIFY(record[u"resultBlob"].isString() && record[u"paramsBlob"].isString());
        const QByteArray fits = rpc.submit("test.big", bigParams(600'000));
        QVERIFY(rpc.wait(fits).has(u"result"));
        const QByteArray two = '[' + request("1", "task.get", Rpc::idParam(fits)) + ',' +
                               request("2", "task.get", Rpc::idParam(fits)) + ']';
        const QByteArray line = rpc.peer().ask(two);
        QCOMPARE(faultOf(line), QString());
        QVERIFY2(line.size() <= 1'000'000, QByteArray::number(line.size()).constData());
        // Pieces that do not fit beside the others are refused; many short records are whole.
        const QByteArray name = text(record, u"resultBlob");
        QByteArrayList pieces;
        for (int i = 0; i < 3; ++i)
            pieces += request(QByteArray::number(i), "blob.read",
                              "{\"blob\":\"" + name + "\",\"offset\":0,\"length\":300000}");
        const auto read = JsonTextValue::parse(rpc.peer().ask('[' + pieces.join(',') + ']'));
        QCOMPARE(std::count_if(read->items().begin(), read->items().end(),
                               [](const JsonTextValue &one) { return one[u"error"][u"code"].token() == "-32004"; }),
                 1);
        const QByteArray small = rpc.submit("test.log");
        QCOMPARE(text(rpc.wait(small), u"state"), "succeeded");
        QByteArrayList gets;
        for (int i = 0; i < 500; ++i)
            gets += request(QByteArray::number(i), "task.get", Rpc::idParam(small));
        QByteArrayList longIds;
        for (int i = 0; i < 500; ++i)
            longIds += request('"' + QByteArray(1000, 'i') + '"', "task.get", Rpc::idParam(small));
        QVERIFY(rpc.peer().ask('[' + longIds.join(',') + ']').size() <= 1'000'000);
        const auto all = JsonTextValue::parse(rpc.peer().ask('[' + gets.join(',') + ']'));
        QCOMPARE(all->items().size(), 500);
        for (const JsonTextValue &one : all->items())
            QVERIFY(one[u"result"].has(u"params"));
    }

    void paramsOfTheLargestMessage()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.take", textParams((16 << 20) - 400));
        QVERIFY(!id.isEmpty());
        const JsonTextValue record = rpc.wait(id);
        QCOMPARE(text(record, u"state"), "succeeded");
        QCOMPARE(number(record, u"paramsBytes"), (16 << 20) - 400 + 11);
        QCOMPARE(bytesOf(rpc.result("blob.read", readParams(id + "-r1", 0, 100))), R"({"bytes":16776816})");
        const QByteArray more = request("1", "task.submit", submission("test.take", textParams(16 << 20)));
        QVERIFY(rpc.peer().ask(more).contains("-32004"));
        QCOMPARE(text(rpc.wait(rpc.submit("test.log")), u"state"), "succeeded");
        QCOMPARE(server.auditFault(), QString());
    }

    void whatIsDamagedIsSaid_data()
    {
        QTest::addColumn<bool>("removed");
        QTest::newRow("removed") << true;
        QTest::newRow("changed") << false;
    }
    void whatIsDamagedIsSaid()
    {
        QFETCH(const bool, removed);
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.big", bigParams(200'000));
        QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
        const QStringList all = files(server);
        QCOMPARE(all.size(), 1);
        QFile file(all.first());
        if (removed) {
            QVERIFY(file.remove());
        } else {
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.seek(100'000));
            QCOMPARE(file.write("!"), 1);
            file.close();
        }
        const JsonTextValue reply = rpc.call("task.get", Rpc::idParam(id));
        const JsonTextValue piece = rpc.call("blob.read", readParams(id + "-r1", 90'000, 20'000));
        for (const JsonTextValue &one : {reply, piece}) {
            QCOMPARE(one[u"error"][u"code"].token(), "-32603");
            QVERIFY(one[u"error"][u"data"][u"incident"].isString());
        }
        QVERIFY(server.process().stderrText().contains(text(piece[u"error"][u"data"], u"incident")));
        QCOMPARE(text(blobNames(rpc, id), u"state"), "succeeded"); // the record itself is there
        QCOMPARE(text(rpc.wait(rpc.submit("test.big", bigParams(200'000))), u"state"), "succeeded");
    }

    /// Params that are gone are no reason to wait for ever.
    void lostParamsEndTheTask()
    {
        TaskServer server;
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray id = rpc.submit("test.take", textParams(100'000), R"("delayMs":300,"maxAttempts":1)");
        for (const QString &path : files(server))
            QVERIFY(QFile::remove(path));
        const JsonTextValue reply = rpc.call("task.wait", Rpc::idParam(id));
        QVERIFY(reply.has(u"result") || reply[u"error"][u"code"].token() == "-32603");
        QCOMPARE(text(blobNames(rpc, id), u"state"), "failed");
    }

    /// What no record names is not kept: of a submission that was one before, of a result that was discarded.
    void nothingIsLeftOver()
    {
        TaskServer server({u"--keep-tasks"_s, u"0"_s});
        QVERIFY(server.start());
        Rpc rpc = server.rpc();
        const QByteArray key = R"("idempotencyKey":"k","delayMs":1500)";
        const QByteArray id = rpc.submit("test.take", textParams(100'000), key);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(rpc.submit("test.take", textParams(100'000), key), id);
        QCOMPARE(rpc.error("task.submit", submission("test.take", textParams(100'001), key)), -32602);
        QVERIFY(eventually([&] { return rpc.error("task.get", Rpc::idParam(id)) == -32003; })); // done and pruned
        const bool clean = eventually([&] { return files(server).isEmpty(); }, 5'000);
        QVERIFY2(clean, qPrintable(files(server).join(u' ')));
    }
};

QTEST_GUILESS_MAIN(BackgroundBlobs)
#include "tst_background_blobs.moc"
