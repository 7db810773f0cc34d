// Strings and numbers between JSON and C++: unescaping, quoting, the shortest form of a double.
#pragma once

#include "common/protocol/json_cursor.h"

#include <string>
#include <string_view>

namespace relevo {

/// Appends what `string` stands for to `out` as UTF-8. False (with `out` undefined) on an unpaired surrogate escape;
/// every other escape has been checked by the cursor that read it.
bool appendUnescaped(const JsonString &string, std::string &out);

/// As above, but a view: of the text itself if it holds no escape, else of `scratch`.
bool unescape(const JsonString &string, std::string &scratch, std::string_view &out);

/// Does `string` stand for exactly `expected` (ASCII)? Escapes are understood.
bool equals(const JsonString &string, std::string_view expected);

/// Appends `utf8` (valid) as a JSON string with its quotes; only `"`, `\` and control characters are escaped.
void appendQuoted(std::string &out, std::string_view utf8);
/// A JSON text without what stands between its tokens.
void appendCompact(std::string &out, std::string_view json);

/// Appends a finite double in the shortest form that reads back the same, as ECMAScript's Number::toString writes it:
/// 20, 0.1, 1e+21, 1e-7; -0 is written 0.
void appendNumber(std::string &out, double value);

/// Valid UTF-8 (no overlong forms, no surrogates)? Vectorised, by simdjson.
bool isValidUtf8(std::string_view text);
/// The offset of the first byte that is not valid UTF-8, or text.size().
std::size_t firstInvalidUtf8(std::string_view text);
bool isAscii(std::string_view text);

} // namespace relevo
