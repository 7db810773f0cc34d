#include "server/transport/admission.h"

#include <algorithm>

namespace relevo {

Admission::Admission(const Limits &limits, std::size_t ioThreads)
    : m_totalTasks(limits.totalTasks)
    , m_totalBytes(std::max(limits.totalBytes, limits.message))
    , m_reserveBytes(limits.reserveBytes)
    , m_stalled(ioThreads)
{}

void Admission::add(std::int64_t tasks, std::int64_t bytes)
{
    if (tasks != 0)
        m_tasks.fetch_add(tasks, std::memory_order_seq_cst);
    if (bytes != 0)
        m_bytes.fetch_add(bytes, std::memory_order_seq_cst);
    const bool less = tasks < 0 || bytes < 0;
    if (less && m_waiting.load(std::memory_order_seq_cst) && !full() && m_waiting.exchange(false))
        m_wake();
}

bool Admission::isLargestStalled(std::size_t ioThread, std::uint64_t size)
{
    m_stalled[ioThread].store(size, std::memory_order_relaxed);
    return size > 0 && std::all_of(m_stalled.begin(), m_stalled.end(),
                                   [size](const auto &other) { return other.load(std::memory_order_relaxed) <= size; });
}

} // namespace relevo
