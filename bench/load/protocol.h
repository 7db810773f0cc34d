// How one kind of server is spoken to. relevo-bench and the drivers of its peers differ in this alone.
#pragma once

#include "bench/load/options.h"
#include "bench/load/out_queue.h"
#include "bench/load/workload.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace relevo::bench {

/// One request of the pool in a protocol's words.
struct Case
{
    std::string request;  ///< all of it, or its long part
    std::string expected; ///< what must come back for it, to the byte
};

/// Takes what a Wire finds in the stream.
class ReplySink
{
public:
    virtual ~ReplySink() = default;
    virtual void reply(std::uint64_t id, std::string_view result) = 0;
    /// An error in place of a result, or a stream that makes no sense.
    virtual void fault(std::string_view what) = 0;
};

/// One connection's encoder and decoder. One thread.
class Wire
{
public:
    virtual ~Wire() = default;
    /// What is sent once, before the first request.
    virtual void hello(OutQueue &out) { static_cast<void>(out); }
    /// `request` outlives the connection.
    virtual void addRequest(OutQueue &out, std::uint64_t id, const Case &request) = 0;
    /// Called after a round of addRequest() and of take(), before the bytes are written.
    virtual void endRound(OutQueue &out) { static_cast<void>(out); }
    /// Hands every whole reply to `sink`; returns the bytes that need not be kept. What is kept comes again at the
    /// beginning of the next call's `bytes`.
    virtual std::size_t take(std::string_view bytes, ReplySink &sink) = 0;
};

class Protocol
{
public:
    virtual ~Protocol() = default;
    /// The program's name and what it does, for --help.
    virtual std::string program() const = 0;
    virtual std::string summary() const = 0;
    /// Empty, or why this protocol cannot do what the options ask for.
    virtual std::string refusal(const Options &options) const = 0;
    virtual Case prepare(const Sample &sample, const Options &options) const = 0;
    /// `number` is the connection's, from 0.
    virtual std::unique_ptr<Wire> connect(unsigned number, const Options &options) const = 0;
};

/// A driver's main(): parses, runs, prints, and returns the exit code.
int runDriver(int argc, const char *const *argv, const Protocol &protocol);

} // namespace relevo::bench
