#include "tests/server/tasks/random_text.h"

#include <array>

namespace relevo {

namespace {

using namespace std::string_view_literals;

constexpr std::array pools{
    U"abcdefghijklmnopqrstuvwxyz"sv,
    U"ABCxyz019"sv,
    U"0123456789"sv,
    U"    "sv,
    U"a1_.:,;'\" -"sv,
    U"\r\n\r\n\t\0\x7f\"\\"sv,
    U"áéíóúñüÁÑßø"sv,
    U"\u0301\u0308\u20dd\u0600\u00ad\u200d\u200c\u200b\ufeff"sv, // marks, prepend, format, joiners
    U"\u05d0\u05d1'\"\u05d2\u05b0"sv,                            // Hebrew, its quotes and a point
    U"中文字𠀀ひらがな。、\u3000"sv,
    U"カタカナｶﾅー_ー"sv,
    U"한글각가\u1100\u1161\u11a8"sv,                 // syllables and conjoining jamo
    U"\u0915\u094d\u0937\u093f\u0930\u093c\u0967"sv, // Devanagari with virama, vowel sign, nukta, digit
    U"\U0001f1e6\U0001f1f7\U0001f1ea"sv,             // regional indicators
    U"\U0001f468\u200d\U0001f469\u200d\U0001f466\U0001f3fd\u2764\ufe0f©™"sv,
    U"привет мир, γειά σου"sv,
    U"\u2018\u2019\u2024\u2028\u2029\u0085\u00a0\u2003\u00b7\u0387\uff1a"sv,
    U"\u24c2\u2160\u0e01\u0e33\u0eb3\u1019\u1039"sv,
};

} // namespace

std::string randomText(std::mt19937 &random, std::size_t most)
{
    const auto below = [&random](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    std::u32string text;
    const std::size_t size = below(most + 1);
    while (text.size() < size) {
        const std::u32string_view pool = pools[below(pools.size())];
        for (std::size_t run = 1 + below(below(4) == 0 ? 24 : 4); run > 0; --run)
            text += pool[below(pool.size())];
    }
    return encoded(text);
}

std::u32string decoded(std::string_view utf8)
{
    std::u32string text;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0xc0)
            text += byte & (byte >= 0xf0 ? 0x07u : byte >= 0xe0 ? 0x0fu : 0x1fu);
        else if (byte >= 0x80)
            text.back() = text.back() << 6 | (byte & 0x3fu);
        else
            text += byte;
    }
    return text;
}

std::string encoded(std::u32string_view text)
{
    std::string utf8;
    const auto put = [&utf8](char32_t byte) { utf8 += static_cast<char>(static_cast<unsigned char>(byte)); };
    for (const char32_t c : text) {
        if (c >= 0x10000)
            put(0xf0 | c >> 18);
        if (c >= 0x800)
            put(c >= 0x10000 ? 0x80 | (c >> 12 & 0x3f) : 0xe0 | c >> 12);
        if (c >= 0x80)
            put(c >= 0x800 ? 0x80 | (c >> 6 & 0x3f) : 0xc0 | c >> 6);
        put(c >= 0x80 ? 0x80 | (c & 0x3f) : c);
    }
    return utf8;
}

} // namespace relevo
