// A session's beginning and end, and the half that writes. What reads is in session_input.cpp.
#include "server/transport/session.h"

#include "server/transport/io_thread.h"

#include <utility>

namespace relevo {

namespace {

using std::chrono::milliseconds;

// What one turn of one session may write: others wait meanwhile.
constexpr std::size_t writeAtOnce = 256 * 1024;
constexpr milliseconds lingerTime{2000};

} // namespace

Session::Session(IoThread &io, std::unique_ptr<ByteStream> stream)
    : Peer(io)
    , m_io(io)
    , m_stream(std::move(stream))
    , m_reader({io.services.limits.message, io.services.limits.nesting})
    , m_lastRead(io.now())
    , m_lastWrite(io.now())
{}

Session::~Session() = default;

void Session::enqueue(ReplyChunk &&chunk)
{
    if (chunk.longParsed) {
        m_longOut = false;
        m_io.longParsed();
    }
    m_inFlight.bytes += chunk.replyBytes - chunk.charged.bytes;
    waiting.fetch_sub(chunk.waits, std::memory_order_relaxed);
    held.store(m_inFlight.bytes, std::memory_order_relaxed);
    fetched.fetch_sub(chunk.fetched, std::memory_order_relaxed);
    m_eventsAnnounced = std::max(m_eventsAnnounced, chunk.events);
    if (!m_stream || chunk.data.empty()) {
        release({chunk.charged.tasks, chunk.replyBytes});
        if (!m_stream)
            account();
        else
            m_io.wantsFlush(*this); // there may be room to read on, or nothing more to wait for
        return;
    }
    if (m_out.empty())
        m_lastWrite = m_io.now();
    m_out.push(std::move(chunk));
    m_io.wantsFlush(*this);
}

void Session::release(const Charge &charge)
{
    m_inFlight.tasks -= charge.tasks;
    m_inFlight.bytes -= charge.bytes;
}

/// Only once all else is written: what a slow reader does not take waits in the source, which is bounded.
void Session::drawEvents()
{
    if (!m_stream || !m_out.empty() || m_eventsDrawn == m_eventsAnnounced)
        return;
    const std::shared_ptr<EventSource> source = events();
    ReplyChunk chunk;
    if (!source || !source->draw(chunk.data, writeAtOnce, m_eventsAnnounced))
        m_eventsDrawn = m_eventsAnnounced;
    if (chunk.data.empty())
        return;
    chunk.replyBytes = chunk.data.size();
    enqueue(std::move(chunk));
}

void Session::flush()
{
    std::size_t sent = 0;
    drawEvents();
    while (m_stream && m_writable && !m_out.empty() && sent < writeAtOnce) {
        std::vector<std::string_view> &pieces = m_io.scratch.pieces;
        const std::size_t size = m_out.next(writeAtOnce, pieces);
        const StreamResult result = m_stream->write(pieces);
        if (result.status == StreamResult::Status::Failed) {
            failed();
            return;
        }
        const std::size_t bytes = result.status == StreamResult::Status::Ok ? result.bytes : 0;
        m_writable = bytes == size;
        if (bytes > 0)
            written(bytes);
        sent += bytes;
    }
    if (!m_stream)
        return;
    if (m_writable && (!m_out.empty() || m_eventsDrawn != m_eventsAnnounced))
        m_io.wantsFlush(*this);
    account();
    finishIfDone();
    if (wantsTurn())
        m_io.wantsTurn(*this);
}

void Session::written(std::size_t bytes)
{
    m_lastWrite = m_io.now();
    m_io.metrics().bytesOut.add(bytes);
    bool last = false;
    release(m_out.written(bytes, last));
    if (last && m_ending == Ending::None)
        m_ending = Ending::WhenNothingIsOwed;
}

void Session::account()
{
    const std::uint64_t bytes = m_inFlight.bytes + m_partial.weight() + m_backlog.weight();
    if (m_inFlight.tasks == m_accounted.tasks && bytes == m_accounted.bytes)
        return;
    m_io.services.admission.add(static_cast<std::int64_t>(m_inFlight.tasks) -
                                    static_cast<std::int64_t>(m_accounted.tasks),
                                static_cast<std::int64_t>(bytes) - static_cast<std::int64_t>(m_accounted.bytes));
    m_accounted = {m_inFlight.tasks, bytes};
    held.store(m_inFlight.bytes, std::memory_order_relaxed);
}

void Session::drain()
{
    m_draining = true;
    finishIfDone();
}

void Session::finishIfDone()
{
    if (!m_stream || m_ending == Ending::Lingering || owes() || !m_stream->allSent())
        return;
    if (m_ending == Ending::WhenNothingIsOwed || (m_draining && m_backlog.empty()))
        shutAndLinger();
    else if (m_inputEnded && m_backlog.empty())
        close();
}

void Session::shutAndLinger()
{
    m_partial.clear();
    m_backlog.clear();
    account();
    if (m_inputEnded) {
        close();
        return;
    }
    m_stream->shutdownWrite();
    m_ending = Ending::Lingering;
    m_lastWrite = m_io.now();
    m_readable = true;
    m_io.wantsTurn(*this);
}

void Session::tick(Clock::time_point now)
{
    if (!m_stream)
        return;
    if (m_ending == Ending::Lingering) {
        if (now - m_lastWrite >= lingerTime)
            close();
    } else if (!m_out.empty()) {
        // The system tells that there is room only once there is much of it: a slow reader shows here first.
        if (const std::size_t left = m_stream->unacknowledged(); std::exchange(m_unacknowledged, left) != left)
            m_lastWrite = now;
        if (now - m_lastWrite >= milliseconds(m_io.services.limits.writeTimeoutMs))
            reset();
    }
}

void Session::reset()
{
    if (m_stream)
        m_stream->resetOnClose();
    failed();
}

void Session::failed()
{
    if (!m_stream)
        return;
    gone.store(true, std::memory_order_relaxed);
    release(m_io.services.queue.drop(*this));
    release(m_out.clear());
    m_partial.clear();
    m_backlog.clear();
    close();
}

void Session::endEvents()
{
    if (const std::shared_ptr<EventSource> source = events())
        source->end();
}

void Session::close()
{
    gone.store(true, std::memory_order_relaxed);
    endEvents();
    account();
    m_stream.reset();
    m_io.ended(*this);
}

} // namespace relevo
