// JSON-RPC 2.0 and 1.0, one request at a time: the specification's examples in this server's methods, ids, members.
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;

class WireRpc : public WireSuite
{
    Q_OBJECT

private:
    static void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("expected");
    }
    static void row(const char *name, const QByteArray &text, const QByteArrayList &expected)
    {
        QTest::newRow(name) << text << expected;
    }
    /// Sends the text and a good one after it: whatever happens to the first, the connection stays usable.
    void check(const QByteArray &text, QByteArrayList expected)
    {
        expected += goodSummary("\"next\"");
        const QString difference =
            Exchange::of(port(), text + '\n' + goodRequest("\"next\"") + '\n').difference(expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    void checkRow()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArrayList, expected);
        check(text, expected);
    }
    /// The members of a reverse of `ab` with one of them replaced or added.
    static QByteArray withMember(const QByteArray &member)
    {
        return R"({"jsonrpc":"2.0","method":"text.reverse","params":["ab"],)" + member + '}';
    }

private Q_SLOTS:
    void specificationExamples_data()
    {
        columns();
        row("positional", R"({"jsonrpc": "2.0", "method": "text.reverse", "params": ["ab"], "id": 1})",
            {goodSummary("1")});
        row("named", R"({"jsonrpc": "2.0", "method": "text.reverse", "params": {"text": "ab"}, "id": 3})",
            {goodSummary("3")});
        row("named, members in another order",
            R"({"id": 4, "params": {"text": "ab"}, "method": "text.reverse", "jsonrpc": "2.0"})", {goodSummary("4")});
        row("notification", R"({"jsonrpc": "2.0", "method": "text.reverse", "params": ["ab"]})", {});
        row("notification of no method", R"({"jsonrpc": "2.0", "method": "foobar"})", {});
        row("no such method", R"({"jsonrpc": "2.0", "method": "foobar", "id": "1"})", {R"("1" !-32601)"});
        row("invalid JSON", R"({"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz])", {"null !-32700"});
        row("invalid request", R"({"jsonrpc": "2.0", "method": 1, "params": "bar"})", {"null !-32600"});
        row("invalid JSON in a batch",
            "[\n {\"jsonrpc\": \"2.0\", \"method\": \"text.reverse\", \"params\": [\"ab\"], \"id\": \"1\"},\n"
            " {\"jsonrpc\": \"2.0\", \"method\"\n]",
            {"null !-32700"});
        row("empty batch", "[]", {"null !-32600"});
        row("batch of one number", "[1]", {"[null !-32600]"});
        row("batch of numbers", "[1,2,3]", {"[null !-32600 ; null !-32600 ; null !-32600]"});
        row("batch",
            R"([
                {"jsonrpc": "2.0", "method": "text.reverse", "params": ["ab"], "id": "1"},
                {"jsonrpc": "2.0", "method": "text.count", "params": ["notified"]},
                {"jsonrpc": "2.0", "method": "numbers.average", "params": [[42,23]], "id": "2"},
                {"foo": "boo"},
                {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
                {"jsonrpc": "2.0", "method": "text.reverse", "params": {"text": "ab"}, "id": "9"}
            ])",
            {R"(["1" {"text":"ba"} ; "2" {"average":32.5,"count":2,"max":42,"min":23,"sum":65} ; )"
             R"("5" !-32601 ; "9" {"text":"ba"} ; null !-32600])"});
        row("batch of notifications",
            R"([{"jsonrpc": "2.0", "method": "text.reverse", "params": ["ab"]},
                {"jsonrpc": "2.0", "method": "numbers.average", "params": [[7]]}])",
            {});
    }
    void specificationExamples() { checkRow(); }

    void idsComeBackAsSent_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const char *id : {"0",
                               "1",
                               "-1",
                               "-0",
                               "1.0",
                               "1.50",
                               "1e2",
                               "1E+2",
                               "-12.5e-3",
                               "12345678901234567890",
                               "123456789012345678901234567890.123456789012345678901234567890",
                               "1e999999",
                               "0.1",
                               "\"\"",
                               "\"a b\"",
                               "\"1\"",
                               R"("\ud800")",
                               R"("\udc00\ud800")",
                               "\"\\u0041\\/\\n\\\"\\\\\"",
                               "\"\xc3\xa9\xf0\x9f\x98\x80\"",
                               "null",
                               R"("{}[],:")"})
            QTest::newRow(id) << QByteArray(id);
        QTest::newRow("as long as may be") << '"' + QByteArray(1022, 'i') + '"';
        QTest::newRow("digits as many as may be") << QByteArray(1024, '7');
    }
    void idsComeBackAsSent()
    {
        QFETCH(const QByteArray, id);
        check(goodRequest(id), {goodSummary(id)});
        check(request(id, "no.such"), {id + " !-32601"});
        check(request(id, "text.reverse", "{}"), {id + " !-32602(text)"});
        check('[' + goodRequest(id) + ']', {'[' + goodSummary(id) + ']'});
    }

    void wrongIds_data()
    {
        columns();
        for (const char *id : {"true", "false", "{}", "[]", "[1]", R"({"a":1})"})
            row(id, withMember(R"("id":)" + QByteArray(id)), {"null !-32600"});
        row("too long", withMember("\"id\":\"" + QByteArray(1023, 'i') + '"'), {"null !-32004(1024)"});
        row("far too long", withMember("\"id\":\"" + QByteArray(200'000, 'i') + '"'), {"null !-32004(1024)"});
        row("too many digits", withMember(R"("id":)" + QByteArray(1025, '7')), {"null !-32004(1024)"});
        row("twice", withMember(R"("id":1,"id":2)"), {"* !-32600"});
        row("twice the same", withMember(R"("id":1,"id":1)"), {"* !-32600"});
        row("twice by an escape", withMember(R"("id":1,"\u0069d":2)"), {"* !-32600"});
        row("twice, the second null", withMember(R"("id":1,"id":null)"), {"* !-32600"});
    }
    void wrongIds() { checkRow(); }

    void invalidRequests_data()
    {
        columns();
        for (const char *text :
             {"{}",
              R"({"jsonrpc":"2.0"})",
              R"({"jsonrpc":"2.0","id":1})",
              R"({"id":1})",
              R"({"params":[]})",
              R"({"jsonrpc":"2.0","method":null,"id":1})",
              R"({"jsonrpc":"2.0","method":1,"id":1})",
              R"({"jsonrpc":"2.0","method":["text.reverse"],"id":1})",
              R"({"jsonrpc":"2.0","method":{},"id":1})",
              R"({"jsonrpc":"1.0","method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":"2.1","method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":"2","method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":2.0,"method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":null,"method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":"","method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","params":"ab","id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","params":1,"id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","params":true,"id":1})",
              R"({"jsonrpc":"2.0","result":1,"id":1})",
              R"({"jsonrpc":"2.0","error":{"code":1,"message":""},"id":1})",
              R"({"jsonrpc":"2.0","jsonrpc":"2.0","method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","method":"text.reverse","params":["ab"],"id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","m\u0065thod":"text.count","params":["ab"],"id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","params":["ab"],"params":["ab"],"id":1})",
              R"({"jsonrpc":"2.0","method":"text.reverse","params":null,"params":["ab"],"id":1})"})
            row(text, text, {"* !-32600"});
        row("without an id it is no notification", R"({"jsonrpc":"2.0","params":[]})", {"null !-32600"});
        row("a broken notification", R"({"jsonrpc":"2.0","method":"text.reverse","params":"ab"})", {"null !-32600"});
    }
    void invalidRequests() { checkRow(); }

    void members_data()
    {
        columns();
        row("escaped names",
            R"({"\u006asonrpc":"\u0032.0","m\u0065thod":"text.rev\u0065rse","par\u0061ms":{"t\u0065xt":"\u0061b"},"\u0069d":1})",
            {goodSummary("1")});
        row("unknown members are ignored", withMember(R"("x":{"id":5,"method":1},"":[],"id":1)"), {goodSummary("1")});
        row("names differ by case", withMember(R"("ID":7,"Params":1,"id":1)"), {goodSummary("1")});
        row("a lone surrogate names no member", withMember(R"("\ud800":1,"\udfff":2,"id":1)"), {goodSummary("1")});
        row("null params are absent",
            R"({"jsonrpc":"2.0","method":"system.info","params":null,"id":1,"x":0})"
            R"({"jsonrpc":"2.0","method":"text.reverse","params":null,"id":2})",
            {"1 INFO", "2 !-32602(text)"});
        row("white space everywhere",
            " { \"jsonrpc\" : \"2.0\" ,\r\n\t\"method\" : \"text.reverse\" , \"params\" : [ \"ab\" ] , \"id\" : 1 } ",
            {goodSummary("1")});
    }
    void members()
    {
        QFETCH(const QByteArray, text);
        QFETCH(QByteArrayList, expected);
        expected.removeAll("1 INFO"); // what system.info tells is another suite's matter
        Exchange exchange = Exchange::of(port(), text);
        exchange.lines.removeIf([](const QByteArray &line) { return line.contains("\"node\":"); });
        const QString difference = exchange.difference(expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void unknownMethods_data()
    {
        columns();
        const auto ask = [](const char *method) { return request("1", method, R"(["ab"])"); };
        row("a letter short", ask("text.revers"), {"1 !-32601(text.reverse)"});
        row("a letter wrong", ask("text.cuont"), {"1 !-32601(text.count)"});
        row("case", ask("Text.Reverse"), {"1 !-32601(text.reverse)"});
        row("a method of the system", ask("system.inf"), {"1 !-32601(system.info)"});
        row("nothing near", ask("zzzzqqqq"), {"1 !-32601"});
        row("empty", ask(""), {"1 !-32601"});
        row("lone surrogate", ask(R"(\ud800\ud801)"), {"1 !-32601"});
        row("with a NUL", ask(R"(text.reverse\u0000)"), {"1 !-32601(text.reverse)"});
        row("very long", ask(QByteArray(50'000, 'm')), {"1 !-32601"});
        row("before params are looked at", R"({"jsonrpc":"2.0","method":"zzzzqqqq","params":{"a":1,"a":2},"id":1})",
            {"1 !-32601"});
    }
    void unknownMethods() { checkRow(); }

    void notificationsAreSilent_data()
    {
        columns();
        row("good", request("", "text.reverse", R"(["ab"])"), {});
        row("no such method", request("", "no.such"), {});
        row("wrong params", request("", "text.reverse", R"({"x":1})"), {});
        row("not even a number", request("", "numbers.average", R"([["a"]])"), {});
        row("of the system", request("", "system.info"), {});
        row("a null id is no notification", request("null", "text.reverse", R"(["ab"])"), {goodSummary("null")});
    }
    void notificationsAreSilent() { checkRow(); }

    void version1_data()
    {
        columns();
        row("result", R"({"method":"text.reverse","params":["ab"],"id":1})", {"v1:" + goodSummary("1")});
        row("by name", R"({"method":"text.reverse","params":{"text":"ab"},"id":"x"})", {"v1:" + goodSummary("\"x\"")});
        row("the id as sent", R"({"id":1.0,"params":["ab"],"method":"text.reverse"})", {"v1:" + goodSummary("1.0")});
        row("no such method", R"({"method":"zzzzqqqq","params":[],"id":1})", {"v1:1 !-32601"});
        row("wrong params", R"({"method":"text.reverse","params":[1],"id":1})", {"v1:1 !-32602"});
        row("null id is a notification", R"({"method":"text.reverse","params":["ab"],"id":null})", {});
        row("no id is a notification", R"({"method":"text.reverse","params":["ab"]})", {});
        row("a failing notification", R"({"method":"zzzzqqqq","params":[],"id":null})", {});
        row("in a batch", '[' + goodRequest("1") + R"(,{"method":"text.reverse","params":["ab"],"id":2}])",
            {'[' + goodSummary("1") + " ; v1:" + goodSummary("2") + ']'});
        row("the 1.0 form with a type member", R"({"type":"x","method":"text.reverse","params":["ab"],"id":1})",
            {"v1:" + goodSummary("1")});
    }
    void version1() { checkRow(); }

    /// The error of 1.0 is a string, code first, that says as much as the message of 2.0.
    void version1ErrorText()
    {
        RawPeer peer(port());
        const auto reply = JsonTextValue::parse(peer.ask(R"({"method":"zzzzqqqq","params":[],"id":1})"));
        QVERIFY(reply);
        QVERIFY((*reply)[u"error"].string().startsWith(QLatin1String("-32601: ")));
        QVERIFY((*reply)[u"error"].string().size() > 10);
    }

    void everyPipelinedIdComesBackOnce()
    {
        RawPeer peer(port());
        QByteArray bytes;
        QByteArrayList expected;
        for (int i = 0; i < 5000; ++i) {
            bytes += goodRequest(QByteArray::number(i)) + '\n';
            expected += goodSummary(QByteArray::number(i));
        }
        QVERIFY(peer.send(bytes));
        QByteArrayList got;
        for (const QByteArray &line : peer.readLines(expected.size()))
            got += summaryOf(line);
        std::sort(got.begin(), got.end());
        std::sort(expected.begin(), expected.end());
        QCOMPARE(got, expected);
    }
};

QTEST_GUILESS_MAIN(WireRpc)
#include "tst_wire_rpc.moc"
