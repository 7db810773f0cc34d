#include "json_texts.h"

#include <array>
#include <random>
#include <string_view>

using namespace std::string_literals;

namespace relevo {

std::vector<std::string> jsonTexts()
{
    return {
        // Structures and white space
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"\":{}}",
        "[ ]",
        "{ }",
        " [] ",
        "\n\t\r [1]\n",
        "[\"a\",\n\t1 ,\r{ } ]",
        "{\"a\":1,\"b\":[2,3],\"c\":{\"d\":null}}",
        "{\"a\" : 1 , \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"\":0}",
        "[[[[[[[[[[1]]]]]]]]]]",
        "[null,1,\"1\",{},[]]",
        "{\"a\":[]}",
        "[[],[],{}]",
        // Scalars at the top
        "true",
        "false",
        "null",
        "0",
        "-1.5e3",
        "\"\"",
        "\"a\"",
        " 1 ",
        // Words
        "[true,false,null]",
        "[true ]",
        // Numbers
        "[0]",
        "[-0]",
        "[-0.0]",
        "[0e1]",
        "[0e+1]",
        "[0E-0]",
        "[1e22]",
        "[1E+2]",
        "[1e-2]",
        "[123.456e78]",
        "[0.5]",
        "[10]",
        "[1.000]",
        "[123456789012345678901234567890]",
        "[18446744073709551616]",
        "[-9223372036854775809]",
        "[1e400]",
        "[-1e400]",
        "[1e-400]",
        "[0.4e00669999999999999999999999999999999999999]",
        "[1e000]",
        "[0.00000000000000000000000000000000000000000000000000000000000000000000000000001]",
        "[4 ]",
        "[-0e-0 ]",
        // Strings
        R"(["\"\\\/\b\f\n\r\t"])",
        R"(["\u0000\u001F\uABCD\uabcd\u0022"])",
        "[\"\x7f\"]",
        "[\"a/b\"]",
        R"(["\\u12"])",
        R"(["\\\\\""])",
        "[\"\u00e9\u20ac\U0001f600\U0010ffff\"]",
        "[\"\u2028\u2029\ufeff\"]",
        "[\"'\"]",
        "[\"// no /* comment */\"]",
        R"({"\u0061\n":"\ud83d\ude00"})",
        // Unpaired surrogates: legal as text, whatever a receiver makes of them
        R"(["\ud800"])",
        R"(["\udc00"])",
        R"(["\ud800a"])",
        R"(["\ud800\ud800"])",
        R"(["\udfff\ud800"])",
        R"(["\uD800\n"])",
        R"({"\udead":1})",
        // Lengths about those of vector registers
        "[\"" + std::string(15, 'a') + "\"]",
        "[\"" + std::string(16, 'a') + "\"]",
        "[\"" + std::string(200, 'a') + "\"]",
        "[\"" + std::string(90, '\\') + "\"]",
        "[" + std::string(70, ' ') + "1" + std::string(70, '\n') + "]",
        std::string(200, '[') + std::string(200, ']'),
    };
}

std::vector<std::string> noJsonTexts()
{
    std::vector<std::string> out{
        // Nothing, or not all of it
        "",
        " ",
        "[",
        "{",
        "[1",
        "[1,",
        "[\"a",
        "[\"a\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "[[]",
        "[{}",
        "\"",
        "\"a",
        "\"\\",
        "\"\\u12",
        "-",
        "t",
        "nul",
        "[tru",
        "{\"a\":[1,{\"b\":2}",
        // More than one, or garbage behind
        "[] []",
        "{}{}",
        "1 2",
        "[]x",
        "{}#",
        "[1]]",
        "{\"a\":1}}",
        "\"a\"b",
        "true false",
        "[],",
        "{},",
        "[]\0"s,
        "nullx",
        // Commas and colons
        "[1,]",
        "[,1]",
        "[,]",
        "[1,,2]",
        "[1 2]",
        "[1:2]",
        "[\"a\" \"b\"]",
        "[[] []]",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1,,\"b\":2}",
        "{\"a\":1 \"b\":2}",
        "{\"a\",\"b\"}",
        "{\"a\"}",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{:1}",
        "{\"a\":}",
        "{\"a\":,}",
        "[1;2]",
        "[],[]",
        "{\"a\":\"b\",\"c\"}",
        "[:]",
        "{1}",
        // Names
        "{1:1}",
        "{a:1}",
        "{'a':1}",
        "{null:1}",
        "{[]:1}",
        "{\"a\":1,b:2}",
        "{\"a\":1,2:2}",
        "{\"\\x\":1}",
        "{\"a\n\":1}",
        // Brackets
        "]",
        "}",
        "[}",
        "{]",
        "[1}",
        "{\"a\":1]",
        "[[1}]",
        "[{]}",
        "[[[1]}]",
        "(1)",
        "<a>",
        "[1)",
        // Words
        "[True]",
        "[TRUE]",
        "[trueish]",
        "[nil]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[undefined]",
        "[fals]",
        "[nulll]",
        "[truth]",
        "[\xef\xbc\xa1]",
        // Numbers
        "[01]",
        "[-01]",
        "[00]",
        "[1.]",
        "[.5]",
        "[-.5]",
        "[+1]",
        "[++1]",
        "[--1]",
        "[-]",
        "[- 1]",
        "[1e]",
        "[1e+]",
        "[1E-]",
        "[1.e1]",
        "[1.5e]",
        "[0e]",
        "[0.e1]",
        "[1.2.3]",
        "[1e2.3]",
        "[1e2e3]",
        "[0x10]",
        "[1a]",
        "[1_000]",
        "[1,000.5.6]",
        "[1 000]",
        "[-a]",
        "[1e1a]",
        "[0b1]",
        "[012]",
        "[-012]",
        "[2.e+3]",
        "[1+2]",
        "[\xef\xbc\x91]",
        "[-0x1]",
        "[1.-1]",
        // Escapes
        R"(["\a"])",
        R"(["\0"])",
        R"(["\x41"])",
        R"(["\'"])",
        R"(["\u"])",
        R"(["\u1"])",
        R"(["\u12"])",
        R"(["\u123"])",
        R"(["\u123g"])",
        R"(["\u 123"])",
        R"(["\U0041"])",
        R"(["\u+041"])",
        R"(["\ud83d\u"])",
        R"(["\ud83d\ude0"])",
        R"(["\)",
        R"(["\"])",
        R"(["\\\"])",
        "[\"\\\xc3\xa9\"]",
        R"([\"a"])",
        R"([\n])",
        "[\"\\\n\"]",
        "[\"\\\t\"]",
        R"(["\ "])",
        // Quotes
        "['a']",
        "[a]",
        "[`a`]",
        "[\"a]",
        "[a\"]",
        "[\"\"\"]",
        "{\"a\":b}",
        // White space that is none, marks and comments
        "[\f]",
        "[\v1]",
        "[\xc2\xa0]",
        "[\xe2\x81\xa0]",
        "\xef\xbb\xbf[]",
        "[1]//",
        "[1]/**/",
        "/**/[]",
        "[/*a*/1]",
        "#\n[]",
        "[1\x1a]",
        "[\0]"s,
        "\0[]"s,
        "*",
        "[*]",
        "[$]",
        "{\"a\":@}",
    };
    // Raw control characters, at every place of a vector register.
    for (char c = 0; c < 0x20; ++c)
        out.push_back("[\"a" + std::string(1, c) + "\"]");
    for (std::size_t before = 0; before < 40; ++before)
        out.push_back("[\"" + std::string(before, 'a') + "\x1f" + std::string(40, 'a') + "\"]");
    out.push_back(std::string(200, '[') + std::string(199, ']'));
    out.push_back(std::string(200, '[') + std::string(150, ']') + "}" + std::string(49, ']'));
    return out;
}

namespace {

class Generator
{
public:
    explicit Generator(unsigned seed)
        : m_random(seed)
    {}

    std::string value(int depth)
    {
        switch (below(depth > 4 ? 5 : 9)) {
        case 0:
            return "true";
        case 1:
            return "null";
        case 2:
        case 3:
            return number();
        case 4:
        case 5:
            return string();
        case 6:
            return container(depth, '{', '}');
        default:
            return container(depth, '[', ']');
        }
    }

    std::string container(int depth, char open, char close)
    {
        std::string out(1, open);
        for (std::size_t left = below(5); left > 0; --left) {
            out += space();
            if (open == '{')
                out += string() + space() + ':' + space();
            out += value(depth + 1) + space();
            if (left > 1)
                out += ',';
        }
        return out + close;
    }

private:
    std::size_t below(std::size_t bound) { return m_random() % bound; }

    std::string space()
    {
        constexpr std::array<std::string_view, 8> spaces{"", "", "", "", " ", "\n", "\t", "\r\n    "};
        return std::string(spaces[below(spaces.size())]);
    }

    std::string number()
    {
        std::string out = below(2) == 0 ? "-" : "";
        out += std::to_string(below(below(2) == 0 ? 10 : 1000000));
        if (below(3) == 0)
            out += '.' + std::to_string(below(100000));
        if (below(4) == 0)
            out += (below(2) == 0 ? "e-" : "E+") + std::to_string(below(200));
        return out;
    }

    std::string string()
    {
        constexpr std::array<std::string_view, 14> parts{
            "a",   "xyz", " ",       "/",      "\\\"",   "\\\\",           "\\n",
            "\\/", ",",   "\\u00e9", "\u00e9", "\u20ac", "\\ud83d\\ude00", "]}"};
        std::string out = "\"";
        for (std::size_t left = below(below(4) == 0 ? 60 : 6); left > 0; --left)
            out += parts[below(parts.size())];
        return out + '"';
    }

    std::mt19937 m_random;
};

} // namespace

std::vector<std::string> randomJsonTexts(unsigned seed, int count)
{
    Generator generator(seed);
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i)
        out.push_back(i % 2 == 0 ? generator.container(0, '{', '}') : generator.container(0, '[', ']'));
    return out;
}

std::string mutated(std::string text, unsigned seed)
{
    constexpr std::string_view bytes = "{}[]\",:\\ \n\t0123456789.-+eEtrufalsn/u";
    std::mt19937 random(seed);
    for (std::size_t changes = 1 + random() % 3; changes > 0 && !text.empty(); --changes) {
        const std::size_t at = random() % text.size();
        const char byte = bytes[random() % bytes.size()];
        switch (random() % 3) {
        case 0:
            text[at] = byte;
            break;
        case 1:
            text.erase(at, 1);
            break;
        default:
            text.insert(at, 1, byte);
        }
    }
    return text;
}

} // namespace relevo
