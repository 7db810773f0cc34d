#include "tests/server/tasks/number_reference.h"

#include "common/protocol/json_text.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <gmp.h>
#include <limits>
#include <memory>

namespace relevo {

namespace {

class Rational
{
public:
    Rational() { mpq_init(m_value); }
    Rational(Rational &&other) noexcept
        : Rational()
    {
        mpq_swap(m_value, other.m_value);
    }
    Rational &operator=(Rational &&other) noexcept
    {
        mpq_swap(m_value, other.m_value);
        return *this;
    }
    ~Rational() { mpq_clear(m_value); }
    mpq_ptr get() { return m_value; }
    mpq_srcptr get() const { return m_value; }
    int compare(const Rational &other) const { return mpq_cmp(m_value, other.m_value); }

private:
    mpq_t m_value;
};

Rational parse(const std::string &literal)
{
    const std::size_t mark = std::min(literal.find_first_of("eE"), literal.size());
    std::string digits = literal.substr(0, mark);
    long exponent = 0;
    if (const std::size_t point = digits.find('.'); point != digits.npos) {
        exponent -= static_cast<long>(digits.size() - point - 1);
        digits.erase(point, 1);
    }
    Rational value;
    mpz_set_str(mpq_numref(value.get()), digits.data(), 10);
    if (mpz_sgn(mpq_numref(value.get())) == 0)
        return value; // whatever the exponent
    if (mark != literal.size())
        exponent += std::stol(literal.substr(mark + 1));
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, static_cast<unsigned long>(std::abs(exponent)));
    if (exponent > 0)
        mpz_mul(mpq_numref(value.get()), mpq_numref(value.get()), power);
    else
        mpz_set(mpq_denref(value.get()), power);
    mpz_clear(power);
    mpq_canonicalize(value.get());
    return value;
}

Rational exactly(double value)
{
    Rational result;
    mpq_set_d(result.get(), value);
    return result;
}

/// The magnitude's nearest double, found by bisection over all doubles that there are: their bits ascend as they do.
double nearest(const Rational &magnitude)
{
    std::uint64_t below = 0;
    std::uint64_t above = std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity());
    while (above - below > 1) {
        const std::uint64_t middle = below + (above - below) / 2;
        (exactly(std::bit_cast<double>(middle)).compare(magnitude) <= 0 ? below : above) = middle;
    }
    // The middle between the two neighbours; behind the largest double, 2^1024 counts as its neighbour.
    Rational middle = exactly(std::bit_cast<double>(below));
    Rational upper;
    if (std::bit_cast<double>(below) == std::numeric_limits<double>::max()) {
        upper = exactly(1);
        mpq_mul_2exp(upper.get(), upper.get(), 1024);
    } else {
        upper = exactly(std::bit_cast<double>(above));
    }
    mpq_add(middle.get(), middle.get(), upper.get());
    mpq_div_2exp(middle.get(), middle.get(), 1);
    const int side = magnitude.compare(middle);
    return std::bit_cast<double>(side > 0 || (side == 0 && (below & 1) != 0) ? above : below);
}

double round(const Rational &value)
{
    Rational magnitude;
    mpq_abs(magnitude.get(), value.get());
    const double result = nearest(magnitude);
    return mpq_sgn(value.get()) < 0 ? -result : result;
}

} // namespace

std::string referenceAverage(const std::vector<std::string> &literals)
{
    std::vector<Rational> values;
    Rational sum;
    for (const std::string &literal : literals) {
        values.push_back(parse(literal));
        mpq_add(sum.get(), sum.get(), values.back().get());
    }
    // By value; of equal ones the token that is to be told first.
    const auto pick = [&](int sign) {
        std::size_t best = 0;
        for (std::size_t i = 1; i < literals.size(); ++i) {
            const int order = sign * values[i].compare(values[best]);
            const bool shorter =
                std::pair(literals[i].size(), literals[i]) < std::pair(literals[best].size(), literals[best]);
            if (order > 0 || (order == 0 && shorter))
                best = i;
        }
        return literals[best];
    };
    std::string result = R"({"average":)";
    Rational average;
    mpq_set_ui(average.get(), literals.size(), 1);
    mpq_div(average.get(), sum.get(), average.get());
    appendNumber(result, round(average));
    result += R"(,"count":)" + std::to_string(literals.size()) + R"(,"sum":)";
    if (const double total = round(sum); total - total == 0)
        appendNumber(result, total);
    else
        result += "null";
    return result + R"(,"min":)" + pick(-1) + R"(,"max":)" + pick(1) + '}';
}

} // namespace relevo
