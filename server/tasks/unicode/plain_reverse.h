// Reverses plain text: ASCII that stands in a JSON string as it is (no quote, backslash or control character).
// Vectorised; the way for this processor (AVX2, SSSE3 or none) is chosen at start.
#pragma once

#include <cstddef>

namespace relevo {

/// Writes the plain bytes before `end`, at most `size` of them, to `out`, the last one first, up to the first that is
/// not plain. Returns how many. May write anything into the rest of the `size` bytes at `out`.
std::size_t reversePlain(const char *end, std::size_t size, char *out);

} // namespace relevo
