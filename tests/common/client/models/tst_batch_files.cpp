// What a run leaves in its file, in each format, and which files it refuses.
#include "tests/common/client/models/batch_test.h"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;
using State = BatchRun::State;
using Format = BatchOptions::Format;

class TestBatchFiles : public BatchTest
{
    Q_OBJECT

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
};

QTEST_GUILESS_MAIN(TestBatchFiles)
#include "tst_batch_files.moc"
