// Orders what one thread wrote before what another reads, where Qt passes the object on. Qt's queues and waits order it
// already, but by locks that ThreadSanitizer does not see in an uninstrumented Qt; with this it sees the rest. Costs
// nothing on x86-64: a plain store and a plain load.
#pragma once

#include <atomic>

namespace relevo {

class HandOver
{
public:
    /// By the thread that has written, before it passes the object on or ends.
    void give() { m_given.store(true, std::memory_order_release); }
    /// By the thread that goes on, once it has the object or the other has ended.
    void take() const { m_given.load(std::memory_order_acquire); }

private:
    std::atomic<bool> m_given{false};
};

} // namespace relevo
