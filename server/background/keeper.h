// Keeps the background tasks: the one thread that changes the store, and knows what is queued, runs, is waited for and
// is watched. What it is asked for meanwhile is done together in its next transaction, so that one fsync serves many.
//
//   submit/cancel/retry/…  ->  commands  ->  one apply()  ->  replies, waiters, events, attempts into the ready ring
//   a worker's outcome     ->  command   ->  ...
//
// Everything public is for any thread unless it says otherwise.
#pragma once

#include "server/background/attempt.h"
#include "server/background/history_counts.h"
#include "server/background/keeper_settings.h"
#include "server/background/keeper_work.h"
#include "server/background/place.h"
#include "server/background/reads.h"
#include "server/background/subscriptions.h"
#include "server/call/deliveries.h"
#include "server/observe/log.h"
#include "server/queue/memory/memory_queue.h"
#include "server/storage/task_store.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace relevo {

class Keeper final : public AttemptSink, private KeeperWork
{
public:
    struct Parts
    {
        TaskStore &store;
        BlobStore &blobs;
        SlotFile &slots;
        const TaskRunner &runner;
        CallQueue &queue;
        const Log &log;
        HistoryCounts &history;
    };

    Keeper(KeeperSettings settings, const Parts &parts);
    ~Keeper() override;

    /// Takes up what the store holds, and begins. Once.
    void start(Reads &reads);

    void submit(SubmitTask &&task, PendingReply &&reply);
    void cancel(const TaskId &id, PendingReply &&reply);
    void retry(const TaskId &id, PendingReply &&reply);
    void wait(const TaskId &id, std::int64_t timeoutMs, PendingReply &&reply);
    void subscribe(unsigned topics, std::optional<TaskId> id, PendingReply &&reply);
    void unsubscribe(std::string subscription, PendingReply &&reply);
    /// The history of direct calls: dropped, and counted, where the store is slower than they come.
    void record(std::vector<TaskRecord> &&calls);
    void tell(Topic topic, std::string body);
    /// Removes finished records that are older; a little at a time.
    void prune(const PruneQuery &query, PendingReply &&reply);
    /// Asks for them only if somebody wants to be told.
    void tellStats(const std::function<std::string()> &stats);

    TaskId newId();
    void overlay(TaskRecord &record) const;
    KeeperFigures figures() const;
    /// Nothing is refused for want of storage or room.
    bool accepts() const;

    void finished(Attempt &attempt) override;
    /// Now and then, however long the storage keeps the keeper's own thread waiting: ends what runs, and if need be the
    /// process, before the node's place becomes another's.
    void guardPlace();

    /// Claims no more, answers those who wait, ends the subscriptions.
    void drain();
    /// Asks what runs to stop; it goes back into the queue.
    void askToStop();
    /// No attempt is under way any more.
    bool isIdle() const;
    /// What runs is put back into the queue, uncounted. Then the thread ends; what comes later is not done.
    void stop();

private:
    void push(Command &&command);
    void run();
    void waitForWork();
    std::int64_t nextTime() const;

    // Each turn of the thread.
    void obey(Command &command);
    void doCommand(Submission &submission);
    void doCommand(CancelWish &wish);
    void doCommand(RetryWish &wish);
    void doCommand(Wait &wait);
    void doCommand(Subscribe &subscribe);
    void doCommand(Unsubscribe &unsubscribe);
    void doCommand(Tell &tell);
    void doCommand(Prune &prune);
    void doCommand(Ended &ended);
    void doCommand(Drain &);
    void claim(std::int64_t now);
    /// May one of this task be claimed now, beside `claimed` others that are expected to take `ns` in all?
    bool mayClaim(std::size_t task, std::size_t claimed, double ns) const;
    double expected(std::size_t task) const;
    bool beginsAtOnce(std::size_t claimed) const;
    bool isFull(std::int64_t now);
    std::size_t taskNumber(const std::string &name) const;
    void watch(std::int64_t now);
    void watchAttempt(Attempt &attempt, std::int64_t now);
    void lookAtNewWaits();
    void endWaits(std::int64_t now);
    void forgetWaitsOfTheGone();
    void tidy(std::int64_t now);
    std::size_t pruneSome(const PruneQuery &query);
    void add(Change &&change, After &&after);
    bool isBusy(std::int64_t key) const { return m_changing.count(key) != 0; }

    // The transaction and what follows from it.
    void applyAll();
    void failAll(const StorageError &fault, bool tried); ///< tried: they may have been stored
    void settle(std::vector<Outcome> &&outcomes);
    void done(AfterSubmit &after, Outcome &outcome, Change &change);
    void done(AfterClaim &after, Outcome &outcome, Change &change);
    void done(AfterEnd &after, Outcome &outcome, Change &change);
    void done(AfterCancel &after, Outcome &outcome, Change &change);
    void done(AfterRevoke &after, Outcome &outcome, Change &change);
    void done(AfterRetry &after, Outcome &outcome, Change &change);
    void done(AfterNote &after, Outcome &outcome, Change &change);
    void done(AfterTakeUp &after, Outcome &outcome, Change &change);
    void failed(AfterSubmit &after, const TaskError &error);
    void failed(AfterClaim &after, const TaskError &error);
    void failed(AfterEnd &after, const TaskError &error);
    void failed(AfterCancel &after, const TaskError &error);
    void failed(AfterRevoke &after, const TaskError &error);
    void failed(AfterRetry &after, const TaskError &error);
    void failed(AfterNote &after, const TaskError &error);
    void failed(AfterTakeUp &after, const TaskError &error);
    void begin(TaskRecord &&claimed, bool suspect);
    void handAttemptsOver();
    void tellNode();
    bool revoke(AfterCancel &after);
    void tellQueued(const TaskRecord &record);
    void tellChanges();
    void answerWaits(std::int64_t key, const TaskId *only = nullptr);
    void resolveDoubts();
    void answerDoubtful(const std::vector<TaskRecord> &stored);
    void refuseDoubtful(std::int64_t now);
    void dropBlob(const std::string &blob);
    void storeHistory();
    void lose(const TaskRecord &call);
    void sayCallsLost(std::string_view why);
    void sayStorageFails(const StorageError &fault);
    void countSoon();
    void count();
    void releaseRunning();

    // At the start.
    bool isTakingUp() const { return m_takeUpAfter.has_value(); }
    void takeUpSome(std::int64_t now);
    void takeUp(const OpenTask &open);
    void putBack(const OpenTask &open, bool begun, bool suspect, bool lined);
    void putBackUnseen(const OpenTask &open, bool lined);
    void line(const OpenTask &open);

    // Among other nodes.
    void keepPlace(std::int64_t now);
    void takeOver(int slot, std::int64_t now);
    void lineOwn();
    void lookAround(std::int64_t now);
    void heed(const std::vector<std::int64_t> &keys);
    void leavePlace();

    Change changeAfter(const Attempt &attempt, MemoryQueue::Entry &again);
    std::int64_t backoff(std::int64_t counted);
    TaskError refusal(const StorageError &fault) const;

    const KeeperSettings m_settings;
    TaskStore &m_store;
    BlobStore &m_blobs;
    SlotFile &m_slots;
    const TaskRunner &m_runner;
    CallQueue &m_queue;
    const Log &m_log;
    HistoryCounts &m_historyCounts;
    Reads *m_reads = nullptr;
    AttemptServices m_attemptServices;
    std::unique_ptr<TaskIdSource> m_ids;
    std::shared_ptr<Peer> m_peer; ///< in the ready ring, all background tasks' one

    Place m_place;
    bool m_stopsAll = false; ///< guardPlace()'s own: what runs has been asked to stop

    mutable std::mutex m_mutex; // guards what other threads put and see
    std::condition_variable m_work;
    std::vector<Command> m_commands;
    std::vector<TaskRecord> m_history;
    bool m_historyBegun = false; ///< it has ceased to be empty, and its time is to be set
    std::unordered_map<std::int64_t, std::shared_ptr<Attempt>> m_running; ///< changed by the thread, under the mutex
    KeeperFigures m_figures;
    bool m_stopping = false;
    bool m_statsWanted = false;

    // The thread's own.
    MemoryQueue m_line;
    std::vector<Command> m_now;
    std::vector<Command> m_later; ///< of tasks that are being changed in this turn already
    std::vector<Change> m_changes;
    std::vector<After> m_after;
    std::unordered_set<std::int64_t> m_changing;
    std::vector<std::int64_t> m_changed; ///< to be told
    std::vector<std::shared_ptr<Attempt>> m_toStart;
    std::vector<AfterEnd> m_againEnds; ///< could not be stored, and will be
    std::vector<AfterTakeUp> m_againTakeUps;
    std::vector<AfterRevoke> m_againRevokes;
    /// Cancelled before they began; the ready ring still has them.
    std::unordered_map<const Attempt *, std::shared_ptr<Attempt>> m_revoked;
    std::unordered_set<std::int64_t> m_doubts; ///< tasks whose change may or may not have been stored
    std::vector<AfterSubmit> m_doubtful;       ///< the submits among them that wait for a reply
    std::int64_t m_doubtUntil = 0;             ///< how long those wait that fail now
    std::map<std::int64_t, std::vector<Wait>> m_waits;
    std::vector<TaskId> m_newWaits;                       ///< nobody has looked yet whether these are final
    std::multimap<std::int64_t, std::int64_t> m_waitEnds; ///< time, key
    Subscriptions m_subscriptions;
    Deliveries m_out;
    std::mt19937 m_random{std::random_device{}()};
    std::vector<double> m_meanNs; ///< what an attempt takes, by task; 0: not known yet
    std::size_t m_starting = 0;   ///< submits of this transaction that start at once
    double m_startingNs = 0;      ///< what they are expected to take
    double m_aheadNs = 0;         ///< what all that is claimed is expected to take
    std::size_t m_suspectsRunning = 0;
    std::optional<std::int64_t> m_takeUpAfter{
        0}; ///< what was open at the start is in the line up to this key; then nothing
    std::int64_t m_takeUpTo;
    std::int64_t m_takeUpAt = 0;
    std::int64_t m_countAt = 0;      ///< 0: the figures are those of the store
    std::int64_t m_retryStoreAt = 0; ///< 0: the store is there
    std::int64_t m_saidAt = 0;       ///< that it is not
    std::int64_t m_watchAt = 0;
    std::int64_t m_tellProgressAt = 0;
    std::int64_t m_sweepAt = 0; ///< the line may be made anew
    std::int64_t m_tidyAt = 0;
    std::int64_t m_placeAt = 0;
    std::int64_t m_lookAt = 0;               ///< at what other nodes have changed
    std::int64_t m_askAt = 0;                ///< the store for all that waits or runs here
    std::int64_t m_askedWaits = 0;           ///< up to this key
    std::map<int, std::int64_t> m_takenOver; ///< slots of nodes that are gone, and when
    bool m_lineOwn = false;                  ///< what is queued for this node may not all be in the line
    std::int64_t m_historyAt = 0;            ///< 0: nothing to store
    std::int64_t m_callsLostSaidAt = 0;
    std::uint64_t m_callsLostSaid = 0;
    bool m_draining = false;

    std::thread m_thread;
};

} // namespace relevo
