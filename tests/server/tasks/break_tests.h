// The Unicode Character Database's break tests (package unicode-data).
#pragma once

#include <string>
#include <vector>

namespace relevo {

/// Each case as the segments that it is cut into, in UTF-8. Empty if the file is missing or is not of Unicode 15.0.
std::vector<std::vector<std::string>> readBreakTests(const char *fileName);

} // namespace relevo
