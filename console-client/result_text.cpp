#include "console-client/result_text.h"

#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"
#include "console-client/units.h"

#include <QCoreApplication>

#include <utility>

namespace relevo::console {

namespace {

struct Translated
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ResultText)
};

// A scalar as people read it: a string without its quotes, anything else as it stands.
void appendScalar(std::string &out, std::string_view token)
{
    JsonCursor cursor(token);
    JsonString string;
    const std::size_t before = out.size();
    if (cursor.peek() != JsonKind::String || !cursor.readString(string)) {
        out += token;
    } else if (!appendUnescaped(string, out)) {
        out.resize(before);
        out += token;
    }
}

std::string_view member(std::string_view object, std::string_view name)
{
    JsonCursor cursor(object);
    JsonString key;
    std::string_view value;
    if (!cursor.enterObject())
        return {};
    while (cursor.nextMember(key) && cursor.readRaw(value)) {
        if (equals(key, name))
            return value;
    }
    return {};
}

// The help up to its first semicolon: behind that stand explanations.
std::string label(const ResultMember &member, const Language &language)
{
    const QString text = language.of(member.help).section(u';', 0, 0);
    return text.isEmpty() ? member.name : text.toStdString();
}

void appendValue(std::string &out, std::string_view token)
{
    if (token.empty() || token == "null")
        out += Translated::tr("none").toStdString();
    else
        appendScalar(out, token);
}

std::string scalarOf(const QByteArray &data, std::string_view name)
{
    std::string text;
    appendScalar(text, member({data.constData(), static_cast<std::size_t>(data.size())}, name));
    return text;
}

// Which limit it was, and what may be done.
QString limitAdvice(const CallError &error)
{
    const QString name = QString::fromStdString(scalarOf(error.data, "name"));
    const std::string limit = scalarOf(error.data, "limit");
    const std::string actual = scalarOf(error.data, "actual");
    const auto quantity = [&name](const std::string &digits) {
        return limitText(name, QString::fromStdString(digits).toDouble());
    };
    QString text;
    if (!limit.empty())
        text += u' ' + Translated::tr("The server's limit (%1) is %2.").arg(name, quantity(limit));
    if (!actual.empty())
        text += u' ' + Translated::tr("It measures %1.").arg(quantity(actual));
    if (name == QLatin1StringView("maxMessage"))
        text +=
            u' ' + Translated::tr("Send it in parts (--lines makes a task of each line), or start the server with a "
                                  "larger --max-message.");
    return text;
}

void appendNode(std::string &out, const std::string &name, std::string_view json)
{
    JsonCursor cursor(json);
    JsonString key;
    std::string_view value;
    std::string child;
    if (cursor.peek() == JsonKind::Object) {
        cursor.enterObject();
        while (cursor.nextMember(key) && cursor.readRaw(value)) {
            child = name.empty() ? std::string() : name + '.';
            if (!appendUnescaped(key, child))
                child += key.raw;
            appendNode(out, child, value);
        }
        return;
    }
    out += name.empty() ? std::string() : name + ": ";
    if (cursor.peek() == JsonKind::Array) {
        cursor.enterArray();
        for (bool first = true; cursor.nextElement() && cursor.readRaw(value); first = false) {
            out += first ? "" : ", ";
            appendScalar(out, value);
        }
    } else {
        appendScalar(out, json);
    }
    out += '\n';
}

} // namespace

bool isTextResult(const TaskDescription &task)
{
    return task.result.size() == 1 && task.result.front().kind == ResultMember::Kind::Text;
}

void appendResult(std::string &out, const TaskDescription &task, const Language &language, std::string_view result)
{
    if (task.result.empty()) {
        appendNode(out, {}, result);
        return;
    }
    if (isTextResult(task)) {
        appendResultLine(out, task, language, result);
        out += '\n';
        return;
    }
    for (const ResultMember &one : task.result) {
        out += label(one, language) + ": ";
        appendValue(out, member(result, one.name));
        out += '\n';
    }
}

void appendResultLine(std::string &out, const TaskDescription &task, const Language &language, std::string_view result)
{
    if (isTextResult(task)) {
        appendScalar(out, member(result, task.result.front().name));
        return;
    }
    if (task.result.empty()) {
        out += result;
        return;
    }
    bool first = true;
    for (const ResultMember &one : task.result) {
        out += std::exchange(first, false) ? "" : "\t";
        out += label(one, language) + ": ";
        appendValue(out, member(result, one.name));
    }
}

QString errorText(const CallError &error)
{
    QString text = error.localMessage();
    if (error.end != CallEnd::ServerError)
        return text;
    const auto add = [&](const char *name, const QString &format) {
        const std::string value = scalarOf(error.data, name);
        if (!value.empty())
            text += u' ' + format.arg(QString::fromStdString(value));
    };
    text += QStringLiteral(" (%1).").arg(error.code);
    add("param", Translated::tr("Parameter: %1."));
    add("expected", Translated::tr("Expected: %1."));
    add("suggestion", Translated::tr("Did you mean “%1”?"));
    if (error.is(ErrorCode::TooLarge))
        text += limitAdvice(error);
    add("incident", Translated::tr("The server's log tells more under %1."));
    return text;
}

} // namespace relevo::console
