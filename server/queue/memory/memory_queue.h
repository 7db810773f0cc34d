// Which task is next: those that are due by priority, then by id; delayed ones when their time has come; and those that
// were running when a process ended, one at a time.
//
// Holds keys alone (8 bytes a task that is due, 24 a delayed one); the store holds the tasks, and decides at the claim
// whether one is still to be run. So an entry too many costs no more than a claim in vain. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

namespace relevo {

class MemoryQueue
{
public:
    static constexpr int priorities = 10;

    struct Entry
    {
        std::int64_t key = 0;
        int priority = 4;
        std::int64_t notBefore = 0; ///< milliseconds since 1970; 0: at once
        bool suspect = false;
        std::size_t task = 0; ///< which of the tasks
    };

    explicit MemoryQueue(std::size_t tasks)
        : m_ready(tasks)
    {}

    void add(const Entry &entry, std::int64_t nowMs);
    /// It is not to be run any more, and was put off until `notBefore` (0: not put off). Its entry takes no room from
    /// here on, unless it is added again. Only what is in the line is to be removed: anything else makes size() less
    /// than it is until that time, or until nothing is due.
    void remove(std::int64_t key, std::int64_t notBefore, std::int64_t nowMs);
    /// Moves what has become due.
    void advance(std::int64_t nowMs);
    /// The next one, suspects only if `suspects`; nothing if none is due.
    std::optional<Entry> peek(bool suspects);
    std::optional<Entry> take(bool suspects);

    std::size_t due() const { return less(m_due + m_suspects.size(), m_gone.size()); }
    std::size_t size() const { return due() + less(m_delayed.size(), m_goneDelayed.size()); }
    bool hasSuspects() const { return !m_suspects.empty(); }
    /// When the next delayed one is due; nothing: none is.
    std::optional<std::int64_t> nextDue() const;

private:
    struct Delayed
    {
        std::int64_t notBefore;
        std::int64_t key;
        std::uint16_t task;
        std::uint8_t priority;
        bool suspect;
        bool operator>(const Delayed &other) const
        {
            return notBefore != other.notBefore ? notBefore > other.notBefore : key > other.key;
        }
    };
    static std::size_t less(std::size_t all, std::size_t gone) { return all > gone ? all - gone : 0; }
    void pop(const Entry &entry);
    std::optional<Entry> first(bool suspects) const;

    struct Heap : std::priority_queue<Delayed, std::vector<Delayed>, std::greater<Delayed>>
    {
        /// Without those that have been removed.
        void drop(const std::set<std::pair<std::int64_t, std::int64_t>> &removed);
    };
    template <typename T> using MinHeap = std::priority_queue<T, std::vector<T>, std::greater<T>>;

    std::vector<std::array<MinHeap<std::int64_t>, priorities>> m_ready; ///< by task, so that an entry need not name it
    Heap m_delayed;
    std::queue<Entry> m_suspects;
    std::size_t m_due = 0;                                         ///< in m_ready
    std::unordered_set<std::int64_t> m_gone;                       ///< removed, and still in m_ready or m_suspects
    std::set<std::pair<std::int64_t, std::int64_t>> m_goneDelayed; ///< notBefore and key; still in m_delayed
};

} // namespace relevo
