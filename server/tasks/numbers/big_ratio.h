// The exact sum's last step, over whole numbers of any size (GMP).
#pragma once

#include "server/tasks/numbers/exact_sum.h"

#include <span>

namespace relevo {

/// The sum of `terms`, which are not empty and ascend by exponent, and that sum divided by `count`, each rounded once
/// to the nearest double, ties to even. Divides and conquers over the exponents: some tens of milliseconds for 100,000
/// of them.
ExactSum::Rounded roundExactly(std::span<const ExactSum::Term> terms, std::uint64_t count);

} // namespace relevo
