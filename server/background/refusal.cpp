#include "server/background/refusal.h"

#include <optional>
#include <string>

namespace relevo {

namespace {

constexpr std::uint64_t retryAfterMs = 1000;

} // namespace

TaskError overloaded(std::string_view why)
{
    return {ErrorCode::Overloaded, std::string(why), ErrorData().add("retryAfterMs", retryAfterMs).take()};
}

TaskError noSuch(std::string_view what)
{
    return {ErrorCode::NotFound, "No such " + std::string(what), {}};
}

TaskError wrongState(TaskState state)
{
    return {ErrorCode::WrongState, {}, ErrorData().add("state", name(state)).take()};
}

TaskError unfit(TaskStore &store, const TaskId &id)
{
    try {
        if (const std::optional<TaskRecord> call = store.get(id, false))
            return wrongState(call->state);
    } catch (const StorageError &) {
        // Then it is not known, as it was not a moment ago.
    }
    return noSuch("task");
}

TaskError fromStorage(const StorageError &fault, const IncidentReporter &report)
{
    if (fault.mayPass())
        return overloaded("The storage is out of reach");
    return {ErrorCode::InternalError, {}, ErrorData().add("incident", report(fault.what())).take()};
}

void refuse(PendingReply &reply, const TaskError &error, Deliveries &to)
{
    if (reply)
        reply.error(error.code, error.message, error.data, to);
}

} // namespace relevo
