#include "server/dispatch/bound_params.h"

#include "common/protocol/json_text.h"
#include "common/protocol/reply.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace relevo {

namespace {

bool fits(const ParamDescription &param, JsonKind value)
{
    if (param.isRaw())
        return true;
    switch (param.kind) {
    case ParamKind::Text:
    case ParamKind::Choice:
        return value == JsonKind::String;
    case ParamKind::Numbers:
        return value == JsonKind::Array;
    case ParamKind::Number:
    case ParamKind::Integer:
        return value == JsonKind::Number;
    case ParamKind::Switch:
        return value == JsonKind::True || value == JsonKind::False;
    }
    return false;
}

std::string bounds(const ParamDescription &param, std::string_view unit)
{
    std::string text;
    if (param.minimum && param.maximum) {
        text = " from ";
        appendNumber(text, *param.minimum);
        text += " to ";
        appendNumber(text, *param.maximum);
    } else if (param.minimum) {
        text = " of at least ";
        appendNumber(text, *param.minimum);
    } else if (param.maximum) {
        text = " of at most ";
        appendNumber(text, *param.maximum);
    }
    if (!text.empty())
        text += unit;
    return text;
}

} // namespace

BoundParams::BoundParams(const std::vector<ParamDescription> &params, std::string_view message, bool checked, bool pure)
    : m_params(params)
    , m_message(message)
    , m_checked(checked)
    , m_pure(pure)
{}

std::string BoundParams::expected(const ParamDescription &param)
{
    if (param.isRaw())
        return param.shape;
    switch (param.kind) {
    case ParamKind::Text:
        return "a string" + bounds(param, " bytes");
    case ParamKind::Numbers:
        if (param.minimum == 1 && !param.maximum)
            return "an array of at least one number";
        return "an array" + bounds(param, "") + (param.minimum || param.maximum ? " numbers" : " of numbers");
    case ParamKind::Number:
        return "a number" + bounds(param, "");
    case ParamKind::Integer:
        return "a whole number" + bounds(param, "");
    case ParamKind::Switch:
        return "true or false";
    case ParamKind::Choice: {
        std::string text = "one of ";
        for (const std::string &choice : param.choices)
            text += (&choice == &param.choices.front() ? "" : ", ") + choice;
        return text;
    }
    }
    return {};
}

void BoundParams::refuse(const ParamDescription &param)
{
    refuse(param.name, expected(param));
}

void BoundParams::refuse(std::string_view param, std::string_view expectation)
{
    checkAll();
    throw invalidParam(param, expectation);
}

void BoundParams::checkAll()
{
    if (m_checked || m_raw.empty())
        return;
    JsonCursor whole(m_raw);
    if (!whole.skipValue() || !whole.atEnd())
        notJson(whole);
}

void BoundParams::notJson(const JsonCursor &cursor)
{
    throw parseFault(static_cast<std::size_t>(cursor.position() - m_message.data()));
}

void BoundParams::bind(std::string_view raw)
{
    m_raw = raw;
    if (!raw.empty()) {
        m_cursor = JsonCursor(raw);
        m_byName = raw.front() == '{';
        if (!(m_byName ? m_cursor.enterObject() : m_cursor.enterArray()))
            notJson(m_cursor);
        rest();
    }
    if (!m_streamed)
        checkComplete();
    checkValues();
}

void BoundParams::bindOnly(std::string_view value)
{
    m_raw = value;
    m_cursor = JsonCursor(value);
    if (!value.empty() && !m_params.empty())
        bindValue(0);
    checkComplete();
    checkValues();
}

void BoundParams::rest()
{
    if (m_byName)
        bindByName();
    else
        bindByPosition();
    if (m_streamed)
        return;
    if (m_cursor.failed() || !m_cursor.atEnd())
        notJson(m_cursor);
}

void BoundParams::bindByName()
{
    JsonString key;
    while (m_cursor.nextMember(key)) {
        std::string scratch;
        std::string_view name;
        const bool readable = unescape(key, scratch, name);
        std::size_t index = 0;
        while (index < m_params.size() && !(readable && m_params[index].name == name))
            ++index;
        if (index == m_params.size()) {
            std::string known = m_params.empty()       ? "no parameters"
                                : m_params.size() == 1 ? "only the parameter "
                                                       : "only the parameters ";
            for (const ParamDescription &param : m_params)
                known += (&param == &m_params.front() ? "" : ", ") + param.name;
            refuse(readable ? name : std::string_view("?"), known);
        }
        if (m_values[index].bound)
            refuse(name, "the parameter once");
        if (!bindValue(index))
            return;
    }
}

void BoundParams::bindByPosition()
{
    while (m_cursor.nextElement()) {
        if (m_next == m_params.size())
            refuse(std::to_string(m_next), "at most " + std::to_string(m_params.size()) +
                                               (m_params.size() == 1 ? " parameter" : " parameters"));
        if (!bindValue(m_next++))
            return;
    }
}

void BoundParams::readValue(JsonCursor &cursor, JsonKind kind, Value &value)
{
    value.bound = true;
    if (kind == JsonKind::String) {
        JsonString string;
        if (!cursor.readString(string))
            notJson(cursor);
        value.raw = string.raw;
        value.escaped = string.escaped;
    } else if (!cursor.readRaw(value.raw)) {
        notJson(cursor);
    }
}

bool BoundParams::leaveAsStream(std::size_t index) const
{
    const ParamDescription &param = m_params[index];
    return m_pure && !m_checked && param.kind == ParamKind::Numbers && m_bound + 1 == m_params.size() &&
           !param.maximum && param.minimum.value_or(0) <= 1;
}

bool BoundParams::bindValue(std::size_t index)
{
    const ParamDescription &param = m_params[index];
    const JsonKind kind = m_cursor.peek();
    if (kind == JsonKind::Invalid) {
        m_cursor.fail();
        notJson(m_cursor);
    }
    if (!fits(param, kind))
        refuse(param);
    if (param.kind == ParamKind::Numbers && !param.isRaw())
        checkCount(param, m_cursor);
    if (leaveAsStream(index)) {
        m_values[index].bound = true;
        m_streamed = index;
        return false;
    }
    readValue(m_cursor, param.isRaw() ? JsonKind::Object : kind, m_values[index]);
    ++m_bound;
    return true;
}

void BoundParams::checkCount(const ParamDescription &param, JsonCursor items)
{
    const double enough = param.maximum ? *param.maximum + 1 : param.minimum.value_or(0);
    double count = 0;
    for (items.enterArray(); count < enough && items.nextElement(); ++count)
        items.skipValue();
    if (!items.failed() && !param.allows(count))
        refuse(param);
}

void BoundParams::checkComplete()
{
    for (std::size_t i = 0; i < m_params.size(); ++i) {
        if (m_values[i].bound)
            continue;
        const std::string &standard = m_params[i].defaultJson;
        if (m_params[i].required && standard.empty())
            refuse(m_params[i]);
        if (JsonCursor cursor(standard); !standard.empty())
            readValue(cursor, cursor.peek(), m_values[i]);
    }
}

void BoundParams::finish()
{
    for (std::size_t i = 0; i < m_params.size(); ++i) {
        if (m_params[i].kind == ParamKind::Numbers && !m_params[i].isRaw() && m_values[i].bound)
            readNumbers(i);
    }
    if (!m_streamed)
        return;
    m_streamed.reset();
    rest();
    checkComplete();
}

} // namespace relevo
