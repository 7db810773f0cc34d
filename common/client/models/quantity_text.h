// Quantities in words and digits for people: in the user's number format (QLocale's default) and language (tr()).
// Reentrant.
#pragma once

#include <QString>

namespace relevo {

/// `1,234,567`.
QString integerText(qint64 number);
/// QLocale's toString() with its grouping mended (see groupingMended()).
QString decimalText(double number, char format, int precision);
/// QLocale of Qt 6.4 leaves out the first separator where a language groups from five digits on: `1234.567` in Spanish.
/// With it there; a text without a fault stays as it is.
QString groupingMended(QString number);
/// All digits that the number has: `1,234,567`, `0.1`, `1E+300`.
QString numberText(double number);
/// `1 number`, `1,234 numbers`.
QString numberCountText(qint64 count);
/// `1 character`, `1,234 characters`.
QString characterCountText(qint64 count);
/// `1 byte`, `1,234 bytes`: exact.
QString byteCountText(qint64 count);
/// `97 bytes`, `1.5 KiB`, `16 MiB`: rounded.
QString sizeText(qint64 bytes);
/// `250 ms`, `1.5 s`, `60 s`.
QString waitText(double milliseconds);

} // namespace relevo
