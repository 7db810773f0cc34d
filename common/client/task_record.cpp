#include "common/client/task_record.h"

#include "common/client/byte_view.h"
#include "common/client/result_text.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <QDateTime>

#include <algorithm>

namespace relevo::client {

namespace {

struct TaskRecordTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::TaskRecord)
};

QByteArray bytes(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

/// A string's text; empty for anything else, null above all.
QString text(std::string_view token)
{
    if (!token.starts_with('"'))
        return {};
    std::string utf8;
    appendScalar(utf8, token);
    return QString::fromStdString(utf8);
}

std::int64_t integer(std::string_view token)
{
    return bytes(token).toLongLong();
}

double number(std::string_view token)
{
    return bytes(token).toDouble();
}

std::int64_t time(std::string_view token)
{
    return token.starts_with('"') ? parseTime(text(token)) : 0;
}

/// Calls `member` for each member of an object. False if it is none.
template <typename Member> bool readObject(std::string_view json, Member member)
{
    JsonCursor cursor(json);
    JsonString key;
    std::string_view value;
    if (!cursor.enterObject())
        return false;
    while (cursor.nextMember(key) && cursor.readRaw(value))
        member(key.raw, value); // the contract's names have no escapes
    return !cursor.failed() && cursor.atEnd();
}

std::vector<TaskHop> readTrace(std::string_view json)
{
    std::vector<TaskHop> trace;
    JsonCursor cursor(json);
    std::string_view hop;
    if (!cursor.enterArray())
        return trace;
    while (cursor.nextElement() && cursor.readRaw(hop))
        trace.push_back({time(memberOf(hop, "at")), text(memberOf(hop, "stage")), text(memberOf(hop, "where"))});
    return trace;
}

using Read = void (*)(TaskRecord &record, std::string_view value);

struct Member
{
    std::string_view name;
    Read read;
};

template <auto member> void readText(TaskRecord &record, std::string_view value)
{
    record.*member = text(value);
}
template <auto member> void readInteger(TaskRecord &record, std::string_view value)
{
    record.*member = integer(value);
}
template <auto member> void readTime(TaskRecord &record, std::string_view value)
{
    record.*member = time(value);
}
template <auto member> void readRaw(TaskRecord &record, std::string_view value)
{
    record.*member = bytes(value);
}

constexpr std::array<Member, 27> members{{
    {"id", readText<&TaskRecord::id>},
    {"task", readText<&TaskRecord::task>},
    {"kind", [](TaskRecord &record, std::string_view value) { record.direct = value == "\"direct\""; }},
    {"owner", readText<&TaskRecord::owner>},
    {"priority",
     [](TaskRecord &record, std::string_view value) { record.priority = static_cast<int>(integer(value)); }},
    {"attempt", readInteger<&TaskRecord::attempt>},
    {"maxAttempts", readInteger<&TaskRecord::maxAttempts>},
    {"timeoutMs", readInteger<&TaskRecord::timeoutMs>},
    {"progress", [](TaskRecord &record, std::string_view value) { record.progress = number(value); }},
    {"stuck", [](TaskRecord &record, std::string_view value) { record.stuck = value == "true"; }},
    {"createdAt", readTime<&TaskRecord::createdAt>},
    {"notBefore", readTime<&TaskRecord::notBefore>},
    {"startedAt", readTime<&TaskRecord::startedAt>},
    {"finishedAt", readTime<&TaskRecord::finishedAt>},
    {"cancelRequestedAt", readTime<&TaskRecord::cancelRequestedAt>},
    {"node", readText<&TaskRecord::node>},
    {"worker", readText<&TaskRecord::worker>},
    {"params", readRaw<&TaskRecord::params>},
    {"result", readRaw<&TaskRecord::result>},
    {"error", readRaw<&TaskRecord::error>},
    {"paramsBlob", readText<&TaskRecord::paramsBlob>},
    {"resultBlob", readText<&TaskRecord::resultBlob>},
    {"paramsBytes", readInteger<&TaskRecord::paramsBytes>},
    {"resultBytes", readInteger<&TaskRecord::resultBytes>},
    {"trace", [](TaskRecord &record, std::string_view value) { record.trace = readTrace(value); }},
    {"traceDropped", readInteger<&TaskRecord::traceDropped>},
    {"state", nullptr}, // read by parse(): a record without one is none
}};

} // namespace

std::optional<TaskState> taskStateOf(std::string_view name)
{
    const auto *const found = std::find(taskStateNames.begin(), taskStateNames.end(), name);
    if (found == taskStateNames.end())
        return std::nullopt;
    return static_cast<TaskState>(found - taskStateNames.begin());
}

QString stateText(TaskState state)
{
    switch (state) {
    case TaskState::Queued:
        return TaskRecordTexts::tr("queued");
    case TaskState::Running:
        return TaskRecordTexts::tr("running");
    case TaskState::Succeeded:
        return TaskRecordTexts::tr("succeeded");
    case TaskState::Failed:
        return TaskRecordTexts::tr("failed");
    case TaskState::Cancelled:
        break;
    }
    return TaskRecordTexts::tr("cancelled");
}

std::optional<TaskRecord> TaskRecord::parse(std::string_view json)
{
    TaskRecord record;
    std::optional<TaskState> state;
    const bool ok = readObject(json, [&](std::string_view name, std::string_view value) {
        const auto *const member =
            std::find_if(members.begin(), members.end(), [name](const Member &one) { return one.name == name; });
        if (name == "state" && value.size() > 2)
            state = taskStateOf(value.substr(1, value.size() - 2));
        else if (member != members.end() && member->read)
            member->read(record, value);
    });
    if (!ok || !state || record.id.isEmpty() || record.task.isEmpty())
        return std::nullopt;
    record.state = *state;
    return record;
}

CallError TaskRecord::callError() const
{
    return parseCallError(viewOf(error));
}

CallError parseCallError(std::string_view json)
{
    CallError error;
    if (!readObject(json, [&](std::string_view name, std::string_view value) {
            if (name == "code") {
                error.end = CallEnd::ServerError;
                error.code = static_cast<int>(integer(value));
            } else if (name == "message") {
                error.message = text(value);
            } else if (name == "data") {
                error.data = bytes(value);
            }
        }))
        return {};
    return error;
}

std::optional<TaskPage> TaskPage::parse(std::string_view json)
{
    TaskPage page;
    bool isPage = false;
    const bool ok = readObject(json, [&](std::string_view name, std::string_view value) {
        if (name == "next") {
            page.next = text(value);
        } else if (name == "tasks") {
            JsonCursor cursor(value);
            std::string_view task;
            isPage = cursor.enterArray();
            while (isPage && cursor.nextElement() && cursor.readRaw(task))
                page.tasks.push_back(task);
        }
    });
    return ok && isPage ? std::optional(std::move(page)) : std::nullopt;
}

std::int64_t parseTime(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

} // namespace relevo::client
