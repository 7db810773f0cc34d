// Drives a frame reader the way a session does: reads of any size, the unfinished text kept, the rest handed over
// again.
#pragma once

#include "reference_framer.h"

#include "common/protocol/frame_isa.h"

#include <span>
#include <string_view>
#include <vector>

namespace relevo {

enum class RestOfInput {
    InPlace, ///< after an event the rest is handed over where it lies
    Moved,   ///< it is copied elsewhere first
};

class FrameDriver
{
public:
    FrameDriver(const FrameLimits &limits, BlockIsa isa, RestOfInput rest)
        : m_reader(limits, isa)
        , m_rest(rest)
    {}

    void read(std::string_view bytes);
    const std::vector<FramedEvent> &events() const { return m_events; }
    FrameReader &reader() { return m_reader; }
    std::string_view kept() const { return m_kept; }

private:
    FramedEvent text(const FrameResult &result, const char *input);

    FrameReader m_reader;
    RestOfInput m_rest;
    std::size_t m_taken = 0;
    std::string m_kept;
    std::vector<FramedEvent> m_events;
};

/// The events of a stream that is read in pieces, each beginning at one of `cuts` (ascending).
std::vector<FramedEvent> framed(std::string_view stream, const FrameLimits &limits, std::span<const std::size_t> cuts,
                                BlockIsa isa, RestOfInput rest);
std::vector<FramedEvent> framedByReference(std::string_view stream, const FrameLimits &limits,
                                           std::span<const std::size_t> cuts);

} // namespace relevo
