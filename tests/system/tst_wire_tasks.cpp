// The three tasks over the wire: the contract's own values, and the corners that its sentences speak of.
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class WireTasks : public WireSuite
{
    Q_OBJECT

private:
    JsonTextValue resultOf(const QByteArray &method, const QByteArray &param)
    {
        RawPeer peer(port());
        const QByteArray line = peer.ask(request("1", method, '[' + param + ']'));
        const auto reply = JsonTextValue::parse(line);
        return reply && faultOf(line).isEmpty() ? (*reply)[u"result"] : JsonTextValue();
    }

private Q_SLOTS:
    void reverse_data()
    {
        QTest::addColumn<QByteArray>("text"); // as JSON
        QTest::addColumn<QString>("reversed");
        const auto row = [](const char *name, const QByteArray &text, const QString &reversed) {
            QTest::newRow(name) << text << reversed;
        };
        row("empty", "\"\"", u""_s);
        row("one", "\"a\"", u"a"_s);
        row("ASCII", "\"hola\"", u"aloh"_s);
        row("ASCII with quotes", "\"a\\\"b\\\\c\\/\"", u"/c\\b\"a"_s);
        row("control characters", R"("a\u0000\u0001\t\n\u007f")", u"\u007f\n\t\u0001\0a"_s);
        row("CR LF is one", R"("a\r\nb")", u"b\r\na"_s);
        row("LF CR is two", R"("a\n\rb")", u"b\r\na"_s);
        row("the contract's own", "\"e\u0301🇦🇷\"", u"🇦🇷e\u0301"_s);
        row("the same in escapes", R"("e\u0301\ud83c\udde6\ud83c\uddf7")", u"🇦🇷e\u0301"_s);
        row("accents", "\"ñandú\"", u"údnañ"_s);
        row("three flags", "\"🇦🇷🇪🇸🇫🇷\"", u"🇫🇷🇪🇸🇦🇷"_s);
        row("an odd regional indicator", "\"🇦🇷🇪\"", u"🇪🇦🇷"_s);
        row("a family", "\"a👨‍👩‍👧‍👦b\"", u"b👨‍👩‍👧‍👦a"_s);
        row("skin tones", "\"👍🏽👋\"", u"👋👍🏽"_s);
        row("keycap and variation selector", "\"1️⃣❤️\"", u"❤️1️⃣"_s);
        row("Hangul in jamo", "\"\u1112\u1161\u11ab\u1100\u1173\"", u"\u1100\u1173\u1112\u1161\u11ab"_s);
        row("Hangul syllables", "\"한글\"", u"글한"_s);
        row("ideographs", "\"漢字\"", u"字漢"_s);
        row("right to left", "\"שלום\"", u"םולש"_s);
        row("Thai with a vowel above", "\"กิน\"", u"นกิ"_s);
        row("many marks", "\"a\u0300\u0301\u0302b\"", u"ba\u0300\u0301\u0302"_s);
        row("a mark alone", "\"\u0301a\"", u"a\u0301"_s);
        row("outside the BMP", "\"𝄞x😀\"", u"😀x𝄞"_s);
        row("non-characters", R"("\uffff\ufdd0a")", u"a\ufdd0\uffff"_s);
        row("byte order mark", R"("\ufeffa")", u"a\ufeff"_s);
        row("ASCII then more", "\"0123456789012345678901234567890123456789é\"",
            u"é9876543210987654321098765432109876543210"_s);
    }
    void reverse()
    {
        QFETCH(const QByteArray, text);
        QFETCH(QString, reversed);
        QCOMPARE(resultOf("text.reverse", text)[u"text"].string(), reversed);
    }

    void reverseLong_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("unitReversed");
        QTest::newRow("ASCII") << u"abc"_s << u"cba"_s;
        QTest::newRow("escapes") << u"a\"\\\n"_s << u"\n\\\"a"_s;
        QTest::newRow("marks and flags") << u"e\u0301🇦🇷x"_s << u"x🇦🇷e\u0301"_s;
    }
    void reverseLong()
    {
        QFETCH(const QString, unit);
        QFETCH(const QString, unitReversed);
        for (const int count : {15, 16, 17, 31, 32, 33, 63, 64, 65, 1000, 20'000, 200'000})
            QVERIFY(resultOf("text.reverse", quoted(unit.repeated(count)))[u"text"].string() ==
                    unitReversed.repeated(count));
    }

    void count_data()
    {
        QTest::addColumn<QByteArray>("text");   // as JSON
        QTest::addColumn<QList<int>>("counts"); // characters, codePoints, bytes, words, lines
        const auto row = [](const char *name, const QByteArray &text, const QList<int> &counts) {
            QTest::newRow(name) << text << counts;
        };
        row("empty", "\"\"", {0, 0, 0, 0, 0});
        row("a", "\"a\"", {1, 1, 1, 1, 1});
        row("ended line", R"("a\n")", {2, 2, 2, 1, 1});
        row("two lines", R"("a\nb")", {3, 3, 3, 2, 2});
        row("only an LF", R"("\n")", {1, 1, 1, 0, 1});
        row("two LFs", R"("\n\n")", {2, 2, 2, 0, 2});
        row("CR LF is one character and one end", R"("a\r\nb\r\n")", {4, 6, 6, 2, 2});
        row("CR ends a line", R"("a\rb")", {3, 3, 3, 2, 2});
        row("LF CR end two", R"("a\n\rb")", {4, 4, 4, 2, 3});
        row("other separators end none", R"("a\u2028b\u0085c\u000bd\u000ce")", {9, 9, 12, 5, 1});
        row("hola", "\"hola\"", {4, 4, 4, 1, 1});
        row("words", "\"hello, big world!\"", {17, 17, 17, 3, 1});
        row("punctuation is no word", "\" ... -- !? \"", {11, 11, 11, 0, 1});
        row("apostrophe", "\"can't stop\"", {10, 10, 10, 2, 1});
        row("a decimal number", "\"3.14 1,000\"", {10, 10, 10, 2, 1});
        row("underscores join", "\"snake_case x\"", {12, 12, 12, 2, 1});
        row("underscores alone are no word", "\"__ a\"", {4, 4, 4, 1, 1});
        row("the contract's clusters", "\"e\u0301🇦🇷\"", {2, 4, 11, 1, 1});
        row("in escapes", R"("e\u0301\ud83c\udde6\ud83c\uddf7")", {2, 4, 11, 1, 1});
        row("a family", "\"👨‍👩‍👧‍👦\"", {1, 7, 25, 0, 1});
        row("each ideograph is a word", "\"漢字\"", {2, 2, 6, 2, 1});
        row("Katakana joins", "\"日本語テスト\"", {6, 6, 18, 4, 1});
        row("no dictionary for Thai", "\"สวัสดี\"", {4, 6, 18, 4, 1});
        row("accents", "\"ñandú y año\"", {11, 11, 14, 3, 1});
        row("Hebrew", "\"שלום עולם\"", {9, 9, 17, 2, 1});
        row("Hangul", "\"한글 날\"", {4, 4, 10, 2, 1});
        row("NUL", R"("a\u0000b")", {3, 3, 3, 2, 1});
    }
    void count()
    {
        QFETCH(const QByteArray, text);
        QFETCH(QList<int>, counts);
        const JsonTextValue result = resultOf("text.count", text);
        QCOMPARE(result.members().size(), 5);
        QList<int> told;
        for (const auto *name : {u"characters", u"codePoints", u"bytes", u"words", u"lines"})
            told.append(result[name].isNumber() ? result[name].token().toInt() : -1);
        QCOMPARE(told, counts);
    }

    void countLong()
    {
        const int count = 100'000;
        const JsonTextValue ascii = resultOf("text.count", quoted(u"one two\n"_s.repeated(count)));
        QCOMPARE(ascii.canonical(),
                 R"({"bytes":800000,"characters":800000,"codePoints":800000,"lines":100000,"words":200000})");
        const JsonTextValue mixed = resultOf("text.count", quoted(u"e\u0301 漢\r\n"_s.repeated(count)));
        QCOMPARE(mixed.canonical(),
                 R"({"bytes":900000,"characters":400000,"codePoints":600000,"lines":100000,"words":200000})");
    }

    void average_data()
    {
        QTest::addColumn<QByteArray>("numbers");
        QTest::addColumn<QByteArray>("average");
        QTest::addColumn<QByteArray>("sum");
        QTest::addColumn<QByteArray>("min");
        QTest::addColumn<QByteArray>("max");
        const auto row = [](const QByteArray &numbers, const char *average, const char *sum, const char *min,
                            const char *max) {
            QTest::newRow(numbers.left(60).constData())
                << numbers << QByteArray(average) << QByteArray(sum) << QByteArray(min) << QByteArray(max);
        };
        row("[10,20,30]", "20", "60", "10", "30");
        row("[0.1,0.2]", "0.15", "0.3", "0.1", "0.2");
        row("[ 1 ,\n2 ]", "1.5", "3", "1", "2");
        row("[1]", "1", "1", "1", "1");
        row("[0]", "0", "0", "0", "0");
        row("[-0]", "0", "0", "-0", "-0");
        row("[-0.0,0]", "0", "0", "0", "0");
        row("[-5,5]", "0", "0", "-5", "5");
        row("[2.5,3.5,-7]", "-0.3333333333333333", "-1", "-7", "3.5");
        row("[3,3,4]", "3.3333333333333335", "10", "3", "4");
        row("[0.1,0.7,0.2]", "0.3333333333333333", "1", "0.1", "0.7");
        row("[9007199254740993,9007199254740993]", "9007199254740992", "18014398509481984", "9007199254740993",
            "9007199254740993");
        row("[18446744073709551616,1]", "9223372036854776000", "18446744073709552000", "1", "18446744073709551616");
        row("[1e16,1,-1e16]", "0.3333333333333333", "1", "-1e16", "1e16");
        row("[1,1e-30]", "0.5", "1", "1e-30", "1");
        row("[1e308,1e308]", "1e+308", "null", "1e308", "1e308");
        row("[1e308,1e308,-1e308]", "3.333333333333333e+307", "1e+308", "-1e308", "1e308");
        row("[-1.7976931348623157e308,-1.7976931348623157e308]", "-1.7976931348623157e+308", "null",
            "-1.7976931348623157e308", "-1.7976931348623157e308");
        row("[4.9e-324,4.9e-324]", "5e-324", "1e-323", "4.9e-324", "4.9e-324");
        row("[1e-400]", "0", "0", "1e-400", "1e-400");
        row("[-1e-400,1]", "0.5", "1", "-1e-400", "1");
        row("[0e999999999]", "0", "0", "0e999999999", "0e999999999");
        row("[0.000e-999999999,1]", "0.5", "1", "0.000e-999999999", "1");
        row("[1e-100000]", "0", "0", "1e-100000", "1e-100000");
        row("[1e20,1e21]", "550000000000000000000", "1.1e+21", "1e20", "1e21");
        row("[1e-7]", "1e-7", "1e-7", "1e-7", "1e-7");
        row("[1e-6]", "0.000001", "0.000001", "1e-6", "1e-6");
        row("[123456789.123456789,987654321.987654321]", "555555555.5555556", "1111111111.1111112",
            "123456789.123456789", "987654321.987654321");
        // Of equal ones the shortest token, then the first by bytes.
        row("[1.0,1,1e0]", "1", "3", "1", "1");
        row("[1.50,1.5,15e-1]", "1.5", "4.5", "1.5", "1.5");
        row("[1e2,100,1E2]", "100", "300", "100", "100");
        row("[1e3,1E3]", "1000", "2000", "1E3", "1E3");
        row("[0.0,-0]", "0", "0", "-0", "-0");
        row("[10,1e1]", "10", "20", "10", "10");
        row("[2.0,2.00,1,3.0,3]", "2.2", "11", "1", "3");
    }
    void average()
    {
        QFETCH(const QByteArray, numbers);
        QFETCH(QByteArray, average);
        QFETCH(QByteArray, sum);
        QFETCH(QByteArray, min);
        QFETCH(QByteArray, max);
        const JsonTextValue result = resultOf("numbers.average", numbers);
        QCOMPARE(result.members().size(), 5);
        QCOMPARE(result[u"average"].token(), average);
        QCOMPARE(result[u"sum"].token(), sum);
        QCOMPARE(result[u"min"].token(), min);
        QCOMPARE(result[u"max"].token(), max);
        QCOMPARE(result[u"count"].token(), QByteArray::number(numbers.count(',') + 1));
    }

    /// The answer is the exact one, whatever the order and the length.
    void averageOfManyInAnyOrder()
    {
        QByteArrayList numbers;
        for (int i = 0; i < 30'000; ++i)
            numbers += QByteArray::number(i % 1000) + ".1" + "e" + QByteArray::number(i % 7 - 3);
        numbers += {"1e300", "-1e300", "1e-300", "9007199254740993"};
        const QByteArray once = resultOf("numbers.average", '[' + numbers.join(',') + ']').canonical();
        std::reverse(numbers.begin(), numbers.end());
        QCOMPARE(resultOf("numbers.average", '[' + numbers.join(',') + ']').canonical(), once);
        std::sort(numbers.begin(), numbers.end());
        QCOMPARE(resultOf("numbers.average", '[' + numbers.join(',') + ']').canonical(), once);
        QVERIFY(once.contains("\"count\":30004"));
    }

    void averageOfLongLiterals()
    {
        const QByteArray ones(50'000, '1');
        QCOMPARE(resultOf("numbers.average", "[0." + ones + ",0." + ones + "]")[u"average"].token(),
                 "0.1111111111111111");
        QCOMPARE(resultOf("numbers.average", "[1" + QByteArray(300, '0') + ']')[u"average"].token(), "1e+300");
        QCOMPARE(resultOf("numbers.average", "[1" + QByteArray(50'000, '0') + "e-50000]")[u"average"].token(), "1");
        QCOMPARE(resultOf("numbers.average", "[0." + QByteArray(99'999, '0') + "1,2]")[u"average"].token(), "1");
    }
};

QTEST_GUILESS_MAIN(WireTasks)
#include "tst_wire_tasks.moc"
