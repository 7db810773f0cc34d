// One attempt at a background task: made by the keeper once it is claimed, run by a worker, handed back to the keeper.
#pragma once

#include "server/background/slot_file.h"
#include "server/call/interfaces.h"
#include "server/dispatch/call_runner.h"
#include "server/storage/blob_store.h"
#include "server/storage/task_record.h"
#include "server/storage/task_store.h"

#include <atomic>
#include <memory>
#include <string>

namespace relevo {

class Attempt;

/// Where attempts go that have run. Called on a worker's thread.
class AttemptSink
{
public:
    virtual ~AttemptSink() = default;
    virtual void finished(Attempt &attempt) = 0;
};

/// What attempts need to run. All of it outlives them.
struct AttemptServices
{
    const TaskRunner &runner;
    SlotFile &slots;
    BlobStore &blobs;
    std::uint64_t blobThreshold = 64 * 1024; ///< longer results go to the blob store
    AttemptSink &sink;
};

class Attempt final : public BackgroundCall
{
public:
    enum class Stop : std::uint8_t { No, Cancelled, TimedOut, Draining };

    Attempt(const AttemptServices &services, TaskRecord &&claimed, std::uint32_t task);

    CallOutcome run(std::string_view worker, std::size_t place) override;

    // From any thread.
    std::int64_t key() const { return record.id.key; }
    std::int64_t number() const { return record.attempt; }
    std::int64_t startedAt() const { return m_startedAt.load(std::memory_order_acquire); } ///< 0: not yet
    double progress() const { return m_progress.load(std::memory_order_relaxed); }
    std::string worker() const { return startedAt() == 0 ? std::string() : m_worker; }
    /// Asks it to stop; the first reason counts.
    void stop(Stop why);
    Stop stopped() const { return m_stop.load(std::memory_order_acquire); }
    /// It shall not begin any more. False: it has.
    bool revoke();
    /// Its code has begun, and has not returned.
    bool isInside() const { return m_begun.load(std::memory_order_acquire) == Begun::Yes; }

    TaskRecord record; ///< as claimed, without the params' bytes; nobody changes it
    const std::uint32_t task;

    // Written by the worker before it hands the attempt back, read by the keeper afterwards.
    CallOutcome outcome = CallOutcome::Failed;
    ErrorCode errorCode = ErrorCode::InternalError;
    bool finalError = false;  ///< the task says that trying again is of no use
    std::string storageFault; ///< if its params could not be read, or its result be kept, for now
    Payload result;           ///< or the error, as JSON
    std::int64_t finishedAt = 0;

    // The keeper's own.
    double expectedNs = 0;
    std::int64_t notedAt = 0;
    std::int64_t stoppedAt = 0; ///< 0: nobody asked it to
    double notedProgress = 0;
    double toldProgress = 0;
    bool stuck = false;

private:
    enum class Begun : std::uint8_t { No, Yes, Never, Over };

    void execute();
    void fail(const TaskError &error);
    void storeResult(std::string &&text);
    std::string fetchParams() const;

    const AttemptServices &m_services;
    std::string m_params;
    std::string m_worker; ///< written before m_startedAt
    std::atomic<std::int64_t> m_startedAt{0};
    std::atomic<double> m_progress{0};
    std::atomic<bool> m_token{false};
    std::atomic<Stop> m_stop{Stop::No};
    std::atomic<Begun> m_begun{Begun::No};
};

/// The change that puts it back into the queue, uncounted. `hops`: what has become of it before.
RequeueTask goesBack(std::int64_t key, std::int64_t attempt, std::int64_t at, std::string_view node,
                     std::string hops = {});

/// `{"code":…,"message":…,"data":…}` as a record keeps it.
std::string errorJson(ErrorCode code, std::string_view message, std::string_view data);

} // namespace relevo
