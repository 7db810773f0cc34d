#include "tests/support/reply.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relevo::test {

namespace {

/// The members of data that the contract's table of errors promises always.
QString dataFault(int code, const JsonTextValue &data)
{
    if (code == -32602 && !(data[u"param"].isString() && data[u"expected"].isString()))
        return u"-32602 without param and expected"_s;
    if (code == -32004 && !data[u"limit"].isNumber())
        return u"-32004 without limit"_s;
    if (code == -32000 && !data[u"retryAfterMs"].isNumber())
        return u"-32000 without retryAfterMs"_s;
    if (code == -32603)
        return u"a fault of the server's own"_s;
    return {};
}

QString errorFault(const JsonTextValue &error)
{
    const JsonTextValue &code = error[u"code"];
    if (!error.isObject() || !code.isNumber() || !error[u"message"].isString())
        return u"error without code and message"_s;
    bool whole = false;
    const int number = code.token().toInt(&whole);
    if (!whole)
        return u"code is no integer"_s;
    if (error.members().size() != 2 + (error.has(u"data") ? 1 : 0))
        return u"unknown members in error"_s;
    return dataFault(number, error[u"data"]);
}

QString oldFormFault(const JsonTextValue &reply)
{
    if (reply.members().size() != 3 || !reply.has(u"result") || !reply.has(u"error"))
        return u"a JSON-RPC 1.0 reply has exactly result, error and id"_s;
    const bool failed = reply[u"error"].kind() != JsonTextValue::Kind::Null;
    const bool hasResult = reply[u"result"].kind() != JsonTextValue::Kind::Null;
    if (failed == hasResult)
        return u"result and error, or neither"_s;
    return failed && !reply[u"error"].isString() ? u"the error is no string"_s : QString();
}

QString replyFault(const JsonTextValue &reply)
{
    using Kind = JsonTextValue::Kind;
    if (!reply.isObject() || !reply.has(u"id"))
        return u"no object with an id"_s;
    const Kind id = reply[u"id"].kind();
    if (id != Kind::Null && id != Kind::Number && id != Kind::String)
        return u"an id of the wrong kind"_s;
    if (!reply.has(u"jsonrpc"))
        return oldFormFault(reply);
    if (reply[u"jsonrpc"].token() != "\"2.0\"")
        return u"jsonrpc is not 2.0"_s;
    if (reply.members().size() != 3 || reply.has(u"result") == reply.has(u"error"))
        return u"neither or both of result and error, or other members"_s;
    return reply.has(u"error") ? errorFault(reply[u"error"]) : QString();
}

QByteArray errorSummary(const JsonTextValue &error)
{
    QByteArray text = '!' + error[u"code"].token();
    for (const auto *name : {u"param", u"limit", u"suggestion"}) {
        if (error[u"data"].has(name)) {
            const JsonTextValue &value = error[u"data"][name];
            text += '(' + (value.isString() ? value.string().toUtf8() : value.token()) + ')';
        }
    }
    return text;
}

QByteArray oldFormSummary(const JsonTextValue &reply)
{
    const QString error = reply[u"error"].string();
    const QByteArray what = error.isEmpty() ? reply[u"result"].canonical() : '!' + error.section(u':', 0, 0).toUtf8();
    return "v1:" + reply[u"id"].token() + ' ' + what;
}

bool matches(const QByteArray &expected, const QByteArray &actual)
{
    if (expected.startsWith("* "))
        return actual.mid(actual.indexOf(' ')) == expected.mid(1);
    return expected == actual;
}

} // namespace

QString faultOf(const QByteArray &line)
{
    const auto reply = JsonTextValue::parse(line);
    if (!reply)
        return u"no JSON: "_s + QString::fromUtf8(line.left(200));
    if (!isCompact(line))
        return u"not compact: "_s + QString::fromUtf8(line.left(200));
    QString fault;
    if (reply->isArray()) {
        if (reply->items().isEmpty())
            fault = u"an empty batch of replies"_s;
        for (const JsonTextValue &member : reply->items())
            fault += replyFault(member);
    } else {
        fault = replyFault(*reply);
    }
    return fault.isEmpty() ? QString() : fault + u": "_s + QString::fromUtf8(line.left(400));
}

QByteArray summaryOf(const JsonTextValue &reply)
{
    if (!reply.has(u"jsonrpc"))
        return oldFormSummary(reply);
    const QByteArray what = reply.has(u"error") ? errorSummary(reply[u"error"]) : reply[u"result"].canonical();
    return reply[u"id"].token() + ' ' + what;
}

QByteArray summaryOf(const QByteArray &line)
{
    const auto reply = JsonTextValue::parse(line);
    if (!reply)
        return "no JSON: " + line.left(200);
    if (!reply->isArray())
        return summaryOf(*reply);
    QByteArrayList parts;
    for (const JsonTextValue &member : reply->items())
        parts.append(summaryOf(member));
    std::sort(parts.begin(), parts.end());
    return '[' + parts.join(" ; ") + ']';
}

QString differenceOf(const QByteArrayList &lines, const QByteArrayList &expected)
{
    QByteArrayList left;
    for (const QByteArray &line : lines) {
        if (const QString fault = faultOf(line); !fault.isEmpty())
            return fault;
        left.append(summaryOf(line));
    }
    QByteArrayList missing;
    for (const QByteArray &one : expected) {
        const auto at =
            std::find_if(left.begin(), left.end(), [&](const auto &actual) { return matches(one, actual); });
        if (at == left.end())
            missing.append(one);
        else
            left.erase(at);
    }
    if (missing.isEmpty() && left.isEmpty())
        return {};
    return u"missing: %1\n   unexpected: %2"_s.arg(QString::fromUtf8(missing.join(" | ").left(1000)),
                                                   QString::fromUtf8(left.join(" | ").left(1000)));
}

QByteArray request(const QByteArray &id, const QByteArray &method, const QByteArray &params)
{
    QByteArray text = "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + '"';
    if (!params.isEmpty())
        text += ",\"params\":" + params;
    if (!id.isEmpty())
        text += ",\"id\":" + id;
    return text + '}';
}

QByteArray goodRequest(const QByteArray &id)
{
    return request(id, "text.reverse", R"({"text":"ab"})");
}

QByteArray goodSummary(const QByteArray &id)
{
    return id + R"( {"text":"ba"})";
}

QByteArray slowRequest(const QByteArray &id, qsizetype bytes)
{
    const QByteArray words = "e\u0301u 漢字 año, ";
    return request(id, "text.count", "[\"" + words.repeated(bytes / words.size()) + "\"]");
}

} // namespace relevo::test
