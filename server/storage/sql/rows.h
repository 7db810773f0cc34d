// What is read out of a row, whoever's it is: `Row` has integer(column), real(column), text(column), isNull(column);
// what is NULL reads as 0 and as an empty text.
#pragma once

#include "server/storage/sql/schema.h"

namespace relevo::sql {

/// A row of columnList(payloads); all but the names of task and node, which it has as numbers.
template <class Row> TaskRecord readRecord(const Row &row, TaskKind kind, bool payloads)
{
    TaskRecord record;
    record.id = {row.integer(Key), row.integer(Tail)};
    record.kind = kind;
    if (!row.isNull(Owner))
        record.owner = row.text(Owner);
    record.state = static_cast<TaskState>(row.integer(State));
    record.priority = static_cast<int>(row.integer(Priority));
    record.attempt = row.integer(Attempt);
    record.counted = row.integer(Counted);
    record.maxAttempts = row.integer(MaxAttempts);
    record.timeoutMs = row.integer(TimeoutMs);
    record.holder = static_cast<int>(row.integer(Holder));
    record.suspect = row.integer(Suspect) != 0;
    record.progress = row.real(Progress);
    record.stuck = row.integer(Stuck) != 0;
    record.createdAt = row.integer(CreatedAt);
    record.notBefore = row.integer(NotBefore);
    record.startedAt = row.integer(StartedAt);
    record.finishedAt = row.integer(FinishedAt);
    record.cancelRequestedAt = row.integer(CancelRequestedAt);
    record.worker = row.text(Worker);
    record.params.size = static_cast<std::uint64_t>(row.integer(ParamsSize));
    record.result.size = static_cast<std::uint64_t>(row.integer(ResultSize));
    record.params.blob = row.text(ParamsBlob);
    record.result.blob = row.text(ResultBlob);
    record.isError = row.integer(IsError) != 0;
    record.trace = row.text(TraceText);
    if (payloads) {
        record.params.bytes = row.text(Params);
        record.result.bytes = row.text(Result);
    }
    return record;
}

/// A row of openStatement().
/// All but the task's name, whose number is column openTaskNumber.
template <class Row> OpenTask readOpenTask(const Row &row)
{
    OpenTask open;
    open.key = row.integer(0);
    open.state = static_cast<TaskState>(row.integer(1));
    open.priority = static_cast<int>(row.integer(2));
    open.holder = static_cast<int>(row.integer(3));
    open.attempt = row.integer(4);
    open.counted = row.integer(5);
    open.maxAttempts = row.integer(6);
    open.notBefore = row.integer(7);
    open.suspect = row.integer(8) != 0;
    open.cancelRequested = !row.isNull(9);
    open.begun = !row.isNull(10);
    open.tail = row.integer(11);
    open.seen = !row.isNull(12);
    return open;
}

} // namespace relevo::sql
