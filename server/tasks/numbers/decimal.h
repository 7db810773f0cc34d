// A JSON number as the exact decimal that it is, whatever its length: a view of its digits with their places.
//
// Views into the literal, which must outlive them. No allocation. Not for the fast way (number_run.h), which only turns
// to this where it is in doubt.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace relevo {

class Decimal
{
public:
    /// The decimal places that count: a digit other than 0 beyond the last of them is refused.
    static constexpr std::int64_t lowestPlace = -100'000;
    /// No double reaches 10^309.
    static constexpr std::int64_t highestPlace = 308;

    Decimal() = default; ///< zero
    /// `literal` is a JSON number (RFC 8259). Linear in its length.
    explicit Decimal(std::string_view literal);

    bool isZero() const { return m_first == nullptr; }
    bool isNegative() const { return m_negative; }
    /// The places of the first and the last digit other than 0: 0 the units, -1 the tenths. Not of zero. Exact as long
    /// as they are in the range above; beyond it they stay beyond it.
    std::int64_t highest() const { return m_highest; }
    std::int64_t lowest() const { return m_lowest; }

    /// Does it round to infinity: is its magnitude at least 2^1024 - 2^970?
    bool isInfinite() const;

    /// A double within 1e-14 of it, relatively, or within 1e-290; magnitudes above 1e300 may come as 1e300.
    double approximate() const;

    /// Calls `piece(digits, place)` for pieces that add up to the magnitude: up to 18 digits as a whole number, times
    /// 10^place, none of them 0. The places are in the range above if highest() and lowest() are.
    template <typename Piece> void forEachPiece(Piece piece) const;

    /// By value. Linear in the shorter one's digits.
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return std::is_eq(a <=> b); }

private:
    const char *m_first = nullptr; ///< the first digit other than 0; null for zero
    const char *m_last = nullptr;  ///< the last one; a point may stand between them
    std::int64_t m_highest = 0;
    std::int64_t m_lowest = 0;
    bool m_negative = false;
};

template <typename Piece> void Decimal::forEachPiece(Piece piece) const
{
    constexpr std::uint64_t full = 1'000'000'000'000'000'000u;
    if (isZero())
        return;
    std::uint64_t digits = 0;
    std::uint64_t unit = 1;
    std::int64_t place = m_lowest;
    for (const char *at = m_last;; --at) {
        if (*at != '.') {
            digits += unit * static_cast<std::uint64_t>(*at - '0');
            unit *= 10;
        }
        if (unit == full || at == m_first) {
            if (digits != 0)
                piece(digits, place);
            if (at == m_first)
                return;
            digits = 0;
            unit = 1;
            place += 18;
        }
    }
}

} // namespace relevo
