#include "common/client/models/json_preview.h"

#include "common/protocol/json_text.h"

#include <string>

namespace relevo {

namespace {

constexpr std::size_t bytesLookedAt = 600;
constexpr int deepest = 4;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string_view beginningOf(std::string_view text)
{
    if (text.size() <= bytesLookedAt)
        return text;
    std::size_t size = bytesLookedAt;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) // no part of a character
        --size;
    return text.substr(0, size);
}

bool isUnicodeEscape(std::string_view text)
{
    if (text.size() < 6 || !text.starts_with("\\u"))
        return false;
    return text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool isHighSurrogate(std::string_view escape)
{
    return (escape[2] == 'd' || escape[2] == 'D') &&
           std::string_view("89abAB").find(escape[3]) != std::string_view::npos;
}

// The length of the escape that `text` begins with, of both where it is one of a pair; 0 if it is none, or not whole.
std::size_t escapeLength(std::string_view text)
{
    if (text.size() >= 2 && std::string_view("\"\\/bfnrt").find(text[1]) != std::string_view::npos)
        return 2;
    if (!isUnicodeEscape(text))
        return 0;
    if (!isHighSurrogate(text))
        return 6;
    return isUnicodeEscape(text.substr(6)) ? 12 : 0;
}

// A string's raw text up to where it is torn, or no JSON.
std::string_view wholeEscapes(std::string_view raw)
{
    std::size_t at = 0;
    while (at < raw.size()) {
        const std::size_t length = raw[at] == '\\' ? escapeLength(raw.substr(at)) : 1;
        if (length == 0)
            break;
        at += length;
    }
    return raw.substr(0, at);
}

// Reads JSON that may end anywhere: what is there by then counts.
class PreviewReader
{
public:
    explicit PreviewReader(std::string_view json)
        : m_json(beginningOf(json))
        , m_cut(m_json.size() < json.size())
    {}

    std::string read()
    {
        std::string text;
        switch (peek()) {
        case '{':
            object(text);
            break;
        case '[':
            elements(text, 1);
            break;
        default:
            value(text, 1);
        }
        return m_cut ? text + "…" : text;
    }

private:
    char peek()
    {
        while (m_at < m_json.size() && isSpace(m_json[m_at]))
            ++m_at;
        return m_at < m_json.size() ? m_json[m_at] : '\0';
    }

    bool pass(char wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }

    // The outermost one: a single member goes without its name, and an array in it without its brackets.
    void object(std::string &out)
    {
        std::string named;
        std::string text;
        pass('{');
        int count = 0;
        for (bool more = peek() == '"'; more; ++count) {
            named += count > 0 ? ", " : "";
            string(named);
            named += ": ";
            pass(':');
            text.clear();
            if (peek() == '[') {
                const bool closed = elements(text, 1);
                named += '[';
                named += text;
                named += closed ? "]" : "";
            } else {
                value(text, 1);
                named += text;
            }
            more = pass(',') && peek() == '"';
        }
        out = count == 1 ? text : named;
    }

    // Without the brackets. False where it was cut.
    bool elements(std::string &out, int depth)
    {
        pass('[');
        for (bool more = peek() != ']' && peek() != '\0'; more;) {
            value(out, depth + 1);
            more = pass(',') && peek() != '\0';
            out += more ? ", " : "";
        }
        return pass(']');
    }

    void members(std::string &out, int depth)
    {
        out += '{';
        pass('{');
        for (bool more = peek() == '"'; more;) {
            string(out);
            out += ": ";
            pass(':');
            value(out, depth + 1);
            more = pass(',') && peek() != '\0';
            out += more ? ", " : "";
        }
        if (pass('}'))
            out += '}';
    }

    void value(std::string &out, int depth)
    {
        if (depth > deepest) { // enough for one line
            m_cut = true;
            m_at = m_json.size();
        }
        switch (peek()) {
        case '"':
            return string(out);
        case '{':
            return members(out, depth);
        case '[':
            out += '[';
            out += elements(out, depth) ? "]" : "";
            return;
        default:
            while (m_at < m_json.size() && !isSpace(m_json[m_at]) &&
                   std::string_view(",]}").find(m_json[m_at]) == std::string_view::npos)
                out += m_json[m_at++];
        }
    }

    void string(std::string &out)
    {
        const std::size_t begin = ++m_at;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2U : 1U;
        const bool ends = m_at < m_json.size();
        m_at = std::min(m_at, m_json.size());
        const JsonString string{.raw = wholeEscapes(m_json.substr(begin, m_at - begin)), .escaped = true};
        m_at += ends ? 1U : 0U;
        const std::size_t before = out.size();
        if (!appendUnescaped(string, out)) {
            out.resize(before);
            out += string.raw;
        }
    }

    std::string_view m_json;
    std::size_t m_at = 0;
    bool m_cut = false;
};

} // namespace

QString jsonPreview(std::string_view json)
{
    return textPreview(QString::fromStdString(PreviewReader(json).read()));
}

QString textPreview(QString text)
{
    const bool cut = text.size() > 4 * longestPreview;
    text.truncate(4 * longestPreview);
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    text = std::move(text).simplified();
    if (text.size() <= longestPreview && !cut)
        return text;
    qsizetype size = std::min(text.size(), longestPreview - 1);
    if (size > 0 && text.at(size - 1).isHighSurrogate())
        --size;
    text.truncate(size);
    return text.endsWith(u'…') ? text : text + u'…';
}

} // namespace relevo
