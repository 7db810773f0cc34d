// What a connection is told without having asked each time: drawn by its I/O thread when there is room to write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace relevo {

/// Thread-safe. Filled by whoever has events, drawn from by the peer's I/O thread.
class EventSource
{
public:
    virtual ~EventSource() = default;
    /// Appends whole lines to `out`, until it has `most` bytes or no event is left that was announced: those up to the
    /// number `announced` (a chunk's `events`). True if some of those are left.
    virtual bool draw(std::string &out, std::size_t most, std::uint64_t announced) = 0;
    /// The peer has closed its writing half, or is gone: the subscriptions end.
    virtual void end() = 0;
};

} // namespace relevo
