#include "common/client/models/quantity_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace relevo {

namespace {

struct QuantityTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::QuantityText)
};

} // namespace

QString groupingMended(QString number)
{
    constexpr qsizetype group = 3;
    const QString separator = QLocale().groupSeparator();
    qsizetype begin = 0;
    while (begin < number.size() && !number[begin].isDigit())
        ++begin;
    const qsizetype end = separator.isEmpty() ? -1 : number.indexOf(separator, begin);
    const bool grouped = end >= 0 && end + separator.size() < number.size() && number[end + separator.size()].isDigit();
    if (grouped && end - begin == group + 1)
        number.insert(begin + 1, separator);
    return number;
}

QString integerText(qint64 number)
{
    return groupingMended(QLocale().toString(number));
}

QString decimalText(double number, char format, int precision)
{
    return groupingMended(QLocale().toString(number, format, precision));
}

QString numberText(double number)
{
    constexpr double greatest = 1e18;
    constexpr double least = 1e-6;
    const double size = std::abs(number);
    const bool plain = size == 0 || (size < greatest && size >= least);
    return decimalText(number, plain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

QString numberCountText(qint64 count)
{
    return count == 1 ? QuantityTexts::tr("1 number") : QuantityTexts::tr("%1 numbers").arg(integerText(count));
}

QString characterCountText(qint64 count)
{
    return count == 1 ? QuantityTexts::tr("1 character") : QuantityTexts::tr("%1 characters").arg(integerText(count));
}

QString byteCountText(qint64 count)
{
    return count == 1 ? QuantityTexts::tr("1 byte") : QuantityTexts::tr("%1 bytes").arg(integerText(count));
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1024)
        return byteCountText(bytes);
    constexpr std::array<const char *, 5> units{"KiB", "MiB", "GiB", "TiB", "PiB"};
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    // What would be rounded to 1024 is one of the next unit.
    for (; size >= 1023.95 && unit + 1 < units.size(); ++unit)
        size /= 1024;
    const double rounded = std::round(size * 10) / 10;
    return QStringLiteral("%1 %2").arg(numberText(rounded), QLatin1StringView(units.at(unit)));
}

QString waitText(double milliseconds)
{
    if (milliseconds < 1000)
        return QuantityTexts::tr("%1 ms").arg(numberText(std::round(milliseconds)));
    return QuantityTexts::tr("%1 s").arg(numberText(std::round(milliseconds / 100) / 10));
}

} // namespace relevo
