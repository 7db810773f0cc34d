#include "console-client/audit_command.h"

#include "common/client/task_record.h"
#include "common/protocol/json_text.h"
#include "console-client/exit_codes.h"
#include "console-client/option_values.h"
#include "console-client/units.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace relevo::console {

namespace {

using namespace Qt::StringLiterals;

struct AuditCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::AuditCommand)
};

QString row(const QString &label, const QJsonValue &count)
{
    constexpr int labelWidth = 18;
    constexpr int numberWidth = 14;
    return label.leftJustified(labelWidth) + numberText(count.toDouble()).rightJustified(numberWidth) + u'\n';
}

// Of many tasks: languages in which that shows have words of their own for it.
QString stateLabel(client::TaskState state)
{
    switch (state) {
    case client::TaskState::Queued:
        return AuditCommandTexts::tr("queued");
    case client::TaskState::Running:
        return AuditCommandTexts::tr("running");
    case client::TaskState::Succeeded:
        return AuditCommandTexts::tr("succeeded");
    case client::TaskState::Failed:
        return AuditCommandTexts::tr("failed");
    case client::TaskState::Cancelled:
        return AuditCommandTexts::tr("cancelled");
    }
    return {};
}

QString auditText(const QJsonObject &audit)
{
    QString text = row(AuditCommandTexts::tr("accepted"), audit["accepted"_L1]);
    for (const std::string_view state : client::taskStateNames)
        text += row(u"  "_s + stateLabel(client::taskStateOf(state).value_or(client::TaskState::Queued)),
                    audit[fromBytes(state)]);
    return text;
}

// Each is a task that contradicts itself, or a sum that does not come out: as text, or as an object that says why.
QString wrongText(const QJsonValue &wrong)
{
    if (!wrong.isObject())
        return wrong.toVariant().toString();
    QStringList parts;
    const QJsonObject members = wrong.toObject();
    for (auto member = members.begin(); member != members.end(); ++member)
        parts += member.key() + u' ' + member.value().toVariant().toString();
    return parts.join(u", "_s);
}

} // namespace

int runAudit(Console &console)
{
    if (!console.arguments.positional().empty())
        return console.wrongUse(AuditCommandTexts::tr("The command %1 takes no words.").arg(u"audit"_s), "audit");
    if (!console.session.connect())
        return console.noConnection();
    const Reply reply = console.session.repeat(u"system.audit"_s);
    if (!reply.isOk())
        return console.failed(reply.error());
    const QJsonObject audit = reply.result().toObject();
    const QJsonArray wrong = audit["wrong"_L1].toArray();
    const bool addsUp = audit["addsUp"_L1].toBool() && wrong.isEmpty();
    if (console.json)
        console.output.line(reply.rawResult().toStdString());
    else
        console.output.write(auditText(audit));
    if (addsUp && !console.json)
        console.output.line(AuditCommandTexts::tr("It adds up: every task that was accepted is there or was pruned."));
    console.output.flush();
    if (addsUp)
        return Done;
    console.output.complain(AuditCommandTexts::tr("It does not add up."));
    for (const auto &one : wrong)
        Output::toStderr("  " + wrongText(one).toStdString() + '\n');
    return TaskFailed;
}

int runPrune(Console &console)
{
    OptionValues values(console, "prune");
    const std::optional<client::TaskState> state = values.state();
    const bool direct = values.direct();
    const auto age = values.duration("older-than");
    if (!console.arguments.positional().empty())
        values.refuse(AuditCommandTexts::tr("The command %1 takes no words.").arg(u"prune"_s));
    if (state && !client::isFinal(*state))
        values.refuse(AuditCommandTexts::tr("--state: only tasks that are final can be removed."));
    if (!age)
        values.refuse(AuditCommandTexts::tr("How old they must be is missing: --older-than TIME"));
    if (!values.ok())
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();

    std::string params = R"({"kind":)";
    appendQuoted(params, direct ? "direct" : "background");
    if (state) {
        params += R"(,"state":)";
        appendQuoted(params, client::name(*state));
    }
    params += R"(,"olderThanMs":)" + std::to_string(age->count()) + '}';
    const Reply reply = console.session.call(u"system.prune"_s, params);
    if (!reply.isOk())
        return console.failed(reply.error());
    if (console.json)
        console.output.line(reply.rawResult().toStdString());
    else
        console.output.line(
            AuditCommandTexts::tr("Records removed: %1").arg(numberText(reply.result()["removed"_L1].toDouble())));
    console.output.flush();
    return Done;
}

} // namespace relevo::console
