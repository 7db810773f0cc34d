#include "tests/system/json_cases.h"

namespace relevo::test {

namespace {

QByteArrayList goodNumbers()
{
    return {"0",
            "-0",
            "1",
            "-1",
            "123",
            "0.0",
            "-0.0",
            "0e1",
            "0e+1",
            "0E0",
            "0E+2",
            "20e1",
            "1E22",
            "1E-2",
            "1E+2",
            "1e-2",
            "1e+2",
            "123.456e78",
            "123.456789",
            "123e65",
            "123e45",
            "-123123e100000",
            "-1e-999999999999",
            "0e999999999",
            "1e400",
            "-1e+9999",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "100000000000000000000",
            "123123123123123123123123123123",
            "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
            "-0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
            "9007199254740993",
            "4.9e-324",
            "1.7976931348623157e308",
            "1.7976931348623159e308"};
}

QByteArrayList goodStrings()
{
    return {R"("")",
            R"("a")",
            "\"\\\"\\\\\\/\\b\\f\\r\\n\\t\"",
            R"("\u0060\u012a\u12AB")",
            R"("\uD801\udc37")",
            R"("\ud83d\ude39\ud83d\udc8d")",
            R"("\\u0000")",
            "\"\\\"\"",
            R"("a/*b*/c/*d//e")",
            R"("\\a")",
            R"("\\n")",
            R"("\u0012")",
            R"("\uFFFF")",
            R"("\uDBFF\uDFFF")",
            R"("new\u00A0line")",
            R"("\u0000")",
            R"("\u002c")",
            R"("\u0022")",
            R"("\u005C")",
            R"("\u200B")",
            R"("\u2064")",
            R"("\uFDD0")",
            R"("\uFFFE")",
            R"("\u0821")",
            R"("\ud800")",
            R"("\uDFAA")",
            R"("\uD888\u1234")",
            R"("\uD800\n")",
            R"("\uDd1ea")",
            R"("\ud800abc")",
            R"("\uD800\uD800\n")",
            R"("\uDd1e\uD834")",
            "\"asd \"",
            "\" \"",
            "\"\x7f\"",
            "\"\xc3\xa9\"",
            "\"\xe2\x82\xac\"",
            "\"\xf0\x9d\x84\x9e\"",
            "\"\xe2\x80\xa8\"",
            "\"\xe2\x80\xa9\"",
            "\"\xef\xbb\xbf\"",
            "\"\xf4\x8f\xbf\xbf\"",
            "\"\xef\xbf\xbf\"",
            "\"\xe0\xa0\x80\"",
            "\"\xed\x9f\xbf\"",
            "\"\xee\x80\x80\"",
            "\"[{,:}]\"",
            "\"\xc3\xa0\xd7\x90\xe6\xbc\xa2\"",
            R"("\u0061\u30af\u30EA\u30b9")"};
}

QByteArrayList goodStructures()
{
    return {"[]",
            "[ ]",
            "[\"\"]",
            "[[]   ]",
            "[1\n]",
            "[ 1]",
            "[1,null,null,null,2]",
            "[2] ",
            "[\t1 ,\r\n2]",
            "{}",
            "{ }",
            R"({"":0})",
            R"({"a":[]})",
            R"({"foo\u0000bar":42})",
            R"({"min":-1.0e+28,"max":1.0e+28})",
            R"({"a":"b","c":"d"})",
            R"({"x":[{"id":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}],"id":"xxxxxxxxxxxxxxxxxxxx"})",
            R"({"a":{"a":{"a":{"a":1}}}})",
            R"({"\ud800":1})",
            R"({"title":"\u041f\u043e\u043b\u0442\u043e\u0440\u0430"})",
            "{\n\"a\"\n:\t\"b\"\r\n}",
            "[false]",
            "[true,false,null]",
            R"({"a":"b","a":"c"})",
            R"({"a":"b","a":"b"})"};
}

QByteArrayList badNumbers()
{
    return {"++1234",
            "+1",
            "+Inf",
            "-01",
            "-1.0.",
            "-2.",
            "-NaN",
            ".-1",
            ".2e-3",
            "0.1.2",
            "0.3e+",
            "0.3e",
            "0.e1",
            "0E+",
            "0E",
            "0e+",
            "0e",
            "1.0e+",
            "1.0e-",
            "1.0e",
            "1 000.0",
            "1eE2",
            "2.e+3",
            "2.e-3",
            "2.e3",
            "9.e+",
            "Inf",
            "Infinity",
            "NaN",
            "-Infinity",
            "\xef\xbc\x91",
            "1+2",
            "0x1",
            "0x42",
            "-",
            "--1",
            "-foo",
            "- 1",
            "-012",
            "-.123",
            "-1x",
            "1ea",
            "1e\xe5",
            "1.",
            "1a",
            "1.2a-3",
            "1.8011670033376514H-308",
            "012",
            "00",
            "00.1",
            "1_000",
            "1e1.5",
            "123\xe5",
            ".5",
            "5.",
            "0b1",
            "1d",
            "1f",
            "1e+-1",
            "1E5e5",
            "\xd9\xa1"};
}

QByteArrayList badStrings()
{
    return {R"("\x00")",
            R"("\v")",
            R"("\a")",
            R"("\'")",
            R"("\0")",
            R"("\u")",
            R"("\u1")",
            R"("\u12")",
            R"("\u123")",
            R"("\u00A")",
            R"("\uD834\uDd")",
            R"("\uD800\u")",
            R"("\uD800\u1")",
            R"("\uD800\u1x")",
            R"("\u{1F600}")",
            R"("\uqqqq")",
            R"("\u 041")",
            R"("\u-041")",
            R"("\u+041")",
            R"("\U0041")",
            R"("\ ")",
            "\"\\\xf0\x9f\x8c\x80\"",
            "\"\\u\xe5\"",
            "\"\\\xe5\"",
            "'single'",
            "\xe2\x80\x9cquoted\xe2\x80\x9d",
            R"(\u0020"asd")",
            R"("a"b)",
            R"("a" "b")",
            R"("a"+"b")",
            "abc",
            "\\n",
            R"(\"a\")"};
}

QByteArrayList badUtf8()
{
    return {"\"\xff\"",
            "\"\x80\"",
            "\"\xc0\x80\"",
            "\"\xc1\xbf\"",
            "\"\xc3\"",
            "\"\xe2\x82\"",
            "\"\xe0\x80\x80\"",
            "\"\xe0\x9f\xbf\"",
            "\"\xed\xa0\x80\"",
            "\"\xed\xbf\xbf\"",
            "\"\xf0\x80\x80\x80\"",
            "\"\xf0\x8f\xbf\xbf\"",
            "\"\xf4\x90\x80\x80\"",
            "\"\xf5\x80\x80\x80\"",
            "\"\xf8\x88\x80\x80\x80\"",
            "\"\xfc\x83\xbf\xbf\xbf\xbf\"",
            "\"\xe6\x97\xa5\xd1\x88\xfa\"",
            "\"\xc3\xc3\xa9\"",
            "\"a\xe9\"",
            "\"\xf0\x9f\x98\""};
}

QByteArrayList badStructures()
{
    return {"",
            "[1 true]",
            "[1,,2]",
            "[,1]",
            "[1,]",
            "[,]",
            "[1,,]",
            "[\"\",]",
            "[\"a\" 1]",
            "[1:2]",
            "[*]",
            "[\"a\",\n4\n,1,]",
            "[3[4]]",
            "[\x0b]",
            "[\xef\xbb\xbf]",
            "[\xc2\xa0]",
            "[a\xe5]",
            "[\xff]",
            "{\"a\":1,}",
            "{,}",
            "{\"a\"}",
            "{\"a\",1}",
            "{\"a\"1}",
            "{\"a\":}",
            "{:1}",
            "{1:1}",
            "{a:1}",
            "{'a':1}",
            "{null:1}",
            "{true:1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1,,\"b\":2}",
            "{\"a\"::1}",
            "{\"a\":1:2}",
            "{\"a\" b}",
            "{\"x\", null}",
            "{9999E9999:1}",
            "{[]:1}",
            "{{}:1}",
            "{\"a\":\"b\"}#",
            "{\"a\":\"b\"}/**/",
            "{\"a\":/*x*/\"b\"}",
            "[1]x",
            "[][]",
            "{}{}",
            "[] ,",
            "{\"a\":b}",
            "{\"a\":1;\"b\":2}",
            "[1;2]",
            "[<null>]",
            "(1)",
            "{\"\\x\":1}",
            "{\"\\ud8\":1}",
            "[-]",
            "[\\u000A1]"};
}

QByteArrayList badWords()
{
    return {"nul",      "tru",       "fals",  "nulll", "truee", "True",  "NULL",      "FALSE",
            "nan",      "undefined", "t",     "n",     "f",     "true1", "null null", "\xef\xbd\x94rue",
            "true\x01", "true\x7f",  "tr ue", "*",     "@",     "&",     "/",         "//x",
            "#x",       ":",         ",",     "="};
}

} // namespace

QByteArrayList goodJsonValues()
{
    return goodNumbers() + goodStrings() + goodStructures() +
           QByteArrayList{"true", "false", "null", " true ", "\n\tnull\r"};
}

QByteArrayList badJsonValues()
{
    return badNumbers() + badStrings() + badUtf8() + badStructures() + badWords();
}

QByteArrayList badJsonTexts()
{
    QByteArrayList texts;
    for (const QByteArray &structure : badStructures() + badNumbers() + badStrings() + badUtf8() + badWords()) {
        if (!structure.isEmpty()) {
            texts += '[' + structure + ']';
            texts += "{\"a\":" + structure + '}';
        }
    }
    return texts;
}

} // namespace relevo::test
