// Reads the elements of an array of numbers, eight digits at a time (little-endian). The inner loop of number_run.cpp,
// and private to it.
//
// Nothing is checked against an end: from where an element's comma stands, `elementReach` bytes must be readable.
#pragma once

#include "server/tasks/numbers/exact_sum.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>

namespace relevo::number_scan {

constexpr std::uint64_t repeated(std::uint64_t byte)
{
    return byte * 0x0101'0101'0101'0101u;
}

inline constexpr auto powersOfTen = [] {
    std::array<std::int64_t, 9> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// The largest number that still fits after n more digits.
inline constexpr auto roomForDigits = [] {
    std::array<std::int64_t, 9> room{};
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] = std::numeric_limits<std::int64_t>::max() / powersOfTen[i] - 1;
    return room;
}();

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Up to eight digits at `at`, the first in the lowest byte.
struct DigitGroup
{
    explicit DigitGroup(const char *at)
    {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, at, sizeof bytes);
        m_digits = bytes ^ repeated('0');
        // The high bit of each byte that is no digit; the carry of one can only spoil those behind it.
        const std::uint64_t others = ((m_digits + repeated(0x76)) | m_digits) & repeated(0x80);
        size = static_cast<unsigned>(std::countr_zero(others)) / 8;
    }

    /// The first `size` digits, fewer than 8, as a number: with zeros in front.
    std::int64_t value() const { return combine((m_digits << (56 - 8 * size)) << 8); }
    std::int64_t fullValue() const { return combine(m_digits); }

    unsigned size;

private:
    static std::int64_t combine(std::uint64_t v)
    {
        v = v * 10 + (v >> 8);
        constexpr std::uint64_t pairs = 0x0000'00ff'0000'00ff;
        const std::uint64_t outer = (v & pairs) * (100 + (std::uint64_t{1'000'000} << 32));
        const std::uint64_t inner = (v >> 16 & pairs) * (1 + (std::uint64_t{10'000} << 32));
        return static_cast<std::int64_t>((outer + inner) >> 32);
    }

    std::uint64_t m_digits;
};

/// Appends the digits at `at` to `mantissa`; false, at any place, if there are too many of them to fit or to be
/// ordinary. Full groups step by a constant: then the next group does not wait for this one's length.
inline bool readDigits(const char *&at, std::int64_t &mantissa)
{
    for (int groups = 0; groups < 3; ++groups) {
        const DigitGroup group(at);
        if (mantissa > roomForDigits[group.size])
            return false;
        if (group.size < 8) {
            mantissa = mantissa * powersOfTen[group.size] + group.value();
            at += group.size;
            return true;
        }
        mantissa = mantissa * powersOfTen[8] + group.fullValue();
        at += 8;
    }
    return false;
}

/// Passes the exponent's one to three digits, from behind the `e`, and adds it to `exponent`.
inline bool readExponent(const char *&at, int &exponent)
{
    const bool negative = *at == '-';
    if (negative || *at == '+')
        ++at;
    if (!isDigit(*at))
        return false;
    int value = 0;
    for (int digits = 0; isDigit(*at); ++at) {
        if (++digits > 3)
            return false;
        value = value * 10 + (*at - '0');
    }
    exponent += negative ? -value : value;
    return true;
}

/// The bytes that one element may take here, its comma, what is looked at behind it and one group read too far
/// included.
inline constexpr std::ptrdiff_t elementReach = 96;
inline constexpr std::ptrdiff_t mostSpaces = 16;

/// Passes a comma and the white space behind it.
inline bool passComma(const char *&at)
{
    if (*at != ',')
        return false;
    ++at;
    if (*at > ' ')
        return true;
    const char *const limit = at + mostSpaces;
    while (isSpace(*at)) {
        if (++at == limit)
            return false;
    }
    return true;
}

struct Element
{
    std::int64_t mantissa = 0;
    int exponent = 0;
    bool isPlain = false; ///< without an `e`: then mantissa, exponent and length tell all of the token's bytes
};

/// Reads one number, up to a byte that may follow it; false, at any place, if it is none or unusual.
inline bool readElement(const char *&at, Element &out)
{
    const bool negative = *at == '-';
    at += negative;
    std::int64_t mantissa = 0;
    if (*at == '0') {
        ++at; // a digit behind it ends as what may not follow a number
    } else {
        const char *const first = at;
        if (!readDigits(at, mantissa) || at == first)
            return false;
    }
    int exponent = 0;
    if (*at == '.') {
        const char *const fraction = ++at;
        if (!readDigits(at, mantissa) || at == fraction)
            return false;
        exponent = static_cast<int>(fraction - at);
    }
    out.isPlain = (*at | 0x20) != 'e';
    if (!out.isPlain && !readExponent(++at, exponent))
        return false;
    out.mantissa = negative ? -mantissa : mantissa;
    out.exponent = exponent;
    return (*at == ',' || *at == ']' || isSpace(*at)) && exponent >= ExactSum::nearLowest &&
           exponent <= ExactSum::nearHighest;
}

} // namespace relevo::number_scan
