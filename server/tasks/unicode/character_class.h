// What the fast ways through texts need to know of a character; from ICU's data (Unicode 15.0).
#pragma once

#include <array>
#include <cstdint>

namespace relevo {

/// The Word_Break classes (UAX #29), as far as characters of them can be cut by looking at neighbours alone.
enum class WordClass : std::uint8_t {
    Complex, ///< Extend, Format, ZWJ, regional indicators, Hebrew letters: for ICU
    Other,   ///< what never joins (and double quotes, which join only Hebrew letters)
    Space,
    Cr,
    Lf,
    Newline,
    Katakana,
    Letter,
    Numeric,
    ExtendNumLet,
    MidLetter,
    MidNum,
    MidNumLet, ///< single quotes too
};

class CharacterClass
{
public:
    constexpr CharacterClass() = default;
    CharacterClass(WordClass word, bool counts, bool simple)
        : m_bits(static_cast<std::uint8_t>(static_cast<unsigned>(word) | (counts ? 0x10u : 0u) | (simple ? 0x20u : 0u)))
    {}

    WordClass word() const { return static_cast<WordClass>(m_bits & 0x0f); }
    /// A letter or digit (\p{L}, \p{Nd}): what makes a word of a segment.
    bool makesWord() const { return (m_bits & 0x10) != 0; }
    /// Between two such characters there is always a boundary of grapheme clusters, but for CR LF.
    bool isSimple() const { return (m_bits & 0x20) != 0; }

private:
    std::uint8_t m_bits = 0;
};

class CharacterClasses
{
public:
    /// The table, built at the first call (some milliseconds). Any thread.
    static const CharacterClasses &table();

    CharacterClass operator[](char32_t c) const { return c < m_basic.size() ? m_basic[c] : find(c); }

private:
    CharacterClasses();
    static CharacterClass find(char32_t c);

    std::array<CharacterClass, 0x10000> m_basic;
};

} // namespace relevo
