#include "server/tasks/numbers/number_run.h"

#include <array>
#include <bit>
#include <cstring>

namespace relevo {

namespace {

constexpr std::uint64_t repeated(std::uint64_t byte)
{
    return byte * 0x0101'0101'0101'0101u;
}

constexpr auto powersOfTen = [] {
    std::array<std::int64_t, 9> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// The largest number that still fits after n more digits.
constexpr auto roomForDigits = [] {
    std::array<std::int64_t, 9> room{};
    for (std::size_t i = 0; i < room.size(); ++i)
        room[i] = std::numeric_limits<std::int64_t>::max() / powersOfTen[i] - 1;
    return room;
}();

/// 10^exponent for the exponents of the near buckets, to within a hundred roundings: good for approximations.
constexpr auto nearScales = [] {
    std::array<double, ExactSum::nearHighest - ExactSum::nearLowest + 1> scales{};
    for (int exponent = ExactSum::nearLowest; exponent <= ExactSum::nearHighest; ++exponent) {
        double power = 1;
        for (int i = exponent < 0 ? -exponent : exponent; i > 0; --i)
            power *= 10;
        scales[static_cast<std::size_t>(exponent - ExactSum::nearLowest)] = exponent < 0 ? 1 / power : power;
    }
    return scales;
}();

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
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

    /// The first `size` digits as a number.
    std::int64_t value() const
    {
        std::uint64_t v = size == 8 ? m_digits : (m_digits << (56 - 8 * size)) << 8; // zeros in front
        v = v * 10 + (v >> 8);
        constexpr std::uint64_t pairs = 0x0000'00ff'0000'00ff;
        const std::uint64_t outer = (v & pairs) * (100 + (std::uint64_t{1'000'000} << 32));
        const std::uint64_t inner = (v >> 16 & pairs) * (1 + (std::uint64_t{10'000} << 32));
        return static_cast<std::int64_t>((outer + inner) >> 32);
    }

    unsigned size;

private:
    std::uint64_t m_digits;
};

/// Appends the digits at `at` to `mantissa`; false, at any place, if there are too many of them to fit or to be
/// ordinary.
inline bool readDigits(const char *&at, std::int64_t &mantissa)
{
    for (int groups = 0; groups < 3; ++groups) {
        const DigitGroup group(at);
        if (mantissa > roomForDigits[group.size])
            return false;
        mantissa = mantissa * powersOfTen[group.size] + group.value();
        at += group.size;
        if (group.size < 8)
            return true;
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
constexpr std::ptrdiff_t elementReach = 96;
constexpr std::ptrdiff_t mostSpaces = 16;
constexpr std::ptrdiff_t runLength = 64 * 1024;

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
};

/// Reads one number, up to a byte that may follow it; false, at any place, if it is none or unusual.
inline bool readElement(const char *&at, Element &out)
{
    const bool negative = *at == '-';
    at += negative;
    const char *const first = at;
    std::int64_t mantissa = 0;
    if (!readDigits(at, mantissa) || at == first || (*first == '0' && at != first + 1))
        return false;
    int exponent = 0;
    if (*at == '.') {
        const char *const fraction = ++at;
        if (!readDigits(at, mantissa) || at == fraction)
            return false;
        exponent = static_cast<int>(fraction - at);
    }
    if ((*at | 0x20) == 'e' && !readExponent(++at, exponent))
        return false;
    out.mantissa = negative ? -mantissa : mantissa;
    out.exponent = exponent;
    return (*at == ',' || *at == ']' || isSpace(*at)) && exponent >= ExactSum::nearLowest &&
           exponent <= ExactSum::nearHighest;
}

} // namespace

void NumberTotals::add(std::string_view literal, const Decimal &decimal)
{
    sum.add(decimal);
    ++count;
    const double approximate = decimal.approximate();
    least.offer(literal, approximate);
    greatest.offer(literal, approximate);
}

const char *addNumberRun(const char *at, const char *end, NumberTotals &totals)
{
    if constexpr (std::endian::native != std::endian::little)
        return at;
    const char *const stop = end - at > runLength ? at + runLength : end;
    std::uint64_t count = 0;
    for (; stop - at >= elementReach; ++count) {
        const char *next = at;
        if (!passComma(next))
            break;
        const char *const token = next;
        Element element;
        if (!readElement(next, element))
            break;
        at = next;
        totals.sum.addNear(element.mantissa, element.exponent);
        const double approximate = static_cast<double>(element.mantissa) *
                                   nearScales[static_cast<std::size_t>(element.exponent - ExactSum::nearLowest)];
        if (totals.least.isNear(approximate))
            totals.least.offer({token, static_cast<std::size_t>(at - token)}, approximate);
        if (totals.greatest.isNear(approximate))
            totals.greatest.offer({token, static_cast<std::size_t>(at - token)}, approximate);
    }
    totals.count += count;
    return at;
}

} // namespace relevo
