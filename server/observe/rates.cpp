#include "server/observe/rates.h"

#include <algorithm>

namespace relevo {

void Rates::sample(std::uint64_t count, Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    m_samples[m_next] = {count, now};
    m_next = (m_next + 1) % capacity;
    m_size = std::min(m_size + 1, capacity);
}

double Rates::perSecond(std::size_t samples) const
{
    const std::lock_guard lock(m_mutex);
    if (m_size < 2)
        return 0;
    const std::size_t back = std::min(samples, m_size - 1);
    const Sample &last = m_samples[(m_next + capacity - 1) % capacity];
    const Sample &first = m_samples[(m_next + 2 * capacity - 1 - back) % capacity];
    const double seconds = std::chrono::duration<double>(last.at - first.at).count();
    return seconds > 0 ? static_cast<double>(last.count - first.count) / seconds : 0;
}

} // namespace relevo
