// -32602: which param is at fault, and what was expected. Each row of messages under and over the size from which a
// message is parsed elsewhere in the server.
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;

class WireParams : public WireSuite
{
    Q_OBJECT

private:
    static void row(const char *name, const char *method, const QByteArray &params, const QByteArray &expected)
    {
        QTest::newRow(name) << QByteArray(method) << params << expected;
    }

    static void addRows()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("expected"); // of the summary, what follows the id; `!P` is any param at fault
        const char *reverse = "text.reverse";
        const char *average = "numbers.average";
        row("text missing by name", reverse, "{}", "!-32602(text)");
        row("text missing by position", reverse, "[]", "!-32602(text)");
        row("text missing altogether", reverse, "", "!-32602(text)");
        row("text missing, params null", reverse, "null", "!-32602(text)");
        row("unknown", reverse, R"({"text":"ab","x":1})", "!-32602(x)");
        row("unknown before the known", reverse, R"({"x":1,"text":"ab"})", "!-32602(x)");
        row("unknown by case", reverse, R"({"Text":"ab","text":"ab"})", "!-32602(Text)");
        row("twice", reverse, R"({"text":"a","text":"b"})", "!-32602(text)");
        row("twice by an escape", reverse, R"({"text":"a","t\u0065xt":"b"})", "!-32602(text)");
        row("too many by position", reverse, R"(["a","b"])", "!P");
        row("lone high surrogate", reverse, R"({"text":"a\ud800"})", "!-32602(text)");
        row("lone low surrogate", reverse, R"(["\udc00a"])", "!-32602(text)");
        row("surrogates the wrong way round", reverse, R"(["\udc00\ud800"])", "!-32602(text)");
        row("high surrogate before an escape", reverse, R"(["\ud800\n"])", "!-32602(text)");
        row("high surrogate before another", reverse, R"(["\ud800\ud800\udc00"])", "!-32602(text)");
        row("lone surrogate in a name", reverse, R"({"text":"ab","\ud800":1})", "!P");
        row("surrogate pair", reverse, R"({"text":"a\ud83d\ude00"})", "{\"text\":\"😀a\"}");
        for (const char *wrong : {"1", "null", "true", "[]", "{}", R"(["ab"])", R"({"text":"ab"})", "1e400"}) {
            QTest::addRow("text is %s", wrong)
                << QByteArray(reverse) << "{\"text\":" + QByteArray(wrong) + '}' << QByteArray("!-32602(text)");
            QTest::addRow("counted text is %s", wrong)
                << QByteArray("text.count") << '[' + QByteArray(wrong) + ']' << QByteArray("!-32602(text)");
        }
        row("numbers missing", average, "{}", "!-32602(numbers)");
        row("numbers empty", average, R"({"numbers":[]})", "!-32602(numbers)");
        row("numbers empty by position", average, "[[ ]]", "!-32602(numbers)");
        for (const char *wrong : {"1", "null", "true", "\"1\"", "{}", R"({"0":1})", "[null]", "[1,\"2\"]", "[true,1]",
                                  "[1,[2]]", "[[1]]", "[{}]", "[1,2,{\"a\":[]}]", "[1e309]", "[1,-1e400]",
                                  "[1e999999999999]", "[1e-100001]", "[1,0.1e-100000]"}) {
            QTest::addRow("numbers are %s", wrong)
                << QByteArray(average) << "{\"numbers\":" + QByteArray(wrong) + '}' << QByteArray("!-32602(numbers)");
        }
        row("numbers by position, not in an array", average, "[1,2,3]", "!P");
        row("numbers and more", average, R"({"numbers":[1],"weights":[1]})", "!-32602(weights)");
        row("numbers twice", average, R"({"numbers":[1],"numbers":[2]})", "!-32602(numbers)");
        row("big integers", average, R"([[123456789012345678901234567890]])",
            R"({"average":1.2345678901234568e+29,"count":1,"max":123456789012345678901234567890,)"
            R"("min":123456789012345678901234567890,"sum":1.2345678901234568e+29})");
        row("deep in a param", reverse, "{\"text\":" + QByteArray(100, '[') + QByteArray(100, ']') + '}',
            "!-32602(text)");
        row("system.info takes no such scope", "system.info", R"({"scope":"galaxy"})", "!-32602(scope)");
        row("system.info takes no x", "system.info", R"({"x":1})", "!-32602(x)");
        row("system.stats takes no x", "system.stats", R"({"x":1})", "!-32602(x)");
        row("rpc.discover takes nothing", "rpc.discover", R"({"x":1})", "!-32602(x)");
    }

    void check(const QByteArray &padding)
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, params);
        QFETCH(const QByteArray, expected);
        QByteArray text = request("1", method, params);
        text.insert(text.size() - 1, padding);
        RawPeer peer(port());
        const QByteArray line = peer.ask(text);
        QCOMPARE(faultOf(line), QString());
        const QByteArray summary = summaryOf(line);
        if (expected == "!P")
            QVERIFY2(summary.startsWith("1 !-32602("), summary.constData());
        else
            QCOMPARE(summary, "1 " + expected);
        QCOMPARE(summaryOf(peer.ask(goodRequest("2"))), goodSummary("2"));
    }

private Q_SLOTS:
    void shortMessages_data() { addRows(); }
    void shortMessages() { check({}); }

    void longMessages_data() { addRows(); }
    void longMessages() { check(",\"pad\":\"" + QByteArray(100'000, 'x') + '"'); }

    /// What was expected is said in words; it is the same for a short and a long message.
    void expectationIsSaid()
    {
        RawPeer peer(port());
        const auto said = [&peer](const QByteArray &value) {
            const auto reply =
                JsonTextValue::parse(peer.ask(request("1", "numbers.average", "{\"numbers\":" + value + '}')));
            return reply ? (*reply)[u"error"][u"data"][u"expected"].string() : QString();
        };
        const QString brief = said("[1,\"2\"]");
        QVERIFY(!brief.isEmpty());
        QCOMPARE(said("[" + QByteArray("1,").repeated(60'000) + "\"2\"]"), brief);
    }

    /// The fault stands after much that was right: nothing of a half-read array comes out.
    void lateFaults_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("a string at the end") << QByteArray(R"("x"]}})") << QByteArray("1 !-32602(numbers)");
        QTest::newRow("a second param after it") << QByteArray(R"(1],"x":2}})") << QByteArray("1 !-32602(x)");
        QTest::newRow("no JSON at the end") << QByteArray("01]}}") << QByteArray("null !-32700");
        QTest::newRow("no JSON after the params") << QByteArray(R"(1]},"x":tru})") << QByteArray("null !-32700");
        QTest::newRow("a second method after the params")
            << QByteArray(R"(1]},"method":"text.count"})") << QByteArray("* !-32600");
        QTest::newRow("a second id after the params") << QByteArray(R"(1]},"id":2})") << QByteArray("* !-32600");
    }
    void lateFaults()
    {
        QFETCH(const QByteArray, tail);
        QFETCH(const QByteArray, expected);
        for (const qsizetype count : {10, 100'000}) {
            const QByteArray text = R"({"jsonrpc":"2.0","id":1,"method":"numbers.average","params":{"numbers":[)" +
                                    QByteArray("1.5,").repeated(count) + tail;
            const QString difference =
                Exchange::of(port(), text + goodRequest("9")).difference({expected, goodSummary("9")});
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
        }
    }

    /// The envelope's members behind a long param.
    void envelopeAfterLongParams()
    {
        const QByteArray params = "[[" + QByteArray("1,").repeated(100'000) + "1]]";
        const QString difference =
            Exchange::of(port(), "{\"params\":" + params + R"(,"id":1,"method":"numbers.average","jsonrpc":"2.0"})" +
                                     "{\"params\":" + params + R"(,"id":2,"method":"numbers.averag","jsonrpc":"2.0"})" +
                                     "{\"params\":" + params + R"(,"id":3,"jsonrpc":"2.0"})" + "{\"params\":" + params +
                                     R"(,"id":4,"method":"numbers.average"})")
                .difference({R"(1 {"average":1,"count":100001,"max":1,"min":1,"sum":100001})",
                             "2 !-32601(numbers.average)", "* !-32600",
                             R"(v1:4 {"average":1,"count":100001,"max":1,"min":1,"sum":100001})"});
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

QTEST_GUILESS_MAIN(WireParams)
#include "tst_wire_params.moc"
