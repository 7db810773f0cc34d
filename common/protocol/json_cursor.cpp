#include "common/protocol/json_cursor.h"

#include "common/protocol/json_kind_stack.h"
#include "common/protocol/json_pass.h"
#include "common/protocol/json_scan.h"

namespace relevo {

namespace {

using namespace json_pass;

/// The containers that are open.
struct Containers
{
    JsonNesting nesting;
    JsonKindWords words;
};

/// Passes a member's name and its colon, and the white space behind it.
bool passName(const char *&at, const char *end)
{
    bool escaped = false;
    if (at == end || *at != '"' || !passString(at, end, escaped))
        return false;
    at = json_scan::skipSpace(at, end);
    if (at == end || *at != ':')
        return false;
    at = json_scan::skipSpace(at + 1, end);
    return true;
}

/// Passes the opening bracket and what must follow before the first value; `closed` if nothing was in the container.
bool passOpening(const char *&at, const char *end, Containers &open, bool &closed)
{
    const bool object = *at == '{';
    at = json_scan::skipSpace(at + 1, end);
    closed = at != end && *at == (object ? '}' : ']');
    if (closed) {
        ++at;
        return true;
    }
    open.nesting.open(object, open.words);
    return !object || passName(at, end);
}

/// Behind a value: passes closing brackets, and the comma (and name) before the next value. Stops when nothing is open.
bool passToNextValue(const char *&at, const char *end, Containers &open)
{
    while (open.nesting.depth != 0) {
        at = json_scan::skipSpace(at, end);
        if (at == end)
            return false;
        const bool object = open.nesting.inObject();
        if (*at == ',') {
            at = json_scan::skipSpace(at + 1, end);
            return !object || passName(at, end);
        }
        if (*at != (object ? '}' : ']'))
            return false;
        ++at;
        open.nesting.close(open.words);
    }
    return true;
}

/// Passes numbers each followed at once by a comma: what long arrays are made of. Stops before anything else, faults
/// included.
const char *passPlainNumbers(const char *at, const char *end)
{
    const char *passed = at;
    while (at != end && (isDigit(*at) || *at == '-')) {
        if (!passNumber(at, end) || at == end || *at != ',')
            break;
        passed = ++at;
    }
    return passed;
}

bool passContainer(const char *&at, const char *end)
{
    Containers open;
    do {
        if (open.nesting.depth != 0 && !open.nesting.inObject())
            at = passPlainNumbers(at, end);
        at = json_scan::skipSpace(at, end);
        if (at == end)
            return false;
        if (*at == '{' || *at == '[') {
            bool closed = false;
            if (!passOpening(at, end, open, closed))
                return false;
            if (!closed)
                continue; // at its first value
        } else if (!passScalar(at, end)) {
            return false;
        }
        if (!passToNextValue(at, end, open))
            return false;
    } while (open.nesting.depth != 0);
    return true;
}

} // namespace

void JsonCursor::passSpace()
{
    m_at = json_scan::skipSpace(m_at, m_end);
}

JsonKind JsonCursor::peek()
{
    skipSpace();
    if (m_at == m_end)
        return JsonKind::Invalid;
    switch (*m_at) {
    case '"':
        return JsonKind::String;
    case '{':
        return JsonKind::Object;
    case '[':
        return JsonKind::Array;
    case 't':
        return JsonKind::True;
    case 'f':
        return JsonKind::False;
    case 'n':
        return JsonKind::Null;
    default:
        return *m_at == '-' || isDigit(*m_at) ? JsonKind::Number : JsonKind::Invalid;
    }
}

bool JsonCursor::enterObject()
{
    return enter('{');
}

bool JsonCursor::enterArray()
{
    return enter('[');
}

bool JsonCursor::enter(char bracket)
{
    skipSpace();
    if (m_at == m_end || *m_at != bracket)
        return fail();
    ++m_at;
    m_first = true;
    return true;
}

bool JsonCursor::next(char closing)
{
    if (m_failed)
        return false;
    skipSpace();
    const bool first = m_first;
    m_first = false;
    if (m_at == m_end)
        return fail();
    if (*m_at == closing) {
        ++m_at;
        return false;
    }
    if (first)
        return true;
    if (*m_at != ',')
        return fail();
    ++m_at;
    return true;
}

bool JsonCursor::nextElement()
{
    return next(']');
}

bool JsonCursor::nextMember(JsonString &key)
{
    if (!next('}') || !readString(key))
        return false;
    skipSpace();
    if (m_at == m_end || *m_at != ':')
        return fail();
    ++m_at;
    return true;
}

bool JsonCursor::readString(JsonString &out)
{
    skipSpace();
    if (m_at == m_end || *m_at != '"')
        return fail();
    const char *const begin = m_at + 1;
    out.escaped = false;
    if (!passString(m_at, m_end, out.escaped))
        return fail();
    out.raw = std::string_view(begin, static_cast<std::size_t>(m_at - 1 - begin));
    return true;
}

bool JsonCursor::readNumber(std::string_view &token)
{
    skipSpace();
    const char *const begin = m_at;
    if (m_at == m_end || !passNumber(m_at, m_end))
        return fail();
    token = std::string_view(begin, static_cast<std::size_t>(m_at - begin));
    return true;
}

bool JsonCursor::skipValue()
{
    skipSpace();
    if (m_at == m_end)
        return fail();
    const bool container = *m_at == '{' || *m_at == '[';
    return (container ? passContainer(m_at, m_end) : passScalar(m_at, m_end)) || fail();
}

bool JsonCursor::readRaw(std::string_view &token)
{
    skipSpace();
    const char *const begin = m_at;
    if (!skipValue())
        return false;
    token = std::string_view(begin, static_cast<std::size_t>(m_at - begin));
    return true;
}

bool JsonCursor::atEnd()
{
    skipSpace();
    return m_at == m_end || fail();
}

} // namespace relevo
