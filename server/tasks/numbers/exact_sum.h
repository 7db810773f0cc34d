// An exact sum of decimals: one signed 128-bit sum of whole numbers per power of ten, put together at the end.
//
// However many numbers are added, it holds no more than a few KiB for ordinary exponents and 1.6 MB for all that there
// are. 10^19 numbers would have to be added before a bucket could overflow. Not thread-safe.
#pragma once

#include "server/tasks/numbers/decimal.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace relevo {

__extension__ using Int128 = __int128;

class ExactSum
{
public:
    /// Exponents whose buckets are at hand.
    static constexpr int nearLowest = -64;
    static constexpr int nearHighest = 63;

    /// Adds digits × 10^exponent, nearLowest <= exponent <= nearHighest.
    void addNear(std::int64_t digits, int exponent)
    {
        m_near[static_cast<std::size_t>(exponent - nearLowest)] += digits;
    }

    /// Adds a decimal whose digits lie between the places Decimal::lowestPlace and highestPlace.
    void add(const Decimal &decimal);

    struct Rounded
    {
        double sum = 0;     ///< infinite beyond the range of doubles
        double average = 0; ///< the sum divided by the count
    };
    /// Each exact value rounded once to the nearest double, ties to even. `count` > 0.
    Rounded round(std::uint64_t count) const;

    struct Term
    {
        int exponent;
        Int128 digits;
    };

private:
    static constexpr int pageSize = 256;
    using Page = std::array<Int128, pageSize>;

    std::vector<Term> terms() const;

    std::array<Int128, nearHighest - nearLowest + 1> m_near{};
    std::vector<std::unique_ptr<Page>> m_far; ///< by exponent from Decimal::lowestPlace up; empty until needed
};

} // namespace relevo
