// Quantities as people read them: rounded, with their unit.
#pragma once

#include <QString>

#include <cstdint>

namespace relevo::console {

/// `16 MiB`, `1.5 KiB`, `97 B`.
QString sizeText(double bytes);
/// `0.041 ms`, `60 s`, `2 h 5 min`.
QString durationText(double milliseconds);
/// `1,234,567`, `1.25`: at most three digits after the point.
QString numberText(double number);
/// The value of a limit by its name in `system.info`, in the limit's unit.
QString limitText(const QString &name, double value);

} // namespace relevo::console
