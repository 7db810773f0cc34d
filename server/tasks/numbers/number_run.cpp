#include "server/tasks/numbers/number_run.h"

#include "server/tasks/numbers/number_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace relevo {

namespace {

using namespace number_scan;

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

constexpr std::ptrdiff_t runLength = std::ptrdiff_t{64} * 1024;

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
