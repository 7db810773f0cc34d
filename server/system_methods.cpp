#include "server/system_methods.h"

#include "common/protocol/catalog.h"
#include "server/version.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace relevo {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QJsonValue count(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

void append(ResultText &result, const QJsonObject &object)
{
    result += QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject info(const NodeFacts &facts, const std::vector<std::string> &tasks)
{
    QJsonArray names;
    for (const std::string &name : tasks)
        names.append(text(name));
    QJsonObject limits;
    for (const LimitInfo &limit : limitTable)
        limits.insert(text(limit.name), count(facts.limits.*limit.field));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {
        {QStringLiteral("name"), QStringLiteral("relevo")},
        {QStringLiteral("version"), QStringLiteral(RELEVO_VERSION)},
        {QStringLiteral("node"), text(facts.node)},
        {QStringLiteral("startedAt"), facts.startedAt.toString(Qt::ISODateWithMs)},
        {QStringLiteral("uptime"), static_cast<double>(facts.startedAt.msecsTo(now)) / 1000},
        {QStringLiteral("tasks"), names},
        {QStringLiteral("limits"), limits},
        {QStringLiteral("workers"), count(facts.workers)},
        {QStringLiteral("queue"), QStringLiteral("memory")},
        {QStringLiteral("storage"), text(facts.storage)},
        {QStringLiteral("blobs"), text(facts.blobs)},
    };
}

QJsonObject outcome(const Metrics::Totals &totals)
{
    return {
        {QStringLiteral("done"), count(totals.succeeded)},
        {QStringLiteral("failed"), count(totals.failed)},
        {QStringLiteral("cancelled"), count(totals.cancelled)},
    };
}

QJsonObject latency(const Metrics &metrics)
{
    const std::vector<std::uint64_t> sums = metrics.latencies();
    const auto ms = [&sums](double q) { return static_cast<double>(Histogram::quantile(sums, q)) / 1e6; };
    return {
        {QStringLiteral("p50"), ms(0.5)},
        {QStringLiteral("p90"), ms(0.9)},
        {QStringLiteral("p99"), ms(0.99)},
        {QStringLiteral("p999"), ms(0.999)},
    };
}

QJsonObject rates(const Rates &rates)
{
    return {
        {QStringLiteral("1s"), rates.perSecond(1)},
        {QStringLiteral("10s"), rates.perSecond(10)},
        {QStringLiteral("60s"), rates.perSecond(60)},
    };
}

QJsonObject background(const KeeperFigures &figures)
{
    QJsonObject all{{QStringLiteral("accepted"), static_cast<qint64>(figures.counters.accepted)},
                    {QStringLiteral("due"), count(figures.due)},
                    {QStringLiteral("waits"), count(figures.waiting)},
                    {QStringLiteral("storageAway"), figures.storeAway}};
    for (std::size_t i = 0; i < taskStateNames.size(); ++i)
        all.insert(text(taskStateNames[i]), static_cast<qint64>(figures.counters.states[i]));
    return all;
}

QJsonObject byTask(const std::vector<Metrics::Totals> &totals, const std::vector<std::string> &tasks)
{
    QJsonObject all;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        all.insert(text(tasks[i]), outcome(totals[i]));
    return all;
}

QJsonObject stats(const NodeFacts &facts, const std::vector<std::string> &tasks)
{
    const Metrics &metrics = facts.metrics;
    QJsonObject all = outcome(metrics.totals());
    all.insert(QStringLiteral("node"), text(facts.node));
    all.insert(QStringLiteral("connections"), static_cast<qint64>(metrics.connections.load()));
    all.insert(QStringLiteral("connectionsRefused"), count(metrics.connectionsRefused.load()));
    all.insert(QStringLiteral("messagesRefused"), count(metrics.messagesRefused.load()));
    all.insert(QStringLiteral("inFlight"), count(facts.tasksInFlight()));
    all.insert(QStringLiteral("inFlightBytes"), count(facts.bytesInFlight()));
    all.insert(QStringLiteral("queued"), count(facts.tasksWaiting()));
    all.insert(QStringLiteral("workersBusy"), count(facts.workersBusy()));
    all.insert(QStringLiteral("workers"), count(facts.workers));

    IoMetrics io;
    for (const auto &thread : metrics.ioThreads) {
        io.messages.add(thread->messages.value());
        io.bytesIn.add(thread->bytesIn.value());
        io.bytesOut.add(thread->bytesOut.value());
        io.connectionsAccepted.add(thread->connectionsAccepted.value());
    }
    all.insert(QStringLiteral("connectionsAccepted"), count(io.connectionsAccepted.value()));
    all.insert(QStringLiteral("messages"), count(io.messages.value()));
    all.insert(QStringLiteral("bytesIn"), count(io.bytesIn.value()));
    all.insert(QStringLiteral("bytesOut"), count(io.bytesOut.value()));

    all.insert(QStringLiteral("byTask"), byTask(metrics.byTask(), tasks));
    const KeeperFigures kept = facts.background();
    all.insert(QStringLiteral("background"), background(kept));
    all.insert(QStringLiteral("history"),
               QJsonObject{{QStringLiteral("leftOut"), byTask(facts.leftOutOfHistory(), tasks)},
                           {QStringLiteral("lost"), count(kept.callsLost)}});
    all.insert(QStringLiteral("tasksPerSecond"), rates(facts.rates));
    all.insert(QStringLiteral("latencyMs"), latency(metrics));
    return all;
}

ParamDescription scope()
{
    ParamDescription param;
    param.name = "scope";
    param.kind = ParamKind::Choice;
    param.label = {"Scope", "Ámbito"};
    param.help = {"This node, or all nodes of the cluster (here: this one).",
                  "Este nodo, o todos los del clúster (aquí: este)."};
    param.required = false;
    param.defaultJson = "\"node\"";
    param.choices = {"node", "cluster"};
    return param;
}

std::vector<MethodDescription> descriptions()
{
    return {
        {"system.info",
         "What this server is: name, version, node, uptime, tasks, limits, and what it is wired to.",
         {scope()},
         R"({"type":"object"})"},
        {"system.stats", "Counters and gauges as they stand now.", {scope()}, R"({"type":"object"})"},
        {"rpc.discover", "This document.", {}, R"({"type":"object"})"},
    };
}

} // namespace

static std::vector<std::string> namesOf(const std::vector<TaskDefinition> &tasks)
{
    std::vector<std::string> names;
    for (const TaskDefinition &task : tasks)
        names.push_back(task.description.name);
    return names;
}

std::string catalogText(const std::vector<TaskDefinition> &tasks, const std::vector<Method> &others)
{
    std::vector<TaskDescription> described;
    for (const TaskDefinition &task : tasks)
        described.push_back(task.description);
    std::vector<MethodDescription> methods = descriptions();
    for (const Method &other : others)
        methods.push_back(other.description);
    return QJsonDocument(openRpcDocument(described, methods, RELEVO_VERSION))
        .toJson(QJsonDocument::Compact)
        .toStdString();
}

std::string statsText(const NodeFacts &facts, const std::vector<TaskDefinition> &tasks)
{
    std::string json;
    append(json, stats(facts, namesOf(tasks)));
    return json;
}

std::vector<Method> systemMethods(const NodeFacts &facts, const std::vector<TaskDefinition> &tasks,
                                  const std::vector<Method> &others)
{
    const std::vector<std::string> names = namesOf(tasks);
    const std::vector<MethodDescription> described = descriptions();
    const auto checkScope = [](TaskInput &input) { static_cast<void>(input.text(0)); };
    return {
        {described[0],
         [=](MethodInput &input, ResultText &result) {
             checkScope(input);
             append(result, info(facts, names));
         }},
        {described[1],
         [=](MethodInput &input, ResultText &result) {
             checkScope(input);
             append(result, stats(facts, names));
         }},
        {described[2],
         [document = catalogText(tasks, others)](MethodInput &, ResultText &result) { result += document; }},
    };
}

} // namespace relevo
