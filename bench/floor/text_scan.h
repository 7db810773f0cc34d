// The two passes over a text's bytes, by the widest registers that the processor has.
#pragma once

#include <cstddef>

namespace relevo::floor {

struct TextScan
{
    /// The first byte from `text` on that is `"`, `\`, a control character or not ASCII; `end` if there is none.
    const char *(*plainEnd)(const char *text, const char *end);
    void (*reverse)(const char *from, std::size_t size, char *to);
};

TextScan bestTextScan();

} // namespace relevo::floor
