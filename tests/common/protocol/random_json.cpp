#include "json_texts.h"

#include <array>
#include <random>
#include <string_view>

namespace relevo {

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
