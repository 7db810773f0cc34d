#include "console-client/result_text.h"

#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"
#include "console-client/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace relevo::console {

namespace {

struct ResultTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ResultText)
};

// The help up to its first semicolon: behind that stand explanations.
std::string label(const ResultMember &member, const Language &language)
{
    const QString text = language.of(member.help).section(u';', 0, 0);
    return text.isEmpty() ? member.name : text.toStdString();
}

void appendValue(std::string &out, std::string_view token)
{
    if (token.empty() || token == "null")
        out += ResultTexts::tr("none").toStdString();
    else
        appendScalar(out, token);
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

// What servers write in place of a code's own message, in the user's language.
QString knownText(const QString &message)
{
    static constexpr std::array known{
        QT_TRANSLATE_NOOP("relevo::console::ResultText", "No such task"),
        QT_TRANSLATE_NOOP("relevo::console::ResultText", "No such blob"),
        QT_TRANSLATE_NOOP("relevo::console::ResultText", "The storage is out of reach"),
        QT_TRANSLATE_NOOP("relevo::console::ResultText", "Too many tasks are queued"),
    };
    const auto found = std::ranges::find(known, message, [](const char *text) { return QLatin1StringView(text); });
    return found == known.end() ? message : ResultTexts::tr(*found);
}

} // namespace

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
        appendValue(out, memberOf(result, one.name));
        out += '\n';
    }
}

void appendResultLine(std::string &out, const TaskDescription &task, const Language &language, std::string_view result)
{
    if (isTextResult(task)) {
        appendScalar(out, memberOf(result, task.result.front().name));
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
        appendValue(out, memberOf(result, one.name));
    }
}

QString errorText(const CallError &error)
{
    CallError told = error;
    told.message = knownText(error.message);
    QString text = describeError(told, limitText);
    if (error.is(ErrorCode::TooLarge) && dataOf(error, "name") == QLatin1StringView("maxMessage"))
        text +=
            u' ' + ResultTexts::tr("Send it in parts (--lines makes a task of each line), or start the server with a "
                                   "larger --max-message.");
    return text;
}

} // namespace relevo::console
