// The values that are bound: converted where they are asked for.
#include "server/dispatch/bound_params.h"

#include "common/protocol/json_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace relevo {

std::string_view BoundParams::text(std::size_t param)
{
    return m_values[param].raw;
}

void BoundParams::checkText(std::size_t index)
{
    Value &value = m_values[index];
    const ParamDescription &param = m_params[index];
    if (value.escaped) {
        std::string &scratch = m_scratch.emplace_front();
        scratch.reserve(value.raw.size());
        if (!appendUnescaped({value.raw, true}, scratch))
            refuse(param.name, "a string without unpaired surrogates");
        value.raw = scratch;
        value.escaped = false;
    }
    const bool isTaken = param.kind == ParamKind::Text
                             ? param.allows(static_cast<double>(value.raw.size()))
                             : std::find(param.choices.begin(), param.choices.end(), value.raw) != param.choices.end();
    if (!isTaken)
        refuse(param);
}

NumberStream &BoundParams::numbers(std::size_t param)
{
    const std::string &name = m_params[param].name;
    if (m_streamed == param)
        return m_stream ? *m_stream : m_stream.emplace(m_cursor, name);
    const Value &value = m_values[param];
    return m_readers.emplace_front(param, value.bound ? value.raw : std::string_view("[]"), name).stream;
}

void BoundParams::readNumbers(std::size_t index)
{
    if (m_streamed != index) {
        bool isBegun = false;
        for (Reader &reader : m_readers) {
            if (reader.param == index) {
                reader.stream.readRest();
                isBegun = true;
            }
        }
        if (isBegun)
            return;
    } else if (m_stream) {
        m_stream->readRest();
        return;
    }
    numbers(index).readRest();
}

double BoundParams::toNumber(std::size_t param)
{
    const std::string_view token = m_values[param].raw;
    double value = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (fault != std::errc{} || !m_params[param].allows(value))
        refuse(m_params[param]);
    return value;
}

std::int64_t BoundParams::toWhole(std::size_t param)
{
    const std::string_view token = m_values[param].raw;
    const double value = toNumber(param);
    std::int64_t whole = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), whole);
    if (fault == std::errc{} && end == token.data() + token.size())
        return whole;
    // 1e3 and 2.0 are whole numbers too; up to 2^53 a double tells them apart.
    if (value != std::trunc(value) || std::abs(value) > 9007199254740992.0)
        refuse(m_params[param]);
    return static_cast<std::int64_t>(value);
}

double BoundParams::number(std::size_t param)
{
    return m_values[param].bound ? toNumber(param) : 0;
}

std::int64_t BoundParams::integer(std::size_t param)
{
    return m_values[param].bound ? toWhole(param) : 0;
}

void BoundParams::checkValues()
{
    for (std::size_t i = 0; i < m_params.size(); ++i) {
        if (!m_values[i].bound || m_params[i].isRaw())
            continue;
        switch (m_params[i].kind) {
        case ParamKind::Text:
        case ParamKind::Choice:
            checkText(i);
            break;
        case ParamKind::Number:
            static_cast<void>(toNumber(i));
            break;
        case ParamKind::Integer:
            static_cast<void>(toWhole(i));
            break;
        case ParamKind::Numbers:
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
