// The data folder: one server at a time, and one clear line where it cannot be used.
#include "tests/support/reply.h"
#include "tests/support/task_server.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class DataFolderUse : public QObject
{
    Q_OBJECT

private:
    static void checkRefusal(ServerProcess &server, const QByteArray &named)
    {
        QCOMPARE(server.waitForExit().value_or(-1), 2);
        QCOMPARE(server.stdoutText(), "");
        const QByteArray told = server.stderrText();
        QVERIFY2(told.startsWith("relevo-server: ") && told.endsWith('\n') && told.count('\n') == 1, told.constData());
        QVERIFY2(told.contains(named), told.constData());
    }
    /// What `--check` says of the folder, and its exit code.
    static std::pair<int, QByteArray> check(const QString &folder, const QStringList &more = {})
    {
        ServerProcess checking;
        checking.startWith(QStringList{u"--check"_s, u"--data"_s, folder} + more);
        const int code = checking.waitForExit().value_or(-1);
        return {code, checking.stdoutText() + checking.stderrText()};
    }
    static QStringList on(const QString &folder) { return {u"--data"_s, folder}; }

private Q_SLOTS:
    void belongsToOneServer()
    {
        TaskServer server;
        QVERIFY(server.start());
        ServerProcess second;
        QVERIFY(!second.start(on(server.dataFolder())));
        checkRefusal(second, server.dataFolder().toUtf8());
        Rpc rpc = server.rpc();
        QCOMPARE(text(rpc.wait(rpc.submit("test.log")), u"state"), "succeeded");
        server.kill();
        ServerProcess third;
        QVERIFY2(third.start(on(server.dataFolder())), third.stderrText().constData());
    }

    void isMadeWithItsParents()
    {
        const QTemporaryDir folder;
        const QString data = folder.filePath(u"a/b/ñ c"_s);
        ServerProcess server;
        QVERIFY2(server.start(on(data)), server.stderrText().constData());
        QVERIFY(QFile::exists(data + u"/tasks.db"_s));
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(data) & others));
        QCOMPARE(server.stop().value_or(-1), 0);
    }

    void whatIsInTheWayIsNamed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        ServerProcess server;
        QVERIFY(!server.start(on(path)));
        checkRefusal(server, path.toUtf8());
        for (const QString &inside : {u"tasks.db"_s, u"lock"_s, u"blobs"_s, u"slots"_s}) {
            // Nobody, root neither, opens a folder as a file, or makes a folder where a file is.
            const QString data = folder.filePath(u"with-"_s + inside);
            QVERIFY(QDir().mkpath(data));
            if (inside == u"blobs"_s) {
                QFile blobs(data + u'/' + inside);
                QVERIFY(blobs.open(QIODevice::WriteOnly));
            } else {
                QVERIFY(QDir().mkpath(data + u'/' + inside));
            }
            ServerProcess other;
            QVERIFY(!other.start(on(data)));
            checkRefusal(other, inside == u"lock"_s ? data.toUtf8() : (data + u'/' + inside).toUtf8());
        }
    }

    void cannotBeWrittenTo()
    {
        // Where nobody can make a folder.
        ServerProcess server;
        QVERIFY(!server.start(on(u"/proc/relevo"_s)));
        checkRefusal(server, "/proc/relevo");
    }

    void aDamagedDatabaseIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no database") << QByteArray(20'000, 'x');
        QTest::newRow("a header and no more") << QByteArray("SQLite format 3\0", 16) + QByteArray(4'080, '\xff');
    }
    void aDamagedDatabaseIsNamed()
    {
        QFETCH(const QByteArray, content);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"tasks.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        ServerProcess server;
        QVERIFY(!server.start(on(folder.path())));
        checkRefusal(server, "tasks.db");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content); // it is not ours to change
    }

    void damageInTheMiddleEndsNothing()
    {
        TaskServer server;
        QVERIFY(server.start());
        {
            Rpc rpc = server.rpc();
            for (int i = 0; i < 300; ++i)
                rpc.submit("test.take", "{\"text\":\"" + QByteArray(3000, 'x') + "\"}", R"("delayMs":60000)");
        }
        QCOMPARE(server.stop().value_or(-1), 0);
        QFile file(server.dataFolder() + u"/tasks.db"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 400'000);
        QVERIFY(file.seek(file.size() / 2));
        file.write(QByteArray(file.size() / 4, '\x55'));
        file.close();
        if (!server.start()) {
            checkRefusal(server.process(), "tasks.db");
            return;
        }
        Rpc rpc = server.rpc();
        const JsonTextValue reply = rpc.call("task.list", R"({"limit":500})");
        QVERIFY2(reply.has(u"result") || reply[u"error"][u"code"].token() == "-32603", reply.canonical().constData());
        QCOMPARE(summaryOf(rpc.peer().ask(goodRequest("900"))), goodSummary("900"));
    }

    void aCheckFindsASoundFolderSound()
    {
        TaskServer server;
        QVERIFY(server.start());
        {
            Rpc rpc = server.rpc();
            rpc.wait(rpc.submit("test.take", "{\"text\":\"" + QByteArray(200'000, 'x') + "\"}"));
        }
        const auto [busy, used] = check(server.dataFolder());
        QCOMPARE(busy, 2);
        QVERIFY2(used.contains("in use"), used.constData());
        QCOMPARE(server.stop().value_or(-1), 0);
        const auto [code, said] = check(server.dataFolder());
        QVERIFY2(code == 0 && said.endsWith("all is sound\n"), said.constData());
    }

    void aCheckMakesNothing()
    {
        const QTemporaryDir folder;
        const QString missing = folder.filePath(u"nothere"_s);
        const auto [code, said] = check(missing);
        QVERIFY2(code == 2 && said.contains("nothere"), said.constData());
        QVERIFY(!QFile::exists(missing));
        const auto [none, told] = check(folder.path());
        QVERIFY2(none == 2 && told.contains("tasks.db"), told.constData());
        QVERIFY(!QFile::exists(folder.filePath(u"tasks.db"_s)));
        QCOMPARE(check(folder.path(), {u"--storage"_s, u"memory"_s}).first, 2);
    }

    void aCheckTellsOfDamage()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"tasks.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(20'000, 'x'));
        file.close();
        const auto [code, said] = check(folder.path());
        QVERIFY2(code == 1 && said.contains("NOT SOUND"), said.constData());
    }

    void aCheckReadsPayloadsToTheirEnd()
    {
        TaskServer server;
        QVERIFY(server.start());
        {
            Rpc rpc = server.rpc();
            rpc.wait(rpc.submit("test.big", R"({"bytes":3000000})"));
        }
        QCOMPARE(server.stop().value_or(-1), 0);
        QDirIterator each(server.dataFolder() + u"/blobs"_s, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(each.hasNext());
        QFile blob(each.next());
        QVERIFY(blob.open(QIODevice::ReadWrite) && blob.seek(2'500'000));
        QCOMPARE(blob.write("????"), 4);
        blob.close();
        const auto [code, said] = check(server.dataFolder());
        QVERIFY2(code == 1 && said.contains("cannot be read"), said.constData());
    }

    void aServerThatCannotListenRunsNoTask()
    {
        TaskServer server;
        QVERIFY(server.start());
        QByteArray id;
        {
            Rpc rpc = server.rpc();
            id = rpc.submit("test.gate", server.gateParams("gate", "held"));
            QVERIFY(server.begins("held"));
        }
        server.kill();
        ServerProcess other;
        QVERIFY(other.start());
        QVERIFY(!server.start({u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.port())}));
        checkRefusal(server.process(), "listen");
        server.open("gate");
        QVERIFY(server.start());
        QCOMPARE(number(server.rpc().wait(id), u"attempt"), 2);
    }

    /// What no record names is removed: not because the records are out of sight.
    void payloadsOutliveTheirDatabase()
    {
        TaskServer server;
        QVERIFY(server.start());
        QByteArray id;
        {
            Rpc rpc = server.rpc();
            id = rpc.submit("test.take", "{\"text\":\"" + QByteArray(200'000, 'x') + "\"}");
            rpc.wait(id);
        }
        QCOMPARE(server.stop().value_or(-1), 0);
        const QString data = server.dataFolder();
        {
            ServerProcess memory;
            QVERIFY(memory.start(on(data) + QStringList{u"--storage"_s, u"memory"_s}));
            QCOMPARE(memory.stop().value_or(-1), 0);
        }
        QVERIFY(QFile::rename(data + u"/tasks.db"_s, data + u"/away.db"_s));
        ServerProcess without;
        QVERIFY(!without.start(on(data)));
        checkRefusal(without, "tasks.db");
        QVERIFY(!QFile::exists(data + u"/tasks.db"_s));
        QVERIFY(QFile::rename(data + u"/away.db"_s, data + u"/tasks.db"_s));
        QVERIFY(server.start());
        QCOMPARE(text(server.rpc().result("task.get", Rpc::idParam(id)), u"state"), "succeeded");
        QCOMPARE(server.stop().value_or(-1), 0);
        QCOMPARE(check(data).first, 0);
    }

    void inMemoryNothingStays()
    {
        TaskServer server({u"--storage"_s, u"memory"_s});
        QVERIFY(server.start());
        QByteArray id;
        {
            Rpc rpc = server.rpc();
            id = rpc.submit("test.log");
            QCOMPARE(text(rpc.wait(id), u"state"), "succeeded");
            QCOMPARE(server.auditFault(), QString());
        }
        server.kill();
        QVERIFY(server.start());
        QCOMPARE(server.rpc().error("task.get", Rpc::idParam(id)), -32003);
    }
};

QTEST_GUILESS_MAIN(DataFolderUse)
#include "tst_data_folder.moc"
