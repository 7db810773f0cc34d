// Passes one string, number or word of a JSON text and checks it. Private to the JSON cursor.
//
// Each pass function begins at a value's first byte (`at` < `end`) and leaves `at` behind it, or, returning false, at
// the byte where the text stopped being JSON.
#pragma once

#include "common/protocol/json_scan.h"

#include <string_view>

namespace relevo::json_pass {

using json_scan::isDigit;

inline bool passEscape(const char *&at, const char *end)
{
    ++at; // the backslash
    if (at == end)
        return false;
    switch (*at) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        ++at;
        return true;
    case 'u':
        ++at;
        for (int digits = 0; digits < 4; ++digits, ++at) {
            if (at == end || json_scan::hexValue(*at) < 0)
                return false;
        }
        return true;
    default:
        return false;
    }
}

inline bool passString(const char *&at, const char *end, bool &escaped)
{
    ++at; // the quote
    for (;;) {
        at = json_scan::findRunEnd(at, end);
        if (at == end)
            return false;
        if (*at == '"') {
            ++at;
            return true;
        }
        if (*at != '\\')
            return false;
        escaped = true;
        // Escapes often stand in rows.
        do {
            if (!passEscape(at, end))
                return false;
        } while (at != end && *at == '\\');
    }
}

inline bool passDigits(const char *&at, const char *end)
{
    if (at == end || !isDigit(*at))
        return false;
    do
        ++at;
    while (at != end && isDigit(*at));
    return true;
}

[[gnu::always_inline]] inline bool passNumber(const char *&at, const char *end)
{
    if (*at == '-')
        ++at;
    if (at != end && *at == '0')
        ++at;
    else if (!passDigits(at, end))
        return false;
    if (at != end && *at == '.') {
        ++at;
        if (!passDigits(at, end))
            return false;
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != end && (*at == '+' || *at == '-'))
            ++at;
        if (!passDigits(at, end))
            return false;
    }
    return true;
}

inline bool passWord(const char *&at, const char *end, std::string_view word)
{
    for (const char c : word) {
        if (at == end || *at != c)
            return false;
        ++at;
    }
    return true;
}

inline bool passScalar(const char *&at, const char *end)
{
    bool escaped = false;
    switch (*at) {
    case '"':
        return passString(at, end, escaped);
    case 't':
        return passWord(at, end, "true");
    case 'f':
        return passWord(at, end, "false");
    case 'n':
        return passWord(at, end, "null");
    default:
        return (*at == '-' || isDigit(*at)) && passNumber(at, end);
    }
}

} // namespace relevo::json_pass
