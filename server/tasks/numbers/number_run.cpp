#include "server/tasks/numbers/number_run.h"

#include <algorithm>
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

/// Offers numbers to one extreme, except those written as the last one that it was offered: most arrays of few
/// different numbers are full of these.
class Offers
{
public:
    explicit Offers(Extreme &extreme)
        : m_extreme(extreme)
    {}

    void offer(const Element &element, std::string_view token, double approximate)
    {
        if (!m_extreme.isNear(approximate))
            return;
        if (element.isPlain && element.mantissa == m_last.mantissa && element.exponent == m_last.exponent &&
            token.size() == m_lastSize)
            return;
        m_extreme.offer(token, approximate);
        m_last = element;
        m_lastSize = element.isPlain ? token.size() : 0;
    }

private:
    Extreme &m_extreme;
    Element m_last;
    std::size_t m_lastSize = 0;
};

/// Integers of one digit with nothing but commas between them, four at a time.
class DigitRun
{
public:
    /// Passes four commas, each with its digit, if they stand at `at` and a fifth comma behind them.
    bool pass(const char *&at)
    {
        constexpr std::uint64_t commas = repeated(',') & 0x00ff'00ff'00ff'00ff;
        constexpr std::uint64_t zeros = 0x0030'0030'0030'0030;
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        const std::uint64_t digits = (word >> 8 & 0x00ff'00ff'00ff'00ff) ^ zeros;
        const std::uint64_t tooLarge = (digits + 0x0076'0076'0076'0076) | digits;
        if ((word & 0x00ff'00ff'00ff'00ff) != commas || (tooLarge & 0x0080'0080'0080'0080) != 0 || at[8] != ',')
            return false;
        m_sum += digits * 0x0001'0001'0001'0001 >> 48;
        for (unsigned shift = 0; shift < 64; shift += 16)
            m_seen |= 1u << (digits >> shift & 0x0f);
        m_count += 4;
        at += 8;
        return true;
    }

    void addTo(NumberTotals &totals) const
    {
        constexpr std::string_view tokens = "0123456789";
        totals.sum.addNear(static_cast<std::int64_t>(m_sum), 0);
        totals.count += m_count;
        for (std::size_t digit = 0; digit < tokens.size(); ++digit) {
            if ((m_seen >> digit & 1) == 0)
                continue;
            totals.least.offer(tokens.substr(digit, 1), static_cast<double>(digit));
            totals.greatest.offer(tokens.substr(digit, 1), static_cast<double>(digit));
        }
    }

private:
    std::uint64_t m_sum = 0;
    std::uint64_t m_count = 0;
    unsigned m_seen = 0; ///< a bit per digit
};

/// Adds the elements behind `at`, each of which begins before `stop`; an element's reach from there can be read. The
/// bytes are those at `text`, or a copy of them.
const char *addElements(const char *at, const char *stop, const char *text, NumberTotals &totals)
{
    const char *const begin = at;
    DigitRun digits;
    Offers least(totals.least);
    Offers greatest(totals.greatest);
    std::uint64_t count = 0;
    while (at < stop) {
        if (digits.pass(at))
            continue;
        const char *next = at;
        Element element;
        if (!passComma(next))
            break;
        const char *const first = next;
        if (!readElement(next, element))
            break;
        at = next;
        ++count;
        totals.sum.addNear(element.mantissa, element.exponent);
        const double scale = nearScales[static_cast<std::size_t>(element.exponent - ExactSum::nearLowest)];
        const double approximate = static_cast<double>(element.mantissa) * scale;
        const std::string_view token(text + (first - begin), static_cast<std::size_t>(at - first));
        least.offer(element, token, approximate);
        greatest.offer(element, token, approximate);
    }
    digits.addTo(totals);
    totals.count += count;
    return at;
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
    if (end - at > elementReach)
        at = addElements(at, at + std::min(runLength, end - at - elementReach), at, totals);
    if (end - at > elementReach)
        return at;
    // The last bytes of the text, from a copy behind which one can read on: into zeros, which end every number.
    std::array<char, 2 * elementReach> copy{};
    const std::ptrdiff_t size = end - at;
    std::memcpy(copy.data(), at, static_cast<std::size_t>(size));
    return at + (addElements(copy.data(), copy.data() + size, at, totals) - copy.data());
}

} // namespace relevo
