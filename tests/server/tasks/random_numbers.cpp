#include "tests/server/tasks/random_numbers.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>

namespace relevo {

namespace {

using Random = std::mt19937_64;

std::size_t below(Random &random, std::size_t n)
{
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

std::string print(const char *format, double value)
{
    std::array<char, 128> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

std::string digits(Random &random, std::size_t count)
{
    std::string result;
    while (result.size() < count)
        result += static_cast<char>('0' + below(random, 10));
    return result;
}

std::string wholeNumber(Random &random, std::size_t most)
{
    const std::size_t size = 1 + below(random, most);
    const std::string sign = below(random, 3) == 0 ? "-" : "";
    return size == 1 ? sign + digits(random, 1)
                     : sign + static_cast<char>('1' + below(random, 9)) + digits(random, size - 1);
}

std::string anyDouble(Random &random)
{
    double value = 0;
    do
        value = std::bit_cast<double>(random());
    while (!std::isfinite(value));
    return print("%.17g", value);
}

std::string subnormal(Random &random)
{
    const double value = std::bit_cast<double>(random() >> (12 + below(random, 52)));
    return print(below(random, 2) == 0 ? "%.17g" : "%.60e", below(random, 2) == 0 ? value : -value);
}

/// Halves of the last place around 2^53: ties and near ties.
std::string tie(Random &random)
{
    const std::string whole = std::to_string((std::uint64_t{1} << 53) + below(random, 64));
    constexpr std::array tails{"",     ".5",     ".50000000000000000000000000000001", ".49999999999999999999999", "e1",
                               "e-30", ".5e-340"};
    return (below(random, 2) == 0 ? "-" : "") + whole + tails[below(random, tails.size())];
}

/// Few values in many spellings.
std::string respelled(Random &random)
{
    constexpr std::array spellings{"0",
                                   "-0",
                                   "0.0",
                                   "0e5",
                                   "0E-9999999999999999999999",
                                   "1",
                                   "1.0",
                                   "1e0",
                                   "10e-1",
                                   "0.1e1",
                                   "1E0",
                                   "1.00",
                                   "0.10e+1",
                                   "100e-2",
                                   "-1",
                                   "-1.0",
                                   "-10e-1",
                                   "1.000000000000000000000000000001",
                                   "0.999999999999999999999999999999",
                                   "1e00",
                                   "1e+0"};
    return spellings[below(random, spellings.size())];
}

std::string longLiteral(Random &random)
{
    std::string result = wholeNumber(random, 60) + '.' + digits(random, 1 + below(random, 200));
    if (below(random, 2) == 0)
        result += "e" + std::to_string(static_cast<int>(below(random, 500)) - 300);
    return result;
}

std::string zerosAround(Random &random)
{
    const std::size_t zeros = below(random, 400);
    if (below(random, 2) == 0)
        return '-' + std::to_string(1 + below(random, 999)) + std::string(zeros, '0') + "e-" +
               std::to_string(zeros + below(random, 20));
    return "0." + std::string(zeros, '0') + digits(random, 9) + "e" + std::to_string(zeros);
}

std::string shortDecimal(Random &random)
{
    return wholeNumber(random, 4) + '.' + digits(random, 1 + below(random, 3));
}

std::string unitDouble(Random &random)
{
    return print("%.17g", std::uniform_real_distribution(0.0, 1.0)(random));
}

std::string small(Random &random)
{
    return wholeNumber(random, 20) + "e" + std::to_string(-static_cast<int>(below(random, 1100)));
}

std::string integer(Random &random)
{
    return wholeNumber(random, 22);
}

std::string digit(Random &random)
{
    return digits(random, 1);
}

/// Near the largest double, where sums overflow and averages do not.
std::string huge(Random &random)
{
    return print("%.17g", (below(random, 4) == 0 ? -1 : 1) * std::uniform_real_distribution(1e307, 1.79e308)(random));
}

constexpr std::array shapes{anyDouble,    subnormal,  tie,   respelled, longLiteral, zerosAround,
                            shortDecimal, unitDouble, small, integer,   digit,       huge};

} // namespace

std::vector<std::string> randomNumbers(std::mt19937_64 &random)
{
    const std::size_t shape = below(random, shapes.size());
    const bool mixed = below(random, 4) == 0;
    const std::size_t count = 1 + below(random, below(random, 3) == 0 ? 60 : 6);
    std::vector<std::string> literals;
    while (literals.size() < count) {
        literals.push_back(shapes[mixed ? below(random, shapes.size()) : shape](random));
        // Cancellation: the same once more, the other way.
        if (const std::string &last = literals.back(); below(random, 8) == 0)
            literals.push_back(last.front() == '-' ? last.substr(1) : '-' + last);
    }
    return literals;
}

std::string asArray(const std::vector<std::string> &literals, std::mt19937_64 &random, bool spaced)
{
    const auto space = [&] {
        constexpr std::array spaces{"", " ", "\n    ", "\t", "\r\n", "                                        "};
        return spaced ? spaces[below(random, spaces.size())] : "";
    };
    std::string array = "[";
    for (const std::string &literal : literals) {
        if (array.size() > 1)
            array += ',';
        array += space();
        array += literal;
        array += space();
    }
    return array + ']';
}

} // namespace relevo
