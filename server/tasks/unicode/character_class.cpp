#include "server/tasks/unicode/character_class.h"

#include <unicode/uchar.h>

namespace relevo {

namespace {

WordClass wordClass(UChar32 c)
{
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
        return WordClass::Letter;
    case U_WB_NUMERIC:
        return WordClass::Numeric;
    case U_WB_KATAKANA:
        return WordClass::Katakana;
    case U_WB_EXTENDNUMLET:
        return WordClass::ExtendNumLet;
    case U_WB_MIDLETTER:
        return WordClass::MidLetter;
    case U_WB_MIDNUM:
        return WordClass::MidNum;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE:
        return WordClass::MidNumLet;
    case U_WB_WSEGSPACE:
        return WordClass::Space;
    case U_WB_CR:
        return WordClass::Cr;
    case U_WB_LF:
        return WordClass::Lf;
    case U_WB_NEWLINE:
        return WordClass::Newline;
    case U_WB_OTHER:
    case U_WB_DOUBLE_QUOTE:
        return WordClass::Other;
    default:
        return WordClass::Complex;
    }
}

bool isSimple(UChar32 c)
{
    switch (u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_OTHER:
    case U_GCB_CONTROL:
    case U_GCB_CR:
    case U_GCB_LF:
    case U_GCB_LV:
    case U_GCB_LVT:
        return true;
    default:
        return false;
    }
}

} // namespace

const CharacterClasses &CharacterClasses::table()
{
    static const CharacterClasses classes;
    return classes;
}

CharacterClasses::CharacterClasses()
{
    for (char32_t c = 0; c < m_basic.size(); ++c)
        m_basic[c] = find(c);
}

CharacterClass CharacterClasses::find(char32_t c)
{
    const auto code = static_cast<UChar32>(c);
    return {wordClass(code), (U_GET_GC_MASK(code) & (U_GC_L_MASK | U_GC_ND_MASK)) != 0, isSimple(code)};
}

} // namespace relevo
