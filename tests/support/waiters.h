// Waiting for something that has to happen, with a guard against hanging. The guard is no measurement: it is far beyond
// what the slowest machine needs, so that a test fails on it only when the thing does not happen at all.
#pragma once

#include <chrono>
#include <thread>

namespace relevo::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true; ///< memory bounds say nothing then, and everything takes longer
#else
inline constexpr bool sanitized = false;
#endif

inline constexpr int hangGuardMs = sanitized ? 90'000 : 30'000;

class Deadline
{
public:
    explicit Deadline(int ms = hangGuardMs)
        : m_end(std::chrono::steady_clock::now() + std::chrono::milliseconds(ms))
    {}
    /// 0 once it is over.
    int remainingMs() const
    {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_end - std::chrono::steady_clock::now());
        return left.count() > 0 ? static_cast<int>(left.count()) : 0;
    }
    bool over() const { return remainingMs() == 0; }

private:
    std::chrono::steady_clock::time_point m_end;
};

inline void pauseMs(int ms)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

/// Asks `condition` again and again; true as soon as it holds.
template <typename Condition> bool eventually(Condition &&condition, int ms = hangGuardMs)
{
    const Deadline deadline(ms);
    for (;;) {
        if (condition())
            return true;
        if (deadline.over())
            return false;
        pauseMs(5);
    }
}

} // namespace relevo::test
