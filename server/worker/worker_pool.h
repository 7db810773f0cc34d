// The workers: long-lived QRunnables in a QThreadPool, started when work appears and fewer than N run.
//
// Nothing waits inside QThreadPool, whose own FIFO knows no fairness and whose one runnable per task costs half the
// throughput (docs/performance.md). A worker takes from the ready ring until it is empty, and ends.
#pragma once

#include "server/call/interfaces.h"
#include "server/observe/metrics.h"
#include "server/worker/ready_ring.h"

#include <QThreadPool>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace relevo {

/// Thread-safe. Runner and metrics outlive it; destroying it waits for the calls that run and drops those that wait.
class WorkerPool final : public CallQueue
{
public:
    WorkerPool(int workers, CallRunner &runner, Metrics &metrics);
    ~WorkerPool() override;

    /// Before the first call; outlives the pool.
    void observe(CallObserver &observer) { m_observer = &observer; }

    void push(std::vector<std::unique_ptr<CallBlock>> &&blocks) override;
    Charge drop(Peer &peer) override;
    void nudge() override;
    int idle() const override;

    std::uint64_t waiting() const { return m_ring.waiting(); }
    int busy() const { return m_ring.running(); }

private:
    class Worker;

    void startOne();
    bool mayEnd(Worker *worker);

    const int m_usual; ///< workers, without the one more that takes direct calls alone
    Metrics &m_metrics;
    CallObserver *m_observer = nullptr;
    std::atomic<int> m_named{0}; ///< threads that have a name
    TaskCosts m_costs;
    ReadyRing m_ring;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::mutex m_mutex;           // guards the two below; taken under no other lock
    std::vector<Worker *> m_idle; // those that may be started
    int m_asked = 0;              // starts asked for while none was idle yet
    QThreadPool m_pool;           // last: its destructor waits for the threads, which use all above
};

} // namespace relevo
