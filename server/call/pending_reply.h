// A request that is answered later, from whatever thread, and the way its reply goes.
#pragma once

#include "common/protocol/reply.h"
#include "server/call/deliveries.h"

#include <memory>
#include <string>
#include <string_view>

namespace relevo {

/// Move-only; answered once, by result() or error(). One that is dropped unanswered is answered with -32603, so that
/// nothing that was charged is lost. The replies are gathered in `to` and go out with it.
class PendingReply
{
public:
    struct Request
    {
        std::shared_ptr<Peer> peer;
        Dialect dialect = Dialect::V2;
        std::string id; ///< token
        bool notification = false;
        BatchReply *batch = nullptr; ///< holds the charge then
        Charge charge;
        bool waits = false; ///< counts among the peer's waiting calls, and not towards its share
    };

    PendingReply() = default;
    explicit PendingReply(Request &&request);
    ~PendingReply();
    PendingReply(PendingReply &&) noexcept = default;
    PendingReply &operator=(PendingReply &&other) noexcept;

    explicit operator bool() const { return m_request != nullptr; }
    const std::shared_ptr<Peer> &peer() const { return m_request->peer; }

    bool inBatch() const { return m_request->batch != nullptr; }
    /// Is there room for so many more bytes of reply in a message of `most`, a batch's members together?
    bool reserve(std::uint64_t bytes, std::uint64_t most);
    /// So many bytes are being fetched for the reply, and count as the peer's (Peer::fetched) until it has it.
    void fetching(std::uint64_t bytes);

    /// `json`: the result's value.
    void result(std::string_view json, Deliveries &to);
    void error(ErrorCode code, std::string_view message, std::string_view data, Deliveries &to);

private:
    void finish(std::string &&reply, Deliveries &to);

    std::unique_ptr<Request> m_request;
    std::uint64_t m_fetched = 0;
};

} // namespace relevo
