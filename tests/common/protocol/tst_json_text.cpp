// Strings and numbers between JSON and C++.
#include "common/protocol/json_text.h"
#include "tests/support/torture.h"

#include <QTest>

#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

using namespace relevo;
using namespace std::string_literals;

namespace {

JsonString read(std::string_view text)
{
    JsonString string;
    JsonCursor cursor(text);
    return cursor.readString(string) && cursor.atEnd() ? string : JsonString{"not a string", false};
}

std::string number(double value)
{
    std::string out;
    appendNumber(out, value);
    return out;
}

std::string inQuotes(std::string_view text)
{
    std::string out;
    appendQuoted(out, text);
    return out;
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void numbersReadBack();
    void quotes();
    void quotesAtEveryPlace();
    void unescapes();
    void unpairedSurrogates();
    void comparesWithoutUnescaping();
    void utf8_data();
    void utf8();
    void utf8AtEveryPlace();
    void compact();
};

void TestJsonText::numbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](double value, const char *text) { QTest::addRow("%s", text) << value << QByteArray(text); };
    // Number::toString of ECMA-262, at each of its borders.
    row(0, "0");
    QTest::addRow("minus 0") << -0.0 << QByteArray("0");
    row(20, "20");
    row(-1, "-1");
    row(0.1, "0.1");
    row(0.1 + 0.2, "0.30000000000000004");
    row(123.456, "123.456");
    row(1e20, "100000000000000000000");
    row(123456789012345680000.0, "123456789012345680000");
    row(1e21, "1e+21");
    row(-1.5e21, "-1.5e+21");
    row(123456789012345680000000.0, "1.2345678901234569e+23");
    row(0.000001, "0.000001");
    row(0.00000123, "0.00000123");
    row(1e-7, "1e-7");
    row(-1.5e-7, "-1.5e-7");
    row(5e-324, "5e-324");
    row(1.7976931348623157e308, "1.7976931348623157e+308");
    row(2.2250738585072014e-308, "2.2250738585072014e-308");
    row(9007199254740993.0, "9007199254740992");
    row(4294967296, "4294967296");
    row(1e100, "1e+100");
    row(0.5, "0.5");
    row(1234567.125, "1234567.125");
    row(4.35, "4.35");
    row(1.0 / 3, "0.3333333333333333");
    row(5e-7, "5e-7");
    row(9.5e-7, "9.5e-7");
    row(2e-44, "2e-44");
}

void TestJsonText::numbers()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(number(value)), text);
}

void TestJsonText::numbersReadBack()
{
    std::mt19937_64 random(3);
    for (int i = 0; i < test::rounds(100'000); ++i) {
        const auto value = std::bit_cast<double>(random());
        if (!std::isfinite(value))
            continue;
        const std::string text = number(value);
        QCOMPARE(std::strtod(text.c_str(), nullptr), value);
        JsonCursor cursor(text);
        QVERIFY2(cursor.skipValue() && cursor.atEnd(), text.c_str());
    }
}

void TestJsonText::quotes()
{
    const std::array cases{
        std::pair{""s, R"("")"s},
        std::pair{"a/b\u00e9\u2028\x7f"s, "\"a/b\u00e9\u2028\x7f\""s},
        std::pair{"\"\\\b\f\n\r\t"s, R"("\"\\\b\f\n\r\t")"s},
        std::pair{"\0\x01\x1f"s, R"("\u0000\u0001\u001f")"s},
    };
    for (const auto &[text, expected] : cases)
        QCOMPARE(inQuotes(text), expected);
    std::string out = "x";
    appendQuoted(out, "y");
    QCOMPARE(out, "x\"y\""s);
}

void TestJsonText::quotesAtEveryPlace()
{
    for (std::size_t size : {1u, 7u, 8u, 15u, 16u, 17u, 31u, 33u, 80u, 150u, 3000u}) {
        for (std::size_t at = 0; at<size; at += size> 200 ? 37 : 1) {
            for (const char c : {'"', '\\', '\n', '\x1f', 'x'}) {
                std::vector<char> text(size, 'a');
                text[at] = c;
                const std::string_view view(text.data(), text.size());
                std::string back;
                QVERIFY(appendUnescaped(read(inQuotes(view)), back));
                QCOMPARE(back, std::string(view));
            }
        }
    }
}

void TestJsonText::unescapes()
{
    std::string scratch;
    std::string_view out;
    const std::string plain = "\"plain \u00e9\"";
    const JsonString string = read(plain);
    QVERIFY(unescape(string, scratch, out));
    QVERIFY(out.data() == string.raw.data()); // a view of the text itself
    QVERIFY(out == "plain \u00e9");

    const std::array cases{
        std::pair{R"("a\"\\\/\b\f\n\r\tz")", "a\"\\/\b\f\n\r\tz"s},
        std::pair{R"("\u0000\u007f\u0080\u07ff\u0800\uffff")", "\0\x7f\u0080\u07ff\u0800\uffff"s},
        std::pair{R"("\ud800\udc00\uDBFF\uDFFF\uD83D\uDE00")", "\U00010000\U0010ffff\U0001f600"s},
    };
    for (const auto &[text, expected] : cases) {
        QVERIFY(unescape(read(text), scratch, out));
        QVERIFY(out == expected);
    }
}

void TestJsonText::unpairedSurrogates()
{
    for (const char *text : {R"("\ud800")", R"("\udc00")", R"("a\udbffb")", R"("\ud800\ud800")", R"("\ud800\n")",
                             R"("\ud800\u0041")", R"("\udc00\ud800")", R"("\ud83d \ude00")"}) {
        std::string out;
        QVERIFY2(!appendUnescaped(read(text), out), text);
        QVERIFY2(!equals(read(text), "a"), text);
    }
}

void TestJsonText::comparesWithoutUnescaping()
{
    struct Case
    {
        std::string_view text;
        std::string_view other;
        bool equal;
    };
    const std::array cases{
        Case{"\"method\"", "method", true},
        Case{"\"method\"", "metho", false},
        Case{"\"metho\"", "method", false},
        Case{R"("m\u0065thod")", "method", true},
        Case{R"("\u006d\u0065\u0074\u0068\u006f\u0064")", "method", true},
        Case{R"("m\u0065tho")", "method", false},
        Case{R"("m\u0065thod\n")", "method", false},
        Case{R"("\n\/")", "\n/", true},
        Case{R"("\u0165")", "e", false}, // not cut to a byte
        Case{"\"\"", "", true},
    };
    for (const Case &each : cases)
        QCOMPARE(equals(read(each.text), each.other), each.equal);
}

void TestJsonText::utf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("firstInvalid"); // -1: none
    const auto row = [](const char *name, const char *text, int firstInvalid) {
        QTest::addRow("%s", name) << QByteArray(text) << firstInvalid;
    };
    row("empty", "", -1);
    row("ASCII", "abc", -1);
    row("borders", "\x7f\u0080\u07ff\u0800\ue000\uffff\U00010000\U0010ffff", -1);
    row("continuation alone", "a\x80", 1);
    row("lead alone", "ab\xc3", 2);
    row("lead before ASCII", "ab\xe2\x82z", 2);
    row("overlong 2", "\xc0\xaf", 0);
    row("overlong 2, last", "\xc1\xbf", 0);
    row("overlong 3", "a\xe0\x9f\xbf", 1);
    row("overlong 4", "a\xf0\x8f\xbf\xbf", 1);
    row("surrogate", "ab\xed\xa0\x80", 2);
    row("past U+10FFFF", "\xf4\x90\x80\x80", 0);
    row("F5", "\u00e9\xf5\x80\x80\x80", 2);
    row("FF", "\xff", 0);
    row("cut 4", "\U0001f600\xf0\x9f\x98", 4);
}

void TestJsonText::utf8()
{
    QFETCH(QByteArray, text);
    QFETCH(int, firstInvalid);
    const std::vector<char> exact(text.begin(), text.end());
    const std::string_view view(exact.data(), exact.size());
    QCOMPARE(isValidUtf8(view), firstInvalid < 0);
    QCOMPARE(firstInvalidUtf8(view), firstInvalid < 0 ? view.size() : static_cast<std::size_t>(firstInvalid));
}

void TestJsonText::compact()
{
    std::string out = "x";
    appendCompact(out, " {\r\n\t\"a b\" : [ 1 , \"\\\" \\n\" ] } ");
    QCOMPARE(out, std::string("x{\"a b\":[1,\"\\\" \\n\"]}"));
    for (std::size_t size = 0; size < 200; ++size) {
        const std::string text = '"' + std::string(size, ' ') + '"';
        const std::vector<char> exact(text.begin(), text.end());
        out.clear();
        appendCompact(out, {exact.data(), exact.size()});
        QCOMPARE(out, text);
    }
}

void TestJsonText::utf8AtEveryPlace()
{
    for (const std::size_t size : {1u, 8u, 31u, 32u, 33u, 100u, 128u, 129u, 200u}) {
        for (std::size_t at = 0; at < size; ++at) {
            std::vector<char> text(size, 'a');
            const std::string_view view(text.data(), text.size());
            QVERIFY(isAscii(view) && isValidUtf8(view));
            text[at] = '\x80';
            QVERIFY(!isAscii(view) && !isValidUtf8(view));
            QCOMPARE(firstInvalidUtf8(view), at);
        }
    }
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
