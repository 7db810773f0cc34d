// The fast way through a long array of numbers: digits eight at a time, from the JSON text straight into the sum.
#pragma once

#include "server/tasks/numbers/exact_sum.h"
#include "server/tasks/numbers/extreme.h"

#include <cstdint>
#include <string_view>

namespace relevo {

/// What is gathered of an array of numbers. The tokens must outlive it.
struct NumberTotals
{
    ExactSum sum;
    Extreme least{Extreme::Kind::Least};
    Extreme greatest{Extreme::Kind::Greatest};
    std::uint64_t count = 0;

    /// A number of any shape; its digits must lie in the range of places that ExactSum takes.
    void add(std::string_view literal, const Decimal &decimal);
};

/// Adds the elements that follow `at`, which stands behind an element of the array, as long as they are of ordinary
/// shape, and checks the grammar of all that it passes: commas, white space, numbers. Returns where it stands behind
/// the last one that it has added: before a closing bracket, a fault, a number of unusual length or size, or 64 KiB on.
/// Reads nothing at or behind `end`.
const char *addNumberRun(const char *at, const char *end, NumberTotals &totals);

} // namespace relevo
