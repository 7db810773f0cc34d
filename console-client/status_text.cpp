#include "console-client/status_text.h"

#include "console-client/units.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace relevo::console {

namespace {

struct StatusTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::StatusText)
};

using namespace Qt::StringLiterals;

constexpr int labelWidth = 22;
constexpr int columnWidth = 14;

QString row(const QString &label, const QString &value)
{
    return value.isEmpty() ? QString() : label.leftJustified(labelWidth) + value + u'\n';
}

QString number(const QJsonObject &object, QLatin1StringView name)
{
    return object.contains(name) ? numberText(object[name].toDouble()) : u"–"_s;
}

QString size(const QJsonObject &object, QLatin1StringView name)
{
    return object.contains(name) ? sizeText(object[name].toDouble()) : u"–"_s;
}

QString joined(const QJsonArray &names)
{
    QStringList list;
    for (const auto &name : names)
        list += name.toString();
    return list.join(u", "_s);
}

// `0.05 ms (p50)   0.2 ms (p99)`: the members in the order in which they are named here.
template <typename Show> QString members(const QJsonObject &object, const QStringList &names, Show show)
{
    QStringList list;
    for (const QString &name : names) {
        if (object.contains(name))
            list += u"%1 (%2)"_s.arg(show(object[name].toDouble()), name);
    }
    return list.join(u"   "_s);
}

QString outcomeRow(const QString &name, const QJsonObject &outcome)
{
    QString text = name.leftJustified(labelWidth);
    for (const QLatin1StringView column : {"done"_L1, "failed"_L1, "cancelled"_L1})
        text += number(outcome, column).rightJustified(columnWidth);
    return text + u'\n';
}

} // namespace

QString infoText(const QByteArray &json)
{
    const QJsonObject info = QJsonDocument::fromJson(json).object();
    QString text = row(StatusTexts::tr("version"), info["version"_L1].toString()) +
                   row(StatusTexts::tr("node"), info["node"_L1].toString()) +
                   row(StatusTexts::tr("up for"),
                       StatusTexts::tr("%1, since %2")
                           .arg(durationText(info["uptime"_L1].toDouble() * 1000), info["startedAt"_L1].toString())) +
                   row(StatusTexts::tr("workers"), number(info, "workers"_L1)) +
                   row(StatusTexts::tr("tasks"), joined(info["tasks"_L1].toArray())) +
                   row(StatusTexts::tr("queue"), info["queue"_L1].toString()) +
                   row(StatusTexts::tr("storage"), info["storage"_L1].toString()) +
                   row(StatusTexts::tr("large payloads"), info["blobs"_L1].toString());
    text += u'\n' + StatusTexts::tr("Limits:") + u'\n';
    const QJsonObject limits = info["limits"_L1].toObject();
    for (auto limit = limits.begin(); limit != limits.end(); ++limit)
        text += row(u"  "_s + limit.key(), limitText(limit.key(), limit.value().toDouble()));
    return text;
}

QString statsText(const QByteArray &json)
{
    const QJsonObject stats = QJsonDocument::fromJson(json).object();
    QString text = row(StatusTexts::tr("node"), stats["node"_L1].toString());
    text += row(StatusTexts::tr("connections"),
                StatusTexts::tr("%1 now, %2 accepted, %3 refused")
                    .arg(number(stats, "connections"_L1), number(stats, "connectionsAccepted"_L1),
                         number(stats, "connectionsRefused"_L1)));
    text +=
        row(StatusTexts::tr("messages"),
            StatusTexts::tr("%1, %2 refused").arg(number(stats, "messages"_L1), number(stats, "messagesRefused"_L1)));
    text += row(StatusTexts::tr("traffic"),
                StatusTexts::tr("%1 in, %2 out").arg(size(stats, "bytesIn"_L1), size(stats, "bytesOut"_L1)));
    text += row(StatusTexts::tr("in flight"),
                StatusTexts::tr("%1 tasks, %2 waiting for a worker, %3")
                    .arg(number(stats, "inFlight"_L1), number(stats, "queued"_L1), size(stats, "inFlightBytes"_L1)));
    text += row(StatusTexts::tr("workers"),
                StatusTexts::tr("%1 of %2 busy").arg(number(stats, "workersBusy"_L1), number(stats, "workers"_L1)));
    text += row(StatusTexts::tr("tasks per second"),
                members(stats["tasksPerSecond"_L1].toObject(), {u"1s"_s, u"10s"_s, u"60s"_s}, numberText));
    text += row(StatusTexts::tr("latency"),
                members(stats["latencyMs"_L1].toObject(), {u"p50"_s, u"p90"_s, u"p99"_s, u"p999"_s}, durationText));

    text += u'\n' + StatusTexts::tr("task").leftJustified(labelWidth) +
            StatusTexts::tr("done").rightJustified(columnWidth) +
            StatusTexts::tr("failed").rightJustified(columnWidth) +
            StatusTexts::tr("cancelled").rightJustified(columnWidth) + u'\n';
    const QJsonObject byTask = stats["byTask"_L1].toObject();
    for (auto task = byTask.begin(); task != byTask.end(); ++task)
        text += outcomeRow(task.key(), task.value().toObject());
    return text + outcomeRow(StatusTexts::tr("all"), stats);
}

} // namespace relevo::console
