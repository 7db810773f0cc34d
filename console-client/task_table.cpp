#include "console-client/task_table.h"

#include "console-client/output.h"
#include "console-client/units.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace relevo::console {

namespace {

using client::TaskRecord;
using client::TaskState;
using namespace Qt::StringLiterals;

struct TaskTableTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::TaskTable)
};

constexpr int idWidth = 38;
constexpr int stateWidth = 12;
constexpr int createdWidth = 16;
constexpr int tookWidth = 15;
constexpr int triesWidth = 8;
constexpr int labelWidth = 18;

const char *colourOf(TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return "\x1b[36m";
    case TaskState::Running:
        return "\x1b[33m";
    case TaskState::Succeeded:
        return "\x1b[32m";
    case TaskState::Failed:
        return "\x1b[31m";
    case TaskState::Cancelled:
        break;
    }
    return "\x1b[35m";
}

// In the time of the place, of one width; the year where it is another.
QString timeCell(std::int64_t at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    const bool thisYear = time.date().year() == QDate::currentDate().year();
    return at == 0 ? QString() : time.toString(thisYear ? u"MM-dd HH:mm:ss"_s : u"yyyy-MM-dd"_s);
}

QString fullTime(std::int64_t at)
{
    return at == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(at).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString tookText(const TaskRecord &task)
{
    if (task.startedAt == 0 || (!task.isFinal() && task.state != TaskState::Running))
        return {};
    const std::int64_t end = task.isFinal() ? task.finishedAt : QDateTime::currentMSecsSinceEpoch();
    return durationText(static_cast<double>(std::max<std::int64_t>(end - task.startedAt, 0)));
}

// How long it is still put off.
QString dueText(const TaskRecord &task)
{
    const std::int64_t left = task.notBefore - QDateTime::currentMSecsSinceEpoch();
    return task.state == TaskState::Queued && left > 0
               ? TaskTableTexts::tr("in %1").arg(durationText(static_cast<double>(left)))
               : QString();
}

QString percentText(double progress)
{
    return u"%1 %"_s.arg(static_cast<int>(progress * 100));
}

QString triesText(const TaskRecord &task)
{
    return task.direct ? QString() : u"%1/%2"_s.arg(task.attempt).arg(task.maxAttempts);
}

QString row(const QString &label, const QString &value)
{
    return value.isEmpty() ? QString() : label.leftJustified(labelWidth) + value + u'\n';
}

QString traceText(const TaskRecord &task)
{
    QString text;
    for (const client::TaskHop &hop : task.trace)
        text += u"  %1  %2  %3\n"_s.arg(fullTime(hop.at), hop.stage.leftJustified(10), hop.where);
    if (task.traceDropped > 0)
        text += u"  "_s + TaskTableTexts::tr("and %1 before these").arg(task.traceDropped) + u'\n';
    return text.isEmpty() ? text : TaskTableTexts::tr("way:") + u'\n' + text;
}

} // namespace

bool showsColour()
{
    return Output::stdoutIsTerminal() && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
}

QString stateCell(TaskState state, int columns, bool colour)
{
    const QString text = client::stateText(state);
    const QString gap(std::max<qsizetype>(columns - text.size(), 0), u' ');
    return colour ? QLatin1StringView(colourOf(state)) + text + u"\x1b[0m"_s + gap : text + gap;
}

QString taskHeader()
{
    return TaskTableTexts::tr("ID").leftJustified(idWidth) + TaskTableTexts::tr("STATE").leftJustified(stateWidth) +
           TaskTableTexts::tr("CREATED").leftJustified(createdWidth) +
           TaskTableTexts::tr("TOOK").leftJustified(tookWidth) + TaskTableTexts::tr("TRIES").leftJustified(triesWidth) +
           TaskTableTexts::tr("TASK") + u'\n';
}

QString taskRow(const TaskRecord &task, bool colour)
{
    return task.id.leftJustified(idWidth) + stateCell(task.state, stateWidth, colour) +
           timeCell(task.createdAt).leftJustified(createdWidth) +
           (task.state == TaskState::Queued ? dueText(task) : tookText(task)).leftJustified(tookWidth) +
           triesText(task).leftJustified(triesWidth) + task.task + u'\n';
}

QString taskDetails(const TaskRecord &task, bool colour)
{
    QString state = stateCell(task.state, 0, colour);
    if (task.state == TaskState::Running)
        state += u", "_s + percentText(task.progress);
    if (task.stuck)
        state += u", "_s + TaskTableTexts::tr("past its time and does not end");
    QString text = row(TaskTableTexts::tr("id"), task.id) + row(TaskTableTexts::tr("task"), task.task) +
                   row(TaskTableTexts::tr("kind"), task.direct ? TaskTableTexts::tr("direct call") : QString()) +
                   row(TaskTableTexts::tr("state"), state) + row(TaskTableTexts::tr("owner"), task.owner);
    if (!task.direct)
        text += row(TaskTableTexts::tr("priority"), QString::number(task.priority)) +
                row(TaskTableTexts::tr("attempt"),
                    TaskTableTexts::tr("%1 of at most %2").arg(task.attempt).arg(task.maxAttempts));
    text += row(TaskTableTexts::tr("created"), fullTime(task.createdAt)) +
            row(TaskTableTexts::tr("not before"), fullTime(task.notBefore)) +
            row(TaskTableTexts::tr("started"), fullTime(task.startedAt)) +
            row(TaskTableTexts::tr("cancel asked for"), fullTime(task.cancelRequestedAt)) +
            row(TaskTableTexts::tr("finished"), fullTime(task.finishedAt)) +
            row(TaskTableTexts::tr("took"), tookText(task)) + row(TaskTableTexts::tr("node"), task.node) +
            row(TaskTableTexts::tr("worker"), task.worker);
    text += row(TaskTableTexts::tr("params"), sizeText(static_cast<double>(task.paramsBytes)));
    if (task.resultBytes > 0)
        text += row(task.state == TaskState::Succeeded ? TaskTableTexts::tr("result") : TaskTableTexts::tr("error"),
                    sizeText(static_cast<double>(task.resultBytes)));
    return text + traceText(task);
}

QString taskHappening(std::int64_t at, const TaskRecord &task, bool colour)
{
    QString text = QDateTime::fromMSecsSinceEpoch(at).toString(u"HH:mm:ss  "_s) + task.id.leftJustified(idWidth) +
                   stateCell(task.state, stateWidth, colour) + task.task;
    if (const QString due = dueText(task); !due.isEmpty())
        text += u"  "_s + due;
    if (task.state == TaskState::Running && task.progress > 0)
        text += u"  "_s + percentText(task.progress);
    if (task.state == TaskState::Running && task.cancelRequestedAt != 0)
        text += u"  "_s + TaskTableTexts::tr("its cancel is asked for");
    if (task.stuck)
        text += u"  "_s + TaskTableTexts::tr("past its time and does not end");
    if (task.isFinal() && task.startedAt != 0)
        text += u"  "_s + tookText(task);
    if (task.attempt > 1 || (task.state == TaskState::Queued && task.attempt > 0))
        text += u"  "_s + TaskTableTexts::tr("attempt %1 of at most %2").arg(task.attempt).arg(task.maxAttempts);
    return text;
}

} // namespace relevo::console
