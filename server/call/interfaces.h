// The seams between transport, dispatch and worker. Each is implemented in one folder and used from another, and the
// composition root (server/node.cpp) is the only place that joins them.
#pragma once

#include "common/protocol/envelope.h"
#include "common/protocol/frame_reader.h"
#include "server/call/peer.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// A complete text of a peer, as its transport found it.
struct Message
{
    std::string_view text; ///< lies in Intake's block and stays where it is
    bool ascii = false;
    bool first = false;                ///< the connection's first text (only then the first dialect is looked for)
    const FrameNotes *notes = nullptr; ///< of this text; null: it is to be parsed whole
    RequestMemo *memo = nullptr;       ///< the calling thread's
};

/// What comes of the messages that a transport hands over together: calls for the workers, and replies known at once.
struct Intake
{
    std::shared_ptr<Peer> peer;
    std::unique_ptr<CallBlock> block; ///< owns the messages' bytes
    ReplyChunk now;                   ///< replies that need no worker, with the charges that they pay back
    /// The message has been charged as one task before it was understood; a batch then counts as that.
    bool precharged = false;
    Charge charged; ///< what the handler has charged the peer for: a message counts one task, a batch its members
};

/// Understands messages. Implemented by the dispatcher. Thread-safe; never throws.
class MessageHandler
{
public:
    virtual ~MessageHandler() = default;
    enum class Outcome {
        Done,
        Elsewhere, ///< too long to be parsed on an I/O thread: hand the Intake, with this message alone, to
                   ///< handleLong()
    };
    virtual Outcome handle(const Message &message, Intake &intake) = 0;
    /// Takes over a long message; its calls and replies find their way by themselves. Once it has been understood, and
    /// its immediate replies with it, the peer gets a chunk with `longParsed`.
    virtual void handleLong(const Message &message, Intake &&intake) = 0;

    /// The reply, with a null id, to what the framing found or admission refused; goes to intake.now, charged as one
    /// task.
    virtual void refuse(Intake &intake, std::uint64_t bytes, ErrorCode code, std::string_view data) = 0;
};

/// Where calls wait for a worker. Implemented by the ready ring. Thread-safe.
class CallQueue
{
public:
    virtual ~CallQueue() = default;
    /// Takes the blocks over; each has at least one call.
    virtual void push(std::vector<std::unique_ptr<CallBlock>> &&blocks) = 0;
    /// The peer is gone: what it has waiting is dropped. Returns what was charged for it.
    virtual Charge drop(Peer &peer) = 0;
    /// To be called a few times a second: makes up for a wrong guess of what the calls that run would cost.
    virtual void nudge() = 0;
    /// Workers that nothing is on.
    virtual int idle() const = 0;
};

enum class CallOutcome : std::uint8_t { Succeeded, Failed, Cancelled };

/// A background task's attempt on its way through the ready ring. Whoever made it keeps it until it has run.
class BackgroundCall
{
public:
    virtual ~BackgroundCall() = default;
    /// Runs it on the calling thread and hands its outcome over by itself; `place` is the worker's number, from 0.
    /// Never throws.
    virtual CallOutcome run(std::string_view worker, std::size_t place) = 0;
};

/// What came of a call, for its record: where the result stands in its reply, or the result if it does not stand there,
/// or the error.
struct CallResult
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string json = {};
    ErrorCode code = ErrorCode::InternalError;
    std::string message = {};
    std::string data = {};
};

/// Runs one call. Implemented by the dispatcher, used by the workers. Thread-safe; never throws.
class CallRunner
{
public:
    virtual ~CallRunner() = default;
    using Outcome = CallOutcome;
    /// Appends the reply (without LF; nothing for a notification) to `reply`. `worker` is the thread's name. `result`,
    /// if not null, is filled in.
    virtual Outcome run(const Call &call, const std::atomic<bool> &cancelled, std::string_view worker,
                        std::string &reply, CallResult *result) = 0;
};

/// Is told of direct calls that have run, as far as it wants to be. Thread-safe.
class CallObserver
{
public:
    virtual ~CallObserver() = default;
    /// Of `calls` that a worker is about to run, so many, the first ones, are to be told of. Cheap.
    virtual std::size_t wants(std::size_t calls, Clock::time_point now) = 0;
    struct Seen
    {
        const CallBlock &block;
        const Call &call;
        CallOutcome outcome;
        const CallResult &result;
        std::string_view reply; ///< as written, without LF
        std::string_view worker;
        Clock::duration took;
    };
    virtual void saw(const Seen &seen) = 0;
};

} // namespace relevo
