// Random texts in which everything that text segmentation looks at comes up, by itself and in runs.
#pragma once

#include <random>
#include <string>
#include <string_view>

namespace relevo {

/// UTF-8, of up to `most` characters and a few more.
std::string randomText(std::mt19937 &random, std::size_t most);

// Between UTF-8 and code points, all of them: QString takes a byte order mark off.
std::u32string decoded(std::string_view utf8);
std::string encoded(std::u32string_view text);

} // namespace relevo
