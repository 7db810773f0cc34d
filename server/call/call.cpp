#include "server/call/call.h"

#include <algorithm>
#include <mutex>

namespace relevo {

struct BatchReply::State
{
    std::mutex mutex;
    std::size_t due;   // guarded by mutex
    std::string array; // guarded by mutex
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
    out.replyBytes = std::max<std::uint64_t>(out.data.size(), out.charged.bytes);
    delete this;
    return true;
}

} // namespace relevo
