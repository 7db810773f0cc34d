#include "server/node.h"

#include "common/protocol/reply.h"
#include "server/background/background_methods.h"
#include "server/background/blob_sweep.h"
#include "server/background/history.h"
#include "server/dispatch/call_runner.h"
#include "server/dispatch/dispatcher.h"
#include "server/dispatch/registry.h"
#include "server/observe/metrics.h"
#include "server/observe/rates.h"
#include "server/storage_parts.h"
#include "server/system_methods.h"
#include "server/transport/admission.h"
#include "server/transport/tcp/epoll_io_thread.h"
#include "server/transport/tcp/qt_io_thread.h"
#include "server/transport/tcp/tcp_listener.h"
#include "server/worker/worker_pool.h"

#include <QMetaObject>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace relevo {

namespace {

constexpr int rateSampleMs = 1000;
constexpr int readsAgainMs = 20;
constexpr int sweepMs = 3600 * 1000;
constexpr std::chrono::hours sweepAge{1};
constexpr int placeChecks = 20; // in the time of a lease
constexpr int drainCheckMs = 20;
constexpr std::uint64_t floodBytes = 32ull << 20;

std::string overloadedLine()
{
    std::string line;
    appendError(line, {}, ErrorCode::Overloaded, "Too many connections", ErrorData().add("retryAfterMs", 1000).take());
    return line + '\n';
}

} // namespace

/// In the order in which they are made; they end in the reverse order, but for what the destructor ends by itself.
struct Node::Parts
{
    Parts(const ServerConfig &given, const Log &givenLog)
        : config(given)
        , log(givenLog)
        , metrics(builtinTasks().size(), config.workers, config.ioThreads)
        , admission(config.limits, config.ioThreads)
        , storage(config, workerPlaces(config.workers))
        , methods(backgroundMethods(background))
        , registry(builtinTasks(), allMethods())
        , runner(registry, [this](std::string_view what) { return log.incident(what); })
        , workers(std::make_unique<WorkerPool>(static_cast<int>(config.workers), runner, metrics))
        , dispatcher(std::make_unique<Dispatcher>(registry, runner, *workers, config.limits, config.node))
        , historyCounts(registry.tasks().size())
        , keeper(keeperSettings(),
                 {storage.tasks(), storage.blobs(), storage.slots(), runner, *workers, log, historyCounts})
        , reads(std::make_unique<Reads>(Reads::Parts{storage.tasks(), storage.blobs(), config.limits, runner.report(),
                                                     [this](TaskRecord &record) { keeper.overlay(record); },
                                                     [this] { return admission.bytes(); }, [this] { wakeReads(); }}))
        , history(keeper, historyCounts, registry, config.node, config.historyRate)
        , services{config.limits, *dispatcher, *workers, admission, metrics}
    {
        background = {&keeper,     reads.get(),    &storage.blobs(),    &runner,
                      config.node, storage.slot(), config.blobThreshold};
        workers->observe(history);
    }
    /// First all that uses the keeper from threads of its own.
    ~Parts()
    {
        ending = true;
        dispatcher.reset();
        keeper.stop();
        workers.reset();
        reads.reset();
    }
    Parts(const Parts &) = delete;
    Parts &operator=(const Parts &) = delete;

    NodeFacts facts()
    {
        return {config.node,
                QDateTime::currentDateTimeUtc(),
                config.limits,
                metrics,
                rates,
                config.workers,
                [this] { return admission.tasks(); },
                [this] { return admission.bytes(); },
                [this] { return workers->waiting(); },
                [this] { return static_cast<std::uint64_t>(workers->busy()); },
                storage.tasks().kind(),
                storage.blobs().kind(),
                [this] { return keeper.figures(); },
                [this] { return history.leftOut(metrics); }};
    }

    std::vector<Method> allMethods()
    {
        std::vector<Method> all = systemMethods(facts(), builtinTasks(), methods);
        all.insert(all.end(), methods.begin(), methods.end());
        return all;
    }

    KeeperSettings keeperSettings() const
    {
        KeeperSettings settings;
        settings.node = config.node;
        settings.slot = storage.slot();
        settings.workers = config.workers;
        settings.maxQueued = config.limits.queued;
        settings.leaseMs = static_cast<std::int64_t>(config.leaseMs);
        settings.graceMs = static_cast<std::int64_t>(config.stuckAfterMs);
        settings.blobThreshold = config.blobThreshold;
        const auto keep = [&settings](TaskKind kind, std::optional<TaskState> state, ServerConfig::Keep bound) {
            settings.retention.push_back(
                {kind, state, static_cast<std::int64_t>(bound.timeMs), static_cast<std::int64_t>(bound.count)});
        };
        keep(TaskKind::Direct, {}, config.keepCalls);
        keep(TaskKind::Background, {}, config.keepTasks);
        keep(TaskKind::Background, TaskState::Succeeded, config.keepSucceeded);
        keep(TaskKind::Background, TaskState::Failed, config.keepFailed);
        keep(TaskKind::Background, TaskState::Cancelled, config.keepCancelled);
        return settings;
    }

    /// From any thread: a read that was put off is tried again in a moment, by this one's timer.
    void wakeReads() { QMetaObject::invokeMethod(&readsTimer, "start", Qt::QueuedConnection); }

    /// What crashes left in the blob store.
    void sweep()
    {
        reads->runWithBlobs(nullptr, [this] {
            try {
                storage.blobs().sweepUnfinished();
                for (const std::string &name :
                     orphans(storage.tasks(), storage.blobs(), sweepAge, [this] { return ending.load(); }))
                    storage.blobs().remove(name);
            } catch (const StorageError &fault) {
                log.warning("the blobs cannot be swept now", {{"why", fault.what()}});
            }
        });
    }

    /// After a flood: what glibc holds free in the middle of its heaps goes back to the system only on demand.
    void giveMemoryBack()
    {
        const std::uint64_t bytes = admission.bytes();
        peakBytes = std::max(peakBytes, bytes);
        if (peakBytes < floodBytes || bytes > peakBytes / 4)
            return;
        peakBytes = bytes;
#ifdef __GLIBC__
        ::malloc_trim(0);
#endif
    }

    std::size_t openSessions() const
    {
        std::size_t open = 0;
        for (const auto &io : ioThreads)
            open += io->sessionCount();
        return open;
    }

    /// Nothing is owed any more, or the time is over.
    bool isDone() const { return openSessions() == 0 && (keeper.isIdle() || drainUntil <= Clock::now()); }

    const ServerConfig config;
    const Log &log;
    Metrics metrics;
    Rates rates;
    QTimer readsTimer;
    Admission admission;
    Storage storage;
    BackgroundParts background; ///< filled in once all of it is there
    const std::vector<Method> methods;
    Registry registry;
    TaskRunner runner;
    std::unique_ptr<WorkerPool> workers;
    std::unique_ptr<Dispatcher> dispatcher;
    HistoryCounts historyCounts;
    Keeper keeper;
    std::unique_ptr<Reads> reads;
    History history;
    IoServices services;
    std::vector<std::unique_ptr<IoThread>> ioThreads;
    std::vector<std::unique_ptr<TcpListener>> listeners;
    QTimer rateTimer;
    QTimer sweepTimer;
    QTimer placeTimer;
    std::atomic<bool> ending{false};
    QTimer drainTimer;
    Clock::time_point drainUntil;
    std::uint64_t peakBytes = 0; ///< in flight, since memory was given back last
};

Node::Node(const ServerConfig &config, const Log &log)
    : m_parts(std::make_unique<Parts>(config, log))
{
    Parts &parts = *m_parts;
    connect(&parts.rateTimer, &QTimer::timeout, this, [&parts] {
        parts.rates.sample(parts.metrics.totals().finished(), Clock::now());
        parts.giveMemoryBack();
        parts.keeper.tellStats([&parts] { return statsText(parts.facts(), builtinTasks()); });
    });
    parts.readsTimer.setSingleShot(true);
    parts.readsTimer.setInterval(readsAgainMs);
    connect(&parts.readsTimer, &QTimer::timeout, this, [&parts] { parts.reads->goOn(); });
    connect(&parts.drainTimer, &QTimer::timeout, this, [this, &parts] {
        if (parts.isDone()) {
            parts.drainTimer.stop();
            parts.keeper.askToStop();
            Q_EMIT drained();
        } else if (parts.drainUntil <= Clock::now() && parts.openSessions() > 0) {
            parts.log.warning("drain timeout: open connections are reset", {{"connections", parts.openSessions()}});
            parts.drainUntil = Clock::time_point::min();
            for (const auto &io : parts.ioThreads)
                io->resetAll();
        }
    });
}

Node::~Node()
{
    m_parts->listeners.clear();
    for (const auto &io : m_parts->ioThreads)
        io->stop();
    // Workers may still deliver to the I/O threads: those are freed last.
    auto ioThreads = std::move(m_parts->ioThreads);
    m_parts.reset();
}

std::string Node::start()
{
    Parts &parts = *m_parts;
    try {
        for (std::size_t i = 0; i < parts.config.ioThreads; ++i) {
            if (parts.config.io == IoBackend::Qt)
                parts.ioThreads.push_back(std::make_unique<QtIoThread>(parts.services, i));
            else
                parts.ioThreads.push_back(std::make_unique<EpollIoThread>(parts.services, i));
        }
    } catch (const std::exception &fault) {
        return std::string("cannot start an I/O thread: ") + fault.what();
    }
    parts.admission.onRoom([&parts] {
        for (const auto &io : parts.ioThreads)
            io->roomAgain();
    });
    std::vector<IoThread *> threads;
    for (const auto &io : parts.ioThreads)
        threads.push_back(io.get());
    for (const ListenAddress &address : parts.config.listen) {
        auto listener =
            std::make_unique<TcpListener>(threads, parts.config.limits.connections, overloadedLine(), parts.metrics);
        if (!listener->listen(address.address, address.port))
            return "cannot listen on " + address.toText() + ": " + listener->errorString().toStdString();
        parts.listeners.push_back(std::move(listener));
    }
    parts.keeper.start(*parts.reads); // only now: a server that cannot listen runs no task
    parts.rates.sample(0, Clock::now());
    parts.rateTimer.start(rateSampleMs);
    connect(&parts.sweepTimer, &QTimer::timeout, this, [&parts] { parts.sweep(); });
    parts.sweepTimer.start(sweepMs);
    parts.sweep();
    connect(&parts.placeTimer, &QTimer::timeout, this, [&parts] { parts.keeper.guardPlace(); });
    parts.placeTimer.start(static_cast<int>(parts.config.leaseMs / placeChecks));
    return {};
}

std::string Node::addresses() const
{
    std::string all;
    for (const auto &listener : m_parts->listeners) {
        const ListenAddress address{listener->serverAddress(), listener->serverPort()};
        all += (all.empty() ? "" : ",") + address.toText();
    }
    return all;
}

void Node::drain()
{
    Parts &parts = *m_parts;
    parts.listeners.clear();
    parts.dispatcher->drain();
    parts.keeper.drain();
    for (const auto &io : parts.ioThreads)
        io->drain();
    parts.drainUntil = Clock::now() + std::chrono::milliseconds(parts.config.limits.drainTimeoutMs);
    parts.drainTimer.start(drainCheckMs);
}

void Node::release()
{
    m_parts->keeper.stop();
}

bool Node::hasBusyWorkers() const
{
    return m_parts->workers->busy() > 0;
}

} // namespace relevo
