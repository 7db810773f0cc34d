#include "server/background/fair_pool.h"

#include <utility>

namespace relevo {

FairPool::FairPool(int threads)
    : m_threads(threads)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setExpiryTimeout(-1);
}

FairPool::~FairPool()
{
    m_pool.waitForDone();
    const std::lock_guard lock(m_mutex); // ThreadSanitizer does not see that the threads' ends come before
}

void FairPool::run(const void *asker, std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        auto &asked = m_asked[asker];
        if (asked.empty())
            m_turns.push_back(asker);
        asked.push_back(std::move(work));
        if (m_serving == m_threads)
            return;
        ++m_serving;
    }
    m_pool.start([this] { serve(); });
}

void FairPool::serve()
{
    for (std::function<void()> work; next(work); work = nullptr)
        work();
}

bool FairPool::next(std::function<void()> &work)
{
    const std::lock_guard lock(m_mutex);
    if (m_turns.empty()) {
        --m_serving;
        return false;
    }
    const auto found = m_asked.find(m_turns.front());
    m_turns.pop_front();
    work = std::move(found->second.front());
    found->second.pop_front();
    if (found->second.empty())
        m_asked.erase(found);
    else
        m_turns.push_back(found->first);
    return true;
}

} // namespace relevo
