#include "common/protocol/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace relevo {

void appendNumber(std::string &out, double value)
{
    if (value < 0) {
        out += '-';
        value = -value;
    }
    if (value == 0) {
        out += '0';
        return;
    }
    // d.ddde±xx with the fewest digits; laid out below by ECMAScript's Number::toString, whose names k and n are.
    std::array<char, 32> buffer{};
    char *begin = buffer.data();
    char *const end = std::to_chars(begin, begin + buffer.size(), value, std::chars_format::scientific).ptr;
    char *const e = std::find(begin, end, 'e');
    int n = 0;
    std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, n);
    ++n;
    if (begin[1] == '.') {
        begin[1] = begin[0];
        ++begin;
    }
    const std::string_view digits(begin, static_cast<std::size_t>(e - begin));
    const int k = static_cast<int>(digits.size());
    if (k <= n && n <= 21) {
        out += digits;
        out.append(static_cast<std::size_t>(n - k), '0');
    } else if (0 < n && n <= 21) {
        out += digits.substr(0, static_cast<std::size_t>(n));
        out += '.';
        out += digits.substr(static_cast<std::size_t>(n));
    } else if (-6 < n && n <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-n), '0');
        out += digits;
    } else {
        out += digits[0];
        if (k > 1) {
            out += '.';
            out += digits.substr(1);
        }
        out += n > 0 ? "e+" : "e-";
        out += std::to_string(n > 0 ? n - 1 : 1 - n);
    }
}

} // namespace relevo
