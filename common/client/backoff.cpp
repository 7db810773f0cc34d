#include "common/client/backoff.h"

#include <algorithm>

namespace relevo {

Backoff::Backoff(Duration first, Duration longest)
    : m_first(std::max(first, Duration(1)))
    , m_longest(std::max(longest, m_first))
    , m_step(m_first)
    , m_random(std::random_device{}())
{}

Backoff::Duration Backoff::next()
{
    std::uniform_int_distribution<Duration::rep> pick(m_step.count() / 2, m_step.count());
    const Duration pause(pick(m_random));
    m_step = std::min(2 * m_step, m_longest);
    return pause;
}

} // namespace relevo
