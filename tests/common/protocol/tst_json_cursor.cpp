// The cursor against tables of what is JSON and what is not, against other parsers, and as its callers use it.
#include "json_texts.h"

#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"
#include "tests/support/torture.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <simdjson.h>

#include <vector>

using namespace relevo;

namespace {

struct Outcome
{
    bool accepted = false;
    std::size_t offset = 0;
    bool operator==(const Outcome &) const = default;
};

/// In memory of just that size: an access beyond it is seen by AddressSanitizer.
struct ExactCopy
{
    explicit ExactCopy(const std::string &text)
        : bytes(text.begin(), text.end())
    {}
    std::string_view view() const { return {bytes.data(), bytes.size()}; }
    std::vector<char> bytes;
};

Outcome skipped(const std::string &text)
{
    const ExactCopy copy(text);
    JsonCursor cursor(copy.view());
    const bool accepted = cursor.skipValue() && cursor.atEnd();
    return {accepted, cursor.offset()};
}

/// By the calls for each kind: what a caller does that looks at every value.
bool walk(JsonCursor &cursor)
{
    JsonString string;
    std::string_view number;
    switch (cursor.peek()) {
    case JsonKind::Object:
        cursor.enterObject();
        while (cursor.nextMember(string)) {
            if (!walk(cursor))
                return false;
        }
        return !cursor.failed();
    case JsonKind::Array:
        cursor.enterArray();
        while (cursor.nextElement()) {
            if (!walk(cursor))
                return false;
        }
        return !cursor.failed();
    case JsonKind::String:
        return cursor.readString(string);
    case JsonKind::Number:
        return cursor.readNumber(number);
    default:
        return cursor.skipValue();
    }
}

Outcome walked(const std::string &text)
{
    const ExactCopy copy(text);
    JsonCursor cursor(copy.view());
    const bool accepted = walk(cursor) && cursor.atEnd();
    return {accepted, cursor.offset()};
}

QByteArray shown(const std::string &text)
{
    return QByteArray::fromStdString(text).toPercentEncoding(" {}[]\",:\\+/'");
}

} // namespace

class TestJsonCursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts();
    void rejects();
    void agreesWithOtherParsers();
    void everyPrefixIsRejected();
    void faultOffsets_data();
    void faultOffsets();
    void members();
    void elements();
    void rawTokens();
    void goesOnBehindAStretch();
    void wrongKinds();
    void deepNesting();
};

void TestJsonCursor::accepts()
{
    for (const std::string &text : jsonTexts()) {
        QVERIFY2(skipped(text).accepted, shown(text));
        QVERIFY2(walked(text) == skipped(text), shown(text));
    }
}

void TestJsonCursor::rejects()
{
    for (const std::string &text : noJsonTexts()) {
        QVERIFY2(!skipped(text).accepted, shown(text));
        QVERIFY2(walked(text) == skipped(text), shown(text));
    }
}

void TestJsonCursor::agreesWithOtherParsers()
{
    simdjson::dom::parser parser;
    int accepted = 0;
    int refused = 0;
    unsigned seed = 0;
    for (const std::string &original : randomJsonTexts(11, test::rounds(1500))) {
        QVERIFY2(skipped(original).accepted, shown(original));
        QVERIFY2(!QJsonDocument::fromJson(QByteArray::fromStdString(original)).isNull(), shown(original));
        for (int i = 0; i < 4; ++i) {
            const std::string text = mutated(original, ++seed);
            const Outcome outcome = skipped(text);
            QVERIFY2(walked(text) == outcome, shown(text));
            if (!isValidUtf8(text))
                continue; // which the others look at as well
            const simdjson::error_code error = parser.parse(text).error();
            // Numbers out of its range and unpaired surrogates are JSON, but simdjson refuses them.
            const bool beyondSimdjson =
                outcome.accepted && (error == simdjson::NUMBER_ERROR || error == simdjson::STRING_ERROR);
            QVERIFY2(beyondSimdjson || outcome.accepted == (error == simdjson::SUCCESS), shown(text));
            // Qt is the laxer one: it lets pass what is none of its business, but it refuses numbers that underflow,
            // and in this version scalars.
            static const QRegularExpression longExponent(QStringLiteral("[eE][-+]?[0-9]{3}"));
            const QByteArray bytes = QByteArray::fromStdString(text);
            const bool container = bytes.trimmed().startsWith('{') || bytes.trimmed().startsWith('[');
            if (outcome.accepted && !beyondSimdjson && container &&
                !longExponent.match(QString::fromUtf8(bytes)).hasMatch())
                QVERIFY2(!QJsonDocument::fromJson(bytes).isNull(), shown(text));
            ++(outcome.accepted ? accepted : refused);
        }
    }
    QVERIFY(accepted > 1000);
    QVERIFY(refused > 1000);
}

void TestJsonCursor::everyPrefixIsRejected()
{
    for (const std::string &text : randomJsonTexts(5, 100)) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            const std::string prefix = text.substr(0, size);
            QVERIFY2(!skipped(prefix).accepted, shown(prefix));
            QVERIFY2(walked(prefix) == skipped(prefix), shown(prefix));
        }
    }
}

void TestJsonCursor::faultOffsets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *text, int offset) { QTest::addRow("%s", text) << QByteArray(text) << offset; };
    row("", 0);
    row("[1,]", 3);
    row("[1,,2]", 3);
    row("[01]", 2);
    row("[1.]", 3);
    row("[tru]", 4);
    row("{\"a\":1,}", 7);
    row("{\"a\" 1}", 5);
    row("[\"\\x\"]", 3);
    row("[\"\\u12g4\"]", 6);
    row("[\"a\tb\"]", 3);
    row("[\"abc", 5);
    row("{} x", 3);
    row("[}", 1);
}

void TestJsonCursor::faultOffsets()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    QCOMPARE(static_cast<int>(skipped(text.toStdString()).offset), offset);
    QCOMPARE(static_cast<int>(walked(text.toStdString()).offset), offset);
}

void TestJsonCursor::members()
{
    JsonCursor cursor(R"( { "a" : 1 , "b\n":"x\"y","c":{ },"d":[]} )");
    JsonString key;
    JsonString string;
    std::string_view number;
    QVERIFY(cursor.enterObject());
    QVERIFY(cursor.nextMember(key));
    QVERIFY(key.raw == "a" && !key.escaped);
    QVERIFY(cursor.peek() == JsonKind::Number && cursor.readNumber(number) && number == "1");
    QVERIFY(cursor.nextMember(key));
    QVERIFY(key.raw == "b\\n" && key.escaped);
    QVERIFY(cursor.peek() == JsonKind::String && cursor.readString(string));
    QVERIFY(string.raw == "x\\\"y" && string.escaped);
    QVERIFY(cursor.nextMember(key) && cursor.enterObject() && !cursor.nextMember(string) && !cursor.failed());
    QVERIFY(cursor.nextMember(key) && cursor.enterArray() && !cursor.nextElement() && !cursor.failed());
    QVERIFY(!cursor.nextMember(key) && !cursor.failed());
    QVERIFY(cursor.atEnd());
}

void TestJsonCursor::elements()
{
    JsonCursor cursor("[1 ,-0.5e+7,true,false,null]");
    std::string_view token;
    QVERIFY(cursor.enterArray());
    for (const char *number : {"1", "-0.5e+7"})
        QVERIFY(cursor.nextElement() && cursor.readNumber(token) && token == number);
    for (const JsonKind kind : {JsonKind::True, JsonKind::False, JsonKind::Null})
        QVERIFY(cursor.nextElement() && cursor.peek() == kind && cursor.skipValue());
    QVERIFY(!cursor.nextElement() && !cursor.failed() && cursor.atEnd());
}

void TestJsonCursor::rawTokens()
{
    for (const char *text : {"1.0", "12345678901234567890", "\"\\ud800\"", "{ \"a\" : [ 1 ] }", "null"}) {
        const std::string padded = " " + std::string(text) + " ";
        JsonCursor cursor(padded);
        std::string_view token;
        QVERIFY(cursor.readRaw(token));
        QVERIFY(token == text);
        QVERIFY(cursor.atEnd());
    }
}

void TestJsonCursor::goesOnBehindAStretch()
{
    const std::string_view text = R"({"a":[1,2,3],"b":4})";
    JsonCursor cursor(text);
    JsonString key;
    QVERIFY(cursor.enterObject() && cursor.nextMember(key) && cursor.enterArray());
    cursor.moveTo(text.data() + text.find(']') + 1);
    QVERIFY(cursor.nextMember(key));
    QVERIFY(key.raw == "b");
}

void TestJsonCursor::wrongKinds()
{
    JsonString string;
    std::string_view token;
    QVERIFY(!JsonCursor("[]").enterObject());
    QVERIFY(!JsonCursor("{}").enterArray());
    QVERIFY(!JsonCursor("1").readString(string));
    QVERIFY(!JsonCursor("\"1\"").readNumber(token));
    QVERIFY(JsonCursor("x").peek() == JsonKind::Invalid);
    QVERIFY(JsonCursor("").peek() == JsonKind::Invalid);
    JsonCursor cursor("{\"a\":1]");
    QVERIFY(cursor.enterObject() && cursor.nextMember(string) && cursor.skipValue());
    QVERIFY(!cursor.nextMember(string) && cursor.failed());
    QVERIFY(!cursor.nextMember(string));
}

void TestJsonCursor::deepNesting()
{
    for (const std::size_t depth : {63u, 64u, 65u, 127u, 128u, 129u, 191u, 192u, 193u, 10'000u, 1'000'000u}) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i)
            text += i % 3 == 0 ? "{\"\":" : "[";
        text += '1';
        for (std::size_t i = depth; i-- > 0;)
            text += i % 3 == 0 ? '}' : ']';
        QVERIFY(skipped(text).accepted);
        text.back() = ']';
        QVERIFY(!skipped(text).accepted);
    }
}

QTEST_APPLESS_MAIN(TestJsonCursor)
#include "tst_json_cursor.moc"
