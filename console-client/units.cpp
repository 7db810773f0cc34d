#include "console-client/units.h"

#include "common/client/result_text.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace relevo::console {

QString numberText(double number)
{
    // The point is the point in every language here, as in the results.
    const int decimals = std::abs(number) >= 100 ? 0 : 3;
    QString text = QLocale(QLocale::English).toString(number, 'f', decimals);
    if (decimals > 0) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

QString sizeText(double bytes)
{
    constexpr std::array<const char *, 5> units{"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    for (; bytes >= 1024 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    return QStringLiteral("%1 %2").arg(numberText(std::round(bytes * 10) / 10), QLatin1StringView(units.at(unit)));
}

QString durationText(double milliseconds)
{
    if (milliseconds < 1000)
        return numberText(milliseconds) + QStringLiteral(" ms");
    const double seconds = milliseconds / 1000;
    if (seconds < 120)
        return numberText(std::round(seconds * 10) / 10) + QStringLiteral(" s");
    constexpr qint64 hour = 60;
    constexpr qint64 day = 24 * hour;
    const auto minutes = static_cast<qint64>(seconds / 60);
    if (minutes < 2 * hour)
        return QStringLiteral("%1 min").arg(minutes);
    if (minutes < 2 * day)
        return QStringLiteral("%1 h %2 min").arg(minutes / hour).arg(minutes % hour);
    return QStringLiteral("%1 d %2 h").arg(minutes / day).arg(minutes % day / hour);
}

QString limitText(const QString &name, double value)
{
    switch (limitUnitOf(name)) {
    case LimitUnit::Bytes:
        return sizeText(value);
    case LimitUnit::Milliseconds:
        return durationText(value);
    case LimitUnit::Count:
        break;
    }
    return numberText(value);
}

} // namespace relevo::console
