// Many lines, many in flight: order, bounds, failures, coming back.
#include "common/client/line_runner.h"
#include "tests/common/client/scripted_peer.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::ScriptedPeer;

namespace {

LineRunnerOptions optionsFor(std::size_t inFlight = 1024)
{
    TaskDescription task;
    task.params.resize(1);
    task.params[0].name = "text";
    LineRunnerOptions options;
    options.method = "text.echo";
    options.encode = lineEncoder(task, {});
    options.inFlight = inFlight;
    return options;
}

QByteArray textOf(const QByteArray &line)
{
    const qsizetype begin = line.indexOf("\"text\":") + 7;
    return line.mid(begin, line.indexOf('}', begin) - begin);
}

void echo(QTcpSocket &socket, const QByteArray &line)
{
    socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), textOf(line)));
}

// A pipe that gives what the test puts in, when it does.
class Feed : public QIODevice
{
public:
    Feed() { open(ReadOnly | Unbuffered); }
    bool isSequential() const override { return true; }
    void put(const QByteArray &bytes)
    {
        m_bytes += bytes;
        Q_EMIT readyRead();
    }
    void end()
    {
        m_ended = true;
        Q_EMIT readChannelFinished();
    }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min<qint64>(size, m_bytes.size());
        std::copy_n(m_bytes.constData(), count, data);
        m_bytes.remove(0, count);
        return count > 0 || !m_ended ? count : -1;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    bool m_ended = false;
};

} // namespace

class TestLineRunner : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<LineRunner> m_runner;
    QBuffer m_input;
    QList<QByteArray> m_results; ///< `!` and the kind of end for a failure
    std::optional<LineRunner::End> m_end;

    void prepare(ScriptedPeer::OnLine onLine, const QByteArray &input, LineRunnerOptions options = optionsFor())
    {
        m_input.setData(input);
        QVERIFY(m_input.open(QIODevice::ReadOnly));
        prepareWith(std::move(onLine), m_input, std::move(options));
    }

    void prepareWith(ScriptedPeer::OnLine onLine, QIODevice &input, LineRunnerOptions options)
    {
        ConnectionOptions quick;
        quick.firstPause = quick.longestPause = std::chrono::milliseconds(20);
        m_client = std::make_unique<Client>(quick);
        m_peer = std::make_unique<ScriptedPeer>(std::move(onLine));
        m_client->connectToServer({u"127.0.0.1"_s, m_peer->port()});
        m_runner = std::make_unique<LineRunner>(*m_client, input, std::move(options), [this](const LineResult &line) {
            QCOMPARE(line.line, std::uint64_t(m_results.size()) + 1);
            m_results += line.error ? '!' + QByteArray::number(int(line.error->end))
                                    : QByteArray(line.result.data(), qsizetype(line.result.size()));
        });
        connect(m_runner.get(), &LineRunner::finished, this, [this](LineRunner::End end) { m_end = end; });
    }

    static QByteArray numbered(int count)
    {
        QByteArray input;
        for (int i = 0; i < count; ++i)
            input += QByteArray::number(i) + '\n';
        return input;
    }

    void verifyNumbered(int count)
    {
        QCOMPARE(m_results.size(), count);
        for (int i = 0; i < count; ++i)
            QCOMPARE(m_results[i], '"' + QByteArray::number(i) + '"');
    }

private Q_SLOTS:
    void cleanup()
    {
        m_runner.reset();
        m_client.reset();
        m_peer.reset();
        m_input.close();
        m_results.clear();
        m_end.reset();
    }

    void orderHoldsHoweverRepliesCome()
    {
        constexpr int count = 5000;
        std::size_t most = 0;
        QList<QByteArray> held;
        prepare(
            [&](QTcpSocket &socket, const QByteArray &line) {
                held.prepend(ScriptedPeer::result(ScriptedPeer::idOf(line), textOf(line)));
                most = std::max<std::size_t>(most, m_client->inFlight());
                // The earliest last, and never more held than a run with 100 in flight can have.
                if (held.size() == 50 || m_peer->lines().size() == count) {
                    socket.write(held.join());
                    held.clear();
                }
            },
            numbered(count), optionsFor(100));
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        QCOMPARE(*m_end, LineRunner::End::Done);
        verifyNumbered(count);
        QVERIFY(most > 50 && most <= 100);
        QCOMPARE(m_runner->progress().done, std::uint64_t(count));
        QCOMPARE(m_runner->progress().bytesRead, std::uint64_t(m_input.size()));
    }

    void bytesInFlightAreBounded()
    {
        std::size_t most = 0;
        QByteArray input;
        for (int i = 0; i < 40; ++i)
            input += QByteArray(1000, 'x') + '\n';
        LineRunnerOptions options = optionsFor();
        options.bytes = 5000;
        prepare(
            [&](QTcpSocket &socket, const QByteArray &line) {
                most = std::max(most, m_client->inFlight());
                echo(socket, line);
            },
            input, options);
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        QCOMPARE(m_results.size(), 40);
        QVERIFY(most <= 5);
    }

    void endsOfLines_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QList<QByteArray>>("results");
        QTest::newRow("nothing") << QByteArray() << QList<QByteArray>{};
        QTest::newRow("one empty line") << QByteArray("\n") << QList<QByteArray>{"\"\""};
        QTest::newRow("last without LF") << QByteArray("a\n\nb") << QList<QByteArray>{"\"a\"", "\"\"", "\"b\""};
        QTest::newRow("CRLF") << QByteArray("a\r\nb\rc\r\n") << QList<QByteArray>{"\"a\"", "\"b\\rc\""};
    }

    void endsOfLines()
    {
        QFETCH(QByteArray, input);
        QFETCH(QList<QByteArray>, results);
        prepare(echo, input);
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        for (QByteArray &result : m_results)
            result.replace("\\u000d", "\\r");
        QCOMPARE(m_results, results);
    }

    void aFailedLineIsItsOwnResult()
    {
        LineRunnerOptions options = optionsFor(4);
        options.longestLine = 10;
        prepare(
            [](QTcpSocket &socket, const QByteArray &line) {
                if (textOf(line) == "\"bad\"")
                    socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32010, "no"));
                else
                    echo(socket, line);
            },
            "a\nbad\n" + QByteArray(1'000'000, 'x') + "\n\xff\nb\n" + QByteArray("\xff\n").repeated(50) + "c\n" +
                QByteArray(11, 'y'),
            options);
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        QCOMPARE(*m_end, LineRunner::End::Done);
        const QByteArray params = '!' + QByteArray::number(int(CallEnd::BadParams));
        QCOMPARE(m_results.size(), 57);
        QCOMPARE(m_results[0], "\"a\"");
        QCOMPARE(m_results[1], '!' + QByteArray::number(int(CallEnd::ServerError)));
        QCOMPARE(m_results[2], params);
        QCOMPARE(m_results[3], params);
        QCOMPARE(m_results[4], "\"b\"");
        QCOMPARE(m_results[55], "\"c\"");
        QCOMPARE(m_results[56], params);
        QCOMPARE(m_runner->progress().failed, 54u);
    }

    void sendsAgainWhatWasNotRun()
    {
        bool refused = false;
        bool closed = false;
        prepare(
            [&](QTcpSocket &socket, const QByteArray &line) {
                if (textOf(line) == "\"30\"" && !std::exchange(refused, true))
                    socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32000, "busy", "{\"retryAfterMs\":5}"));
                else if (textOf(line) == "\"60\"" && !std::exchange(closed, true))
                    socket.disconnectFromHost();
                else
                    echo(socket, line);
            },
            numbered(200), optionsFor(10));
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        QCOMPARE(*m_end, LineRunner::End::Done);
        verifyNumbered(200);
        QCOMPARE(m_peer->connections(), 2);
    }

    void lostLines_data()
    {
        QTest::addColumn<bool>("resend");
        QTest::newRow("computes only") << true;
        QTest::newRow("may not run twice") << false;
    }

    void lostLines()
    {
        QFETCH(bool, resend);
        bool broken = false;
        LineRunnerOptions options = optionsFor(10);
        options.resendLost = resend;
        prepare(
            [&](QTcpSocket &socket, const QByteArray &line) {
                if (textOf(line) == "\"50\"" && !std::exchange(broken, true))
                    ScriptedPeer::reset(socket);
                else
                    echo(socket, line);
            },
            numbered(100), options);
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        QCOMPARE(*m_end, LineRunner::End::Done);
        if (resend) {
            verifyNumbered(100);
            return;
        }
        QCOMPARE(m_results.size(), 100);
        QCOMPARE(m_results[50], '!' + QByteArray::number(int(CallEnd::Lost)));
        QCOMPARE(m_results[99], "\"99\"");
    }

    void givesUpAServerThatStaysAway()
    {
        LineRunnerOptions options = optionsFor(10);
        options.patience = std::chrono::milliseconds(100);
        prepare([](QTcpSocket &socket, const QByteArray &line) { echo(socket, line); }, numbered(100), options);
        m_peer->setOnLine([this](QTcpSocket &socket, const QByteArray &line) {
            if (textOf(line) == "\"50\"")
                QTimer::singleShot(0, this, [this] { m_peer.reset(); });
            else
                echo(socket, line);
        });
        m_runner->start();
        QTRY_VERIFY(m_end.has_value());
        QCOMPARE(*m_end, LineRunner::End::NoConnection);
        QVERIFY(m_results.size() > 50 && m_results.size() < 100);
        QCOMPARE(m_results[49], "\"49\"");
        QCOMPARE(m_results.last(), '!' + QByteArray::number(int(CallEnd::NotConnected)));
    }

    void readsAPipeAsItComes()
    {
        Feed feed;
        prepareWith(echo, feed, optionsFor());
        m_runner->start();
        feed.put("0\n1\n2");
        QTRY_COMPARE(m_results.size(), 2);
        QVERIFY(!m_end);
        feed.put("\n3");
        QTRY_COMPARE(m_results.size(), 3);
        feed.end();
        QTRY_VERIFY(m_end.has_value());
        verifyNumbered(4);
    }

    void pausesAndGoesOn()
    {
        prepare([](QTcpSocket &socket, const QByteArray &line) { echo(socket, line); }, numbered(1000), optionsFor(10));
        bool paused = false;
        m_peer->setOnLine([&](QTcpSocket &socket, const QByteArray &line) {
            if (textOf(line) == "\"50\"") {
                m_runner->pause();
                paused = true;
            }
            echo(socket, line);
        });
        m_runner->start();
        QTRY_VERIFY(paused);
        QTRY_COMPARE(m_client->inFlight(), 0u);
        const qsizetype at = m_results.size();
        QTest::qWait(30);
        QCOMPARE(m_results.size(), at);
        QVERIFY(at < 1000 && !m_end);
        m_runner->resume();
        QTRY_VERIFY(m_end.has_value());
        verifyNumbered(1000);
    }

    void cancels()
    {
        prepare({}, numbered(1000), optionsFor(10));
        m_runner->start();
        QTRY_COMPARE(m_peer->lines().size(), 10);
        m_runner->cancel();
        QVERIFY(m_end == LineRunner::End::Cancelled);
        QCOMPARE(m_client->inFlight(), 0u);
        QVERIFY(m_results.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLineRunner)
#include "tst_line_runner.moc"
