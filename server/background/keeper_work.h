// What the keeper is asked for, and what it has yet to do about each change that it makes. Its own affair.
#pragma once

#include "server/background/attempt.h"
#include "server/background/subscriptions.h"
#include "server/call/pending_reply.h"
#include "server/queue/memory/memory_queue.h"
#include "server/storage/task_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace relevo {

struct KeeperWork
{
    struct Submission
    {
        SubmitTask task;
        PendingReply reply;
    };
    struct CancelWish
    {
        TaskId id;
        PendingReply reply;
    };
    struct RetryWish
    {
        TaskId id;
        PendingReply reply;
    };
    struct Wait
    {
        TaskId id;
        std::int64_t until;
        PendingReply reply;
    };
    struct Subscribe
    {
        unsigned topics;
        std::optional<TaskId> id;
        PendingReply reply;
    };
    struct Unsubscribe
    {
        std::string subscription;
        PendingReply reply;
    };
    struct Tell
    {
        Topic topic;
        std::string body;
    };
    struct Prune
    {
        PruneQuery query;
        PendingReply reply;
        std::size_t removed = 0;
    };
    struct Ended
    {
        const Attempt *attempt; ///< not to be looked into: it may be another's memory by now
        std::int64_t key;
    };
    struct Drain
    {};
    using Command =
        std::variant<Submission, CancelWish, RetryWish, Wait, Subscribe, Unsubscribe, Tell, Prune, Ended, Drain>;

    // What is to be done once a change has been stored, or not.
    struct AfterSubmit
    {
        bool starts; ///< it was stored as running
        MemoryQueue::Entry entry;
        TaskId id;
        PendingReply reply;
        TaskError error = {};   ///< if it has not been stored, or nobody can tell
        std::int64_t until = 0; ///< the reply waits for the store to tell
    };
    struct AfterClaim
    {
        MemoryQueue::Entry entry;
    };
    struct AfterEnd
    {
        std::shared_ptr<Attempt> attempt;
        Change change; ///< to be tried again
        MemoryQueue::Entry again;
    };
    struct AfterCancel
    {
        TaskId id;
        PendingReply reply;
    };
    struct AfterRevoke
    {
        TaskId id;
        Change change;
        PendingReply reply;
    };
    struct AfterRetry
    {
        TaskId id;
        PendingReply reply;
    };
    struct AfterNote
    {
        std::int64_t key;
    };
    struct AfterTakeUp
    {
        MemoryQueue::Entry entry;
        Change change;
        bool lined = true; ///< what is queued again goes into the line
    };
    using After =
        std::variant<AfterSubmit, AfterClaim, AfterEnd, AfterCancel, AfterRevoke, AfterRetry, AfterNote, AfterTakeUp>;
};

} // namespace relevo
