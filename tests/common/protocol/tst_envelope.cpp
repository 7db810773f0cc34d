// One request object: what is read of it, what is wrong with it, and that the frame's notes lead to the same.
#include "common/protocol/envelope.h"

#include <QTest>

using namespace relevo;

namespace {

/// What the parser made of a text, in one line.
QByteArray told(const QByteArray &text, std::uint64_t maxId = 1024)
{
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    JsonCursor cursor(view);
    Request request;
    if (parseRequest(cursor, request, maxId) != EnvelopeResult::Ok || !cursor.atEnd())
        return "not JSON";
    const auto bytes = [](std::string_view token) {
        return QByteArray(token.data(), static_cast<qsizetype>(token.size()));
    };
    QByteArray line = request.dialect == Dialect::V1 ? "1.0" : "2.0";
    if (request.hasType)
        line += " type=" + bytes(request.type) + " data=" + bytes(request.data);
    if (!request.valid)
        line += " fault=" + QByteArray::number(static_cast<int>(request.fault));
    if (request.notification)
        line += " notification";
    line += " id=" + bytes(request.id);
    if (request.valid)
        line += " method=" + bytes(request.method.raw) + " params=" + bytes(request.params);
    return line;
}

} // namespace

class TestEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("plain", R"({"jsonrpc":"2.0","method":"m","params":{"a":1},"id":7})",
            R"(2.0 id=7 method=m params={"a":1})");
        row("spaced", " { \"id\" : 1.0 ,\n\"method\" :\t\"m\" , \"jsonrpc\": \"2.0\" } ",
            "2.0 id=1.0 method=m params=");
        row("id as it stands", R"({"jsonrpc":"2.0","method":"m","id":"\ud800\u0041"})",
            R"(2.0 id="\ud800\u0041" method=m params=)");
        row("null id is answered", R"({"jsonrpc":"2.0","method":"m","id":null})", "2.0 id=null method=m params=");
        row("no id", R"({"jsonrpc":"2.0","method":"m"})", "2.0 notification id= method=m params=");
        row("null params", R"({"jsonrpc":"2.0","method":"m","params":null,"id":1})", "2.0 id=1 method=m params=");
        row("escaped names", R"({"json\u0072pc":"2.\u0030","metho\u0064":"m","i\u0064":1})",
            "2.0 id=1 method=m params=");
        row("unknown members", R"({"jsonrpc":"2.0","method":"m","id":1,"x":{"id":2},"y":[]})",
            "2.0 id=1 method=m params=");
        row("scalar params", R"({"jsonrpc":"2.0","method":"m","params":1,"id":1})", "2.0 fault=-32600 id=1");
        row("no method", R"({"jsonrpc":"2.0","id":1})", "2.0 fault=-32600 id=1");
        row("method no string", R"({"jsonrpc":"2.0","method":1,"id":1})", "2.0 fault=-32600 id=1");
        row("other version", R"({"jsonrpc":"2.1","method":"m","id":1})", "2.0 fault=-32600 id=1");
        row("version no string", R"({"jsonrpc":2.0,"method":"m","id":1})", "2.0 fault=-32600 id=1");
        row("id of the wrong kind", R"({"jsonrpc":"2.0","method":"m","id":[1]})", "2.0 fault=-32600 id=");
        row("id twice", R"({"jsonrpc":"2.0","method":"m","id":1,"id":1})", "2.0 fault=-32600 id=");
        row("method twice", R"({"jsonrpc":"2.0","method":"m","method":"m","id":1})", "2.0 fault=-32600 id=1");
        row("params twice", R"({"jsonrpc":"2.0","method":"m","params":{},"params":{},"id":1})",
            "2.0 fault=-32600 id=1");
        row("version twice", R"({"jsonrpc":"2.0","jsonrpc":"2.0","method":"m","id":1})", "2.0 fault=-32600 id=1");
        row("1.0", R"({"method":"m","params":[1],"id":"a"})", R"(1.0 id="a" method=m params=[1])");
        row("1.0 null id", R"({"method":"m","params":[1],"id":null})", "1.0 notification id=null method=m params=[1]");
        row("1.0 no id", R"({"method":"m"})", "1.0 notification id= method=m params=");
        row("first dialect", R"({"type":"promedio","data":[1, 2]})",
            R"(2.0 type="promedio" data=[1, 2] fault=-32600 id=)");
        row("type beside method", R"({"type":"x","method":"m","id":1})", "1.0 id=1 method=m params=");
        row("empty", "{}", "2.0 fault=-32600 id=");
        row("bad word", R"({"jsonrpc":"2.0","method":"m","id":tru})", "not JSON");
        row("trailing comma", R"({"jsonrpc":"2.0","method":"m",})", "not JSON");
        row("bad in params", R"({"jsonrpc":"2.0","method":"m","params":[1,,2]})", "not JSON");
    }

    void requests()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, expected);
        QCOMPARE(told(text), expected);
    }

    void longIdsAreTooLarge()
    {
        const QByteArray id(10, '1');
        const QByteArray text = R"({"jsonrpc":"2.0","method":"m","id":)" + id + "}";
        QCOMPARE(told(text, 10), "2.0 id=" + id + " method=m params=");
        QCOMPARE(told(text, 9), QByteArray("2.0 fault=-32004 id="));
    }

    void notesLeadToTheSame_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("clear");
        const QByteArray params = "{\"text\":\"[,{\\\",\" , \"n\":[1,[2,3]]}";
        QTest::newRow("params last") << R"({"jsonrpc":"2.0","method":"m","id":1,"params": )" + params + " \n}" << true;
        QTest::newRow("params first") << R"({"params":)" + params + R"(,"jsonrpc":"2.0","method":"m","id":1})" << true;
        QTest::newRow("in the middle") << R"({"jsonrpc":"2.0","params":)" + params + R"( ,"method":"m","id":"a,b"})"
                                       << true;
        QTest::newRow("short unknown") << R"({"x":1,"method":"m","params":)" + params + R"(,"id":1})" << true;
        QTest::newRow("long unknown") << R"({"x":[1],"method":"m","params":)" + params + R"(,"id":1})" << false;
        QTest::newRow("many members")
            << R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"method":"m","params":)" +
                   params + R"(,"id":1})"
            << false;
    }

    void notesLeadToTheSame()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, clear);
        const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
        FrameReader reader({});
        QCOMPARE(reader.next(view.data(), view.size()).event, FrameEvent::Text);

        Request plain;
        JsonCursor plainCursor(view);
        QCOMPARE(parseRequest(plainCursor, plain, 1024), EnvelopeResult::Ok);
        Request noted;
        JsonCursor notedCursor(view);
        RequestMemo memo;
        QCOMPARE(parseNotedRequest(notedCursor, noted, 1024, reader.notes(), &memo) == EnvelopeResult::Ok, clear);
        if (!clear)
            return;
        QVERIFY(!noted.paramsChecked);
        QCOMPARE(noted.params, plain.params);
        QCOMPARE(noted.id, plain.id);
        QCOMPARE(noted.method.raw, plain.method.raw);
        QVERIFY(notedCursor.atEnd());

        // The next one begins alike, and is read from the memo.
        Request again;
        JsonCursor againCursor(view);
        QCOMPARE(parseNotedRequest(againCursor, again, 1024, reader.notes(), &memo), EnvelopeResult::Ok);
        QCOMPARE(again.params, plain.params);
        QCOMPARE(again.id, plain.id);
        QCOMPARE(again.method.raw, plain.method.raw);
        QCOMPARE(again.dialect, plain.dialect);
        QCOMPARE(again.valid, plain.valid);
    }

    void memoIsForEqualBeginningsOnly()
    {
        RequestMemo memo;
        const auto methodOf = [&memo](const std::string &text) {
            FrameReader reader({});
            if (reader.next(text.data(), text.size()).event != FrameEvent::Text)
                return std::string("no text");
            JsonCursor cursor(text);
            Request request;
            if (parseNotedRequest(cursor, request, 1024, reader.notes(), &memo) != EnvelopeResult::Ok)
                return std::string("not clear");
            return std::string(request.valid ? request.method.raw : "invalid") + '/' + std::string(request.id);
        };
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"a","params":{},"id":1})"), std::string("a/1"));
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"a","params":{},"id":2})"), std::string("a/2"));
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"b","params":{},"id":3})"), std::string("b/3"));
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"a","params":[],"id":4})"), std::string("a/4"));
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"a","params":[],"method":"b","id":5})"),
                 std::string("invalid/5"));
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"a","params":1,"id":6})"), std::string("invalid/6"));
        QCOMPARE(methodOf(R"({"jsonrpc":"2.0","method":"a","params":)"), std::string("no text"));
        QCOMPARE(methodOf(R"({"id":7,"method":"a","params":{}})"), std::string("a/7"));
        QCOMPARE(methodOf(R"({"id":8,"method":"a","params":{}})"), std::string("a/8"));
    }

    void notedParamsMayBeAnything()
    {
        const std::string text = R"({"jsonrpc":"2.0","method":"m","params":[1,,tru],"id":1})";
        FrameReader reader({});
        QCOMPARE(reader.next(text.data(), text.size()).event, FrameEvent::Text);
        Request request;
        JsonCursor cursor(text);
        QCOMPARE(parseNotedRequest(cursor, request, 1024, reader.notes(), nullptr), EnvelopeResult::Ok);
        QCOMPARE(request.params, std::string_view("[1,,tru]"));
        QVERIFY(!request.paramsChecked);
    }
};

QTEST_APPLESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
