#include "server/tasks/numbers/big_ratio.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gmp.h>
#include <limits>
#include <vector>

namespace relevo {

namespace {

class BigInteger
{
public:
    BigInteger() { mpz_init(m_value); }
    BigInteger(const BigInteger &) = delete;
    BigInteger &operator=(const BigInteger &) = delete;
    ~BigInteger() { mpz_clear(m_value); }

    operator mpz_ptr() { return m_value; }
    operator mpz_srcptr() const { return m_value; }
    int sign() const { return mpz_sgn(m_value); }

private:
    mpz_t m_value;
};

void assign(mpz_ptr out, Int128 value)
{
    __extension__ using UInt128 = unsigned __int128;
    static_assert(sizeof(unsigned long) == sizeof(std::uint64_t));
    const UInt128 magnitude = value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
    mpz_set_ui(out, static_cast<unsigned long>(magnitude >> 64));
    mpz_mul_2exp(out, out, 64);
    mpz_add_ui(out, out, static_cast<unsigned long>(magnitude));
    if (value < 0)
        mpz_neg(out, out);
}

/// Puts the terms together. The range of exponents is halved at each level, so that the levels share their powers of
/// ten.
class Combiner
{
public:
    /// `out` is the sum of the terms over 10^(the first term's exponent).
    static void combine(mpz_ptr out, std::span<const ExactSum::Term> terms)
    {
        const auto range = static_cast<unsigned>(terms.back().exponent - terms.front().exponent);
        const auto levels = static_cast<int>(std::bit_width(range));
        Combiner combiner(levels);
        combiner.add(out, terms, terms.front().exponent, levels);
    }

private:
    explicit Combiner(int levels)
        : m_powers(static_cast<std::size_t>(levels))
    {
        for (std::size_t level = 0; level < m_powers.size(); ++level) {
            if (level == 0)
                mpz_set_ui(m_powers[0], 10);
            else
                mpz_mul(m_powers[level], m_powers[level - 1], m_powers[level - 1]);
        }
    }

    /// `out` is the sum of the terms over 10^base; their exponents lie in [base, base + 2^level).
    void add(mpz_ptr out, std::span<const ExactSum::Term> terms, int base, int level) const
    {
        if (terms.empty()) {
            mpz_set_ui(out, 0);
            return;
        }
        if (level == 0) {
            assign(out, terms.front().digits);
            return;
        }
        const int middle = base + (1 << (level - 1));
        const auto upper = std::ranges::lower_bound(terms, middle, {}, &ExactSum::Term::exponent);
        const auto lowerCount = static_cast<std::size_t>(upper - terms.begin());
        add(out, terms.subspan(lowerCount), middle, level - 1);
        mpz_mul(out, out, m_powers[static_cast<std::size_t>(level - 1)]);
        if (lowerCount == 0)
            return;
        BigInteger lower;
        add(lower, terms.first(lowerCount), base, level - 1);
        mpz_add(out, out, lower);
    }

    std::vector<BigInteger> m_powers; ///< 10^(2^level)
};

/// `numerator` / `denominator` (> 0), rounded once.
double rounded(const BigInteger &numerator, const BigInteger &denominator)
{
    constexpr std::int64_t precision = std::numeric_limits<double>::digits;
    constexpr std::int64_t lowestBit = std::numeric_limits<double>::min_exponent - precision; // -1074
    if (numerator.sign() == 0)
        return 0;
    // A quotient of at least two bits more than fit; its last bit stands for 2^-shift.
    const std::int64_t shift = precision + 3 + static_cast<std::int64_t>(mpz_sizeinbase(denominator, 2)) -
                               static_cast<std::int64_t>(mpz_sizeinbase(numerator, 2));
    BigInteger quotient;
    BigInteger rest;
    if (shift >= 0) {
        mpz_mul_2exp(quotient, numerator, static_cast<mp_bitcnt_t>(shift));
        mpz_tdiv_qr(quotient, rest, quotient, denominator);
    } else {
        BigInteger scaled;
        mpz_mul_2exp(scaled, denominator, static_cast<mp_bitcnt_t>(-shift));
        mpz_tdiv_qr(quotient, rest, numerator, scaled);
    }
    const std::uint64_t bits = mpz_get_ui(quotient);
    const std::int64_t drop = std::max(static_cast<std::int64_t>(std::bit_width(bits)) - precision, lowestBit + shift);
    if (drop > 63)
        return 0; // less than half of the smallest double
    const std::uint64_t below = bits & ((std::uint64_t{1} << drop) - 1);
    const std::uint64_t half = std::uint64_t{1} << (drop - 1);
    std::uint64_t kept = bits >> drop;
    if (below > half || (below == half && (rest.sign() != 0 || (kept & 1) != 0)))
        ++kept;
    const std::int64_t exponent = std::clamp<std::int64_t>(drop - shift, -5000, 5000);
    const double magnitude = std::ldexp(static_cast<double>(kept), static_cast<int>(exponent));
    return numerator.sign() < 0 ? -magnitude : magnitude;
}

} // namespace

ExactSum::Rounded roundExactly(std::span<const ExactSum::Term> terms, std::uint64_t count)
{
    BigInteger numerator;
    BigInteger denominator;
    Combiner::combine(numerator, terms);
    const int exponent = terms.front().exponent;
    mpz_ui_pow_ui(denominator, 10, static_cast<unsigned long>(std::abs(exponent)));
    if (exponent > 0) {
        mpz_mul(numerator, numerator, denominator);
        mpz_set_ui(denominator, 1);
    }
    ExactSum::Rounded result;
    result.sum = rounded(numerator, denominator);
    mpz_mul_ui(denominator, denominator, count);
    result.average = rounded(numerator, denominator);
    return result;
}

} // namespace relevo
