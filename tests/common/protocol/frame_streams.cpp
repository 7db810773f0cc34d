#include "frame_streams.h"

#include <array>
#include <random>

using namespace std::string_literals;

namespace relevo {

namespace {

constexpr FrameLimits wide{1 << 20, 1000};
constexpr FrameLimits narrow{16, 3};

void addGood(std::vector<FrameStream> &out)
{
    const auto add = [&](const char *name, std::string bytes) { out.push_back({name, std::move(bytes), wide}); };
    add("one", "{}");
    add("a line", "{\"id\":1}\n");
    add("nothing between", "{}[][{}]{\"a\":[]}");
    add("CRLF and blanks", "\r\n\t {} \r\n\r\n[1]\t\n");
    add("indented", "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}\n{\n}");
    add("brackets in strings", R"(["}]{[",{"]":"}"}])");
    add("escapes", R"({"\"":"\\","a\\\"b":"\u00e9\n"}["\\"])");
    add("UTF-8", "[\"a\u00e9\u20ac\U0001f600\"]{\"\u00f1\":\"\u4e16\"}[1]");
    add("raw bytes above 0x7f", "[\"\xff\xfe\"][\xc3]");
    add("no JSON, but framed", "{\"a\":tru}{:}[,,]{\"a\"\"b\"}[]");
    add("commas at depth 1", R"({"a":[1,2],"b":{"c":1,"d":2},"e":",",  "f":0,"g":1})");
    add("twelve commas", "[0,0,0,0,0,0,0,0,0,0,0,0,0]");
    add("thirteen commas", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0]");
    add("control characters outside strings", "[1,\x01\x1f\x7f\n2]");
    add("backslashes outside strings", R"([\"a",\\"]"]{\"\":1}[\]["\]"\\]")");
}

void addBad(std::vector<FrameStream> &out)
{
    const auto add = [&](const char *name, std::string bytes) { out.push_back({name, std::move(bytes), wide}); };
    add("a word", "hello {\"a\":1}\n{\"b\":2}\n");
    add("scalars", "1\n\"a\"\ntrue\n{}");
    add("many bad lines", "x\nx\nx\n{}x\nx\n[]");
    add("bad behind good", "{}x{}\n{}");
    add("closing first", "}{}\n]\n[]");
    add("wrong kind", "[}[]\n{]{}\n[[}]]\n{\"a\":[1}}\n{}");
    add("LF in a string", "{\"a\nb\":1}\n{}");
    add("control in a string", "[\"a\tb\"]\n{\"\x01\"}\n[\"\x1f\n\"]\n[1]");
    add("LF behind a backslash", "[\"\\\n\"]\n[]");
    add("NUL in a string", "[\"\0\"]\n[]"s);
    add("byte order mark", "\xef\xbb\xbf{}\n{}");
    add("unfinished", "{\"a\":[1,2");
    add("unfinished string", "[\"abc\\");
    add("only white space", " \n\n\t\r ");
    add("empty", "");
    add("DEL begins no control", "\x7f\n{}");
}

void addClosing(std::vector<FrameStream> &out)
{
    const auto add = [&](std::string bytes) { out.push_back({"closing: " + bytes, bytes, wide}); };
    add("\0{}\n{}"s);
    add("\x16\x03\x01\x02{}\n{}");
    add("{} \x01\n{}");
    add("x\n\x02{}");
    for (const char *method :
         {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI", "PROPFIND", "get"})
        add(method + " / HTTP/1.1\r\n\r\n{\"a\":1}\n"s);
    add("GET\n/ {}\n{}");
    add("GETS {}\n{}");
    add("POS\nT {}");
    add(" GET {}\n{}");
    add("\nPOST {}\n{}");
    add("{}GET \n{}");
    add("P");
    add("OPTIONS");
    add("CONNECT\n{}");
}

void addLimits(std::vector<FrameStream> &out)
{
    const auto add = [&](const char *name, std::string bytes) { out.push_back({name, std::move(bytes), narrow}); };
    add("exactly the limit", "[\"3456789012345\"]\n[]");
    add("the last bracket is past it", "[\"3456789012345x\"]\n[]");
    add("far past it", "[\"34567890123456789]]]\\\"}{\",{}]{}\n[1]");
    add("unfinished past it", "[\"34567890123456789");
    add("malformed while skipped", "[123456789012345678}{}\n{}");
    add("control while skipped", "[\"123456789012345678\n{}");
    add("malformed at the byte past it", "[12345678901234}{}\n{}[1]");
    add("LF in a string at the byte past it", "[\"1234567890123\n{}");
    add("too large twice", "[12345678901234567890][12345678901234567890]{}");
    add("nesting at the limit", "[{[]}][[[]]]{}");
    add("too deep", "[{[{}]}]{}\n{}");
    add("too deep at once", "[[[[[[[[[[[[[[[[[[[[");
    add("too deep while skipped", "[1234567890123456,[[[]]]]{}");
    add("too deep at the byte past it", "[[1234567890,[[\"\"]]]]{}");
}

/// What meets the borders of 64-byte blocks.
void addLong(std::vector<FrameStream> &out)
{
    for (const int length : {0, 1, 2, 3, 61, 62, 63, 64, 65, 126, 127, 128, 129}) {
        const auto count = static_cast<std::size_t>(length);
        const auto add = [&](const char *name, const std::string &bytes) {
            out.push_back({name + std::to_string(length), bytes, wide});
        };
        add("a string of ", "[\"" + std::string(count, 'x') + "\",1]{}");
        add("white space of ", "{}" + std::string(count, ' ') + "[]\n");
        add("backslashes: ", "[\"" + std::string(count, '\\') + "\",\"]\"]\n[]");
        add("backslashes outside: ", "[" + std::string(count, '\\') + "\"]\"]\n[]");
        add("quotes: ", "[" + std::string(count, '"') + "]\n\"]\n[]");
        add("nesting ", "{}" + std::string(count, '[') + std::string(count, ']') + "\n{}");
        add("dropped ", "x" + std::string(count, '{') + "\n[1]");
        add("multi-byte character behind ", "[\"" + std::string(count, 'x') + "\u20ac\"][1]");
    }
    std::string deep;
    for (int i = 0; i < 300; ++i)
        deep += i % 3 == 0 ? "{" : "[";
    std::string close = deep;
    for (std::size_t i = 0; i < deep.size(); ++i)
        close[i] = deep[deep.size() - 1 - i] == '{' ? '}' : ']';
    out.push_back({"deep", deep + close + "[]", wide});
    out.push_back({"deep, wrong kind", deep + close.substr(0, 250) + "}]\n[]", wide});
}

} // namespace

std::vector<FrameStream> frameStreams()
{
    std::vector<FrameStream> out;
    addGood(out);
    addBad(out);
    addClosing(out);
    addLimits(out);
    addLong(out);
    return out;
}

std::vector<FrameStream> randomFrameStreams(unsigned seed, int count)
{
    std::mt19937 random(seed);
    const auto below = [&](unsigned bound) { return static_cast<std::size_t>(random() % bound); };
    const std::array<std::string, 20> parts{"{",  "}",     "[",    "]",    "\"",  "\\",       ",",
                                            "a",  ":",     "1",    " ",    "\n",  "\u20ac",   "{}",
                                            "[]", "\"x\"", "\\\"", "\x01", "x\n", "{\"a\":1}"};
    std::vector<FrameStream> out;
    for (int i = 0; i < count; ++i) {
        std::array<unsigned, parts.size()> weights{};
        for (unsigned &weight : weights)
            weight = below(3) == 0 ? 0 : static_cast<unsigned>(below(20));
        // Faults end everything around them: most streams have few.
        weights[17] = below(8) == 0 ? 1 : 0;
        weights[18] = below(4) == 0 ? 1 : 0;
        weights[0] += 1;
        std::discrete_distribution<std::size_t> pick(weights.begin(), weights.end());
        FrameStream stream{"random " + std::to_string(seed) + '/' + std::to_string(i), {}, wide};
        if (below(3) == 0)
            stream.limits = {1 + below(100), 1 + below(8)};
        for (const std::size_t length = 1 + below(300); stream.bytes.size() < length;)
            stream.bytes += parts[pick(random)];
        out.push_back(std::move(stream));
    }
    return out;
}

} // namespace relevo
