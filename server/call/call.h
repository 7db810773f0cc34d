// The values that travel between transport, dispatch and workers: a call on its way to a worker, and a reply on its way
// back. Nothing here does anything; whoever holds a value owns it.
#pragma once

#include "common/protocol/envelope.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

using Clock = std::chrono::steady_clock;

/// What a message weighs against the shares and totals of the contract's Limits.
struct Charge
{
    std::uint32_t tasks = 0;
    std::uint64_t bytes = 0;

    Charge &operator+=(const Charge &other)
    {
        tasks += other.tasks;
        bytes += other.bytes;
        return *this;
    }
};

/// Replies to one peer, to be written as they stand. Also the only way in which a charge comes back: a notification's
/// chunk has no data.
struct ReplyChunk
{
    std::string data;
    Charge charged;               ///< what the peer was charged for these messages when they came in
    std::uint64_t replyBytes = 0; ///< what counts until the data is written: per message the larger of the two
    bool longParsed = false;      ///< handleLong() is done with a message of the peer's
    std::uint64_t fetched = 0;    ///< what Peer::fetched was raised by for this
    std::uint32_t waits = 0;      ///< so many of the peer's waiting calls are answered
    std::uint64_t events = 0;     ///< the peer's event source has events up to this number; 0: nothing new
    bool lastOne = false;         ///< the connection is closed in order once this is written (first dialect)
};

class BackgroundCall;
class BatchReply;
class Peer;

/// One call of a task. The views point into the CallBlock's bytes.
struct Call
{
    std::uint32_t task = 0; ///< index into the registry; `noTask` for a first-dialect `type` that nobody knows
    Dialect dialect = Dialect::V2;
    bool notification = false;
    bool checked = true;                  ///< false: `text` and `params` have not been checked to be UTF-8 and JSON yet
    bool ascii = false;                   ///< the whole text is ASCII
    BackgroundCall *background = nullptr; ///< it is one: nothing below but `charge` is filled then
    BatchReply *batch = nullptr;          ///< the batch that the reply belongs to; it holds the charge then
    std::string_view id;
    std::string_view params;  ///< first dialect: the raw `data`
    std::string_view text;    ///< the whole message, where `checked` is false
    std::uint64_t charge = 0; ///< bytes; also the weight in the ready ring

    static constexpr std::uint32_t noTask = ~0u;
};

/// Calls of one peer that came in together, and the bytes that they point into.
///
/// Made by whoever reads the messages, handed to the ready ring, freed by the worker that finishes its last call. A
/// worker works on a range of `calls` that nobody else touches; `unfinished` alone is shared.
struct CallBlock
{
    std::shared_ptr<Peer> peer;
    std::unique_ptr<char, void (*)(void *)> bytes{nullptr, nullptr};
    std::vector<Call> calls;
    Clock::time_point received;
    std::atomic<std::size_t> unfinished{0};
    std::size_t nextCall = 0;  ///< the first call not yet taken; guarded by the ready ring's lock
    CallBlock *next = nullptr; ///< the peer's next waiting block; guarded by the ready ring's lock
};

/// Gathers the replies of a batch's members, from whatever thread, into one array.
///
/// Whoever brings the last member's reply gets the finished chunk and with it the end of the object.
class BatchReply
{
public:
    /// `members` replies or silences are due. `charged` is the whole batch's.
    BatchReply(std::size_t members, const Charge &charged);

    /// Adds one member's reply (no LF; empty for a notification). True when it was the last: then `out` is the whole
    /// array with its LF, or empty if no member has a reply, and the object has deleted itself.
    bool add(std::string_view reply, ReplyChunk &out);

    /// Of what a member's reply was fetched with (ReplyChunk::fetched), told with the whole array.
    void addFetched(std::uint64_t bytes);
    /// Sets so many bytes of the array apart for a member's reply. False: all together they would be more than `most`.
    bool reserve(std::uint64_t bytes, std::uint64_t most);

private:
    ~BatchReply() = default;

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace relevo
