// The tests' own tools: a raw peer that could not tell a reset from a close would make many a test worthless.
#include "tests/support/echo_server.h"
#include "tests/support/raw_peer.h"
#include "tests/support/reply.h"

#include <QTest>

using namespace relevo::test;

class TestSupport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeBackWhateverTheWrites()
    {
        const EchoServer server;
        RawPeer peer(server.port());
        QVERIFY(peer.isConnected());
        QVERIFY(peer.send("one\ntw"));
        QVERIFY(peer.sendByteByByte("o\n"));
        QVERIFY(peer.sendCutAt("three\nrest", 2));
        QCOMPARE(peer.readLines(3), (QByteArrayList{"one", "two", "three"}));
        QVERIFY(!peer.readLine(50));
        peer.closeWriting();
        QCOMPARE(peer.readToEnd(), "rest");
        QCOMPARE(peer.end(), RawPeer::End::Closed);
    }

    void orderlyCloseAndResetAreTold()
    {
        const EchoServer server;
        RawPeer closed(server.port());
        QVERIFY(closed.send("!"));
        QCOMPARE(closed.readToEnd(), "");
        QCOMPARE(closed.end(), RawPeer::End::Closed);

        RawPeer reset(server.port());
        QVERIFY(reset.send("#"));
        QCOMPARE(reset.readToEnd(), "");
        QCOMPARE(reset.end(), RawPeer::End::Reset);
    }

    void silenceIsNoticed()
    {
        const EchoServer server;
        RawPeer peer(server.port());
        QVERIFY(peer.staysSilent(20));
        QVERIFY(peer.send("x"));
        QVERIFY(!peer.staysSilent(hangGuardMs));
    }

    void manyBytesGoBothWays()
    {
        const EchoServer server;
        RawPeer peer(server.port());
        const QByteArray line = QByteArray(1000, 'x') + '\n';
        for (int i = 0; i < 3000; ++i)
            QCOMPARE(peer.ask(line), line.chopped(1));
    }

    void refusedConnectionIsTold()
    {
        quint16 port = 0;
        {
            const EchoServer server;
            port = server.port();
        }
        QVERIFY(!RawPeer(port).isConnected());
    }

    void tokensAreKeptAsTheyStand()
    {
        const auto value = JsonTextValue::parse(R"({"b":[1.0,12345678901234567890,"\ud800"],"a":"\u0061\/"})");
        QVERIFY(value);
        QCOMPARE((*value)[u"b"].items()[0].token(), "1.0");
        QCOMPARE((*value)[u"b"].items()[1].token(), "12345678901234567890");
        QCOMPARE((*value)[u"b"].items()[2].token(), R"("\ud800")");
        QCOMPARE(value->canonical(), R"({"a":"a/","b":[1.0,12345678901234567890,"\ud800"]})");
    }

    void jsonReaderIsStrict_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "{", "[1,]", "[,1]", "01", "1.", "+1", "nul", "\"\\x\"", "\"a\nb\"",
                                 "{\"a\":1,\"a\":2}", "{\"a\"}", "[1]x", "\"\xff\"", "{1:2}", "\"\\u12g4\"", "\"\\u12"})
            QTest::newRow(text) << QByteArray(text);
    }
    void jsonReaderIsStrict()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!JsonTextValue::parse(text));
    }

    void repliesAreJudged_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("good");
        QTest::newRow("result") << QByteArray(R"({"jsonrpc":"2.0","result":1,"id":1})") << true;
        QTest::newRow("error") << QByteArray(R"({"jsonrpc":"2.0","error":{"code":-1,"message":""},"id":null})") << true;
        QTest::newRow("1.0") << QByteArray(R"({"result":1,"error":null,"id":1})") << true;
        QTest::newRow("batch") << QByteArray(R"([{"jsonrpc":"2.0","result":1,"id":1}])") << true;
        QTest::newRow("both") << QByteArray(R"({"jsonrpc":"2.0","result":1,"error":null,"id":1})") << false;
        QTest::newRow("no id") << QByteArray(R"({"jsonrpc":"2.0","result":1})") << false;
        QTest::newRow("space") << QByteArray(R"({"jsonrpc":"2.0","result": 1,"id":1})") << false;
        QTest::newRow("empty batch") << QByteArray("[]") << false;
        QTest::newRow("no param") << QByteArray(R"({"jsonrpc":"2.0","error":{"code":-32602,"message":""},"id":1})")
                                  << false;
        QTest::newRow("1.0 both") << QByteArray(R"({"result":1,"error":"-1: x","id":1})") << false;
    }
    void repliesAreJudged()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const bool, good);
        QCOMPARE(faultOf(line).isEmpty(), good);
    }

    void differencesAreFoundInAnyOrder()
    {
        const QByteArrayList lines{R"({"jsonrpc":"2.0","result":{"text":"ba"},"id":2})",
                                   R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"x"},"id":7})"};
        QCOMPARE(differenceOf(lines, {"* !-32600", goodSummary("2")}), QString());
        QVERIFY(!differenceOf(lines, {goodSummary("2")}).isEmpty());
        QVERIFY(!differenceOf(lines, {"* !-32600", goodSummary("2"), goodSummary("3")}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSupport)
#include "tst_test_support.moc"
