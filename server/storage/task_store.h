// Where tasks are kept: the truth about each of them. Implemented by SQLite (embedded) and PostgreSQL.
//
// One thread at a time changes (apply, prune, the node's lease); any thread reads. Every call blocks on the storage and
// throws StorageError. What apply() has returned is durable.
#pragma once

#include "server/storage/storage_error.h"
#include "server/storage/task_record.h"

#include <array>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace relevo {

/// A new background task, as it stands in `record`. With an idempotency key: Existing if it is there already with the
/// same digest, KeyInUse if with another.
struct SubmitTask
{
    TaskRecord record;
    std::string idempotencyKey; ///< empty: none
    std::string digest;         ///< of task and params
};

/// queued -> running, for one attempt: Done only if the task is queued and not put off beyond `at`; else the outcome
/// tells until when. Done: the outcome holds the record, params included, with `attempt` the new one.
struct ClaimTask
{
    std::int64_t key = 0;
    int holder = 0;
    std::string trace = {}; ///< what is appended
    std::int64_t at = 0;
    bool begins = false; ///< its code begins at once: that it has begun is stored with the claim
};

/// running -> final. Stale unless it runs and this attempt is the current one. With a cancel wished for, the state
/// becomes Cancelled and result and error are dropped, whatever is asked for here; the outcome tells the state.
struct FinishTask
{
    std::int64_t key = 0;
    std::int64_t attempt = 0;
    TaskState state = TaskState::Succeeded;
    Payload result;
    bool counted = true; ///< the attempt counts
    static constexpr std::int64_t never = -1;
    std::int64_t startedAt = 0; ///< 0: as it was noted; never: it has not begun, whatever its claim says
    std::int64_t finishedAt = 0;
    std::string worker;
    std::string trace;
};

/// running -> queued again. Stale as above; with a cancel wished for it becomes Cancelled instead.
struct RequeueTask
{
    std::int64_t key = 0;
    std::int64_t attempt = 0;
    bool counted = false;
    bool suspect = false;
    std::int64_t notBefore = 0;
    std::int64_t at = 0;
    std::string trace;
    std::string cancelledTrace = {}; ///< appended instead if it becomes Cancelled
};

/// queued -> cancelled, and the outcome tells who had it in line, and until when it was put off; running: the wish is
/// noted (Done with state Running); final: WrongState with the state.
struct CancelTask
{
    TaskId id;
    std::int64_t at = 0;
    std::string trace; ///< appended if it was queued
};

/// failed or cancelled -> queued, with result, error, finishedAt, cancelRequestedAt and the counted attempts cleared;
/// else WrongState. The outcome's record holds what the queue needs, and the result as it was (its blob is to be
/// removed).
struct RetryTask
{
    TaskId id;
    int holder = 0;
    std::int64_t at = 0;
    std::string trace;
};

/// What is known of a running attempt meanwhile.
struct NoteTask
{
    std::int64_t key = 0;
    std::int64_t attempt = 0;
    std::int64_t startedAt = 0;
    double progress = 0;
    bool stuck = false;
    std::string worker;
};

/// The record of a direct call.
struct RecordCall
{
    TaskRecord record;
};

using Change =
    std::variant<SubmitTask, ClaimTask, FinishTask, RequeueTask, CancelTask, RetryTask, NoteTask, RecordCall>;

struct Outcome
{
    enum class Kind : std::uint8_t {
        Done,
        Stale, ///< not in the state, or not the attempt, that was asked for
        NotFound,
        Existing,
        KeyInUse,
        WrongState,
        Failed, ///< this one change cannot be stored; the others were
    } kind = Kind::Done;
    TaskState state = TaskState::Queued; ///< after the change
    std::int64_t notBefore = 0;          ///< where the change says so
    int holder = -1;                     ///< likewise
    TaskId id;                           ///< of an Existing: the first one's
    std::string fault;                   ///< of a Failed
    std::unique_ptr<TaskRecord> record;  ///< where the change says so
};

struct ListQuery
{
    TaskKind kind = TaskKind::Background;
    std::optional<TaskState> state;
    std::optional<std::string> task;
    std::optional<std::int64_t> before; ///< a key, exclusive
    std::size_t limit = 50;
};

/// What a node must know of a task that is not final.
struct OpenTask
{
    std::int64_t key = 0;
    std::int64_t tail = 0;
    std::string task;
    TaskState state = TaskState::Queued;
    int priority = 4;
    int holder = 0;
    std::int64_t attempt = 0;
    std::int64_t counted = 0;
    std::int64_t maxAttempts = 0;
    std::int64_t notBefore = 0;
    bool suspect = false;
    bool cancelRequested = false;
    bool seen = false;  ///< it has been seen to run, by its worker's name
    bool begun = false; ///< it is known that its code has begun; of one that has just begun that may not be known yet
};

/// accepted = the sum of the states, always; what has been pruned stays counted.
struct StoreCounters
{
    std::int64_t accepted = 0;
    std::array<std::int64_t, 5> states{}; ///< by TaskState
    std::array<std::int64_t, 5> pruned{}; ///< of these, rows that are no longer there
};

struct Audit
{
    StoreCounters counters;                  ///< as kept
    std::array<std::int64_t, 5> rows{};      ///< as counted anew, in the same snapshot
    std::vector<std::string> contradictions; ///< each record that contradicts itself: its id and what is wrong
};

/// Which records may go.
struct PruneQuery
{
    TaskKind kind = TaskKind::Background;
    std::optional<TaskState> state; ///< nothing: of every final state
    std::int64_t finishedBefore =
        0;                    ///< those that ended before (and whose ids are not of later, by their maker's clock)
    std::int64_t keep = -1;   ///< and all but the newest so many (-1: no such bound)
    std::size_t limit = 1000; ///< at most so many at once, the oldest first
};

struct Pruned
{
    std::size_t records = 0;
    std::vector<std::string> blobs; ///< that no record names any more
};

/// What opening a store does to its schema.
enum class Schema : std::uint8_t {
    Update, ///< brings it to this program's version
    AsItIs, ///< nothing: an earlier version is read as far as it goes, and nothing at all is written
};

class TaskStore
{
public:
    virtual ~TaskStore() = default;

    virtual std::string kind() const = 0; ///< `sqlite`, `postgresql`, `memory`

    /// A node's place: which slot its ids and claims carry. `wanted`: the one that it had before, or -1. `leaseMs`: how
    /// long it is its own without renew().
    virtual int attach(const std::string &node, int wanted, std::int64_t nowMs, std::int64_t leaseMs) = 0;
    /// False: the lease had ended, and the slot may be another's.
    virtual bool renew(int slot, std::int64_t nowMs, std::int64_t leaseMs) = 0;
    /// Slots of nodes whose lease has ended and which still hold open tasks.
    virtual std::vector<int> abandoned(std::int64_t nowMs) = 0;

    /// Whether other nodes use it as well; if not, the next two have nothing to do.
    virtual bool isShared() const { return false; }
    /// Takes tasks of the slot `from` that are queued, with keys greater than `after`, for the slot `to`: each goes to
    /// one node, however many ask. By ascending key, at most `limit`.
    virtual std::vector<OpenTask> adopt(int /*from*/, int /*to*/, std::int64_t /*after*/, std::size_t /*limit*/)
    {
        return {};
    }
    /// Keys of background tasks that other nodes have changed since the last call: a hint, which may be lost with the
    /// connection. On the thread that changes.
    virtual std::vector<std::int64_t> changedElsewhere() { return {}; }

    /// One transaction; an outcome for each change, in order. The changes of one call concern different tasks (two
    /// submits may have the same idempotency key). If a change cannot be stored, the others are all the same.
    virtual std::vector<Outcome> apply(const std::vector<Change> &changes) = 0;
    virtual Pruned prune(const PruneQuery &query) = 0;

    /// `payloads`: with params and result, else with their sizes and blobs only.
    virtual std::optional<TaskRecord> get(const TaskId &id, bool payloads) = 0;
    /// Those of the background tasks with these keys, without payloads, in no particular order.
    virtual std::vector<TaskRecord> get(const std::vector<std::int64_t> &keys) = 0;
    /// Newest first, without payloads.
    virtual std::vector<TaskRecord> list(const ListQuery &query) = 0;
    /// Those that are not final, by ascending key, with keys greater than `after`.
    virtual std::vector<OpenTask> open(std::int64_t after, std::size_t limit) = 0;
    /// The greatest key of any record; 0: none.
    virtual std::int64_t lastKey() = 0;
    virtual StoreCounters counters() = 0;
    /// Counts anew; takes long on many records and holds up nobody.
    virtual Audit audit() = 0;
    /// What is wrong with the storage itself, a sentence each; looks at all of it.
    virtual std::vector<std::string> faults() { return {}; }
};

} // namespace relevo
