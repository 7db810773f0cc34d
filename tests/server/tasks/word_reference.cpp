#include "tests/server/tasks/word_reference.h"

#include "tests/server/tasks/random_text.h"

#include <unicode/uchar.h>

namespace relevo {

namespace {

struct Text
{
    std::u32string characters;

    std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(characters.size()); }
    int at(std::ptrdiff_t i) const
    {
        return i < 0 || i >= size() ? -1 : u_getIntPropertyValue(code(i), UCHAR_WORD_BREAK);
    }
    UChar32 code(std::ptrdiff_t i) const { return static_cast<UChar32>(characters[static_cast<std::size_t>(i)]); }
    bool isIgnored(std::ptrdiff_t i) const { return at(i) == U_WB_EXTEND || at(i) == U_WB_FORMAT || at(i) == U_WB_ZWJ; }
    /// WB4: the neighbour, what is ignored passed over.
    std::ptrdiff_t before(std::ptrdiff_t i) const
    {
        do
            --i;
        while (i > 0 && isIgnored(i) && !isLineEnd(i - 1));
        return i;
    }
    std::ptrdiff_t after(std::ptrdiff_t i) const
    {
        do
            ++i;
        while (isIgnored(i));
        return i;
    }
    bool isLineEnd(std::ptrdiff_t i) const { return at(i) == U_WB_CR || at(i) == U_WB_LF || at(i) == U_WB_NEWLINE; }
};

bool isLetter(int c)
{
    return c == U_WB_ALETTER || c == U_WB_HEBREW_LETTER;
}

bool isMidNumLetQ(int c)
{
    return c == U_WB_MIDNUMLET || c == U_WB_SINGLE_QUOTE;
}

bool joinsLow(int c)
{
    return isLetter(c) || c == U_WB_NUMERIC || c == U_WB_KATAKANA;
}

bool wordsJoin(int before, int a, int b, int after)
{
    if (isLetter(a) && isLetter(b))
        return true; // WB5
    if (isLetter(a) && (b == U_WB_MIDLETTER || isMidNumLetQ(b)) && isLetter(after))
        return true; // WB6
    if (isLetter(before) && (a == U_WB_MIDLETTER || isMidNumLetQ(a)) && isLetter(b))
        return true; // WB7
    if (a == U_WB_HEBREW_LETTER && b == U_WB_SINGLE_QUOTE)
        return true; // WB7a
    if (a == U_WB_HEBREW_LETTER && b == U_WB_DOUBLE_QUOTE && after == U_WB_HEBREW_LETTER)
        return true; // WB7b
    if (before == U_WB_HEBREW_LETTER && a == U_WB_DOUBLE_QUOTE && b == U_WB_HEBREW_LETTER)
        return true; // WB7c
    if ((a == U_WB_NUMERIC || isLetter(a)) && b == U_WB_NUMERIC)
        return true; // WB8, WB9
    if (a == U_WB_NUMERIC && isLetter(b))
        return true; // WB10
    if (before == U_WB_NUMERIC && (a == U_WB_MIDNUM || isMidNumLetQ(a)) && b == U_WB_NUMERIC)
        return true; // WB11
    if (a == U_WB_NUMERIC && (b == U_WB_MIDNUM || isMidNumLetQ(b)) && after == U_WB_NUMERIC)
        return true; // WB12
    if (a == U_WB_KATAKANA && b == U_WB_KATAKANA)
        return true;                                                                                       // WB13
    return (b == U_WB_EXTENDNUMLET && (joinsLow(a) || a == b)) || (a == U_WB_EXTENDNUMLET && joinsLow(b)); // WB13a, b
}

bool isBoundary(const Text &text, std::ptrdiff_t i)
{
    if (text.at(i - 1) == U_WB_CR && text.at(i) == U_WB_LF)
        return false; // WB3
    if (text.isLineEnd(i - 1) || text.isLineEnd(i))
        return true; // WB3a, WB3b
    if (text.at(i - 1) == U_WB_ZWJ && u_hasBinaryProperty(text.code(i), UCHAR_EXTENDED_PICTOGRAPHIC))
        return false; // WB3c
    if (text.at(i - 1) == U_WB_WSEGSPACE && text.at(i) == U_WB_WSEGSPACE)
        return false; // WB3d
    if (text.isIgnored(i))
        return false; // WB4
    const std::ptrdiff_t a = text.before(i);
    if (text.at(a) == U_WB_REGIONAL_INDICATOR && text.at(i) == U_WB_REGIONAL_INDICATOR) {
        std::ptrdiff_t count = 0;
        for (std::ptrdiff_t k = a; text.at(k) == U_WB_REGIONAL_INDICATOR; k = text.before(k))
            ++count;
        return count % 2 == 0; // WB15, WB16
    }
    return !wordsJoin(text.at(text.before(a)), text.at(a), text.at(i), text.at(text.after(i)));
}

} // namespace

std::vector<std::string> referenceWords(std::string_view utf8)
{
    const Text text{decoded(utf8)};
    std::vector<std::string> words;
    for (std::ptrdiff_t i = 0; i < text.size(); ++i) {
        if (i == 0 || isBoundary(text, i))
            words.emplace_back();
        words.back() += encoded(std::u32string_view(text.characters).substr(static_cast<std::size_t>(i), 1));
    }
    return words;
}

} // namespace relevo
