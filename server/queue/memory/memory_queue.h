// Which task is next: those that are due by priority, then by id; delayed ones when their time has come; and those that
// were running when a process ended, one at a time.
//
// Holds keys alone (8 bytes a task that is due, 24 a delayed one); the store holds the tasks, and decides at the claim
// whether one is still to be run. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
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
    /// Moves what has become due.
    void advance(std::int64_t nowMs);
    /// The next one, suspects only if `suspects`; nothing if none is due.
    std::optional<Entry> peek(bool suspects) const;
    std::optional<Entry> take(bool suspects);

    std::size_t due() const { return m_due + m_suspects.size(); }
    std::size_t size() const { return due() + m_delayed.size(); }
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
    template <typename T> using MinHeap = std::priority_queue<T, std::vector<T>, std::greater<T>>;

    std::vector<std::array<MinHeap<std::int64_t>, priorities>> m_ready; ///< by task, so that an entry need not name it
    MinHeap<Delayed> m_delayed;
    std::queue<Entry> m_suspects;
    std::size_t m_due = 0;
};

} // namespace relevo
