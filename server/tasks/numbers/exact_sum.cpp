#include "server/tasks/numbers/exact_sum.h"

#include "server/tasks/numbers/big_ratio.h"

#include <algorithm>
#include <optional>
#include <span>

namespace relevo {

namespace {

/// Whole numbers that are doubles, all of them.
bool isExact(Int128 value)
{
    constexpr Int128 limit = Int128{1} << 53;
    return value <= limit && value >= -limit;
}

std::optional<Int128> timesPowerOfTen(Int128 value, int exponent)
{
    for (; exponent > 0 && isExact(value); --exponent)
        value *= 10;
    return isExact(value) ? std::optional(value) : std::nullopt;
}

/// The short way for short numbers: where numerator and denominators are doubles exactly, one division rounds once.
std::optional<ExactSum::Rounded> roundSmall(std::span<const ExactSum::Term> terms, std::uint64_t count)
{
    const int lowest = std::min(terms.front().exponent, 0);
    Int128 numerator = 0;
    for (const ExactSum::Term &term : terms) {
        const std::optional<Int128> whole = timesPowerOfTen(term.digits, term.exponent - lowest);
        if (!whole)
            return std::nullopt;
        numerator += *whole;
    }
    const std::optional<Int128> unit = timesPowerOfTen(1, -lowest);
    if (!unit || !isExact(numerator) || !isExact(Int128{count}) || !isExact(*unit * count))
        return std::nullopt;
    const auto top = static_cast<double>(numerator);
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
    if (const std::optional<Rounded> rounded = roundSmall(all, count))
        return *rounded;
    return roundExactly(all, count);
}

} // namespace relevo
