#include "common/client/models/error_detail.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/models/quantity_text.h"
#include "common/client/result_text.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>

namespace relevo {

namespace {

struct ErrorDetailTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::ErrorDetail)
};

/// The members of the error's data: strings as what they stand for, the rest as it stands.
using Members = std::map<std::string, std::string>;

std::string textOf(std::string_view json)
{
    std::string text;
    appendScalar(text, json);
    return text;
}

Members membersOf(std::string_view data)
{
    Members members;
    JsonCursor cursor(data);
    JsonString key;
    std::string_view json;
    if (!cursor.enterObject())
        return members;
    while (cursor.nextMember(key) && cursor.readRaw(json)) {
        std::string name;
        if (json != "null" && appendUnescaped(key, name))
            members[name] = textOf(json);
    }
    return members;
}

QString take(Members &members, const std::string &name)
{
    const auto node = members.extract(name);
    return node.empty() ? QString() : QString::fromStdString(node.mapped());
}

QString paramLabel(const QString &name, const TaskDescription *task, const Language &language)
{
    for (std::size_t i = 0; task && i < task->params.size(); ++i) {
        QString label = language.of(task->params[i].label);
        if (QString::fromStdString(task->params[i].name) == name && !label.isEmpty())
            return label;
    }
    return name;
}

QString limitValue(const QString &name, const QString &digits)
{
    bool isNumber = false;
    const double value = digits.toDouble(&isNumber);
    return isNumber ? limitText(name, value) : digits;
}

void addParam(QStringList &sentences, Members &members, const TaskDescription *task, const Language &language)
{
    const QString param = take(members, "param");
    const QString expected = take(members, "expected");
    const QString label = paramLabel(param, task, language);
    if (!param.isEmpty() && !expected.isEmpty())
        sentences +=
            ErrorDetailTexts::tr("%1: expected %2.", "%1: a parameter, %2: in the server's words").arg(label, expected);
    else if (!param.isEmpty())
        sentences += ErrorDetailTexts::tr("It is about %1.", "%1: a parameter").arg(label);
    else if (!expected.isEmpty())
        sentences += ErrorDetailTexts::tr("Expected: %1.", "%1: in the server's words").arg(expected);
}

void addLimit(QStringList &sentences, Members &members)
{
    const QString name = members.contains("limit") ? take(members, "name") : QString();
    const QString limit = take(members, "limit");
    const QString actual = take(members, "actual");
    if (!limit.isEmpty())
        sentences += name.isEmpty()
                         ? ErrorDetailTexts::tr("The server's limit is %1.").arg(limitValue(name, limit))
                         : ErrorDetailTexts::tr("The server's limit (%1) is %2.").arg(name, limitValue(name, limit));
    if (!actual.isEmpty())
        sentences += ErrorDetailTexts::tr("It measures %1.").arg(limitValue(name, actual));
}

void addRest(QStringList &sentences, const Members &members)
{
    for (const auto &[name, value] : members)
        sentences += ErrorDetailTexts::tr("%1: %2.", "anything else that a server says: its name, its value")
                         .arg(QString::fromStdString(name), QString::fromStdString(value));
}

} // namespace

QString errorDetailText(const CallError &error, const TaskDescription *task, const Language &language)
{
    const std::string_view data = viewOf(error.data);
    if (JsonCursor(data).peek() != JsonKind::Object)
        return data == "null" ? QString() : QString::fromStdString(textOf(data));
    Members members = membersOf(data);
    QStringList sentences;
    addParam(sentences, members, task, language);
    if (const QString near = take(members, "suggestion"); !near.isEmpty())
        sentences += ErrorDetailTexts::tr("Did you mean “%1”?").arg(near);
    addLimit(sentences, members);
    if (const QString offset = take(members, "offset"); !offset.isEmpty())
        sentences += ErrorDetailTexts::tr("At the byte at offset %1.").arg(limitValue({}, offset));
    if (const QString wait = take(members, "retryAfterMs"); !wait.isEmpty())
        sentences += ErrorDetailTexts::tr("Try again in %1.", "%1: “1.5 s”").arg(waitText(wait.toDouble()));
    if (const QString incident = take(members, "incident"); !incident.isEmpty())
        sentences += ErrorDetailTexts::tr("The server's log tells more under %1.").arg(incident);
    addRest(sentences, members);
    return sentences.join(u' ');
}

} // namespace relevo
