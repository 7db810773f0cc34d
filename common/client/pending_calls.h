// The calls in flight on a client, by id, with their deadlines.
//
// Taking a call out hands over its callback: it can be called once. Not thread-safe; times are steady, in nanoseconds.
#pragma once

#include "common/client/reply.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

namespace relevo {

using ReplyCallback = std::function<void(const RawReply &)>;

struct PendingCall
{
    ReplyCallback callback;
    std::int64_t sentAt = 0;
    std::int64_t deadline = std::numeric_limits<std::int64_t>::max();
    std::uint64_t streamEnd = 0; ///< bytes of the connection's stream up to and including this call
    std::uint64_t size = 0;      ///< bytes of this call
};

class PendingCalls
{
public:
    /// The id that add() gives next: ascending from 1, so that a lower one was sent earlier.
    std::uint64_t nextId() const { return m_lastId + 1; }
    std::uint64_t add(PendingCall call);
    std::optional<PendingCall> take(std::uint64_t id);
    std::optional<PendingCall> takeOldest();
    std::optional<PendingCall> takeLargest();
    // Ids, not calls: while one call's callback runs, another may be forgotten.

    /// The calls past their time, in no order, and through `next` the earliest deadline that is left. Looks at all
    /// calls: to be asked when the earliest deadline comes, not per call.
    std::vector<std::uint64_t> expired(std::int64_t now, std::int64_t &next) const;
    /// All, in the order they were sent.
    std::vector<std::uint64_t> all() const;

    std::size_t size() const { return m_calls.size(); }

private:
    std::unordered_map<std::uint64_t, PendingCall> m_calls;
    std::uint64_t m_lastId = 0;
};

} // namespace relevo
