#include "server/queue/memory/memory_queue.h"

#include <algorithm>
#include <limits>

namespace relevo {

namespace {

constexpr std::size_t keptAnyway = 1'000; // removed entries that nobody sweeps out
constexpr std::int64_t greatestKey = std::numeric_limits<std::int64_t>::max();

} // namespace

void MemoryQueue::Heap::drop(const std::set<std::pair<std::int64_t, std::int64_t>> &removed)
{
    std::erase_if(c, [&removed](const Delayed &one) { return removed.count({one.notBefore, one.key}) != 0; });
    std::make_heap(c.begin(), c.end(), comp);
}

void MemoryQueue::add(const Entry &entry, std::int64_t nowMs)
{
    const auto priority = static_cast<std::uint8_t>(std::clamp(entry.priority, 0, priorities - 1));
    m_gone.erase(entry.key); // whichever of two entries comes first is taken, and the other one is in vain
    if (entry.notBefore > nowMs) {
        m_goneDelayed.erase({entry.notBefore, entry.key});
        m_delayed.push({entry.notBefore, entry.key, static_cast<std::uint16_t>(entry.task), priority, entry.suspect});
    } else if (entry.suspect) {
        m_suspects.push(entry);
    } else {
        m_ready[entry.task][priority].push(entry.key);
        ++m_due;
    }
}

void MemoryQueue::remove(std::int64_t key, std::int64_t notBefore, std::int64_t nowMs)
{
    advance(nowMs);
    if (notBefore <= nowMs) {
        if (m_due + m_suspects.size() > 0)
            m_gone.insert(key);
        return;
    }
    m_goneDelayed.emplace(notBefore, key);
    if (m_goneDelayed.size() > m_delayed.size() / 2 + keptAnyway) {
        m_delayed.drop(m_goneDelayed);
        m_goneDelayed.clear();
    }
}

void MemoryQueue::advance(std::int64_t nowMs)
{
    while (!m_delayed.empty() && m_delayed.top().notBefore <= nowMs) {
        const Delayed due = m_delayed.top();
        m_delayed.pop();
        if (m_goneDelayed.erase({due.notBefore, due.key}) == 0)
            add({due.key, due.priority, 0, due.suspect, due.task}, nowMs);
    }
    m_goneDelayed.erase(m_goneDelayed.begin(), m_goneDelayed.upper_bound({nowMs, greatestKey}));
}

std::optional<MemoryQueue::Entry> MemoryQueue::first(bool suspects) const
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

void MemoryQueue::pop(const Entry &entry)
{
    if (entry.suspect) {
        m_suspects.pop();
    } else {
        m_ready[entry.task][static_cast<std::size_t>(entry.priority)].pop();
        --m_due;
    }
    if (m_due + m_suspects.size() == 0)
        m_gone.clear();
}

std::optional<MemoryQueue::Entry> MemoryQueue::peek(bool suspects)
{
    std::optional<Entry> next = first(suspects);
    while (next && m_gone.erase(next->key) != 0) {
        pop(*next);
        next = first(suspects);
    }
    return next;
}

std::optional<MemoryQueue::Entry> MemoryQueue::take(bool suspects)
{
    const std::optional<Entry> next = peek(suspects);
    if (next)
        pop(*next);
    return next;
}

std::optional<std::int64_t> MemoryQueue::nextDue() const
{
    return m_delayed.empty() ? std::nullopt : std::optional(m_delayed.top().notBefore);
}

} // namespace relevo
