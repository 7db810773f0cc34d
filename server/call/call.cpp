#include "server/call/call.h"

#include <algorithm>
#include <mutex>

namespace relevo {

struct BatchReply::State
{
    std::mutex mutex;
    std::size_t due;            // guarded by mutex
    std::string array;          // guarded by mutex
    std::uint64_t reserved = 0; // guarded by mutex
    std::uint64_t fetched = 0;  // guarded by mutex
    Charge charged;
};

BatchReply::BatchReply(std::size_t members, const Charge &charged)
    : m_state(std::make_unique<State>())
{
    m_state->due = members;
    m_state->charged = charged;
}

bool BatchReply::add(std::string_view reply, ReplyChunk &out)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (!reply.empty()) {
            m_state->array += m_state->array.empty() ? '[' : ',';
            m_state->array += reply;
        }
        if (--m_state->due != 0)
            return false;
    }
    if (!m_state->array.empty())
        m_state->array += "]\n";
    out.data = std::move(m_state->array);
    out.charged = m_state->charged;
    out.fetched = m_state->fetched;
    out.replyBytes = std::max<std::uint64_t>(out.data.size(), out.charged.bytes);
    delete this;
    return true;
}

void BatchReply::addFetched(std::uint64_t bytes)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->fetched += bytes;
}

bool BatchReply::reserve(std::uint64_t bytes, std::uint64_t most)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->reserved + bytes > most)
        return false;
    m_state->reserved += bytes;
    return true;
}

} // namespace relevo
