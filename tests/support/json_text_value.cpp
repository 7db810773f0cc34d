#include "tests/support/json_text_value.h"

#include <QStringDecoder>

#include <algorithm>
#include <cctype>

namespace relevo::test {

class JsonTextValue::Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {}

    bool document(JsonTextValue &out)
    {
        const bool good = value(out);
        skipSpace();
        return good && m_at == m_text.size();
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char expected)
    {
        const bool there = m_at < m_text.size() && m_text[m_at] == expected;
        m_at += there ? 1 : 0;
        return there;
    }
    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    bool value(JsonTextValue &out)
    {
        skipSpace();
        const qsizetype begin = m_at;
        bool good = false;
        switch (peek()) {
        case '{':
            return object(out);
        case '[':
            return array(out);
        case '"':
            out.m_kind = Kind::String;
            good = string(out.m_string);
            break;
        case 't':
        case 'f':
            out.m_kind = Kind::Boolean;
            good = word("true") || word("false");
            break;
        case 'n':
            good = word("null");
            break;
        default:
            out.m_kind = Kind::Number;
            good = number();
        }
        out.m_token = m_text.sliced(begin, m_at - begin).toByteArray();
        return good;
    }

    bool object(JsonTextValue &out)
    {
        out.m_kind = Kind::Object;
        ++m_at;
        skipSpace();
        if (take('}'))
            return true;
        do {
            std::pair<QString, JsonTextValue> member;
            skipSpace();
            if (peek() != '"' || !string(member.first) || out.has(member.first))
                return false;
            skipSpace();
            if (!take(':') || !value(member.second))
                return false;
            out.m_members.append(std::move(member));
            skipSpace();
        } while (take(','));
        return take('}');
    }

    bool array(JsonTextValue &out)
    {
        out.m_kind = Kind::Array;
        ++m_at;
        skipSpace();
        if (take(']'))
            return true;
        do {
            JsonTextValue item;
            if (!value(item))
                return false;
            out.m_items.append(std::move(item));
            skipSpace();
        } while (take(','));
        return take(']');
    }

    bool word(QByteArrayView expected)
    {
        if (!m_text.sliced(m_at).startsWith(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    bool digits()
    {
        const qsizetype begin = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > begin;
    }

    bool number()
    {
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            return digits();
        }
        return true;
    }

    bool string(QString &out)
    {
        QByteArray plain;
        for (++m_at; m_at < m_text.size();) {
            const char byte = m_text[m_at++];
            if (byte == '"') {
                return decode(plain, out);
            }
            if (static_cast<unsigned char>(byte) < 0x20)
                return false;
            if (byte != '\\') {
                plain += byte;
                continue;
            }
            if (!decode(plain, out) || !escape(out))
                return false;
            plain.clear();
        }
        return false;
    }

    /// As QString::fromUtf8(), but it keeps a byte order mark and tells of faults.
    static bool decode(const QByteArray &utf8, QString &out)
    {
        QStringDecoder decoder(QStringDecoder::Utf8,
                               QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
        out += decoder(utf8);
        return !decoder.hasError();
    }

    bool escape(QString &out)
    {
        static constexpr QByteArrayView names = "\"\\/bfnrt";
        static constexpr QByteArrayView meanings = "\"\\/\b\f\n\r\t";
        const char name = peek();
        ++m_at;
        if (name == 'u') {
            QByteArray digits;
            while (digits.size() < 4 && m_at < m_text.size() && std::isxdigit(static_cast<unsigned char>(peek())) != 0)
                digits += m_text[m_at++];
            out += QChar(digits.toUShort(nullptr, 16));
            return digits.size() == 4;
        }
        const qsizetype at = names.indexOf(name);
        if (at >= 0)
            out += QLatin1Char(meanings[at]);
        return at >= 0;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

std::optional<JsonTextValue> JsonTextValue::parse(QByteArrayView text)
{
    JsonTextValue value;
    if (!Reader(text).document(value))
        return {};
    return value;
}

const JsonTextValue &JsonTextValue::operator[](QStringView name) const &
{
    static const JsonTextValue none;
    for (const auto &member : m_members) {
        if (member.first == name)
            return member.second;
    }
    return none;
}

bool JsonTextValue::has(QStringView name) const
{
    return std::any_of(m_members.begin(), m_members.end(), [&](const auto &member) { return member.first == name; });
}

QByteArray JsonTextValue::canonical() const
{
    QList<QByteArray> parts;
    switch (m_kind) {
    case Kind::String:
        return quoted(m_string);
    case Kind::Array:
        for (const JsonTextValue &item : m_items)
            parts.append(item.canonical());
        return '[' + parts.join(',') + ']';
    case Kind::Object:
        for (const auto &[name, value] : m_members)
            parts.append(quoted(name) + ':' + value.canonical());
        std::sort(parts.begin(), parts.end());
        return '{' + parts.join(',') + '}';
    default:
        return m_token;
    }
}

QByteArray quoted(QStringView text)
{
    QByteArray out = "\"";
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (c == u'"' || c == u'\\')
            out += QByteArray("\\") + c.toLatin1();
        else if (c < u' ' || (c.isSurrogate() && !pair))
            out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        else if (pair)
            out += text.sliced(i++, 2).toUtf8();
        else
            out += text.sliced(i, 1).toUtf8();
    }
    return out + '"';
}

bool isCompact(QByteArrayView json)
{
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (json[i] == '"')
            inString = !inString;
        else if (inString && json[i] == '\\')
            ++i;
        else if (!inString && QByteArrayView(" \t\r\n").contains(json[i]))
            return false;
    }
    return true;
}

} // namespace relevo::test
