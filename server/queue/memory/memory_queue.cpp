#include "server/queue/memory/memory_queue.h"

#include <algorithm>

namespace relevo {

void MemoryQueue::add(const Entry &entry, std::int64_t nowMs)
{
    if (entry.notBefore > nowMs) {
        m_delayed.push({entry.notBefore, entry.key, entry.priority, entry.suspect});
    } else if (entry.suspect) {
        m_suspects.push(entry);
    } else {
        m_ready[static_cast<std::size_t>(std::clamp(entry.priority, 0, priorities - 1))].push(entry.key);
        ++m_due;
    }
}

void MemoryQueue::advance(std::int64_t nowMs)
{
    while (!m_delayed.empty() && m_delayed.top().notBefore <= nowMs) {
        const Delayed due = m_delayed.top();
        m_delayed.pop();
        add({due.key, due.priority, 0, due.suspect}, nowMs);
    }
}

std::optional<MemoryQueue::Entry> MemoryQueue::take(bool suspects)
{
    if (suspects && !m_suspects.empty()) {
        const Entry entry = m_suspects.front();
        m_suspects.pop();
        return entry;
    }
    for (int priority = priorities - 1; priority >= 0; --priority) {
        auto &ready = m_ready[static_cast<std::size_t>(priority)];
        if (ready.empty())
            continue;
        const Entry entry{ready.top(), priority, 0, false};
        ready.pop();
        --m_due;
        return entry;
    }
    return std::nullopt;
}

std::optional<std::int64_t> MemoryQueue::nextDue() const
{
    return m_delayed.empty() ? std::nullopt : std::optional(m_delayed.top().notBefore);
}

} // namespace relevo
