// A forward cursor over one JSON text (RFC 8259) that validates what it passes and hands out tokens as they stand.
//
// Why our own: replies carry `id` back as the very token that was sent, numbers are exact decimals of any length, and
// an unpaired surrogate escape is legal in some places and not in others; the DOM and On-Demand parsers of simdjson 3.0
// refuse or skip those (docs/decisions.md). Here every byte that is passed has been checked, and nothing is converted.
//
// The text must outlive the cursor and every token. No exception, no recursion deeper than the caller's; an allocation
// only where skipValue() meets nesting deeper than 128.
// UTF-8 is NOT checked here (isValidUtf8 in json_text.h): strings are looked at for quotes, escapes and control
// characters only.
#pragma once

#include <cstddef>
#include <string_view>

namespace relevo {

enum class JsonKind : unsigned char { Null, False, True, Number, String, Array, Object, Invalid };

struct JsonString
{
    std::string_view raw; ///< between the quotes, escapes as they stand
    bool escaped = false; ///< holds at least one backslash
};

/// After any call that returned false, `failed()` is true and `offset()` is where the text stopped being JSON (but for
/// nextMember() and nextElement(), which return false at the container's end as well). After a fault nothing else of
/// the cursor means anything.
class JsonCursor
{
public:
    explicit JsonCursor(std::string_view text)
        : m_begin(text.data())
        , m_at(text.data())
        , m_end(text.data() + text.size())
    {}

    /// The kind of the value that comes next (white space skipped, nothing consumed); Invalid at anything else.
    JsonKind peek();

    // Containers. `enterX` passes the opening bracket; false if none stands there. Then loop:
    //   while (cursor.nextMember(key)) { …consume the value… }      while (cursor.nextElement()) { …consume… }
    // which pass commas, colons and, returning false, the closing bracket. Distinguish the end from a fault by
    // failed().
    bool enterObject();
    bool enterArray();
    bool nextMember(JsonString &key);
    bool nextElement();

    bool readString(JsonString &out);
    bool readNumber(std::string_view &token);
    /// Passes a whole value of any kind, checking all of it, without recursion. False where it is no JSON.
    bool skipValue();
    /// As skipValue(), and tells the value's bytes without the white space around it.
    bool readRaw(std::string_view &token);
    /// Only white space is left.
    bool atEnd();

    bool failed() const { return m_failed; }
    std::size_t offset() const { return static_cast<std::size_t>(m_at - m_begin); }
    const char *position() const { return m_at; }
    /// Goes on at `at` (inside the text): for a caller that has passed, and checked, a stretch by itself. That stretch
    /// ends behind a value or behind a container's closing bracket.
    void moveTo(const char *at)
    {
        m_at = at;
        m_first = false;
    }
    const char *end() const { return m_end; }
    bool fail()
    {
        m_failed = true;
        return false;
    }

private:
    void skipSpace()
    {
        // Compact texts have none: the common case costs no call.
        if (m_at != m_end && static_cast<unsigned char>(*m_at) <= ' ')
            passSpace();
    }
    void passSpace();
    bool enter(char bracket);
    bool next(char closing);

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    bool m_failed = false;
    bool m_first = false; ///< just entered a container: no comma is due
};

} // namespace relevo
