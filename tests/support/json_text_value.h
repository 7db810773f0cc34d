// A strict JSON reader of the tests' own: it keeps every token as it stands, which QJsonDocument does not, and knows
// nothing of the code under test.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace relevo::test {

class JsonTextValue
{
public:
    enum class Kind { Null, Boolean, Number, String, Array, Object };

    /// Nothing if `text` is not exactly one JSON value (RFC 8259), or names a member twice.
    static std::optional<JsonTextValue> parse(QByteArrayView text);

    Kind kind() const { return m_kind; }
    bool isObject() const { return m_kind == Kind::Object; }
    bool isArray() const { return m_kind == Kind::Array; }
    bool isString() const { return m_kind == Kind::String; }
    bool isNumber() const { return m_kind == Kind::Number; }

    const QByteArray &token() const { return m_token; } ///< a scalar as it stands, quotes included
    const QString &string() const { return m_string; }  ///< of a String, escapes undone, lone surrogates kept
    double number() const { return m_token.toDouble(); }
    // Of a temporary by value: `for (… : reply()[u"a"].items())` would otherwise go over what is gone.
    const QList<JsonTextValue> &items() const & { return m_items; }
    QList<JsonTextValue> items() && { return m_items; }
    const QList<std::pair<QString, JsonTextValue>> &members() const & { return m_members; }
    QList<std::pair<QString, JsonTextValue>> members() && { return m_members; }

    /// The member of that name; a Null value if there is none.
    const JsonTextValue &operator[](QStringView name) const &;
    JsonTextValue operator[](QStringView name) && { return std::as_const(*this)[name]; }
    bool has(QStringView name) const;
    /// Compact, members sorted by name, number tokens kept, strings with the fewest escapes.
    QByteArray canonical() const;

private:
    class Reader;

    Kind m_kind = Kind::Null;
    QByteArray m_token;
    QString m_string;
    QList<JsonTextValue> m_items;
    QList<std::pair<QString, JsonTextValue>> m_members;
};

/// `text` as a JSON string with its quotes.
QByteArray quoted(QStringView text);

/// No white space outside strings?
bool isCompact(QByteArrayView json);

} // namespace relevo::test
