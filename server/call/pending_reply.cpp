#include "server/call/pending_reply.h"

#include <algorithm>
#include <utility>

namespace relevo {

PendingReply::PendingReply(Request &&request)
    : m_request(std::make_unique<Request>(std::move(request)))
{}

PendingReply::~PendingReply()
{
    if (!m_request)
        return;
    Deliveries now;
    error(ErrorCode::InternalError, {}, {}, now);
}

PendingReply &PendingReply::operator=(PendingReply &&other) noexcept
{
    std::swap(m_request, other.m_request);
    std::swap(m_fetched, other.m_fetched);
    return *this;
}

bool PendingReply::reserve(std::uint64_t bytes, std::uint64_t most)
{
    const std::uint64_t whole = bytes + m_request->id.size() + 64; // the reply's own members
    return m_request->batch ? m_request->batch->reserve(whole, most) : whole <= most;
}

void PendingReply::fetching(std::uint64_t bytes)
{
    m_request->peer->fetched.fetch_add(bytes, std::memory_order_relaxed);
    m_fetched += bytes;
}

void PendingReply::result(std::string_view json, Deliveries &to)
{
    std::string reply;
    if (!m_request->notification) {
        const ReplyTo target{m_request->dialect, m_request->id};
        reply.reserve(json.size() + m_request->id.size() + 64);
        beginResult(reply, target);
        reply += json;
        endResult(reply, target);
    }
    finish(std::move(reply), to);
}

void PendingReply::error(ErrorCode code, std::string_view message, std::string_view data, Deliveries &to)
{
    std::string reply;
    if (!m_request->notification)
        appendError(reply, {m_request->dialect, m_request->id}, code, message, data);
    finish(std::move(reply), to);
}

void PendingReply::finish(std::string &&reply, Deliveries &to)
{
    const std::unique_ptr<Request> request = std::move(m_request);
    ReplyChunk chunk;
    const std::uint64_t fetched = std::exchange(m_fetched, 0);
    if (request->batch) {
        request->batch->addFetched(fetched);
        if (!request->batch->add(reply, chunk) && !request->waits)
            return;
    } else {
        if (!reply.empty())
            reply += '\n';
        chunk.charged = request->charge;
        chunk.fetched = fetched;
        chunk.replyBytes = std::max<std::uint64_t>(request->charge.bytes, reply.size());
        chunk.data = std::move(reply);
    }
    chunk.waits = request->waits ? 1 : 0;
    to.add({request->peer, std::move(chunk)});
}

} // namespace relevo
