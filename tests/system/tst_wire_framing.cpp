// "The TCP stream" of the contract: where a text begins and ends, and how the server finds the next one after a fault.
#include "tests/support/torture.h"
#include "tests/support/wire_suite.h"

#include <QTest>

#include <random>

using namespace relevo::test;

class WireFraming : public WireSuite
{
    Q_OBJECT

private:
    static constexpr auto parseError = "null !-32700";

    static void addRow(const char *name, const QByteArray &bytes, const QByteArrayList &expected)
    {
        QTest::newRow(name) << bytes << expected;
    }

    static void goodStreams()
    {
        const QByteArray one = goodRequest("1");
        const QByteArray two = goodRequest("2");
        const QByteArrayList both{goodSummary("1"), goodSummary("2")};
        addRow("nothing", "", {});
        addRow("only white space", " \r\n\t \n\n", {});
        addRow("a line each", one + '\n' + two + '\n', both);
        addRow("CRLF", one + "\r\n" + two + "\r\n", both);
        addRow("nothing between", one + two, both);
        addRow("spaces and tabs between", "\t " + one + " \t" + two + ' ', both);
        addRow("blank lines", "\n\n\r\n" + one + "\n\n\n" + two, both);
        addRow("no newline at the end", one, {goodSummary("1")});
        addRow(
            "indented",
            "{\n  \"jsonrpc\": \"2.0\",\n\t\"method\": \"text.reverse\",\r\n  \"params\": {\n    \"text\": \"ab\"\n  "
            "},\n  \"id\": 1\n}\n" +
                two,
            both);
        addRow("brackets in strings", request("1", "text.reverse", "{\"text\":\"]}[{\"}") + two,
               {"1 {\"text\":\"{[}]\"}", goodSummary("2")});
        addRow("escaped quotes in strings", request("1", "text.reverse", "{\"text\":\"\\\"]}\\\\\"}") + two,
               {"1 {\"text\":\"\\\\}]\\\"\"}", goodSummary("2")});
        addRow("backslashes at a string's end", request("1", "text.reverse", R"({"text":"\\\\"})") + two,
               {R"(1 {"text":"\\\\"})", goodSummary("2")});
        addRow("UTF-8 of every length", request("1", "text.reverse", "{\"text\":\"aé漢😀\"}") + two,
               {"1 {\"text\":\"😀漢éa\"}", goodSummary("2")});
        addRow("DEL in a string", request("1", "text.reverse", "{\"text\":\"a\x7f\"}"),
               {"1 {\"text\":\"\x7f"
                "a\"}"});
        addRow("a batch and a text", '[' + one + ']' + two, {'[' + goodSummary("1") + ']', goodSummary("2")});
    }

    /// Complete by its brackets, and no JSON: one -32700, on with the next byte.
    static void brokenTexts()
    {
        const QByteArray good = goodRequest("1");
        for (const char *broken : {R"({"a":tru})",
                                   "[1,,2]",
                                   R"({"a":01})",
                                   "[nul]",
                                   R"({"a" 1})",
                                   R"({"a":1,})",
                                   R"({,})",
                                   "[1 2]",
                                   R"({"a":"\x"})",
                                   R"({"a":"\u12"})",
                                   R"({1:2})",
                                   "[-]",
                                   "[1.]",
                                   "[.5]",
                                   "[1e]",
                                   "[+1]",
                                   "{a:1}",
                                   "['a']",
                                   "[NaN]",
                                   "{\x01}",
                                   "[\x0b]",
                                   "[\xff]",
                                   "{\"a\":\"\xc3\x28\"}",
                                   "{\"a\":\"\xed\xa0\x80\"}",
                                   "{\"a\":\"\xc0\xaf\"}",
                                   "{\"a\":\"\xf4\x90\x80\x80\"}",
                                   "{\"\xff\":1}"}) {
            const QByteArray text(broken);
            QTest::addRow("same line: %s", broken) << text + good << QByteArrayList{parseError, goodSummary("1")};
        }
        addRow("NUL between tokens", QByteArray("{\"a\":\0 1}", 9) + good, {parseError, goodSummary("1")});
        addRow("not UTF-8 in a request", request("7", "text.reverse", "{\"text\":\"\xff\"}") + good,
               {parseError, goodSummary("1")});
        addRow("not UTF-8 in an id", request("\"\xe2\x82\"", "text.reverse", R"({"text":""})") + good,
               {parseError, goodSummary("1")});
        addRow("one after another", R"([tru]{"a":}[01])" + good,
               {parseError, parseError, parseError, goodSummary("1")});
        addRow("between good ones", goodRequest("0") + "[tru]" + good,
               {goodSummary("0"), parseError, goodSummary("1")});
    }

    /// Framing fails: one -32700, the bytes up to and including the next LF are dropped.
    static void failedFraming()
    {
        const QByteArray lost = goodRequest("99");
        const QByteArray tail = lost + '\n' + goodRequest("1");
        const QByteArrayList expected{parseError, goodSummary("1")};
        for (const char *first : {"x", "1", "-1 ", "\"text\"", "true ", "null", "]", "}", ",", ":", "\\", "'", "\xff",
                                  "\xef\xbb\xbf", "\xc2\xa0", "/* */", "#", "1 2 3 \"[\" "})
            QTest::addRow("first byte %s", QByteArray(first).toPercentEncoding().constData())
                << first + tail << expected;
        for (const char *wrong : {"{]", "[}", "{\"a\":]", "[[}", "[{\"a\":[1,2}]", "{\"a\":\"}\"]"})
            QTest::addRow("wrong bracket %s", wrong) << wrong + tail << expected;
        for (char control = 1; control < ' '; ++control) {
            if (control != '\n') {
                QTest::addRow("control character %d in a string", control)
                    << QByteArray("{\"a\":\"x") + control + "y\"}" + tail << expected;
            }
        }
        addRow("NUL in a string", QByteArray("{\"a\":\"x\0y\"}", 11) + tail, expected);
        addRow("control character in a name", "{\"a\tb\":1}" + tail, expected);
        addRow("control character after a backslash", "{\"a\":\"\\\tb\"}" + tail, expected);
        addRow("LF in a string is that LF", "{\"a\":\"x\n" + goodRequest("1"), expected);
        addRow("LF after a backslash is that LF", "{\"a\":\"x\\\n" + goodRequest("1"), expected);
        addRow("CR and LF in a string", "{\"a\":\"x\r\n" + goodRequest("1"), expected);
        addRow("the dropped part is not looked at", "x{[\"\xff\x01" + tail, expected);
        addRow("two bad lines", "x\ny\n" + goodRequest("1"), {parseError, parseError, goodSummary("1")});
        addRow("after a good one on the line", goodRequest("0") + ',' + tail,
               {goodSummary("0"), parseError, goodSummary("1")});
    }

    static void endsOfStream()
    {
        addRow("unfinished object", "{\"a\":", {parseError});
        addRow("unfinished string", "{\"a\":\"b", {parseError});
        addRow("unfinished escape", "{\"a\":\"b\\", {parseError});
        addRow("unfinished UTF-8", "{\"a\":\"\xe2\x82", {parseError});
        addRow("one bracket", "[", {parseError});
        addRow("a good one, then unfinished", goodRequest("1") + "\n{", {goodSummary("1"), parseError});
        addRow("unfinished swallows what follows", "{\"a\":[1" + goodRequest("1"), {parseError});
        addRow("bad line without its LF", "x" + goodRequest("1"), {parseError});
    }

    static void addAllStreams()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("expected");
        goodStreams();
        brokenTexts();
        failedFraming();
        endsOfStream();
    }

private Q_SLOTS:
    void streams_data() { addAllStreams(); }
    void streams()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArrayList, expected);
        const QString difference = Exchange::of(port(), bytes).difference(expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void streamsByteByByte_data() { addAllStreams(); }
    void streamsByteByByte()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArrayList, expected);
        const QString difference = Exchange::of(port(), bytes, {Cut::Kind::ByteByByte}).difference(expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    /// One stream that holds something of everything, cut at every place.
    void everyCut()
    {
        const QByteArray bytes = request("1", "text.reverse", "{\"text\":\"é\\\"]🇦🇷\\\\\"}") + R"({"a":tru})" +
                                 goodRequest("2") + " \r\n{]" + goodRequest("9") + "\n[{\"x\":\"\t" + goodRequest("8") +
                                 '\n' + '[' + goodRequest("3") + ']' + goodRequest("4");
        const QByteArrayList expected{
            "1 {\"text\":\"\\\\🇦🇷]\\\"é\"}", parseError,      goodSummary("2"), parseError, parseError,
            '[' + goodSummary("3") + ']',    goodSummary("4")};
        for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
            const QString difference = Exchange::of(port(), bytes, {Cut::Kind::At, cut}).difference(expected);
            QVERIFY2(difference.isEmpty(), qPrintable(QStringLiteral("cut at %1: %2").arg(cut).arg(difference)));
        }
    }

    void randomPieces()
    {
        std::mt19937 random(20240607); // the same pieces every time
        QByteArray bytes;
        QByteArrayList expected;
        for (int i = 0; i < rounds(400); ++i) {
            const QByteArray id = QByteArray::number(i);
            const bool broken = random() % 8 == 0;
            bytes += broken ? QByteArray("[tru]") : goodRequest(id);
            bytes += QByteArray(static_cast<qsizetype>(random() % 4), ' ');
            expected += broken ? QByteArray(parseError) : goodSummary(id);
        }
        RawPeer peer(port());
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = std::min<qsizetype>(bytes.size() - at, 1 + static_cast<qsizetype>(random() % 300));
            QVERIFY(peer.send(QByteArrayView(bytes).sliced(at, size)));
            at += size;
        }
        const QString difference = differenceOf(peer.readLines(expected.size()), expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QVERIFY(peer.staysSilent(50));
    }

    void faultsAreToldAtOnce_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *bytes : {"x", "{]", "[\"\x01", "{\"a\":\"b\n", "[tru]"})
            QTest::addRow("%s", QByteArray(bytes).toPercentEncoding().constData()) << QByteArray(bytes);
    }
    /// The -32700 does not wait for the LF, and the connection is usable after it.
    void faultsAreToldAtOnce()
    {
        QFETCH(const QByteArray, bytes);
        RawPeer peer(port());
        QCOMPARE(summaryOf(peer.ask(bytes)), parseError);
        QCOMPARE(summaryOf(peer.ask('\n' + goodRequest("1"))), goodSummary("1"));
        QVERIFY(peer.staysSilent(20));
    }

    void controlCharacterFirstCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("NUL") << QByteArray("\0", 1);
        QTest::newRow("TLS handshake") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
        QTest::newRow("SSH-like escape") << QByteArray("\x1b[2J");
        QTest::newRow("SOH") << QByteArray("\x01");
    }
    /// One -32700 and an orderly close; nothing of what follows is run, and it does not turn the close into a reset.
    void controlCharacterFirstCloses()
    {
        QFETCH(const QByteArray, bytes);
        for (const bool later : {false, true}) {
            RawPeer peer(port());
            QByteArrayList expected{parseError};
            if (later) {
                QCOMPARE(summaryOf(peer.ask(goodRequest("0"))), goodSummary("0"));
            }
            QVERIFY(peer.send(' ' + bytes + '\n' + goodRequest("1") + '\n' + goodRequest("2")));
            const QString difference = differenceOf(peer.readLinesToEnd(), expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
            QCOMPARE(peer.end(), RawPeer::End::Closed);
        }
    }

    void nothingIsSentUnasked()
    {
        RawPeer peer(port());
        QVERIFY(peer.staysSilent(200));
        QVERIFY(peer.send("  \n\n"));
        QVERIFY(peer.staysSilent(100));
        QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        QVERIFY(peer.staysSilent(100));
    }

    void parseErrorTellsWhere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("offset");
        QTest::newRow("no JSON") << QByteArray(R"({"a":tru})") << qint64{5};
        QTest::newRow("wrong bracket") << QByteArray("{\"a\":]") << qint64{5};
        QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\"}") << qint64{6};
        QTest::newRow("first byte") << QByteArray("x") << qint64{0};
    }
    /// The offset counts from the text's first byte; of a word that is no JSON any of its bytes will do.
    void parseErrorTellsWhere()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const qint64, offset);
        RawPeer peer(port());
        const auto reply = JsonTextValue::parse(peer.ask(QByteArray("   ") + bytes));
        QVERIFY(reply);
        const JsonTextValue &told = (*reply)[u"error"][u"data"][u"offset"];
        QVERIFY2(told.isNumber(), reply->canonical().constData());
        QVERIFY2(told.number() >= double(offset) && told.number() <= double(offset) + 3, told.token().constData());
    }
};

QTEST_GUILESS_MAIN(WireFraming)
#include "tst_wire_framing.moc"
