// The pauses between attempts to connect: doubling, with jitter, so that many clients do not come back all at once.
#pragma once

#include <chrono>
#include <random>

namespace relevo {

class Backoff
{
public:
    using Duration = std::chrono::milliseconds;

    Backoff(Duration first, Duration longest);

    /// The next pause: between a half and the whole of the present step, which then doubles.
    Duration next();
    void reset() { m_step = m_first; }

private:
    Duration m_first;
    Duration m_longest;
    Duration m_step;
    std::minstd_rand m_random;
};

} // namespace relevo
