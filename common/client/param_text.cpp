#include "common/client/param_text.h"

#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace relevo {

namespace {

struct Translated
{
    Q_DECLARE_TR_FUNCTIONS(relevo::ParamText)
};

constexpr std::string_view separators = " \t\r\n,;";

QString shown(std::string_view text)
{
    constexpr std::size_t longest = 40;
    QString quoted = QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(text.size(), longest)));
    if (text.size() > longest)
        quoted += u'…';
    return quoted;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(space);
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

bool isNumber(std::string_view text)
{
    JsonCursor cursor(text);
    std::string_view token;
    return cursor.peek() == JsonKind::Number && cursor.readNumber(token) && token.size() == text.size();
}

bool isInteger(std::string_view text)
{
    return isNumber(text) && text.find_first_of(".eE") == text.npos;
}

bool appendText(std::string &json, std::string_view text, QString &error)
{
    if (!isValidUtf8(text)) {
        error = Translated::tr("The text is not valid UTF-8: the byte at offset %1.").arg(firstInvalidUtf8(text));
        return false;
    }
    appendQuoted(json, text);
    return true;
}

bool appendNumbers(std::string &json, std::string_view text, QString &error)
{
    text = trimmed(text);
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']')
        text = text.substr(1, text.size() - 2);
    json += '[';
    bool first = true;
    for (std::size_t at = text.find_first_not_of(separators); at != text.npos;) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        const std::string_view number = text.substr(at, end - at);
        if (!isNumber(number)) {
            error = Translated::tr("“%1” is not a number.").arg(shown(number));
            return false;
        }
        if (!std::exchange(first, false))
            json += ',';
        json += number;
        at = text.find_first_not_of(separators, end);
    }
    json += ']';
    return true;
}

bool appendChoice(std::string &json, const ParamDescription &param, std::string_view text, QString &error)
{
    if (std::find(param.choices.begin(), param.choices.end(), text) != param.choices.end()) {
        appendQuoted(json, text);
        return true;
    }
    QStringList known;
    for (const std::string &choice : param.choices)
        known += QString::fromStdString(choice);
    error = Translated::tr("“%1” is not one of: %2.").arg(shown(text), known.join(QStringLiteral(", ")));
    return false;
}

bool appendSwitch(std::string &json, std::string_view text, QString &error)
{
    constexpr std::array<std::string_view, 6> on{"true", "yes", "on", "1", "sí", "si"};
    constexpr std::array<std::string_view, 4> off{"false", "no", "off", "0"};
    if (std::find(on.begin(), on.end(), text) != on.end())
        json += "true";
    else if (std::find(off.begin(), off.end(), text) != off.end())
        json += "false";
    else
        error = Translated::tr("“%1” is neither yes nor no.").arg(shown(text));
    return error.isEmpty();
}

} // namespace

bool appendParamValue(std::string &json, const ParamDescription &param, std::string_view text, QString &error)
{
    error.clear();
    switch (param.kind) {
    case ParamKind::Text:
        return appendText(json, text, error);
    case ParamKind::Numbers:
        return appendNumbers(json, text, error);
    case ParamKind::Choice:
        return appendChoice(json, param, text, error);
    case ParamKind::Switch:
        return appendSwitch(json, text, error);
    case ParamKind::Number:
    case ParamKind::Integer:
        break;
    }
    const std::string_view number = trimmed(text);
    const bool whole = param.kind == ParamKind::Integer;
    if (!(whole ? isInteger(number) : isNumber(number))) {
        error = whole ? Translated::tr("“%1” is not a whole number.").arg(shown(number))
                      : Translated::tr("“%1” is not a number.").arg(shown(number));
        return false;
    }
    json += number;
    return true;
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
