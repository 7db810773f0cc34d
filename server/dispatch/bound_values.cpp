// The values that are bound: converted where they are asked for.
#include "server/dispatch/bound_params.h"

#include "common/protocol/json_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace relevo {

namespace {

std::size_t countItems(NumberStream items)
{
    std::size_t count = 0;
    for (std::string_view literal; items.next(literal);)
        ++count;
    return count;
}

} // namespace

std::string_view BoundParams::text(std::size_t param)
{
    const Value &value = m_values[param];
    if (!value.bound)
        return {};
    std::string_view text = value.raw;
    if (value.escaped) {
        std::string &scratch = m_scratch.emplace_front();
        scratch.reserve(value.raw.size());
        if (!appendUnescaped({value.raw, true}, scratch))
            refuse(m_params[param].name, "a string without unpaired surrogates");
        text = scratch;
    }
    const ParamDescription &description = m_params[param];
    if (description.kind == ParamKind::Text && !description.allows(static_cast<double>(text.size())))
        refuse(description);
    if (description.kind == ParamKind::Choice &&
        std::find(description.choices.begin(), description.choices.end(), text) == description.choices.end())
        refuse(description);
    return text;
}

NumberStream BoundParams::numbers(std::size_t param)
{
    if (m_stream == param)
        return {m_cursor, m_params[param].name};
    JsonCursor &reader = m_readers.emplace_front(m_values[param].bound ? m_values[param].raw : std::string_view("[]"));
    return {reader, m_params[param].name};
}

double BoundParams::boundedNumber(std::size_t param)
{
    const std::string_view token = m_values[param].raw;
    double value = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (fault != std::errc{} || !m_params[param].allows(value))
        refuse(m_params[param]);
    return value;
}

double BoundParams::number(std::size_t param)
{
    return m_values[param].bound ? boundedNumber(param) : 0;
}

std::int64_t BoundParams::integer(std::size_t param)
{
    if (!m_values[param].bound)
        return 0;
    const std::string_view token = m_values[param].raw;
    const double value = boundedNumber(param);
    std::int64_t whole = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), whole);
    if (fault == std::errc{} && end == token.data() + token.size())
        return whole;
    // 1e3 and 2.0 are whole numbers too; up to 2^53 a double tells them apart.
    if (value != std::trunc(value) || std::abs(value) > 9007199254740992.0)
        refuse(m_params[param]);
    return static_cast<std::int64_t>(value);
}

void BoundParams::checkValues()
{
    for (std::size_t i = 0; i < m_params.size(); ++i) {
        if (!m_values[i].bound || m_params[i].isRaw())
            continue;
        switch (m_params[i].kind) {
        case ParamKind::Text:
        case ParamKind::Choice:
            static_cast<void>(text(i));
            break;
        case ParamKind::Numbers:
            if (!m_params[i].allows(static_cast<double>(countItems(numbers(i)))))
                refuse(m_params[i]);
            break;
        case ParamKind::Number:
            static_cast<void>(number(i));
            break;
        case ParamKind::Integer:
            static_cast<void>(integer(i));
            break;
        case ParamKind::Switch:
            break;
        }
    }
}

std::string_view BoundParams::raw(std::size_t param)
{
    return m_values[param].raw;
}

bool BoundParams::has(std::size_t param) const
{
    return m_values[param].bound;
}

bool BoundParams::isOn(std::size_t param)
{
    return m_values[param].raw == "true";
}

} // namespace relevo
