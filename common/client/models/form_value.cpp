#include "common/client/models/form_value.h"

#include "common/client/byte_view.h"
#include "common/client/models/graphemes.h"
#include "common/protocol/json_text.h"

#include <QStringView>

#include <charconv>
#include <limits>

namespace relevo {

namespace {

using Kind = FormProblem::Kind;

/// From bytes to UTF-16 code units: what was no character became one of one unit.
class Utf16Position
{
public:
    explicit Utf16Position(std::string_view utf8)
        : m_utf8(utf8)
    {}

    /// Called with ascending offsets.
    qsizetype at(std::size_t byte)
    {
        for (; m_byte < byte; ++m_byte) {
            const auto lead = static_cast<unsigned char>(m_utf8[m_byte]);
            if ((lead & 0xc0) != 0x80)
                m_units += lead >= 0xf0 ? 2 : 1;
        }
        return m_units;
    }

private:
    std::string_view m_utf8;
    std::size_t m_byte = 0;
    qsizetype m_units = 0;
};

QList<TextRange> rangesOf(const std::vector<NumberFault> &faults, std::string_view utf8)
{
    QList<TextRange> ranges;
    Utf16Position position(utf8);
    for (const NumberFault &fault : faults) {
        const qsizetype start = position.at(fault.start);
        ranges.append({start, position.at(fault.start + fault.length) - start});
    }
    return ranges;
}

double valueOf(std::string_view number)
{
    double value = 0;
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (fault != std::errc::result_out_of_range)
        return value;
    // Too great, or too small to be told from 0.
    const std::size_t exponent = number.find_first_of("eE");
    const bool tiny = exponent == number.npos ? number.find_first_of("123456789") > number.find('.')
                                              : number.find('-', exponent) != number.npos;
    const double size = tiny ? 0 : std::numeric_limits<double>::infinity();
    return number.front() == '-' ? -size : size;
}

FormProblem outOf(const ParamDescription &param, double number, Kind below, Kind above)
{
    FormProblem problem;
    problem.number = number;
    if (param.minimum && number < *param.minimum) {
        problem.kind = below;
        problem.bound = *param.minimum;
    } else if (param.maximum && number > *param.maximum) {
        problem.kind = above;
        problem.bound = *param.maximum;
    }
    return problem;
}

FormProblem outOfBounds(const ParamDescription &param, const CheckedValue &value, std::string_view json)
{
    switch (param.kind) {
    case ParamKind::Text:
        return outOf(param, static_cast<double>(value.bytes), Kind::TooShort, Kind::TooLong);
    case ParamKind::Numbers:
        return outOf(param, static_cast<double>(value.understood), Kind::TooFew, Kind::TooMany);
    case ParamKind::Number:
    case ParamKind::Integer:
        return outOf(param, valueOf(json), Kind::TooSmall, Kind::TooGreat);
    case ParamKind::Choice:
    case ParamKind::Switch:
        break;
    }
    return {};
}

FormProblem problemOf(Kind kind, double number = 0)
{
    FormProblem problem;
    problem.kind = kind;
    problem.number = number;
    return problem;
}

/// Checks a value that is there; what it is as JSON stands behind `object` then.
void checkGiven(CheckedValue &value, std::string &object, const FormEntry &entry, std::string_view utf8,
                const ParamDescription &param, bool decimalComma)
{
    const std::size_t before = object.size();
    NumberListReport numbers;
    const NumberListOptions options{decimalComma, mostFaultsShown};
    const TypedProblem typed = appendTypedValue(object, param, utf8, options, numbers);
    value.understood = static_cast<qint64>(numbers.understood);
    value.notUnderstood = static_cast<qint64>(numbers.notUnderstood);
    if (!entry.attached)
        value.faults = rangesOf(numbers.faults, utf8);
    if (typed) {
        value.problem.kind = Kind::Typed;
        value.problem.typed = typed;
        return;
    }
    value.problem = outOfBounds(param, value, std::string_view(object).substr(before));
}

} // namespace

bool isLeftEmpty(const FormEntry &entry, ParamKind kind)
{
    if (entry.attached)
        return false;
    return kind == ParamKind::Text ? entry.text.isEmpty() : QStringView(entry.text).trimmed().isEmpty();
}

CheckedValue checkedValue(const FormEntry &entry, const ParamDescription &param, bool decimalComma)
{
    CheckedValue value;
    const bool empty = isLeftEmpty(entry, param.kind);
    if (empty && (!param.required || !param.defaultJson.empty()))
        return value;
    if (empty && param.kind != ParamKind::Text && param.kind != ParamKind::Switch) {
        value.problem = problemOf(Kind::Missing);
        return value;
    }
    QByteArray utf8 = entry.attached ? entry.bytes : entry.text.toUtf8();
    if (empty && param.kind == ParamKind::Switch)
        utf8 = "false";
    if (param.kind == ParamKind::Text) {
        value.bytes = utf8.size();
        value.characters = countCharacters(viewOf(utf8));
        const qint64 half = entry.attached ? entry.halfCharacter : halfCharacter(entry.text);
        if (half >= 0) {
            value.problem = problemOf(Kind::HalfCharacter, static_cast<double>(half));
            return value;
        }
    }
    std::string object = "{";
    object.reserve(static_cast<std::size_t>(utf8.size()) + param.name.size() + 16);
    appendQuoted(object, param.name);
    object += ':';
    checkGiven(value, object, entry, viewOf(utf8), param, decimalComma);
    if (!value.problem) {
        object += '}';
        value.object = QByteArray::fromStdString(object);
    }
    return value;
}

qint64 halfCharacter(QStringView text)
{
    if (text.isValidUtf16())
        return -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isSurrogate())
            continue;
        if (text[i].isLowSurrogate() || i + 1 == text.size() || !text[i + 1].isLowSurrogate())
            return i;
        ++i;
    }
    return -1;
}

} // namespace relevo
