// A task's record as the server tells it, read into a value: for lists, details and events of every client.
//
// Plain values and functions, reentrant. Members that are not known are passed over; those that are missing stay as
// they are by default. (A namespace of its own: the server's stores have a TaskRecord as well.)
#pragma once

#include "common/client/reply.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace relevo::client {

enum class TaskState : unsigned char { Queued, Running, Succeeded, Failed, Cancelled };

/// As they stand on the wire, in the enumeration's order.
inline constexpr std::array<std::string_view, 5> taskStateNames{"queued", "running", "succeeded", "failed",
                                                                "cancelled"};

constexpr std::string_view name(TaskState state)
{
    return taskStateNames.at(static_cast<std::size_t>(state));
}
constexpr bool isFinal(TaskState state)
{
    return state >= TaskState::Succeeded;
}
std::optional<TaskState> taskStateOf(std::string_view name);
/// For people, in the language that tr() speaks now.
QString stateText(TaskState state);

struct TaskHop
{
    std::int64_t at = 0;
    QString stage; ///< as it stands on the wire
    QString where;
};

/// Times are milliseconds since 1970, UTC; 0 where there is none.
struct TaskRecord
{
    QString id;
    QString task;
    bool direct = false; ///< a direct call's, not a background task's
    QString owner;       ///< empty: nobody's
    TaskState state = TaskState::Queued;
    int priority = 0;
    std::int64_t attempt = 0;
    std::int64_t maxAttempts = 0;
    std::int64_t timeoutMs = 0; ///< of each attempt; 0: not told
    double progress = 0;        ///< 0 to 1
    bool stuck = false;
    std::int64_t createdAt = 0;
    std::int64_t notBefore = 0;
    std::int64_t startedAt = 0;
    std::int64_t finishedAt = 0;
    std::int64_t cancelRequestedAt = 0;
    QString node;
    QString worker;
    /// One JSON value each as it was sent, or empty: not told, or to be read by pieces under the blob's name.
    QByteArray params;
    QByteArray result;
    QByteArray error;
    QString paramsBlob;
    QString resultBlob; ///< of a task that did not succeed: its error
    std::int64_t paramsBytes = 0;
    std::int64_t resultBytes = 0;
    std::vector<TaskHop> trace;
    std::int64_t traceDropped = 0;

    bool isFinal() const { return client::isFinal(state); }
    /// What a failed task ended with, as if a call had ended so. Without an `error` its end is CallEnd::Result.
    CallError callError() const;

    /// Nothing if it is no record: no JSON object, or without id, task or a known state.
    static std::optional<TaskRecord> parse(std::string_view json);
};

/// An error object (`code`, `message`, `data`) as a call's error; CallEnd::Result if it is none.
CallError parseCallError(std::string_view json);

/// What `task.list` answers.
struct TaskPage
{
    std::vector<std::string_view> tasks; ///< the records' JSON, newest first: views of what was parsed
    QString next;                        ///< the `before` of the next page; empty: there is none

    static std::optional<TaskPage> parse(std::string_view json);
};

/// RFC 3339 as milliseconds since 1970; 0 if it is none.
std::int64_t parseTime(const QString &text);

} // namespace relevo::client
