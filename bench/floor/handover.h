// A list that is filled by one side and emptied by the other, in batches: one lock for each, and a wake only for a side
// that sleeps.
#pragma once

#include "bench/floor/chunk.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace relevo::floor {

/// From the I/O thread to the workers.
class WorkList
{
public:
    explicit WorkList(std::size_t workers)
        : m_workers(workers)
    {}
    /// Moves all of `batch` in and leaves it empty.
    void put(std::vector<Chunk *> &batch);
    /// Waits for work and moves a worker's share of it into the empty `batch`.
    void take(std::vector<Chunk *> &batch);

private:
    const std::size_t m_workers;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_filled;
    std::vector<Chunk *> m_chunks;
    std::size_t m_sleeping = 0; ///< workers in take()
};

/// From the workers back to the I/O thread, which sleeps in epoll_wait() with `descriptor()` among what it waits for.
class DoneList
{
public:
    DoneList();
    ~DoneList();
    DoneList(const DoneList &) = delete;
    DoneList &operator=(const DoneList &) = delete;

    /// To be watched edge-triggered for EPOLLIN; never needs to be read.
    int descriptor() const { return m_event; }
    void put(std::vector<Chunk *> &batch);
    /// Moves all into the empty `batch`. If there is none, the caller must sleep now, and is woken by the next put().
    void take(std::vector<Chunk *> &batch);

private:
    const int m_event;
    std::mutex m_mutex; ///< guards all below
    std::vector<Chunk *> m_chunks;
    bool m_sleeping = false;
};

} // namespace relevo::floor
