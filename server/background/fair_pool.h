// Threads that serve askers in turn: however much one has asked for, another waits for no more than what is under way
// and one piece of work of each of the others.
//
// Thread-safe; the destructor waits for all that was asked for.
#pragma once

#include <QThreadPool>

#include <deque>
#include <functional>
#include <mutex>
#include <unordered_map>

namespace relevo {

class FairPool
{
public:
    explicit FairPool(int threads);
    ~FairPool();
    FairPool(const FairPool &) = delete;
    FairPool &operator=(const FairPool &) = delete;

    /// `asker`: whoever has a turn; only compared. What one has asked for begins in that order. `work` does not throw.
    void run(const void *asker, std::function<void()> work);

private:
    void serve();
    bool next(std::function<void()> &work);

    const int m_threads;
    std::mutex m_mutex; // guards the three below
    std::unordered_map<const void *, std::deque<std::function<void()>>> m_asked;
    std::deque<const void *> m_turns; ///< those that have something asked for, each once
    int m_serving = 0;
    QThreadPool m_pool;
};

} // namespace relevo
