#include "server/worker/worker_pool.h"

#include "server/call/deliveries.h"
#include "server/call/hand_over.h"

#include <QRunnable>
#include <QString>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <new>
#include <string>

#ifdef Q_OS_LINUX
#include <pthread.h>
#endif

namespace relevo {

namespace {

/// The name of the calling pool thread, given at its first call: `worker-1`, `worker-2`, …
const std::string &threadName(std::atomic<int> &threads)
{
    thread_local const std::string name = [&threads] {
        std::string text = "worker-" + std::to_string(++threads);
        QThread::currentThread()->setObjectName(QString::fromStdString(text));
#ifdef Q_OS_LINUX
        pthread_setname_np(pthread_self(), text.c_str());
#endif
        return text;
    }();
    return name;
}

std::uint64_t elapsed(Clock::time_point from, Clock::time_point to)
{
    return to > from ? static_cast<std::uint64_t>((to - from).count()) : 0;
}

} // namespace

class WorkerPool::Worker final : public QRunnable
{
public:
    Worker(WorkerPool &pool, CallRunner &runner, WorkerMetrics &metrics, std::size_t place)
        : m_place(place)
        , m_pool(pool)
        , m_runner(runner)
        , m_metrics(metrics)
    {
        setAutoDelete(false);
    }

    HandOver toThread; ///< given before the worker is given to the pool

    void run() override
    {
        toThread.take();
        m_name = threadName(m_pool.m_named);
        do {
            bool startAnother = false;
            Taken taken;
            while (m_pool.m_ring.take(m_slices, startAnother, taken)) {
                if (startAnother)
                    m_pool.startOne();
                for (const Slice &slice : m_slices)
                    runSlice(slice);
                m_deliveries.send();
            }
        } while (!m_pool.mayEnd(this));
    }

private:
    void runSlice(const Slice &slice)
    {
        CallBlock &block = *slice.block;
        ReplyChunk chunk;
        std::uint64_t expected = 0;
        for (std::size_t i = slice.begin; i < slice.end; ++i)
            expected += block.calls[i].background ? 0 : block.calls[i].charge + 64;
        try {
            chunk.data.reserve(expected);
        } catch (const std::bad_alloc &) {
            // A guess; if there is no room for the reply itself, its call says so.
        }
        Clock::time_point started = Clock::now();
        const bool direct = block.calls[slice.begin].background == nullptr;
        m_toTell = direct && m_pool.m_observer ? m_pool.m_observer->wants(slice.end - slice.begin, started) : 0;
        for (std::size_t i = slice.begin; i < slice.end;) {
            const std::uint32_t task = block.calls[i].task;
            double sizes = 0;
            for (; i < slice.end && block.calls[i].task == task; ++i) {
                runCall(block, block.calls[i], chunk);
                sizes += TaskCosts::size(block.calls[i]);
            }
            const Clock::time_point now = Clock::now();
            m_pool.m_costs.learn(task, sizes, static_cast<double>(elapsed(started, now)));
            started = now;
        }
        const std::size_t count = slice.end - slice.begin;
        m_metrics.latency.add(elapsed(block.received, started), count);
        if (chunk.charged.tasks > 0)
            m_deliveries.add({block.peer, std::move(chunk)});
        if (block.unfinished.fetch_sub(count, std::memory_order_acq_rel) == count)
            delete &block;
    }

    void runCall(CallBlock &block, const Call &call, ReplyChunk &chunk)
    {
        if (call.background) {
            count(call, call.background->run(m_name, m_place), m_metrics.inBackground);
            return;
        }
        if (call.batch) {
            m_member.clear();
            runAndTell(block, call, m_member);
            if (ReplyChunk whole; call.batch->add(m_member, whole))
                m_deliveries.add({block.peer, std::move(whole)});
            return;
        }
        const std::size_t before = chunk.data.size();
        runAndTell(block, call, chunk.data);
        if (call.dialect == Dialect::First)
            chunk.lastOne = true;
        else if (chunk.data.size() > before)
            chunk.data += '\n';
        chunk.charged += {1, call.charge};
        chunk.replyBytes += std::max<std::uint64_t>(call.charge, chunk.data.size() - before);
    }

    void runAndTell(const CallBlock &block, const Call &call, std::string &reply)
    {
        if (m_toTell == 0) {
            count(call, m_runner.run(call, block.peer->gone, m_name, reply, nullptr), m_metrics.byTask);
            return;
        }
        --m_toTell;
        const std::size_t before = reply.size();
        const Clock::time_point started = Clock::now();
        CallResult result;
        const CallOutcome outcome = m_runner.run(call, block.peer->gone, m_name, reply, &result);
        count(call, outcome, m_metrics.byTask);
        m_pool.m_observer->saw(
            {block, call, outcome, result, std::string_view(reply).substr(before), m_name, Clock::now() - started});
    }

    static void count(const Call &call, CallOutcome outcome, std::vector<TaskCounters> &byTask)
    {
        if (call.task >= byTask.size())
            return;
        TaskCounters &counters = byTask[call.task];
        switch (outcome) {
        case CallRunner::Outcome::Succeeded:
            counters.succeeded.add();
            break;
        case CallRunner::Outcome::Failed:
            counters.failed.add();
            break;
        case CallRunner::Outcome::Cancelled:
            counters.cancelled.add();
            break;
        }
    }

    const std::size_t m_place;
    WorkerPool &m_pool;
    CallRunner &m_runner;
    WorkerMetrics &m_metrics;
    std::string m_name;
    std::vector<Slice> m_slices;
    Deliveries m_deliveries;
    std::string m_member;
    std::size_t m_toTell = 0; ///< of the calls of the present slice
};

WorkerPool::WorkerPool(int workers, CallRunner &runner, Metrics &metrics)
    : m_usual(workers)
    , m_metrics(metrics)
    , m_costs(metrics.droppedByTask.size())
    , m_ring(m_costs, workers)
{
    for (std::size_t i = 0; i < workerPlaces(static_cast<std::size_t>(workers)); ++i) {
        m_workers.push_back(std::make_unique<Worker>(*this, runner, *metrics.workers[i], i));
        m_idle.push_back(m_workers.back().get());
    }
    m_pool.setMaxThreadCount(static_cast<int>(m_workers.size()));
    m_pool.setExpiryTimeout(-1);
}

WorkerPool::~WorkerPool()
{
    m_pool.waitForDone();
    const std::lock_guard lock(m_mutex); // the workers ended under it: see HandOver
}

void WorkerPool::push(std::vector<std::unique_ptr<CallBlock>> &&blocks)
{
    if (m_ring.push(std::move(blocks)))
        startOne();
}

void WorkerPool::nudge()
{
    if (m_ring.nudge())
        startOne();
}

int WorkerPool::idle() const
{
    return std::max(0, m_usual - busy());
}

void WorkerPool::startOne()
{
    Worker *worker = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty()) {
            ++m_asked; // one is about to end, and will go on instead
            return;
        }
        worker = m_idle.back();
        m_idle.pop_back();
    }
    worker->toThread.give();
    m_pool.start(worker);
}

bool WorkerPool::mayEnd(Worker *worker)
{
    const std::lock_guard lock(m_mutex);
    if (m_asked > 0) {
        --m_asked;
        return false;
    }
    m_idle.push_back(worker);
    return true;
}

Charge WorkerPool::drop(Peer &peer)
{
    std::vector<std::uint32_t> dropped;
    const Charge charge = m_ring.drop(peer, dropped);
    for (const std::uint32_t task : dropped) {
        if (task < m_metrics.droppedByTask.size())
            m_metrics.droppedByTask[task].fetch_add(1, std::memory_order_relaxed);
    }
    return charge;
}

} // namespace relevo
