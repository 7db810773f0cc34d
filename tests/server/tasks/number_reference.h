// numbers.average by exact rational arithmetic (GMP), each literal on its own, nothing shared with the server's code.
#pragma once

#include <string>
#include <vector>

namespace relevo {

/// The result object as the contract has it, for a not empty array of numbers that the task takes.
std::string referenceAverage(const std::vector<std::string> &literals);

} // namespace relevo
