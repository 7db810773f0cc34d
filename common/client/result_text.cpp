#include "common/client/result_text.h"

#include "common/client/byte_view.h"
#include "common/client/task_record.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <QCoreApplication>

namespace relevo {

namespace {

struct ResultTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::ResultText)
};

// Which limit it was.
QString limitTextOf(const CallError &error, LimitText limitText)
{
    const QString name = dataOf(error, "name");
    const QString limit = dataOf(error, "limit");
    const QString actual = dataOf(error, "actual");
    QString text;
    if (!limit.isEmpty())
        text += u' ' + ResultTexts::tr("The server's limit (%1) is %2.").arg(name, limitText(name, limit.toDouble()));
    if (!actual.isEmpty())
        text += u' ' + ResultTexts::tr("It measures %1.").arg(limitText(name, actual.toDouble()));
    return text;
}

} // namespace

bool isTextResult(const TaskDescription &task)
{
    return task.result.size() == 1 && task.result.front().kind == ResultMember::Kind::Text;
}

std::string_view memberOf(std::string_view object, std::string_view name)
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

QString dataOf(const CallError &error, std::string_view name)
{
    std::string text;
    appendScalar(text, memberOf(viewOf(error.data), name));
    return QString::fromStdString(text);
}

LimitUnit limitUnitOf(const QString &name)
{
    for (const LimitInfo &info : limitTable) {
        if (name == QLatin1StringView(info.name.data(), static_cast<qsizetype>(info.name.size())))
            return info.unit;
    }
    return LimitUnit::Count;
}

QString describeError(const CallError &error, LimitText limitText)
{
    QString text = error.localMessage();
    if (error.end != CallEnd::ServerError)
        return text;
    const auto add = [&](const char *name, const QString &format) {
        const QString value = dataOf(error, name);
        if (!value.isEmpty())
            text += u' ' + format.arg(value);
    };
    text += QStringLiteral(" (%1).").arg(error.code);
    add("param", ResultTexts::tr("Parameter: %1."));
    add("expected", ResultTexts::tr("Expected: %1."));
    add("suggestion", ResultTexts::tr("Did you mean “%1”?"));
    if (error.is(ErrorCode::TooLarge))
        text += limitTextOf(error, limitText);
    if (const std::optional<client::TaskState> state = client::taskStateOf(dataOf(error, "state").toStdString());
        state && error.is(ErrorCode::WrongState))
        text += u' ' + ResultTexts::tr("The task is %1.").arg(client::stateText(*state));
    add("incident", ResultTexts::tr("The server's log tells more under %1."));
    return text;
}

} // namespace relevo
