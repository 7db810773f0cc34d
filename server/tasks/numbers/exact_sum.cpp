#include "server/tasks/numbers/exact_sum.h"

#include "server/tasks/numbers/big_ratio.h"

#include <cmath>
#include <optional>

namespace relevo {

namespace {

/// The whole numbers up to here are doubles, all of them.
constexpr Int128 exactDouble = Int128{1} << 53;

std::optional<Int128> timesPowerOfTen(Int128 value, int exponent)
{
    for (; exponent > 0; --exponent) {
        value *= 10;
        if (value > exactDouble || value < -exactDouble)
            return std::nullopt;
    }
    return value;
}

/// The short way for short numbers: where numerator and denominators are doubles exactly, one division rounds once.
std::optional<ExactSum::Rounded> roundSmall(const ExactSum::Term &term, std::uint64_t count)
{
    if (term.digits > exactDouble || term.digits < -exactDouble || count > (1u << 30))
        return std::nullopt;
    const std::optional<Int128> numerator = timesPowerOfTen(term.digits, term.exponent);
    const std::optional<Int128> unit = timesPowerOfTen(1, -term.exponent);
    if (!numerator || !unit || *unit * count > exactDouble)
        return std::nullopt;
    const auto top = static_cast<double>(*numerator);
    return ExactSum::Rounded{top / static_cast<double>(*unit), top / static_cast<double>(*unit * count)};
}

} // namespace

void ExactSum::add(const Decimal &decimal)
{
    decimal.forEachPiece([&](std::uint64_t digits, std::int64_t place) {
        const Int128 value = decimal.isNegative() ? -Int128{digits} : Int128{digits};
        if (place >= nearLowest && place <= nearHighest) {
            m_near[static_cast<std::size_t>(place - nearLowest)] += value;
            return;
        }
        if (m_far.empty())
            m_far.resize((Decimal::highestPlace - Decimal::lowestPlace) / pageSize + 1);
        const auto index = static_cast<std::size_t>(place - Decimal::lowestPlace);
        std::unique_ptr<Page> &page = m_far[index / pageSize];
        if (!page)
            page = std::make_unique<Page>();
        (*page)[index % pageSize] += value;
    });
}

/// The buckets that are not empty, by exponent.
std::vector<ExactSum::Term> ExactSum::terms() const
{
    std::vector<Term> terms;
    const auto take = [&terms](int exponent, Int128 digits) {
        if (digits != 0)
            terms.push_back({exponent, digits});
    };
    bool nearTaken = false;
    const auto takeNear = [&] {
        for (std::size_t i = 0; i < m_near.size(); ++i)
            take(nearLowest + static_cast<int>(i), m_near[i]);
        nearTaken = true;
    };
    int exponent = static_cast<int>(Decimal::lowestPlace);
    for (const std::unique_ptr<Page> &page : m_far) {
        for (int i = 0; page && i < pageSize; ++i) {
            if (exponent + i > nearHighest && !nearTaken)
                takeNear();
            take(exponent + i, (*page)[static_cast<std::size_t>(i)]);
        }
        exponent += pageSize;
    }
    if (!nearTaken)
        takeNear();
    return terms;
}

ExactSum::Rounded ExactSum::round(std::uint64_t count) const
{
    const std::vector<Term> all = terms();
    if (all.empty())
        return {};
    if (all.size() == 1) {
        if (const std::optional<Rounded> rounded = roundSmall(all.front(), count))
            return *rounded;
    }
    return roundExactly(all, count);
}

} // namespace relevo
