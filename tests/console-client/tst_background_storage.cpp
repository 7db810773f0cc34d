// The console's commands for background tasks where the server's storage is away, or what it keeps is damaged.
#include "tests/common/client/scripted_peer.h"
#include "tests/console-client/console_run.h"
#include "tests/support/server_process.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 full = 4096; // less than what the tests submit takes
constexpr qint64 lifted = -1;

QByteArray longText(qsizetype size)
{
    return QByteArray("long text ").repeated(size / 10);
}

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestBackgroundStorage : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    QTemporaryDir m_data;

    QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.port()); }
    Ran run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return runConsole(arguments, address(), input);
    }
    /// The id of a task that has succeeded.
    QByteArray succeeded(const QByteArray &input) const
    {
        const QByteArray id = run({u"submit"_s, u"reverse"_s}, input).out.trimmed();
        return run({u"wait"_s, text(id)}).code == 0 ? id : QByteArray();
    }
    /// Flips a byte near the end of the only file whose name has `name` in it.
    bool damage(const QByteArray &name) const
    {
        QDirIterator files(m_data.path(), {u'*' + text(name) + u'*'}, QDir::Files, QDirIterator::Subdirectories);
        if (!files.hasNext())
            return false;
        QFile file(files.next());
        char byte = 0;
        const qint64 place = file.size() * 9 / 10;
        if (files.hasNext() || !file.open(QIODevice::ReadWrite) || !file.seek(place) || !file.getChar(&byte))
            return false;
        return file.seek(place) && file.putChar(static_cast<char>(byte ^ 1));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start({u"--data"_s, m_data.path()}), m_server.stderrText().constData()); }
    void cleanup() { m_server.limitFileSize(lifted); }
    void cleanupTestCase() { QCOMPARE(m_server.stop().value_or(-1), 0); }

    void anExportGoesOnBehindWhatIsDamaged()
    {
        const QByteArray oldest = succeeded("hola");
        const QByteArray one = succeeded(longText(100'000));   // read with its record
        const QByteArray big = succeeded(longText(3'000'000)); // read by pieces, the first of which are whole
        const QByteArray newest = succeeded("adios");
        QVERIFY(damage(one + "-p"));
        QVERIFY(damage(big + "-r"));
        const Ran ran = run({u"export"_s});
        QCOMPARE(ran.code, 1);
        for (const QByteArray &id : {one, big})
            QVERIFY2(ran.err.contains("relevo: " + id), ran.err.constData());
        QVERIFY(!ran.err.contains(oldest));
        QVERIFY(ran.out.endsWith("}\n"));
        const QList<QByteArray> lines = ran.out.chopped(1).split('\n');
        QCOMPARE(lines.size(), 4);
        QCOMPARE(object(lines[0])[u"result"][u"text"].toString(), u"soida"_s);
        QCOMPARE(object(lines[0])[u"id"].toString(), text(newest));
        const QJsonObject ofPieces = object(lines[1]);
        QCOMPARE(ofPieces[u"id"].toString(), text(big));
        QCOMPARE(ofPieces[u"unreadableResult"][u"code"].toInt(), -32603);
        QCOMPARE(ofPieces[u"params"][u"text"].toString().size(), 3'000'000);
        QVERIFY(!ofPieces.contains(u"result") && !ofPieces.contains(u"resultBlob"));
        const QJsonObject ofOne = object(lines[2]);
        QCOMPARE(ofOne[u"id"].toString(), text(one));
        QCOMPARE(ofOne[u"unreadableParams"][u"code"].toInt(), -32603);
        QCOMPARE(ofOne[u"result"][u"text"].toString().size(), 100'000);
        QCOMPARE(object(lines[3])[u"id"].toString(), text(oldest));
        QCOMPARE(object(lines[3])[u"result"][u"text"].toString(), u"aloh"_s);
    }

    void anExportLeavesOutWhatIsRemovedUnderItsReading()
    {
        const QByteArray record = R"({"id":"a","task":"text.reverse","state":"succeeded","resultBytes":9000000)";
        bool removed = false;
        ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &line) {
            const QByteArray id = ScriptedPeer::idOf(line);
            if (line.contains("task.list"))
                socket.write(ScriptedPeer::result(id, "{\"tasks\":[" + record + "}],\"next\":null}"));
            else if (line.contains("task.get") && !removed)
                socket.write(ScriptedPeer::result(id, record + R"(,"resultBlob":"a-r1"})"));
            else
                socket.write(ScriptedPeer::error(id, -32003, "No such blob"));
            removed = line.contains("blob.read");
        });
        const Ran ran = runConsole({u"export"_s}, u"127.0.0.1:%1"_s.arg(peer.port()));
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(ran.err, QByteArray());
        QCOMPARE(ran.code, 0);
    }

    void aSubmissionWaitsForTheStorage()
    {
        m_server.limitFileSize(full);
        ConsoleRun submit({u"submit"_s, u"reverse"_s}, address(), longText(100'000));
        QVERIFY(submit.complains("The storage is out of reach (-32000). Trying again"));
        m_server.limitFileSize(lifted);
        const Ran ran = submit.end();
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out.trimmed().size(), 36);
        QCOMPARE(ran.err.count("Trying again"), 1);
    }

    void aSubmissionThatIsGivenUpTellsItsKey()
    {
        m_server.limitFileSize(full);
        const Ran ran = run({u"submit"_s, u"reverse"_s}, longText(100'000));
        QCOMPARE(ran.code, 1);
        QVERIFY(ran.out.isEmpty());
        QCOMPARE(ran.err.count("Trying again"), 1);
        const qsizetype key = ran.err.indexOf("with --key ");
        QVERIFY2(key > 0 && ran.err.mid(key).contains("makes no task twice"), ran.err.constData());
        // What it tells is the key that it has sent.
        m_server.limitFileSize(lifted);
        const QString told = text(ran.err.mid(key + 11)).section(u' ', 0, 0);
        const QStringList again{u"submit"_s, u"reverse"_s, u"--key"_s, told};
        const QByteArray id = run(again, longText(100'000)).out;
        QCOMPARE(id.trimmed().size(), 36);
        QCOMPARE(run(again, longText(100'000)).out, id);
    }

    void linesWaitForTheStorage()
    {
        m_server.limitFileSize(full);
        const QByteArray line = longText(100'000);
        ConsoleRun submit({u"submit"_s, u"reverse"_s, u"--lines"_s}, address(), line + '\n' + line + '\n');
        QVERIFY(submit.complains("The storage is out of reach (-32000). Trying again"));
        m_server.limitFileSize(lifted);
        const Ran ran = submit.end();
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out.count('\n'), 2);
        QCOMPARE(ran.err.count("Trying again"), 1);
        QVERIFY(!ran.err.contains("--key-prefix"));
    }

    // With a peer that wishes to be asked again soon, for a line is given up only after many tries.
    void linesThatAreGivenUpTellTheirPrefix()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32000, "The storage is out of reach",
                                             "{\"retryAfterMs\":1}"));
        });
        const QString server = u"127.0.0.1:%1"_s.arg(peer.port());
        const Ran ran = runConsole({u"submit"_s, u"reverse"_s, u"--lines"_s}, server, "a\nb\n");
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.out, QByteArray("\n\n"));
        QCOMPARE(ran.err.count("Trying again"), 1);
        QVERIFY2(ran.err.contains("with --key-prefix "), ran.err.constData());
        const Ran spanish = runConsole({u"submit"_s, u"reverse"_s, u"a"_s, u"--language"_s, u"es"_s}, server);
        QVERIFY2(spanish.err.contains("El almacenamiento no responde (-32000)."), spanish.err.constData());
    }

    void linesWithoutAServerWereNotAccepted()
    {
        const Ran ran = runConsole({u"submit"_s, u"reverse"_s, u"--lines"_s}, u"127.0.0.1:1"_s, "a\n");
        QCOMPARE(ran.code, 3);
        QVERIFY2(ran.err.contains("127.0.0.1:1") && !ran.err.contains("accepted"), ran.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestBackgroundStorage)
#include "tst_background_storage.moc"
