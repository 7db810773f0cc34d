// What all connections together have in flight, and whether there is room for more (docs/protocol.md, "Limits").
//
// Thread-safe, lock-free but for the rare hand-over of room to those who wait for it.
#pragma once

#include "common/protocol/limits.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

namespace relevo {

class Admission
{
public:
    /// A total below the limit on one message would make the largest messages impossible: it counts as that then.
    Admission(const Limits &limits, std::size_t ioThreads);

    /// Called once before use: wakes every I/O thread when there is room again.
    void onRoom(std::function<void()> wake) { m_wake = std::move(wake); }

    void add(std::int64_t tasks, std::int64_t bytes);

    /// At the total: only connections with nothing in flight are read.
    bool full() const { return tasks() >= m_totalTasks || bytes() >= m_totalBytes; }
    /// Most of the total is free.
    bool plenty() const { return bytes() < m_totalBytes / 4; }
    /// The reserve is spent as well.
    bool exhausted() const { return bytes() >= m_totalBytes + m_reserveBytes; }
    /// An I/O thread has connections that wait for room.
    void waitForRoom() { m_waiting.store(true, std::memory_order_seq_cst); }

    /// Of the unfinished texts that stand still, the largest of this I/O thread (0: none). True if no other thread has
    /// a larger one.
    bool isLargestStalled(std::size_t ioThread, std::uint64_t size);

    std::uint64_t tasks() const { return clamp(m_tasks.load(std::memory_order_relaxed)); }
    std::uint64_t bytes() const { return clamp(m_bytes.load(std::memory_order_relaxed)); }

private:
    static std::uint64_t clamp(std::int64_t value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; }

    const std::uint64_t m_totalTasks;
    const std::uint64_t m_totalBytes;
    const std::uint64_t m_reserveBytes;
    std::function<void()> m_wake;
    alignas(64) std::atomic<std::int64_t> m_tasks{0};
    std::atomic<std::int64_t> m_bytes{0};
    std::atomic<bool> m_waiting{false};
    std::vector<std::atomic<std::uint64_t>> m_stalled; ///< a slot per I/O thread
};

} // namespace relevo
