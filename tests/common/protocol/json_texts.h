// Texts that are JSON (RFC 8259) and texts that are not, by what they try.
#pragma once

#include <string>
#include <vector>

namespace relevo {

/// All of them are UTF-8.
std::vector<std::string> jsonTexts();
/// Each is at fault in one respect.
std::vector<std::string> noJsonTexts();

/// Random texts: JSON of moderate numbers and no unpaired surrogate, so that every parser takes them.
std::vector<std::string> randomJsonTexts(unsigned seed, int count);
/// `text` with a few bytes replaced, removed or put in.
std::string mutated(std::string text, unsigned seed);

} // namespace relevo
