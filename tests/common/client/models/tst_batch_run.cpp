// A file run through a task: what it leaves behind, line by line, and how it ends.
#include "common/client/catalog_store.h"
#include "common/client/models/batch_run.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;
using State = BatchRun::State;
using Format = BatchOptions::Format;

namespace {

TaskDescription taskWith(const std::vector<std::string> &members)
{
    TaskDescription task;
    task.name = "made.up";
    task.pure = true;
    task.params.resize(1);
    task.params[0].name = "text";
    for (const std::string &name : members)
        task.result.push_back({.name = name, .help = {}});
    return task;
}

TaskDescription builtIn(const std::string &name)
{
    for (const TaskDescription &task : CatalogStore::builtIn()) {
        if (task.name == name)
            return task;
    }
    return {};
}

QByteArray textOf(const QByteArray &line)
{
    const qsizetype begin = line.indexOf("\"text\":\"") + 8;
    return line.mid(begin, line.indexOf("\"}", begin) - begin);
}

void echo(QTcpSocket &socket, const QByteArray &line)
{
    socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"text\":\"" + textOf(line) + "\"}"));
}

QByteArray numbered(int count)
{
    QByteArray text;
    for (int i = 1; i <= count; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

} // namespace

class TestBatchRun : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

    BatchOptions optionsFor(quint16 port, const QByteArray &input, const TaskDescription &task = taskWith({"text"}))
    {
        QFile file(path("input"));
        if (!file.open(QIODevice::WriteOnly) || file.write(input) != input.size())
            qFatal("no input");
        BatchOptions options;
        options.address = {u"127.0.0.1"_s, port};
        options.task = task;
        options.input = file.fileName();
        options.output = path("output");
        return options;
    }

    static void finish(BatchRun &run, const BatchOptions &options, State state)
    {
        run.start(options);
        QVERIFY(run.isActive());
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), hangGuardMs);
        QVERIFY2(run.state() == state, qPrintable(run.errorText()));
    }

    /// The output is the first `count` lines of the input, and the run has said so.
    void verifyPrefix(const BatchRun &run, const QByteArray &input)
    {
        const QByteArray output = read(path("output"));
        QCOMPARE(output.count('\n'), run.done());
        QVERIFY(input.startsWith(output));
    }

private Q_SLOTS:
    void cleanup()
    {
        for (const char *name : {"input", "output"})
            QFile::remove(path(name));
    }

    void formats_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("members");
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("text, one member")
            << int(Format::Text) << 1 << QByteArray("plain\nsay \"hi\", \xc3\xb1\nt\ta b\n=1+1\n\n\n");
        QTest::newRow("text, two") << int(Format::Text) << 2
                                   << QByteArray("plain\t1\nsay \"hi\", \xc3\xb1\t2\nt a b\t\n=1+1\t[1,2]\n\n\n");
        QTest::newRow("text, not known") << int(Format::Text) << 0
                                         << QByteArray("{\"text\":\"plain\",\"n\":1}\n"
                                                       "{\"text\":\"say \\\"hi\\\", \xc3\xb1\",\"n\": 2}\n"
                                                       "{\"text\":\"t\\ta\\nb\",\"n\":null}\n"
                                                       "{\"text\":\"=1+1\",\"n\":[1,2]}\n\n\n");
        QTest::newRow("csv") << int(Format::Csv) << 2
                             << QByteArray("line,text,n,error\r\n1,plain,1,\r\n2,\"say \"\"hi\"\", \xc3\xb1\",2,\r\n"
                                           "3,\"t\ta\nb\",,\r\n4,=1+1,\"[1,2]\",\r\n"
                                           "5,,,\"No, \"\"never\"\" (-32010). Parameter: text.\"\r\n"
                                           "6,,,The text is not valid UTF-8: the byte at offset 0.\r\n");
        QTest::newRow("csv, not known")
            << int(Format::Csv) << 0
            << QByteArray("line,result,error\r\n1,\"{\"\"text\"\":\"\"plain\"\",\"\"n\"\":1}\",\r\n"
                          "2,\"{\"\"text\"\":\"\"say \\\"\"hi\\\"\", \xc3\xb1\"\",\"\"n\"\": 2}\",\r\n"
                          "3,\"{\"\"text\"\":\"\"t\\ta\\nb\"\",\"\"n\"\":null}\",\r\n"
                          "4,\"{\"\"text\"\":\"\"=1+1\"\",\"\"n\"\":[1,2]}\",\r\n"
                          "5,,\"No, \"\"never\"\" (-32010). Parameter: text.\"\r\n"
                          "6,,The text is not valid UTF-8: the byte at offset 0.\r\n");
        QTest::newRow("jsonl") << int(Format::JsonLines) << 1
                               << QByteArray(
                                      "{\"line\":1,\"result\":{\"text\":\"plain\",\"n\":1}}\n"
                                      "{\"line\":2,\"result\":{\"text\":\"say \\\"hi\\\", \xc3\xb1\",\"n\": 2}}\n"
                                      "{\"line\":3,\"result\":{\"text\":\"t\\ta\\nb\",\"n\":null}}\n"
                                      "{\"line\":4,\"result\":{\"text\":\"=1+1\",\"n\":[1,2]}}\n"
                                      "{\"line\":5,\"error\":{\"code\":-32010,\"message\":\"No, \\\"never\\\"\","
                                      "\"data\":{\"param\":\"text\"}}}\n"
                                      "{\"line\":6,\"error\":{\"code\":null,\"message\":"
                                      "\"The text is not valid UTF-8: the byte at offset 0.\"}}\n");
    }

    void formats()
    {
        QFETCH(int, format);
        QFETCH(int, members);
        QFETCH(QByteArray, output);
        const QList<QByteArray> results{"{\"text\":\"plain\",\"n\":1}",
                                        "{\"text\":\"say \\\"hi\\\", \xc3\xb1\",\"n\": 2}",
                                        "{\"text\":\"t\\ta\\nb\",\"n\":null}", "{\"text\":\"=1+1\",\"n\":[1,2]}"};
        ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &line) {
            const QByteArray id = ScriptedPeer::idOf(line);
            const int number = textOf(line).toInt();
            socket.write(number < 5 ? ScriptedPeer::result(id, results.at(number - 1))
                                    : ScriptedPeer::error(id, -32010, "No, \\\"never\\\"", "{\"param\":\"text\"}"));
        });
        const std::vector<std::string> names{"text", "n"};
        BatchOptions options =
            optionsFor(peer.port(), "1\n2\n3\n4\n5\n\xff\n", taskWith({names.begin(), names.begin() + members}));
        options.format = Format(format);
        BatchRun run;
        finish(run, options, State::Done);
        QCOMPARE(read(path("output")), output);
        QCOMPARE(run.done(), 6);
        QCOMPARE(run.failed(), 2);
        QCOMPARE(run.failures(), (QStringList{u"Line 5: No, \"never\" (-32010). Parameter: text."_s,
                                              u"Line 6: The text is not valid UTF-8: the byte at offset 0."_s}));
        QCOMPARE(run.sample().size(), 6);
        QCOMPARE(run.sample().first().toUtf8() + (options.format == Format::Csv ? "\r\n" : "\n"),
                 options.format == Format::Csv ? output.mid(output.indexOf('\n') + 1, run.sample().first().size() + 2)
                                               : output.left(run.sample().first().size() + 1));
    }

    void whatIsToldOfManyIsBounded()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32010, "no"));
        });
        BatchRun run;
        finish(run, optionsFor(peer.port(), QByteArray("x\n").repeated(1000)), State::Done);
        QCOMPARE(run.failed(), 1000);
        QCOMPARE(run.failures().size(), 100);
        QCOMPARE(run.sample().size(), 20);

        peer.setOnLine(echo);
        finish(run, optionsFor(peer.port(), QByteArray(100'000, 'x')), State::Done);
        QCOMPARE(run.failed(), 0);
        QVERIFY(run.failures().isEmpty());
        QCOMPARE(run.sample().size(), 1);
        QVERIFY(run.sample().first().size() < 1000);
        QCOMPARE(read(path("output")), QByteArray(100'000, 'x') + '\n');
    }

    void noLines()
    {
        ScriptedPeer peer(echo);
        BatchOptions options = optionsFor(peer.port(), {});
        QFile old(options.output);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        BatchRun run;
        finish(run, options, State::Done);
        QCOMPARE(run.done(), 0);
        QCOMPARE(run.fraction(), 1.0);
        QCOMPARE(read(options.output), QByteArray());
        options.format = Format::Csv;
        finish(run, options, State::Done);
        QCOMPARE(read(options.output), QByteArray("line,text,error\r\n"));
    }

    void filesThatDoNotServe()
    {
        ScriptedPeer peer(echo);
        const BatchOptions good = optionsFor(peer.port(), "a\nb");
        BatchRun run;
        const auto refuses = [&](const QString &input, const QString &output, const char *why) {
            BatchOptions options = good;
            options.input = input;
            options.output = output;
            finish(run, options, State::Failed);
            QVERIFY2(run.errorText().contains(QLatin1StringView(why)), qPrintable(run.errorText()));
            QCOMPARE(read(good.input), QByteArray("a\nb"));
        };
        QVERIFY(QFile::link(good.input, path("link")));
        QCOMPARE(::link(good.input.toLocal8Bit().constData(), path("hard").toLocal8Bit().constData()), 0);
        QCOMPARE(::mkfifo(path("pipe").toLocal8Bit().constData(), 0600), 0);
        for (const QString &same : {good.input, path("link"), path("hard"), path("./input")})
            refuses(good.input, same, "overwrite the input");
        refuses(path("missing"), good.output, "There is no file");
        refuses({}, good.output, "There is no file");
        refuses(good.input, {}, "no file for the results");
        refuses(m_folder.path(), good.output, "is a folder");
        refuses(good.input, m_folder.path(), "is a folder");
        refuses(path("pipe"), good.output, "no ordinary file");
        refuses(good.input, path("pipe"), "no ordinary file");
        refuses(good.input, path("missing/output"), "cannot be written");
        QVERIFY(!QFile::exists(good.output));
        QVERIFY(peer.lines().isEmpty());

        BatchOptions noParams = good;
        noParams.task.params.clear();
        finish(run, noParams, State::Failed);
        QVERIFY(run.errorText().contains("no parameter"_L1));

        finish(run, good, State::Done); // and now for something that works
        QCOMPARE(read(good.output), QByteArray("a\nb\n"));
        QVERIFY(run.errorText().isEmpty());
    }

    void fullDisk()
    {
        ScriptedPeer peer(echo);
        BatchRun run;
        BatchOptions options = optionsFor(peer.port(), numbered(3));
        options.output = u"/dev/full"_s;
        finish(run, options, State::Failed);
        QVERIFY2(run.errorText().contains("cannot be written: No space left"_L1), qPrintable(run.errorText()));
        QCOMPARE(run.done(), 0);
    }

    void fullDiskLater()
    {
        ScriptedPeer peer(echo);
        const QByteArray input = numbered(100'000);
        BatchRun run;
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const BatchOptions options = optionsFor(peer.port(), input);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{.rlim_cur = 700'001, .rlim_max = before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        finish(run, options, State::Failed);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(run.done() > 0 && run.done() < 100'000);
        verifyPrefix(run, input);
        QVERIFY2(run.errorText().contains(QLocale().toString(run.done())), qPrintable(run.errorText()));
    }

    void pausesGoesOnAndCancels()
    {
        ScriptedPeer peer;
        const QByteArray input = numbered(50'000);
        BatchRun run;
        peer.setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            echo(socket, line);
            if (peer.lines().size() == 5'000)
                run.pause();
        });
        run.start(optionsFor(peer.port(), input));
        QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Paused, hangGuardMs);
        // What was under way still comes; then nothing.
        QTRY_VERIFY_WITH_TIMEOUT(run.done() >= 5'000 && run.done() == peer.lines().size(), hangGuardMs);
        const qsizetype at = peer.lines().size();
        QCOMPARE(run.perSecond(), 0.0);
        QCOMPARE(run.secondsLeft(), -1);
        QVERIFY(run.fraction() > 0 && run.fraction() < 1);
        QTest::qWait(50);
        QCOMPARE(peer.lines().size(), at);
        verifyPrefix(run, input);

        peer.setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            echo(socket, line);
            if (peer.lines().size() == 20'000)
                run.cancel();
        });
        QSignalSpy progress(&run, &BatchRun::progressChanged);
        run.resume();
        QCOMPARE(run.state(), State::Running);
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), hangGuardMs);
        QCOMPARE(run.state(), State::Cancelled);
        QVERIFY(!progress.isEmpty());
        QVERIFY(run.done() >= 5'000 && run.done() < 50'000);
        verifyPrefix(run, input);
        run.pause(); // too late for these
        run.resume();
        run.cancel();
        QCOMPARE(run.state(), State::Cancelled);
    }

    void aPausedRunWaitsForTheServer()
    {
        auto peer = std::make_unique<ScriptedPeer>(echo);
        const quint16 port = peer->port();
        BatchOptions options = optionsFor(port, numbered(20'000));
        options.patience = std::chrono::milliseconds(100);
        BatchRun run;
        peer->setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            echo(socket, line);
            if (peer->lines().size() == 3'000)
                run.pause();
        });
        run.start(options);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == State::Paused && run.done() == peer->lines().size(), hangGuardMs);
        peer.reset();
        QTest::qWait(400);
        QCOMPARE(run.state(), State::Paused);
        peer = std::make_unique<ScriptedPeer>(echo, port);
        QTRY_VERIFY_WITH_TIMEOUT(peer->connections() > 0, hangGuardMs);
        run.resume();
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), hangGuardMs);
        QCOMPARE(run.state(), State::Done);
        QCOMPARE(read(options.output), numbered(20'000));
    }

    void aServerThatStaysAwayEndsIt()
    {
        auto peer = std::make_unique<ScriptedPeer>();
        const QByteArray input = numbered(50'000);
        BatchOptions options = optionsFor(peer->port(), input);
        options.patience = std::chrono::milliseconds(100);
        BatchRun run;
        peer->setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            if (peer->lines().size() < 5'000)
                echo(socket, line);
            else if (peer->lines().size() == 5'000)
                QTimer::singleShot(0, &run, [&] { peer.reset(); });
        });
        finish(run, options, State::Failed);
        QVERIFY(run.done() > 0 && run.done() < 50'000);
        QCOMPARE(run.failed(), 0);
        verifyPrefix(run, input);
        QVERIFY2(run.errorText().contains(options.address.toString()), qPrintable(run.errorText()));
        QVERIFY2(run.errorText().contains(QLocale().toString(run.done())), qPrintable(run.errorText()));

        // Nor does it ruin what there is when it never came about.
        const QByteArray before = read(options.output);
        finish(run, options, State::Failed);
        QCOMPARE(read(options.output), before);
        QVERIFY(QFile::remove(options.output));
        finish(run, options, State::Failed);
        QVERIFY(!QFile::exists(options.output));
    }

    void lostLinesOfOtherTasksFail()
    {
        ScriptedPeer peer;
        TaskDescription task = taskWith({"text"});
        task.pure = false;
        bool broken = false;
        peer.setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            if (textOf(line) == "line 500" && !std::exchange(broken, true))
                ScriptedPeer::reset(socket);
            else
                echo(socket, line);
        });
        BatchRun run;
        finish(run, optionsFor(peer.port(), numbered(1000), task), State::Done);
        QCOMPARE(run.done(), 1000);
        QVERIFY(run.failed() > 0);
        QVERIFY(read(path("output")).split('\n').at(499).isEmpty());
        const auto sent = [](const QByteArray &line) { return textOf(line) == "line 500"; };
        QCOMPARE(std::count_if(peer.lines().begin(), peer.lines().end(), sent), 1);
    }

    void goneInTheMiddle()
    {
        ScriptedPeer peer;
        auto run = std::make_unique<BatchRun>();
        run->start(optionsFor(peer.port(), numbered(1000)));
        QTRY_VERIFY_WITH_TIMEOUT(!peer.lines().isEmpty(), hangGuardMs);
        run.reset();
        QTRY_COMPARE_WITH_TIMEOUT(peer.socket().state(), QAbstractSocket::UnconnectedState, hangGuardMs);
    }

    void aRealServerKilledAndRestarted()
    {
        constexpr int count = 200'000;
        auto server = std::make_unique<ServerProcess>();
        QVERIFY2(server->start(), server->stderrText().constData());
        const QString address = u"127.0.0.1:%1"_s.arg(server->port());
        server->signal(SIGSTOP); // so that lines are under way when it goes, however fast it is
        BatchRun run;
        QSignalSpy progress(&run, &BatchRun::progressChanged);
        TaskDescription task = builtIn("text.reverse");
        task.pure = true; // it only computes: lost lines are sent again
        run.start(optionsFor(server->port(), numbered(count), task));
        for (int kills = 0; kills < 3 && run.isActive(); ++kills) {
            progress.clear();
            QTRY_VERIFY_WITH_TIMEOUT(progress.size() > 1, hangGuardMs);
            server->signal(SIGKILL);
            QVERIFY(server->waitForExit());
            server = std::make_unique<ServerProcess>();
            QVERIFY2(server->start({u"--listen"_s, address}), server->stderrText().constData());
        }
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), 4 * hangGuardMs);
        QVERIFY2(run.state() == State::Done, qPrintable(run.errorText()));
        QCOMPARE(run.done(), count);
        QCOMPARE(run.failed(), 0);
        const QList<QByteArray> lines = read(path("output")).split('\n');
        QCOMPARE(lines.size(), count + 1);
        for (int i = 0; i < count; ++i) {
            QByteArray expected = "line " + QByteArray::number(i + 1);
            std::reverse(expected.begin(), expected.end());
            QCOMPARE(lines[i], expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestBatchRun)
#include "tst_batch_run.moc"
