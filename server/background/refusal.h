// Errors that several of this folder's parts answer with.
#pragma once

#include "server/call/pending_reply.h"
#include "server/dispatch/call_runner.h"
#include "server/storage/storage_error.h"
#include "server/storage/task_store.h"
#include "server/tasks/task.h"

#include <string_view>

namespace relevo {

/// -32000, with how long to wait.
TaskError overloaded(std::string_view why);
TaskError noSuch(std::string_view what);
TaskError wrongState(TaskState state);
/// Why an id that is no background task's can be neither cancelled nor retried: a direct call's has long been final.
TaskError unfit(TaskStore &store, const TaskId &id);
/// -32000 where the fault may pass, else -32603 with its incident.
TaskError fromStorage(const StorageError &fault, const IncidentReporter &report);

/// Answers with the error, if there is somebody to answer.
void refuse(PendingReply &reply, const TaskError &error, Deliveries &to);

} // namespace relevo
