// Single characters of valid UTF-8. Nothing is checked: what reaches a task is valid (task.h).
#pragma once

#include <cstddef>

namespace relevo::utf8 {

struct Character
{
    char32_t code = 0;
    std::size_t size = 0; ///< bytes, 1 to 4
};

inline bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// The character that begins at `at`.
inline Character at(const char *at)
{
    const auto byte = [at](int i) { return static_cast<char32_t>(static_cast<unsigned char>(at[i])); };
    const auto tail = [byte](int i) { return byte(i) & 0x3f; };
    const char32_t lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    if (lead < 0xe0)
        return {(lead & 0x1f) << 6 | tail(1), 2};
    if (lead < 0xf0)
        return {(lead & 0x0f) << 12 | tail(1) << 6 | tail(2), 3};
    return {(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4};
}

/// The character that ends before `end`, at most four bytes before it.
inline Character before(const char *end)
{
    const char *begin = end - 1;
    for (int i = 0; i < 3 && isContinuation(*begin); ++i)
        --begin;
    return at(begin);
}

} // namespace relevo::utf8
