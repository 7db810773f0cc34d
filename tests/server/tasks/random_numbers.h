// Random arrays of JSON number literals, in the shapes that an exact sum has to get right.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace relevo {

/// Every number is one that numbers.average takes.
std::vector<std::string> randomNumbers(std::mt19937_64 &random);

/// As a JSON array, with white space here and there if `spaced`.
std::string asArray(const std::vector<std::string> &literals, std::mt19937_64 &random, bool spaced);

} // namespace relevo
