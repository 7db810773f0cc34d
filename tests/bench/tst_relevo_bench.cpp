// relevo-bench as a user runs it: against the floor, whose replies are right, and against servers that are not.
#include "bench/load/histogram.h"
#include "bench/load/workload.h"
#include "tests/bench/fake_server.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTest>
#include <algorithm>
#include <memory>

using namespace relevo::bench;

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Runs relevo-bench to its end; the event loop goes on meanwhile, for servers that live in it.
Ended runBench(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(RELEVO_BENCH), arguments);
    Ended ended;
    if (!process.waitForStarted() ||
        !QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000))
        return ended;
    ended.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ended.out = process.readAllStandardOutput();
    ended.err = process.readAllStandardError();
    return ended;
}

QStringList against(const QString &address, const QString &more)
{
    QStringList arguments{QStringLiteral("--address"), address, QStringLiteral("--json")};
    arguments += more.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (!more.contains(QLatin1String("--duration")))
        arguments += {QStringLiteral("--duration"), QStringLiteral("0.3")};
    return arguments + QStringList{QStringLiteral("--warmup"), QStringLiteral("0.05")};
}

double latency(const QJsonObject &json, const char *quantile)
{
    return json[QLatin1String("latencyUs")].toObject()[QLatin1String(quantile)].toDouble();
}

double errorsOf(const QJsonObject &json, const char *kind)
{
    return json[QLatin1String("errors")].toObject()[QLatin1String(kind)].toDouble(-1);
}

} // namespace

class TestRelevoBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void quantilesAreWithinOnePercent();
    void samplesAreOfTheSizeAskedFor_data();
    void samplesAreOfTheSizeAskedFor();
    void rightRepliesAreCounted_data();
    void rightRepliesAreCounted();
    void anyOrderAndAnyMembersWillDo();
    void faultsAreTold_data();
    void faultsAreTold();
    void openLoopCountsFromTheIntendedTime();
    void openLoopKeepsToItsRate();
    void noServerIsExitOne();
    void wrongUseIsOneLineAndExitTwo_data();
    void wrongUseIsOneLineAndExitTwo();
    void helpNamesTheOptions();

private:
    QString floorAddress() const { return m_floorAddress; }

    QProcess m_floor;
    QString m_floorAddress;
};

void TestRelevoBench::initTestCase()
{
    m_floor.start(QStringLiteral(RELEVO_FLOOR), {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    QVERIFY(m_floor.waitForStarted());
    QVERIFY(m_floor.waitForReadyRead());
    const QString line = QString::fromUtf8(m_floor.readLine());
    QVERIFY(line.startsWith(QLatin1String("ready tcp=")));
    m_floorAddress = line.section(QLatin1Char(' '), 1, 1).section(QLatin1Char('='), 1);
}

void TestRelevoBench::cleanupTestCase()
{
    QCOMPARE(m_floor.state(), QProcess::Running);
    m_floor.kill();
    m_floor.waitForFinished();
}

void TestRelevoBench::quantilesAreWithinOnePercent()
{
    Histogram histogram;
    QCOMPARE(histogram.at(0.5), 0u);
    for (std::uint64_t value = 1; value <= 100'000; ++value)
        histogram.record(value * 1000);
    for (const double share : {0.001, 0.5, 0.9, 0.99, 0.999}) {
        const double exact = share * 100'000'000;
        const auto found = static_cast<double>(histogram.at(share));
        QVERIFY2(found >= exact && found <= exact * 1.01, qPrintable(QString::number(found)));
    }
    QCOMPARE(histogram.at(1), 100'000'000u);
    Histogram other;
    other.record(7);
    other.add(histogram);
    QCOMPARE(other.total(), 100'001u);
    QCOMPARE(other.at(0), 7u);
    other.record(~std::uint64_t{0});
    QCOMPARE(other.maximum(), ~std::uint64_t{0});
}

void TestRelevoBench::samplesAreOfTheSizeAskedFor_data()
{
    QTest::addColumn<bool>("unicode");
    QTest::addColumn<int>("bytes");
    for (const bool unicode : {false, true}) {
        for (const int bytes : {1, 2, 31, 32, 4096})
            QTest::addRow("%s %d", unicode ? "unicode" : "ascii", bytes) << unicode << bytes;
    }
}

void TestRelevoBench::samplesAreOfTheSizeAskedFor()
{
    QFETCH(bool, unicode);
    QFETCH(int, bytes);
    Options options;
    options.unicode = unicode;
    options.bytes = static_cast<std::size_t>(bytes);
    const std::vector<Sample> samples = makeSamples(options);
    QVERIFY(samples.size() >= 8);
    bool beyondAscii = false;
    for (const Sample &sample : samples) {
        QCOMPARE(sample.text.size(), options.bytes);
        QCOMPARE(sample.reverse.size(), options.bytes);
        QCOMPARE(sample.result, R"({"text":")" + sample.reverse + "\"}");
        std::string bytewise(sample.text.rbegin(), sample.text.rend());
        if (!unicode)
            QCOMPARE(sample.reverse, bytewise);
        beyondAscii = beyondAscii || std::any_of(sample.text.begin(), sample.text.end(), [](char c) { return c < 0; });
    }
    QCOMPARE(beyondAscii, unicode && bytes > 2);
}

void TestRelevoBench::rightRepliesAreCounted_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("8 x 64") << "";
    QTest::newRow("50 x 1, two threads") << "--connections 50 --in-flight 1 --threads 2";
    QTest::newRow("a byte") << "--bytes 1";
    QTest::newRow("vectors and their rest") << "--bytes 1000";
    QTest::newRow("larger than a block") << "--bytes 700000 --connections 2 --in-flight 3";
    QTest::newRow("one number") << "--task numbers.average --numbers 1";
    QTest::newRow("sums of many") << "--task numbers.average --numbers 1000";
    QTest::newRow("idle ones") << "--connections 2 --in-flight 2 --idle-connections 50";
}

void TestRelevoBench::rightRepliesAreCounted()
{
    QFETCH(QString, options);
    const QString pid = QString::number(m_floor.processId());
    const Ended ended = runBench(against(floorAddress(), options + QLatin1String(" --pid ") + pid));
    QVERIFY2(ended.code == 0, ended.err.constData());
    const QJsonObject json = ended.json();
    QVERIFY(json[QLatin1String("requests")].toDouble() > 0);
    QVERIFY(json[QLatin1String("perSecond")].toDouble() > 0);
    QVERIFY(json[QLatin1String("serverCpuUsPerRequest")].toDouble() > 0);
    QVERIFY(json[QLatin1String("ownCpuUsPerRequest")].toDouble() > 0);
    QVERIFY(latency(json, "p50") > 0);
    QVERIFY(latency(json, "p50") <= latency(json, "p99"));
    QVERIFY(latency(json, "p99") <= latency(json, "max"));
    for (const char *kind : {"wrong", "lost", "unanswered"})
        QCOMPARE(errorsOf(json, kind), 0.0);
}

void TestRelevoBench::anyOrderAndAnyMembersWillDo()
{
    // Two by two, the second first, in another order of members and with one that nobody knows.
    QByteArray held;
    FakeServer server([&held](const QByteArray &line, int number) {
        const QJsonObject reply = QJsonDocument::fromJson(reversed(line)).object();
        const QByteArray result =
            QJsonDocument(reply[QLatin1String("result")].toObject()).toJson(QJsonDocument::Compact);
        const QByteArray id = QByteArray::number(reply[QLatin1String("id")].toInteger());
        const QByteArray text =
            R"({"id":)" + id + R"(,"x":[{"a":"}\""},2],"result":)" + result + R"(,"jsonrpc":"2.0"})" + "\n";
        if (number % 2 == 0) {
            held = text;
            return QByteArray("");
        }
        return text + held;
    });
    const Ended ended = runBench(against(server.address(), QStringLiteral("--connections 1 --in-flight 2")));
    QVERIFY2(ended.code == 0, ended.err.constData());
    QVERIFY(server.requests() > 2);
}

void TestRelevoBench::faultsAreTold_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("told");
    QTest::newRow("wrong text") << "wrong"
                                << "wrong result";
    QTest::newRow("an error") << "error"
                              << "-32000";
    QTest::newRow("no JSON-RPC") << "noise"
                                 << "no JSON-RPC reply";
    QTest::newRow("twice the same") << "twice"
                                    << "a reply to no request";
    QTest::newRow("closed") << "close"
                            << "a connection is lost";
}

void TestRelevoBench::faultsAreTold()
{
    QFETCH(QString, kind);
    QFETCH(QString, told);
    FakeServer server([kind](const QByteArray &line, int number) -> QByteArray {
        QByteArray right = reversed(line) + "\n";
        if (number != 20)
            return right;
        if (kind == QLatin1String("wrong"))
            return right.replace("},", " },");
        if (kind == QLatin1String("error"))
            return R"({"jsonrpc":"2.0","error":{"code":-32000,"message":"Overloaded"},"id":1})"
                   "\n" +
                   right;
        if (kind == QLatin1String("noise"))
            return "HTTP/1.1 400 Bad Request\n" + right;
        if (kind == QLatin1String("twice"))
            return right + right;
        return {};
    });
    const Ended ended = runBench(against(server.address(), QStringLiteral("--connections 1 --in-flight 2")));
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains(told.toUtf8()), ended.err.constData());
    const bool lost = kind == QLatin1String("close");
    QCOMPARE(errorsOf(ended.json(), lost ? "lost" : "wrong"), 1.0);
}

void TestRelevoBench::openLoopCountsFromTheIntendedTime()
{
    // The server stalls once for 300 ms. One connection with one in flight sends nothing meanwhile, yet what was due
    // then has waited: about every second request of 600 ms by 100 ms or more.
    FakeServer server([](const QByteArray &line, int number) {
        if (number == 20)
            QTest::qSleep(300);
        return reversed(line) + "\n";
    });
    const QString options = QStringLiteral("--connections 1 --in-flight 1 --rate 200 --duration 0.6");
    const Ended ended = runBench(against(server.address(), options));
    QVERIFY2(ended.code == 0, ended.err.constData());
    QVERIFY(latency(ended.json(), "max") > 250'000);
    QVERIFY(latency(ended.json(), "p90") > 100'000);
}

void TestRelevoBench::openLoopKeepsToItsRate()
{
    const Ended ended = runBench(against(floorAddress(), QStringLiteral("--rate 1000 --duration 1")));
    QVERIFY2(ended.code == 0, ended.err.constData());
    const double requests = ended.json()[QLatin1String("requests")].toDouble();
    const double seconds = ended.json()[QLatin1String("seconds")].toDouble();
    QVERIFY2(requests > 500 && requests < 1000 * seconds + 100, qPrintable(QString::number(requests)));
}

void TestRelevoBench::noServerIsExitOne()
{
    QString address;
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        address = QStringLiteral("127.0.0.1:%1").arg(closed.serverPort());
    }
    const Ended ended = runBench(against(address, {}));
    QCOMPARE(ended.code, 1);
    QVERIFY(ended.err.contains("no connection to 127.0.0.1"));
    QCOMPARE(ended.err.count('\n'), 1);
}

void TestRelevoBench::wrongUseIsOneLineAndExitTwo_data()
{
    QTest::addColumn<QString>("options");
    for (const char *options : {"--nonsense", "--connections", "--connections 0", "--connections 1x",
                                "--address 127.0.0.1", "--address x:70000", "--task text.sort", "--duration 0",
                                "--rate nan", "--json=1", "--pid 999999999", "--threads 9", "stray"})
        QTest::newRow(options) << options;
}

void TestRelevoBench::wrongUseIsOneLineAndExitTwo()
{
    QFETCH(QString, options);
    const Ended ended = runBench(options.split(QLatin1Char(' ')));
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY(ended.out.isEmpty());
}

void TestRelevoBench::helpNamesTheOptions()
{
    const Ended ended = runBench({QStringLiteral("--help")});
    QCOMPARE(ended.code, 0);
    for (const char *option : {"--address", "--in-flight", "--rate", "--pid", "--idle-connections"})
        QVERIFY2(ended.out.contains(option), option);
}

QTEST_GUILESS_MAIN(TestRelevoBench)

#include "tst_relevo_bench.moc"
