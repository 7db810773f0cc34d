#include "server/tasks/numbers/decimal.h"

#include <algorithm>
#include <cmath>

namespace relevo {

namespace {

/// 2^1024 - 2^970: half way between the largest double and what would be the next one. Rounds to even, to infinity.
constexpr std::string_view infinityDigits =
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017"
    "977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273"
    "854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704"
    "342711559699508093042880177904174497792";
static_assert(infinityDigits.size() == Decimal::highestPlace + 1);

/// The exponent behind the `e`. One of more digits than any literal's length could make up for stops growing, far
/// outside.
std::int64_t readExponent(std::string_view text)
{
    constexpr std::int64_t enough = 1'000'000'000'000'000;
    const bool negative = text.front() == '-';
    if (negative || text.front() == '+')
        text.remove_prefix(1);
    std::int64_t exponent = 0;
    for (const char digit : text)
        exponent = std::min(enough, exponent * 10 + (digit - '0'));
    return negative ? -exponent : exponent;
}

/// Walks over digits, the point left out.
class DigitReader
{
public:
    DigitReader(const char *first, const char *last)
        : m_at(first)
        , m_last(last)
    {}
    bool atEnd() const { return m_at > m_last; }
    char next()
    {
        if (*m_at == '.')
            ++m_at;
        return *m_at++;
    }

private:
    const char *m_at;
    const char *m_last; ///< a digit
};

/// Two magnitudes whose first digits have the same place and whose last ones are not 0.
std::strong_ordering compareDigits(DigitReader a, DigitReader b)
{
    while (!a.atEnd() && !b.atEnd()) {
        const char digitOfA = a.next();
        const char digitOfB = b.next();
        if (digitOfA != digitOfB)
            return digitOfA <=> digitOfB;
    }
    return b.atEnd() <=> a.atEnd();
}

} // namespace

Decimal::Decimal(std::string_view literal)
    : m_negative(literal.front() == '-')
{
    const char *const begin = literal.data();
    const char *const end = begin + literal.size();
    const char *point = nullptr;
    const char *at = begin;
    for (; at != end && (*at | 0x20) != 'e'; ++at) {
        if (*at == '.')
            point = at;
        else if (*at > '0' && m_first == nullptr)
            m_first = at;
    }
    if (m_first == nullptr)
        return;
    const char *const pointOrEnd = point != nullptr ? point : at;
    m_last = at - 1;
    while (*m_last <= '0') // the point too
        --m_last;
    const std::int64_t exponent =
        at == end ? 0 : readExponent(literal.substr(static_cast<std::size_t>(at + 1 - begin)));
    const auto placeOf = [&](const char *digit) {
        return exponent + (pointOrEnd - digit) - static_cast<std::int64_t>(digit < pointOrEnd);
    };
    m_highest = placeOf(m_first);
    m_lowest = placeOf(m_last);
}

bool Decimal::isInfinite() const
{
    if (isZero() || m_highest != highestPlace)
        return !isZero() && m_highest > highestPlace;
    return std::is_gteq(compareDigits({m_first, m_last}, {infinityDigits.data(), &infinityDigits.back()}));
}

double Decimal::approximate() const
{
    if (isZero())
        return 0;
    constexpr int enough = 17;
    DigitReader reader(m_first, m_last);
    double digits = 0;
    int read = 0;
    for (; read < enough && !reader.atEnd(); ++read)
        digits = digits * 10 + (reader.next() - '0');
    const std::int64_t place = m_highest - read + 1;
    if (place < -320)
        return 0; // below 1e-302
    const double magnitude =
        std::min(1e300, digits * std::pow(10.0, static_cast<double>(std::min<std::int64_t>(place, 308))));
    return m_negative ? -magnitude : magnitude;
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    const auto sign = [](const Decimal &d) { return d.isZero() ? 0 : d.m_negative ? -1 : 1; };
    if (sign(a) != sign(b))
        return sign(a) <=> sign(b);
    if (a.isZero())
        return std::strong_ordering::equal;
    // Of two negative numbers the one with the lesser magnitude is the greater.
    const Decimal &left = a.m_negative ? b : a;
    const Decimal &right = a.m_negative ? a : b;
    if (left.m_highest != right.m_highest)
        return left.m_highest <=> right.m_highest;
    return compareDigits({left.m_first, left.m_last}, {right.m_first, right.m_last});
}

} // namespace relevo
