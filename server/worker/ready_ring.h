// Sessions with work, and whose turn it is.
//
// Every peer has a lane of waiting calls. Lanes with work are served by fair queueing, with the virtual time of WF2Q+
// (J. Bennett, H. Zhang, IEEE/ACM Transactions on Networking 5/1997): first comes the lane whose next call would end
// first if all lanes were served at once, byte by byte. One that comes back from idleness has neither saved up nor is
// punished. So a connection with a small call waits for the tasks that are running, not for the megabytes that others
// have queued.
//
// Thread-safe; one lock, never held across a system call or a task.
#pragma once

#include "server/call/interfaces.h"
#include "server/worker/task_costs.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace relevo {

/// Calls [begin, end) of a block, now the taker's.
struct Slice
{
    CallBlock *block = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// A worker's own note of what it took last; empty at first.
struct Taken
{
    bool dear = false;
    bool background = false;
};

class ReadyRing
{
public:
    /// At most `workers` run at once; while all of them hold background tasks, one more, which takes direct calls
    /// alone.
    ReadyRing(const TaskCosts &costs, int workers)
        : m_costs(costs)
        , m_workers(workers)
    {}
    ~ReadyRing();
    ReadyRing(const ReadyRing &) = delete;
    ReadyRing &operator=(const ReadyRing &) = delete;

    /// True: the caller starts one more worker, which counts as running from now on.
    bool push(std::vector<std::unique_ptr<CallBlock>> &&blocks);

    /// Takes calls in turn: a dear one alone, or cheap ones worth about `takeNs` together. False if nothing waits, and
    /// then the calling worker no longer counts as running. `startAnother` is as push()'s result. While all that run
    /// are at dear calls, the next one gets a worker at once.
    bool take(std::vector<Slice> &slices, bool &startAnother, Taken &taken);

    /// Calls wait and no worker has come back for them for a while: what it took was dearer than it looked. To be
    /// called now and then; as push()'s result.
    bool nudge();

    /// Drops what waits for the peer. Returns the charge of the dropped calls, and their tasks in `dropped`.
    Charge drop(Peer &peer, std::vector<std::uint32_t> &dropped);

    std::uint64_t waiting() const;
    int running() const;

private:
    struct Entry
    {
        double finish = 0;      ///< virtual time at which the lane's next call ends
        std::uint64_t turn = 0; ///< first come, first served among equals
        Peer *peer = nullptr;   ///< kept alive by its waiting blocks
        bool operator<(const Entry &other) const
        {
            return finish != other.finish ? finish > other.finish : turn > other.turn; // the heap's top is the largest
        }
    };

    void enter(Peer &peer);
    void takeFrom(const Entry &entry, std::vector<Slice> &slices, double &cost, std::size_t &calls);
    bool startOneMore();
    bool onlyDirectIsLeft() const;

    const TaskCosts &m_costs;
    const int m_workers;
    mutable std::mutex m_mutex; // guards all below, and every peer's lane
    std::vector<Entry> m_heap;
    std::uint64_t m_turn = 0;
    double m_now = 0;       ///< virtual time: bytes that each lane with work would have been served by now
    double m_waitingNs = 0; ///< what waits is likely to cost
    std::uint64_t m_waiting = 0;
    int m_running = 0;
    int m_dear = 0;                 ///< of those that run: at dear calls
    int m_background = 0;           ///< of those that run: at background tasks
    bool m_backgroundWaits = false; ///< the lane of background tasks is in the heap
    Clock::time_point m_lastSign;   ///< when a worker last took something, or was asked for
};

} // namespace relevo
