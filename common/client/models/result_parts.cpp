#include "common/client/models/result_parts.h"

#include "common/client/byte_view.h"
#include "common/client/models/graphemes.h"
#include "common/client/models/quantity_text.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_scan.h"
#include "common/protocol/json_text.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace relevo {

namespace {

using Shape = ResultPart::Shape;
using Kind = ResultModel::Kind;

QByteArray bytesOf(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

/// Without the white space outside strings.
std::string compact(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] == '"')
            inString = !inString;
        if (inString || !json_scan::isSpace(json[i]))
            out += json[i];
        if (inString && json[i] == '\\' && i + 1 < json.size())
            out += json[++i];
    }
    return out;
}

Shape shapeOf(JsonKind kind)
{
    switch (kind) {
    case JsonKind::String:
        return Shape::Text;
    case JsonKind::Number:
        return Shape::Number;
    case JsonKind::Null:
        return Shape::Null;
    case JsonKind::True:
        return Shape::True;
    case JsonKind::False:
        return Shape::False;
    default:
        return Shape::Json;
    }
}

Kind kindOf(Shape shape, std::string_view json, const ResultMember *member)
{
    switch (shape) {
    case Shape::Text:
        return Kind::Text;
    case Shape::Number: {
        const bool whole = json.find_first_of(".eE") == json.npos;
        const bool integer = member ? member->kind == ResultMember::Kind::Integer : whole;
        return integer && whole ? Kind::Integer : Kind::Number;
    }
    case Shape::Null:
        if (!member)
            return Kind::Other;
        switch (member->kind) {
        case ResultMember::Kind::Text:
            return Kind::Text;
        case ResultMember::Kind::Number:
            return Kind::Number;
        case ResultMember::Kind::Integer:
            return Kind::Integer;
        }
        return Kind::Other;
    default:
        return Kind::Other;
    }
}

void takeValue(ResultPart &part, std::string_view json, const ResultMember *member)
{
    JsonCursor cursor(json);
    part.shape = shapeOf(cursor.peek());
    JsonString string;
    std::string text;
    if (part.shape == Shape::Text && cursor.readString(string) && appendUnescaped(string, text)) {
        part.value = QByteArray::fromStdString(text);
        part.characters = countCharacters(text);
    } else if (part.shape == Shape::Number) {
        part.value = bytesOf(json);
    } else { // also a string with half a surrogate pair: it stands for no text
        part.shape = part.shape == Shape::Text ? Shape::Json : part.shape;
        part.value = QByteArray::fromStdString(compact(json));
    }
    part.kind = kindOf(part.shape, json, member);
    part.shown = beginning(viewOf(part.value), ResultModel::longestShown);
    part.truncated = part.shown.toUtf8().size() < part.value.size();
}

int memberOf(const TaskDescription *task, std::string_view name)
{
    for (std::size_t i = 0; task && i < task->result.size(); ++i) {
        if (task->result[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

ResultPart partOf(std::string_view name, std::string_view json, const TaskDescription *task)
{
    ResultPart part;
    part.name = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    part.member = memberOf(task, name);
    takeValue(part, json, part.member < 0 ? nullptr : &task->result[static_cast<std::size_t>(part.member)]);
    return part;
}

/// The digits of a number that must be told apart to write it as it stands, and where its decimals are.
struct Digits
{
    int significant = 0; ///< from the first that is not 0 to the last
    int whole = 0;       ///< before the point
    int decimals = 0;
    int exponent = 0;
    bool scientific = false;
};

Digits digitsOf(std::string_view number)
{
    Digits digits;
    bool behindPoint = false;
    std::size_t at = 0;
    for (; at < number.size() && number[at] != 'e' && number[at] != 'E'; ++at) {
        if (number[at] == '.')
            behindPoint = true;
        if (!json_scan::isDigit(number[at]))
            continue;
        ++(behindPoint ? digits.decimals : digits.whole);
        digits.significant += digits.significant > 0 || number[at] != '0' ? 1 : 0;
    }
    digits.scientific = at != number.size();
    if (digits.scientific) {
        at += at + 1 < number.size() && number[at + 1] == '+' ? 2U : 1U;
        const auto read = std::from_chars(number.data() + at, number.data() + number.size(), digits.exponent);
        if (read.ec != std::errc{})
            digits.exponent = std::numeric_limits<int>::max();
    }
    return digits;
}

} // namespace

std::vector<ResultPart> partsOfResult(const QByteArray &result, const TaskDescription *task)
{
    std::vector<ResultPart> parts;
    JsonCursor cursor(viewOf(result));
    if (cursor.peek() != JsonKind::Object) {
        parts.push_back(partOf({}, viewOf(result.trimmed()), nullptr));
        return parts;
    }
    JsonString key;
    std::string_view json;
    cursor.enterObject();
    while (cursor.nextMember(key) && cursor.readRaw(json)) {
        std::string name;
        parts.push_back(partOf(appendUnescaped(key, name) ? std::string_view(name) : key.raw, json, task));
    }
    const auto place = [](const ResultPart &part) { return static_cast<unsigned>(part.member); }; // unknown ones last
    std::stable_sort(parts.begin(), parts.end(),
                     [&place](const ResultPart &a, const ResultPart &b) { return place(a) < place(b); });
    return parts;
}

QString localNumber(std::string_view number)
{
    // A double holds 15 digits of any number, but for those next to 0 and next to infinity.
    constexpr int mostDigits = 15;
    constexpr int greatestExponent = 290;
    constexpr int leastPlain = -6;
    const Digits digits = digitsOf(number);
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool tellable = digits.significant <= mostDigits && digits.whole <= mostDigits &&
                          digits.decimals <= greatestExponent && digits.exponent <= greatestExponent &&
                          digits.exponent >= -greatestExponent && read.ec == std::errc{};
    if (!tellable || (digits.scientific && (digits.whole != 1 || digits.significant == 0)))
        return QString::fromUtf8(number.data(), static_cast<qsizetype>(number.size()));
    const bool plain = digits.exponent >= leastPlain && digits.exponent + digits.whole <= mostDigits;
    return plain ? decimalText(value, 'f', std::max(0, digits.decimals - digits.exponent))
                 : decimalText(value, 'e', digits.decimals);
}

} // namespace relevo
