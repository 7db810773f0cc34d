#include "server/background/background_methods.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/refusal.h"
#include "server/background/submission.h"
#include "server/background/time_text.h"

#include <memory>
#include <utility>

namespace relevo {

namespace {

constexpr double hourMs = 3600 * 1000;
constexpr double mostListed = 500;
constexpr double blobPiece = 1 << 20;

const char *const recordSchema =
    R"({"type":"object","description":"A task's record.","required":["id","task","state"]})";

ParamDescription text(const char *name, const char *help, bool required = true)
{
    ParamDescription param;
    param.name = name;
    param.help.en = help;
    param.required = required;
    return param;
}

ParamDescription integer(const char *name, const char *help, double minimum, double maximum, const char *byDefault)
{
    ParamDescription param = text(name, help, byDefault == nullptr);
    param.kind = ParamKind::Integer;
    param.minimum = minimum;
    param.maximum = maximum;
    if (byDefault)
        param.defaultJson = byDefault;
    return param;
}

ParamDescription choice(const char *name, const char *help, std::vector<std::string> choices, const char *byDefault)
{
    ParamDescription param = text(name, help, false);
    param.kind = ParamKind::Choice;
    param.choices = std::move(choices);
    if (byDefault)
        param.defaultJson = byDefault;
    return param;
}

std::vector<std::string> names(const auto &table)
{
    return {table.begin(), table.end()};
}

ParamDescription idParam()
{
    return text("id", "The task's id.");
}

TaskId idOf(MethodInput &input, std::size_t param)
{
    const std::optional<TaskId> id = TaskId::parse(input.text(param));
    if (!id)
        throw noSuch("task");
    return *id;
}

template <typename Table> std::size_t indexIn(const Table &table, std::string_view name)
{
    std::size_t index = 0;
    while (index < table.size() && table[index] != name)
        ++index;
    return index;
}

MethodDescription described(const char *name, const char *summary, std::vector<ParamDescription> params,
                            const char *schema, std::vector<ErrorCode> errors)
{
    errors.insert(errors.end(), {ErrorCode::InvalidParams, ErrorCode::InternalError, ErrorCode::Overloaded});
    return {name, summary, std::move(params), schema, std::move(errors)};
}

/// Long params go to the blob store first, which takes a thread that may wait.
void submit(const BackgroundParts &parts, MethodInput &input, PendingReply &reply)
{
    SubmitTask task = readSubmission(input, *parts.runner, parts.node, parts.keeper->newId(), parts.slot);
    if (task.record.params.size <= parts.blobThreshold) {
        parts.keeper->submit(std::move(task), std::move(reply));
        return;
    }
    struct Long
    {
        SubmitTask task;
        PendingReply reply;
    };
    auto job = std::make_shared<Long>(Long{std::move(task), std::move(reply)});
    const void *asker = job->reply.peer().get();
    parts.reads->runWithBlobs(asker, [&parts, job] {
        Payload &params = job->task.record.params;
        try {
            const std::string name = paramsBlobName(job->task.record.id);
            parts.blobs->put(name, params.bytes);
            params.blob = name;
            params.bytes = {};
            parts.keeper->submit(std::move(job->task), std::move(job->reply));
        } catch (const StorageError &fault) {
            Deliveries out;
            refuse(job->reply, fromStorage(fault, parts.runner->report()), out);
        }
    });
}

ListQuery listQuery(MethodInput &input)
{
    ListQuery query;
    if (input.has(0))
        query.state = static_cast<TaskState>(indexIn(taskStateNames, input.text(0)));
    if (input.has(1))
        query.task = input.text(1);
    query.kind = input.text(2) == "direct" ? TaskKind::Direct : TaskKind::Background;
    query.limit = static_cast<std::size_t>(input.integer(3));
    if (input.has(4)) {
        const std::optional<TaskId> before = TaskId::parse(input.text(4));
        if (!before)
            throw invalidParam("before", "a task's id");
        query.before = before->key;
    }
    return query;
}

unsigned topicsOf(std::string_view raw)
{
    const auto refuse = [] { return invalidParam("topics", "an array with some of task, node, stats"); };
    unsigned topics = 0;
    JsonCursor cursor(raw);
    if (!cursor.enterArray())
        throw refuse();
    while (cursor.nextElement()) {
        JsonString string;
        std::string scratch;
        std::string_view name;
        if (!cursor.readString(string) || !unescape(string, scratch, name))
            throw refuse();
        const std::size_t topic = indexIn(topicNames, name);
        if (topic == topicNames.size())
            throw refuse();
        topics |= 1u << topic;
    }
    if (topics == 0)
        throw refuse();
    return topics;
}

std::vector<Method> taskMethods(const BackgroundParts &parts)
{
    std::vector<Method> methods;
    methods.push_back({described("task.submit", "Runs a task in the background.", submitParams(),
                                 R"({"type":"object","required":["id","state"]})", {ErrorCode::TooLarge}),
                       {},
                       [&parts](MethodInput &input, PendingReply &reply) { submit(parts, input, reply); }});
    ParamDescription inlined = text("inline", "Params and result themselves, and not where to read them.", false);
    inlined.kind = ParamKind::Switch;
    inlined.defaultJson = "true";
    methods.push_back(
        {described("task.get", "A task's record.", {idParam(), inlined}, recordSchema, {ErrorCode::NotFound}),
         {},
         [&parts](MethodInput &input, PendingReply &reply) {
             parts.reads->get(idOf(input, 0), input.isOn(1), std::move(reply));
         }});
    methods.push_back({described("task.wait", "A task's record once it is final, or when the time is over.",
                                 {idParam(), integer("timeoutMs", "How long at most.", 0, hourMs, "3600000")},
                                 recordSchema, {ErrorCode::NotFound}),
                       {},
                       [&parts](MethodInput &input, PendingReply &reply) {
                           parts.keeper->wait(idOf(input, 0), input.integer(1), std::move(reply));
                       },
                       true});
    methods.push_back({described("task.cancel", "Cancels a task that is not final.", {idParam()}, recordSchema,
                                 {ErrorCode::NotFound, ErrorCode::WrongState}),
                       {},
                       [&parts](MethodInput &input, PendingReply &reply) {
                           parts.keeper->cancel(idOf(input, 0), std::move(reply));
                       }});
    methods.push_back(
        {described("task.retry", "Queues a failed or cancelled task again.", {idParam()}, recordSchema,
                   {ErrorCode::NotFound, ErrorCode::WrongState}),
         {},
         [&parts](MethodInput &input, PendingReply &reply) { parts.keeper->retry(idOf(input, 0), std::move(reply)); }});
    methods.push_back(
        {described("task.list", "Records, newest first.",
                   {choice("state", "Only those in this state.", names(taskStateNames), nullptr),
                    text("task", "Only those of this task.", false),
                    choice("kind", "Background tasks or direct calls.", {"background", "direct"}, "\"background\""),
                    integer("limit", "So many at most.", 1, mostListed, "50"),
                    text("before", "Only older ones than this id.", false)},
                   R"({"type":"object","required":["tasks","next"]})", {}),
         {},
         [&parts](MethodInput &input, PendingReply &reply) { parts.reads->list(listQuery(input), std::move(reply)); }});
    return methods;
}

} // namespace

std::vector<Method> backgroundMethods(const BackgroundParts &parts)
{
    std::vector<Method> methods = taskMethods(parts);
    methods.push_back(
        {described("blob.read", "A piece of a payload.",
                   {text("blob", "Its name, from a record."), integer("offset", "Where to begin.", 0, 9e15, nullptr),
                    integer("length", "So many bytes at most.", 1, blobPiece, nullptr)},
                   R"({"type":"object","required":["base64","size","sha256"]})", {ErrorCode::NotFound}),
         {},
         [&parts](MethodInput &input, PendingReply &reply) {
             const std::string name(input.text(0));
             parts.reads->readBlob(name, static_cast<std::uint64_t>(input.integer(1)),
                                   static_cast<std::uint64_t>(input.integer(2)), std::move(reply));
         }});
    ParamDescription topics = text("topics", "What to be told of.");
    topics.schema = R"({"type":"array","items":{"enum":["task","node","stats"]},"minItems":1})";
    topics.shape = "an array with some of task, node, stats";
    methods.push_back({described("events.subscribe", "Tells of what happens, from now on.",
                                 {topics, text("id", "Only of this task.", false)},
                                 R"({"type":"object","required":["subscription"]})", {ErrorCode::NotFound}),
                       {},
                       [&parts](MethodInput &input, PendingReply &reply) {
                           const unsigned wanted = topicsOf(input.raw(0));
                           std::optional<TaskId> id;
                           if (input.has(1))
                               id = idOf(input, 1);
                           parts.keeper->subscribe(wanted, id, std::move(reply));
                       }});
    methods.push_back({described("events.unsubscribe", "Ends a subscription.", {text("subscription", "Its name.")},
                                 R"({"type":"object"})", {ErrorCode::NotFound}),
                       {},
                       [&parts](MethodInput &input, PendingReply &reply) {
                           parts.keeper->unsubscribe(std::string(input.text(0)), std::move(reply));
                       }});
    methods.push_back(
        {described("system.prune", "Removes records of finished tasks.",
                   {integer("olderThanMs", "Those that ended so long ago or longer.", 0, 9e15, nullptr),
                    choice("kind", "Background tasks or direct calls.", {"background", "direct"}, "\"background\""),
                    choice("state", "Only those in this state.", {"succeeded", "failed", "cancelled"}, nullptr)},
                   R"({"type":"object","required":["removed"]})", {}),
         {},
         [&parts](MethodInput &input, PendingReply &reply) {
             PruneQuery query;
             query.finishedBefore = nowMs() - input.integer(0);
             query.kind = input.text(1) == "direct" ? TaskKind::Direct : TaskKind::Background;
             if (input.has(2))
                 query.state = static_cast<TaskState>(indexIn(taskStateNames, input.text(2)));
             parts.keeper->prune(query, std::move(reply));
         }});
    methods.push_back({described("system.audit", "Counts all tasks anew and compares.", {},
                                 R"({"type":"object","required":["accepted","addsUp","wrong"]})", {}),
                       {},
                       [&parts](MethodInput &, PendingReply &reply) { parts.reads->audit(std::move(reply)); }});
    return methods;
}

} // namespace relevo
