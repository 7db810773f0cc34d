// The keeper's thread: what it is asked, its turns, and the transaction. What follows from a change is in
// keeper_after.cpp, attempts in keeper_attempts.cpp, the beginning in keeper_start.cpp.
#include "server/background/keeper.h"

#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <pthread.h>

namespace relevo {

namespace {

constexpr std::size_t mostChanges = 4'000; // of a transaction
constexpr std::int64_t watchMs = 100;
constexpr std::int64_t sweepMs = 60'000;
constexpr std::int64_t watchSharedMs = 20; // see watchAttempt()
constexpr std::int64_t historyMs = 250;    // that a record of a direct call may wait for others
constexpr std::int64_t storePauseMs = 500;
constexpr std::int64_t sayAgainMs = 60'000;
constexpr std::int64_t countMs = 50; // after a change, until the counters are read again

/// The background tasks' place in the ready ring: nothing is delivered to it.
class NoOutlet final : public ReplyOutlet
{
public:
    void deliver(std::vector<Delivery> &&) override {}
};

class BackgroundPeer final : public Peer
{
public:
    BackgroundPeer()
        : Peer(m_nowhere)
    {
        lane.background = true;
    }

private:
    NoOutlet m_nowhere;
};

} // namespace

Keeper::Keeper(KeeperSettings settings, const Parts &parts)
    : m_settings(std::move(settings))
    , m_store(parts.store)
    , m_blobs(parts.blobs)
    , m_slots(parts.slots)
    , m_runner(parts.runner)
    , m_queue(parts.queue)
    , m_log(parts.log)
    , m_historyCounts(parts.history)
    , m_attemptServices{parts.runner, parts.slots, parts.blobs, m_settings.blobThreshold, *this}
    , m_ids(std::make_unique<TaskIdSource>(m_settings.slot, m_store.lastKey()))
    , m_peer(std::make_shared<BackgroundPeer>())
    , m_place(m_store.isShared(), m_settings.leaseMs)
    , m_line(m_runner.registry().tasks().size() + 1)
    , m_meanNs(m_runner.registry().tasks().size() + 1)
    , m_takeUpTo(m_store.lastKey())
{
    m_figures.counters = m_store.counters();
}

Keeper::~Keeper()
{
    stop();
}

void Keeper::start(Reads &reads)
{
    m_reads = &reads;
    m_thread = std::thread([this] {
        pthread_setname_np(pthread_self(), "keeper");
        run();
    });
}

std::int64_t Keeper::nextTime() const
{
    std::int64_t next = std::min(m_tidyAt, m_placeAt);
    if (isTakingUp())
        next = std::min(next, m_takeUpAt);
    if (m_store.isShared())
        next = std::min(next, m_lookAt);
    if (!m_running.empty())
        next = std::min(next, m_watchAt);
    if (const auto due = m_line.nextDue(); due && !m_draining)
        next = std::min(next, *due);
    if (!m_waitEnds.empty())
        next = std::min(next, m_waitEnds.begin()->first);
    if (m_countAt != 0)
        next = std::min(next, m_countAt);
    if (m_historyAt != 0)
        next = std::min(next, m_historyAt);
    if (m_retryStoreAt != 0)
        next = std::min(next, m_retryStoreAt);
    return next;
}

void Keeper::waitForWork()
{
    const bool goOn = (!m_later.empty() || !m_changes.empty()) && m_retryStoreAt == 0;
    std::unique_lock lock(m_mutex);
    if (!goOn) {
        const auto until = std::chrono::system_clock::time_point(std::chrono::milliseconds(nextTime()));
        m_work.wait_until(lock, until, [this] { return m_stopping || !m_commands.empty() || m_historyBegun; });
    }
    m_now.swap(m_commands);
    if (std::exchange(m_historyBegun, false))
        m_historyAt = nowMs() + historyMs;
}

void Keeper::run()
{
    while (true) {
        waitForWork();
        const std::int64_t now = nowMs();
        if (now >= m_placeAt)
            keepPlace(now);
        if (isTakingUp() && now >= m_takeUpAt)
            takeUpSome(now);
        std::vector<Command> commands = std::exchange(m_later, {});
        std::move(m_now.begin(), m_now.end(), std::back_inserter(commands));
        m_now.clear();
        std::size_t next = 0;
        while (next < commands.size()) {
            for (; next < commands.size() && m_changes.size() < mostChanges; ++next)
                obey(commands[next]);
            applyAll();
        }
        if (now >= m_watchAt) {
            m_watchAt = now + (m_store.isShared() ? watchSharedMs : watchMs);
            watch(now);
        }
        if (now >= m_lookAt)
            lookAround(now);
        lookAtNewWaits();
        endWaits(now);
        claim(nowMs()); // what has been lined in this turn is due by this clock
        applyAll();
        if (m_historyAt != 0 && now >= m_historyAt)
            storeHistory();
        if (m_countAt != 0 && now >= m_countAt)
            count();
        if (now >= m_tidyAt)
            tidy(now);
        const bool statsWanted = m_subscriptions.anyWants(Topic::Stats);
        const std::lock_guard lock(m_mutex);
        m_statsWanted = statsWanted;
        if (m_stopping && m_commands.empty())
            break;
    }
    releaseRunning();
    refuseDoubtful(std::numeric_limits<std::int64_t>::max());
    storeHistory();
    leavePlace();
    m_out.send();
}

void Keeper::obey(Command &command)
{
    std::visit([this](auto &one) { doCommand(one); }, command);
}

void Keeper::add(Change &&change, After &&after)
{
    m_changes.push_back(std::move(change));
    m_after.push_back(std::move(after));
}

void Keeper::applyAll()
{
    if (m_changes.empty() && m_doubts.empty()) {
        m_out.send();
        m_subscriptions.announce(m_out);
        m_out.send();
        return;
    }
    if (m_retryStoreAt != 0 && nowMs() < m_retryStoreAt) {
        failAll(StorageError(StorageError::Kind::Unavailable, "the storage has just failed"), false);
        return;
    }
    bool tried = false;
    try {
        resolveDoubts();
        tried = true;
        std::vector<Outcome> outcomes = m_store.apply(m_changes);
        if (std::exchange(m_retryStoreAt, 0) != 0) {
            m_log.info("the storage is back");
            m_placeAt = 0;
        }
        settle(std::move(outcomes));
    } catch (const StorageError &fault) {
        sayStorageFails(fault);
        m_retryStoreAt = nowMs() + storePauseMs;
        failAll(fault, tried);
    }
}

/// Once a minute as long as it goes on.
void Keeper::sayStorageFails(const StorageError &fault)
{
    const std::int64_t now = nowMs();
    if (m_retryStoreAt == 0 || now - m_saidAt >= sayAgainMs) {
        m_saidAt = now;
        m_log.error("the storage fails", {{"why", fault.what()}});
    }
}

/// What other nodes cancel of this one's line stays in it until it is due; before that costs anybody a task, the line
/// is made anew.
bool Keeper::isFull(std::int64_t now)
{
    const auto full = [this] { return m_line.size() + m_changes.size() >= m_settings.maxQueued; };
    if (!full())
        return false;
    if (m_store.isShared() && now >= m_sweepAt && !isTakingUp()) {
        m_sweepAt = now + sweepMs;
        try {
            const std::int64_t queued = m_store.counters().states[static_cast<std::size_t>(TaskState::Queued)];
            if (static_cast<std::size_t>(queued) <= m_line.size() / 2) {
                m_line = MemoryQueue(m_meanNs.size());
                m_lineOwn = true;
                lineOwn();
            }
        } catch (const StorageError &) {
            // What is missing is lined with the next look at the other nodes.
        }
    }
    return full();
}

void Keeper::countSoon()
{
    if (m_countAt == 0)
        m_countAt = nowMs() + countMs;
}

void Keeper::storeHistory()
{
    m_historyAt = 0;
    std::vector<TaskRecord> calls;
    {
        const std::lock_guard lock(m_mutex);
        calls.swap(m_history);
    }
    if (calls.empty())
        return;
    std::vector<Change> changes;
    changes.reserve(calls.size());
    for (TaskRecord &call : calls)
        changes.emplace_back(RecordCall{std::move(call)});
    std::string why = "more came than could be stored";
    try {
        const std::vector<Outcome> outcomes = m_store.apply(changes);
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            if (outcomes[i].kind == Outcome::Kind::Done)
                continue;
            lose(std::get<RecordCall>(changes[i]).record);
            why = outcomes[i].fault;
        }
    } catch (const StorageError &fault) {
        why = fault.what();
        const std::lock_guard lock(m_mutex);
        for (const Change &change : changes)
            lose(std::get<RecordCall>(change).record);
    }
    sayCallsLost(why);
}

/// With m_mutex locked.
void Keeper::lose(const TaskRecord &call)
{
    ++m_figures.callsLost;
    m_historyCounts.takeBack(taskNumber(call.task), call.state);
}

void Keeper::sayCallsLost(std::string_view why)
{
    const std::int64_t now = nowMs();
    const std::uint64_t lost = figures().callsLost;
    if (lost == m_callsLostSaid || now - m_callsLostSaidAt < sayAgainMs)
        return;
    m_log.warning("direct calls were left out of the history", {{"calls", lost - m_callsLostSaid}, {"why", why}});
    m_callsLostSaid = lost;
    m_callsLostSaidAt = now;
}

void Keeper::count()
{
    m_countAt = 0;
    try {
        const StoreCounters counters = m_store.counters();
        const std::lock_guard lock(m_mutex);
        m_figures.counters = counters;
        m_figures.due = m_line.due();
        m_figures.waiting = m_waitEnds.size();
    } catch (const StorageError &) {
        // The figures stay as they were; that the store is away is told by them already.
    }
}

/// The process ends: what runs has not used its attempt, and is the next process's.
void Keeper::releaseRunning()
{
    const std::int64_t now = nowMs();
    for (const auto &[key, attempt] : m_running) {
        attempt->stop(Attempt::Stop::Draining);
        attempt->revoke();
        if (isBusy(key))
            continue;
        add(goesBack(key, attempt->number(), now, m_settings.node), AfterNote{key});
    }
    applyAll();
}

} // namespace relevo
