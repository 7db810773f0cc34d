#include "common/client/pending_calls.h"

#include <algorithm>

namespace relevo {

std::uint64_t PendingCalls::add(PendingCall call)
{
    m_calls.emplace(++m_lastId, std::move(call));
    return m_lastId;
}

std::optional<PendingCall> PendingCalls::take(std::uint64_t id)
{
    const auto found = m_calls.find(id);
    if (found == m_calls.end())
        return std::nullopt;
    std::optional<PendingCall> call(std::move(found->second));
    m_calls.erase(found);
    return call;
}

std::optional<PendingCall> PendingCalls::takeOldest()
{
    const auto oldest = std::min_element(m_calls.begin(), m_calls.end(),
                                         [](const auto &a, const auto &b) { return a.first < b.first; });
    return oldest == m_calls.end() ? std::nullopt : take(oldest->first);
}

std::optional<PendingCall> PendingCalls::takeLargest()
{
    const auto largest = std::max_element(m_calls.begin(), m_calls.end(),
                                          [](const auto &a, const auto &b) { return a.second.size < b.second.size; });
    return largest == m_calls.end() ? std::nullopt : take(largest->first);
}

std::vector<std::uint64_t> PendingCalls::expired(std::int64_t now, std::int64_t &next) const
{
    std::vector<std::uint64_t> ids;
    next = std::numeric_limits<std::int64_t>::max();
    for (const auto &[id, call] : m_calls) {
        if (call.deadline <= now)
            ids.push_back(id);
        else
            next = std::min(next, call.deadline);
    }
    return ids;
}

std::vector<std::uint64_t> PendingCalls::all() const
{
    std::vector<std::uint64_t> ids;
    ids.reserve(m_calls.size());
    for (const auto &[id, call] : m_calls)
        ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace relevo
