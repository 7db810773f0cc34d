#include "server/queue/memory/memory_queue.h"

#include <algorithm>

namespace relevo {

void MemoryQueue::add(const Entry &entry, std::int64_t nowMs)
{
    const auto priority = static_cast<std::uint8_t>(std::clamp(entry.priority, 0, priorities - 1));
    if (entry.notBefore > nowMs) {
        m_delayed.push({entry.notBefore, entry.key, static_cast<std::uint16_t>(entry.task), priority, entry.suspect});
    } else if (entry.suspect) {
        m_suspects.push(entry);
    } else {
        m_ready[entry.task][priority].push(entry.key);
        ++m_due;
    }
}

void MemoryQueue::advance(std::int64_t nowMs)
{
    while (!m_delayed.empty() && m_delayed.top().notBefore <= nowMs) {
        const Delayed due = m_delayed.top();
        m_delayed.pop();
        add({due.key, due.priority, 0, due.suspect, due.task}, nowMs);
    }
}

std::optional<MemoryQueue::Entry> MemoryQueue::peek(bool suspects) const
{
    if (suspects && !m_suspects.empty())
        return m_suspects.front();
    for (int priority = priorities - 1; m_due > 0 && priority >= 0; --priority) {
        std::optional<Entry> first;
        for (std::size_t task = 0; task < m_ready.size(); ++task) {
            const auto &ready = m_ready[task][static_cast<std::size_t>(priority)];
            if (!ready.empty() && (!first || ready.top() < first->key))
                first = Entry{ready.top(), priority, 0, false, task};
        }
        if (first)
            return first;
    }
    return std::nullopt;
}

std::optional<MemoryQueue::Entry> MemoryQueue::take(bool suspects)
{
    const std::optional<Entry> next = peek(suspects);
    if (!next)
        return next;
    if (next->suspect) {
        m_suspects.pop();
    } else {
        m_ready[next->task][static_cast<std::size_t>(next->priority)].pop();
        --m_due;
    }
    return next;
}

std::optional<std::int64_t> MemoryQueue::nextDue() const
{
    return m_delayed.empty() ? std::nullopt : std::optional(m_delayed.top().notBefore);
}

} // namespace relevo
