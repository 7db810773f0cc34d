#include "common/client/param_text.h"

#include "common/protocol/json_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace relevo {

namespace {

struct ParamTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::ParamText)
};

/// What was typed, or its beginning: cut between characters.
QString shown(std::string_view text)
{
    constexpr std::size_t longest = 40;
    if (text.size() <= longest)
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    std::size_t end = longest;
    while (end > longest - 4 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(end)) + u'…';
}

TypedProblem problem(TypedProblem::Kind kind, std::string_view subject)
{
    return {kind, shown(subject), {}};
}

bool isWhole(std::string_view number)
{
    return number.find_first_of(".,eE") == number.npos;
}

TypedProblem appendText(std::string &json, std::string_view text)
{
    if (!isValidUtf8(text))
        return {TypedProblem::Kind::NotUtf8, QString::number(firstInvalidUtf8(text)), {}};
    appendQuoted(json, text);
    return {};
}

TypedProblem appendNumbers(std::string &json, std::string_view text, const NumberListOptions &options,
                           NumberListReport &report)
{
    report = appendNumberList(json, text, options);
    if (report.notUnderstood == 0)
        return {};
    const NumberFault first = report.faults.empty() ? NumberFault{0, text.size()} : report.faults.front();
    return problem(TypedProblem::Kind::NotNumber, text.substr(first.start, first.length));
}

TypedProblem appendNumber(std::string &json, std::string_view text, bool whole, bool decimalComma)
{
    const std::string_view number = trimmedText(text);
    if ((whole && !isWhole(number)) || !appendTypedNumber(json, number, decimalComma))
        return problem(whole ? TypedProblem::Kind::NotWhole : TypedProblem::Kind::NotNumber, number);
    return {};
}

TypedProblem appendChoice(std::string &json, const ParamDescription &param, std::string_view text)
{
    if (std::find(param.choices.begin(), param.choices.end(), text) != param.choices.end()) {
        appendQuoted(json, text);
        return {};
    }
    QStringList known;
    for (const std::string &choice : param.choices)
        known += QString::fromStdString(choice);
    return {TypedProblem::Kind::NotChoice, shown(text), known.join(QStringLiteral(", "))};
}

TypedProblem appendSwitch(std::string &json, std::string_view text)
{
    constexpr std::array<std::string_view, 6> on{"true", "yes", "on", "1", "sí", "si"};
    constexpr std::array<std::string_view, 4> off{"false", "no", "off", "0"};
    if (std::find(on.begin(), on.end(), text) != on.end())
        json += "true";
    else if (std::find(off.begin(), off.end(), text) != off.end())
        json += "false";
    else
        return problem(TypedProblem::Kind::NotSwitch, text);
    return {};
}

} // namespace

QString TypedProblem::text() const
{
    switch (kind) {
    case Kind::None:
        break;
    case Kind::NotUtf8:
        return ParamTexts::tr("The text is not valid UTF-8: the byte at offset %1.").arg(subject);
    case Kind::NotNumber:
        return ParamTexts::tr("“%1” is not a number.").arg(subject);
    case Kind::NotWhole:
        return ParamTexts::tr("“%1” is not a whole number.").arg(subject);
    case Kind::NotChoice:
        return ParamTexts::tr("“%1” is not one of: %2.").arg(subject, known);
    case Kind::NotSwitch:
        return ParamTexts::tr("“%1” is neither yes nor no.").arg(subject);
    }
    return {};
}

TypedProblem appendTypedValue(std::string &json, const ParamDescription &param, std::string_view text,
                              const NumberListOptions &options, NumberListReport &numbers)
{
    switch (param.kind) {
    case ParamKind::Text:
        return appendText(json, text);
    case ParamKind::Numbers:
        return appendNumbers(json, text, options, numbers);
    case ParamKind::Number:
    case ParamKind::Integer:
        return appendNumber(json, text, param.kind == ParamKind::Integer, options.decimalComma);
    case ParamKind::Choice:
        return appendChoice(json, param, text);
    case ParamKind::Switch:
        return appendSwitch(json, text);
    }
    return {};
}

bool appendParamValue(std::string &json, const ParamDescription &param, std::string_view text, QString &error)
{
    NumberListReport numbers;
    const TypedProblem problem = appendTypedValue(json, param, text, {}, numbers);
    error = problem.text();
    return !problem;
}

std::string paramsObject(const std::vector<ParamValue> &values)
{
    std::string json = "{";
    for (const ParamValue &value : values) {
        if (json.size() > 1)
            json += ',';
        appendQuoted(json, value.name);
        json += ':';
        json += value.json;
    }
    return json += '}';
}

LineEncoder lineEncoder(const TaskDescription &task, const std::vector<ParamValue> &fixed)
{
    std::string prefix = paramsObject(fixed);
    prefix.pop_back();
    if (!fixed.empty())
        prefix += ',';
    appendQuoted(prefix, task.params.front().name);
    prefix += ':';
    return [prefix, param = task.params.front()](std::string_view line, std::string &params, QString &error) {
        params = prefix;
        const bool ok = appendParamValue(params, param, line, error);
        params += '}';
        return ok;
    };
}

} // namespace relevo
