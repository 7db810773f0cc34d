#include "server/background/submission.h"

#include "common/protocol/json_text.h"
#include "common/protocol/suggestion.h"
#include "server/background/time_text.h"
#include "server/dispatch/bound_params.h"
#include "server/storage/task_trace.h"

#include <QCryptographicHash>

#include <utility>

namespace relevo {

namespace {

constexpr double monthMs = 30.0 * 24 * 3600 * 1000;
constexpr double longestKey = 200;

enum Param : std::uint8_t { Task, Params, Options };
enum Option : std::uint8_t { Priority, TimeoutMs, MaxAttempts, DelayMs, IdempotencyKey };

ParamDescription integer(const char *name, const char *help, double minimum, double maximum, const char *byDefault)
{
    ParamDescription param;
    param.name = name;
    param.kind = ParamKind::Integer;
    param.help.en = help;
    param.required = false;
    param.minimum = minimum;
    param.maximum = maximum;
    param.defaultJson = byDefault;
    return param;
}

std::string optionsSchema()
{
    std::string schema = R"({"type":"object","additionalProperties":false,"properties":{)";
    for (const ParamDescription &option : submitOptions()) {
        if (&option != &submitOptions().front())
            schema += ',';
        appendQuoted(schema, option.name);
        schema += R"(:{"description":)";
        appendQuoted(schema, option.help.en);
        if (option.kind == ParamKind::Integer) {
            schema += R"(,"type":"integer","minimum":)";
            appendNumber(schema, *option.minimum);
            schema += R"(,"maximum":)";
            appendNumber(schema, *option.maximum);
            schema += R"(,"default":)" + option.defaultJson;
        } else {
            schema += R"(,"type":"string")";
        }
        schema += '}';
    }
    return schema + "}}";
}

std::string digestOf(const std::string &task, std::string_view params)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const std::string compact = compactJson(params);
    hash.addData(QByteArrayView(task.data(), static_cast<qsizetype>(task.size() + 1))); // its NUL parts the two
    hash.addData(QByteArrayView(compact.data(), static_cast<qsizetype>(compact.size())));
    return hash.result().toStdString();
}

/// An option's fault names it as `options.NAME`.
template <typename Work> void asOption(Work &&work)
{
    try {
        work();
    } catch (TaskError &error) {
        constexpr std::string_view begin = R"({"param":")";
        if (error.data.starts_with(begin))
            error.data.insert(begin.size(), "options.");
        throw;
    }
}

/// Another key for each key, without NUL, which PostgreSQL has in no text.
std::string withoutNul(std::string_view key)
{
    constexpr char escape = 1;
    std::string stored;
    for (const char one : key) {
        if (one == 0 || one == escape)
            stored += {escape, static_cast<char>('0' + one)};
        else
            stored += one;
    }
    return stored;
}

void readOptions(std::string_view raw, SubmitTask &submit, std::int64_t now)
{
    BoundParams options(submitOptions(), raw, true, false);
    options.bind(raw == "null" ? std::string_view() : raw);
    TaskRecord &record = submit.record;
    record.priority = static_cast<int>(options.integer(Priority));
    record.timeoutMs = options.integer(TimeoutMs);
    record.maxAttempts = options.integer(MaxAttempts);
    if (const std::int64_t delay = options.integer(DelayMs); delay > 0)
        record.notBefore = now + delay;
    if (options.has(IdempotencyKey))
        submit.idempotencyKey = withoutNul(options.text(IdempotencyKey));
}

} // namespace

const std::vector<ParamDescription> &submitOptions()
{
    static const std::vector<ParamDescription> options = [] {
        ParamDescription key;
        key.name = "idempotencyKey";
        key.help.en = "Submitting again with the same key gives the first task.";
        key.required = false;
        key.minimum = 1;
        key.maximum = longestKey;
        return std::vector<ParamDescription>{
            integer("priority", "9 runs first.", 0, 9, "4"),
            integer("timeoutMs", "What each attempt may take.", 1, monthMs, "600000"),
            integer("maxAttempts", "How often it is tried where a failure may pass.", 1, 20, "3"),
            integer("delayMs", "It is not started before.", 0, monthMs, "0"), key};
    }();
    return options;
}

const std::vector<ParamDescription> &submitParams()
{
    static const std::vector<ParamDescription> params = [] {
        ParamDescription task;
        task.name = "task";
        task.help.en = "The task's name.";
        ParamDescription values;
        values.name = "params";
        values.help.en = "Its params, by name or by position.";
        values.required = false;
        values.schema = R"({"type":["object","array","null"]})";
        values.shape = "an object or an array";
        ParamDescription options;
        options.name = "options";
        options.help.en = "How it is to be run.";
        options.required = false;
        options.schema = optionsSchema();
        options.shape = "an object";
        return std::vector<ParamDescription>{task, values, options};
    }();
    return params;
}

SubmitTask readSubmission(MethodInput &input, const TaskRunner &runner, const std::string &node, const TaskId &id,
                          int slot)
{
    const std::int64_t now = nowMs();
    SubmitTask submit;
    TaskRecord &record = submit.record;
    record.id = id;
    record.task = input.text(Task);
    const Registry &registry = runner.registry();
    const Registry::Target target = registry.find(record.task);
    if (target.kind != Registry::Target::Kind::Task) {
        TaskError error = invalidParam("task", "the name of a task");
        if (const std::string near = registry.taskSuggestion(record.task); !near.empty()) {
            error.data.pop_back();
            error.data += R"(,"suggestion":)";
            appendQuoted(error.data, near);
            error.data += '}';
        }
        throw error;
    }
    const std::string_view options = input.raw(Options);
    if (!options.empty() && options.front() != '{' && options != "null")
        throw invalidParam("options", "an object");
    asOption([&] { readOptions(options, submit, now); });
    std::string_view params = input.raw(Params);
    if (params == "null")
        params = {};
    if (!params.empty() && params.front() != '{' && params.front() != '[')
        throw invalidParam("params", "an object or an array");
    runner.validate(target.index, params);
    record.params.bytes = params.empty() ? std::string("{}") : std::string(params);
    record.params.size = record.params.bytes.size();
    if (!submit.idempotencyKey.empty())
        submit.digest = digestOf(record.task, record.params.bytes);
    record.holder = slot;
    record.createdAt = now;
    appendHop(record.trace, TraceStage::Received, now, node);
    appendHop(record.trace, TraceStage::Queued, now, node);
    return submit;
}

std::string compactJson(std::string_view json)
{
    std::string compact;
    compact.reserve(json.size());
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString && c == '\\') {
            compact += c;
            compact += json[++i];
            continue;
        }
        if (c == '"')
            inString = !inString;
        if (inString || (c != ' ' && c != '\n' && c != '\r' && c != '\t'))
            compact += c;
    }
    return compact;
}

} // namespace relevo
