// What reads the store to answer: on two threads of its own, so that no number of busy workers, and no slow storage,
// holds up a connection.
#pragma once

#include "server/call/pending_reply.h"
#include "server/dispatch/call_runner.h"
#include "server/storage/blob_store.h"
#include "server/storage/task_store.h"

#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <string>

namespace relevo {

/// Thread-safe. Everything that it is given outlives it; destroying it waits for what has begun.
class Reads
{
public:
    struct Parts
    {
        TaskStore &store;
        BlobStore &blobs;
        std::uint64_t maxMessage;
        IncidentReporter report;
        /// Adds what is known of a running task beyond its record.
        std::function<void(TaskRecord &)> overlay;
    };

    explicit Reads(Parts parts);
    ~Reads();

    /// The record; `inlined`: with its payloads, where the reply stays within the message limit.
    void get(const TaskId &id, bool inlined, PendingReply &&reply);
    void list(const ListQuery &query, PendingReply &&reply);
    void readBlob(const std::string &name, std::uint64_t offset, std::uint64_t length, PendingReply &&reply);
    void audit(PendingReply &&reply);
    /// Anything else that blocks; answered by `work`, or with the error that it throws.
    void run(PendingReply &&reply, std::function<std::string()> work);
    /// As above, without a reply.
    void run(std::function<void()> work);

private:
    std::string record(const TaskId &id, bool inlined);
    std::string blob(const std::string &name, std::uint64_t offset, std::uint64_t length);

    const Parts m_parts;
    QThreadPool m_pool;
};

} // namespace relevo
