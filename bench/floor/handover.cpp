#include "bench/floor/handover.h"

#include <algorithm>
#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace relevo::floor {

namespace {

void moveAll(std::vector<Chunk *> &from, std::vector<Chunk *> &to)
{
    if (to.empty()) {
        to.swap(from);
    } else {
        to.insert(to.end(), from.begin(), from.end());
        from.clear();
    }
}

} // namespace

void WorkList::put(std::vector<Chunk *> &batch)
{
    std::size_t wake = 0;
    {
        const std::lock_guard lock(m_mutex);
        wake = std::min(m_sleeping, batch.size());
        moveAll(batch, m_chunks);
    }
    for (; wake > 0; --wake)
        m_filled.notify_one();
}

void WorkList::take(std::vector<Chunk *> &batch)
{
    std::unique_lock lock(m_mutex);
    while (m_chunks.empty()) {
        ++m_sleeping;
        m_filled.wait(lock);
        --m_sleeping;
    }
    if (m_workers == 1) {
        batch.swap(m_chunks);
        return;
    }
    const auto share = static_cast<std::ptrdiff_t>((m_chunks.size() + m_workers - 1) / m_workers);
    batch.assign(m_chunks.begin(), m_chunks.begin() + share);
    m_chunks.erase(m_chunks.begin(), m_chunks.begin() + share);
}

DoneList::DoneList()
    : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{}

DoneList::~DoneList()
{
    ::close(m_event);
}

void DoneList::put(std::vector<Chunk *> &batch)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        wake = m_sleeping;
        m_sleeping = false;
        moveAll(batch, m_chunks);
    }
    if (wake) {
        const std::uint64_t one = 1;
        // Cannot fail but by overflow, 2^64 wakes away.
        static_cast<void>(::write(m_event, &one, sizeof one));
    }
}

void DoneList::take(std::vector<Chunk *> &batch)
{
    const std::lock_guard lock(m_mutex);
    batch.swap(m_chunks);
    m_sleeping = batch.empty();
}

} // namespace relevo::floor
