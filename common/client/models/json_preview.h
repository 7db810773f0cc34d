// The beginning of a JSON value as one line for people: in a list where there is no room for more.
// Reentrant.
#pragma once

#include <QString>

#include <string_view>

namespace relevo {

inline constexpr qsizetype longestPreview = 200; ///< UTF-16 code units

/// Of an object with one member its value, else `name: value, …`; strings without quotes, white space and control
/// characters folded, `…` where it was cut. Looks at the first few hundred bytes alone, whatever the size.
QString jsonPreview(std::string_view json);

/// The same of a text.
QString textPreview(QString text);

} // namespace relevo
