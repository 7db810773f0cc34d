#include "server/tasks/task.h"

#include "common/protocol/json_text.h"
#include "server/tasks/numbers/decimal.h"

#include <utility>

namespace relevo {

namespace {

/// No literal of so few bytes reaches further than 9e99.
constexpr std::size_t alwaysInRange = 4;

} // namespace

TaskError invalidParam(std::string_view param, std::string_view expected)
{
    std::string data = R"({"param":)";
    appendQuoted(data, param);
    data += R"(,"expected":)";
    appendQuoted(data, expected);
    data += '}';
    return {ErrorCode::InvalidParams, {}, std::move(data)};
}

TaskError parseFault(std::size_t offset)
{
    return {ErrorCode::ParseError, {}, R"({"offset":)" + std::to_string(offset) + '}'};
}

NumberStream::NumberStream(JsonCursor &cursor, std::string_view param)
    : m_cursor(cursor)
    , m_param(param)
{
    if (!m_cursor.enterArray())
        fail();
}

bool NumberStream::next(std::string_view &literal)
{
    if (m_ended)
        return false;
    if (!m_cursor.nextElement()) {
        if (m_cursor.failed())
            fail();
        m_ended = true;
        return false;
    }
    if (m_cursor.peek() != JsonKind::Number)
        notANumber();
    if (!m_cursor.readNumber(literal))
        fail();
    if (literal.size() > alwaysInRange)
        checkRange(literal);
    return true;
}

void NumberStream::readRest()
{
    for (std::string_view literal; next(literal);)
        continue;
}

void NumberStream::checkRange(std::string_view literal)
{
    const Decimal decimal(literal);
    if (decimal.isInfinite())
        refuse("numbers that do not round to infinity as doubles (up to about 1.797e308)");
    if (!decimal.isZero() && decimal.lowest() < Decimal::lowestPlace)
        refuse("numbers without a digit other than 0 beyond the 100,000th decimal place");
}

void NumberStream::fail()
{
    throw parseFault(m_cursor.offset());
}

void NumberStream::notANumber()
{
    if (!m_cursor.skipValue())
        fail();
    refuse("an array of numbers");
}

void NumberStream::refuse(std::string_view expected)
{
    while (m_cursor.nextElement()) {
        if (!m_cursor.skipValue())
            fail();
    }
    if (m_cursor.failed())
        fail();
    throw invalidParam(m_param, expected);
}

void TaskContext::stopIfCancelled() const
{
    if (cancelRequested())
        throw TaskError{ErrorCode::Cancelled, {}, {}};
}

} // namespace relevo
