// One connection: bytes in, messages out, replies back; its share of the server, and its end.
//
// Lives on its I/O thread; only what Peer offers is used from elsewhere. Kept alive by its I/O thread while it is
// open, and by calls that are still under way afterwards.
#pragma once

#include "common/protocol/frame_reader.h"
#include "server/call/interfaces.h"
#include "server/transport/byte_buffer.h"
#include "server/transport/byte_stream.h"
#include "server/transport/outbox.h"

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace relevo {

class IoThread;

class Session final : public Peer, public std::enable_shared_from_this<Session>
{
public:
    Session(IoThread &io, std::unique_ptr<ByteStream> stream);
    ~Session() override;

    // What the stream tells.
    void becameReadable() { m_readable = true; }
    /// The peer has closed its writing half: there may be bytes before the end, and no further sign of it.
    void peerEnded() { m_readable = m_peerEnded = true; }
    /// True if it was not: flush() has been waiting for it.
    bool becameWritable() { return !std::exchange(m_writable, true); }
    void failed(); ///< reset by the peer, or broken: what has not started is dropped

    /// One turn: reads as much as its share, and fairness to other sessions, allow. Then wantsTurn() tells whether
    /// there is more to do at once.
    void read();
    bool wantsTurn() const;
    /// A turn, or a flush, of this session takes long enough to be noticed by others.
    bool isHeavy() const { return m_partial.size() >= heavyBytes || m_lastLong >= heavyBytes || m_out.isLong(); }

    /// Takes a chunk of replies over; flush() writes.
    void enqueue(ReplyChunk &&chunk);
    void flush();

    /// There is no room for the long message that waits: it gets -32000.
    void refuseLong(std::uint64_t bytes);

    /// Closes in order once nothing is owed.
    void drain();
    /// Closes with a reset, at once.
    void reset();
    /// Every quarter of a second. Resets a peer that has not read for the write timeout, ends a lingering close.
    void tick(Clock::time_point now);

    /// The bytes of an unfinished text that has stood still for a second, or 0.
    std::uint64_t stalledBytes(Clock::time_point now) const;
    /// Gives that text up with -32000.
    void giveUpUnfinished();

    bool isOpen() const { return m_stream != nullptr; }

    /// Kept by the I/O thread: in which of its lists the session stands.
    struct
    {
        bool turn = false;
        bool flush = false;
        bool hungry = false;
    } listed;

private:
    static constexpr std::size_t heavyBytes = 32 * 1024;

    enum class Ending : std::uint8_t { None, WhenNothingIsOwed, Lingering };

    bool mayTake(const Charge &found = {}) const;
    void handOverLong(const Message &message, Intake &intake);
    bool owes() const { return m_inFlight.tasks > 0 || !m_out.empty() || waiting.load(std::memory_order_relaxed) > 0; }
    void readSome();
    void readIntoPartial();
    void discard();
    StreamResult readStream(char *to, std::size_t size);
    std::size_t take(const char *data, std::size_t size);
    void takeOrKeep(const char *data, std::size_t size);
    void handOverFound(const char *data);
    void handOver(const Message &message, Intake &intake);
    void handOverPartial();
    Intake newIntake(ByteBuffer::Memory bytes);
    void collect(Intake &&intake);
    void onFrameError(const FrameResult &result);
    void refuse(std::uint64_t bytes, ErrorCode code, std::string_view data = {});
    void refuseOverloaded();
    void endOfInput();
    void release(const Charge &charge);
    void written(std::size_t bytes);
    void drawEvents();
    void endEvents();
    void finishIfDone();
    void shutAndLinger();
    void close();
    void account();

    IoThread &m_io;
    std::unique_ptr<ByteStream> m_stream;
    FrameReader m_reader;
    ByteBuffer m_partial;       ///< the unfinished text
    std::size_t m_lastLong = 0; ///< bytes of the last text that was read into m_partial: the next may be like it
    ByteBuffer m_backlog;       ///< bytes that were read and not looked at, since the share was used up in their middle
    Outbox m_out;
    Charge m_inFlight;  ///< messages from their last byte to the last byte of their reply
    Charge m_accounted; ///< what the total knows of this session
    Clock::time_point m_lastRead;
    Clock::time_point m_lastWrite;    ///< progress, or the beginning of a queue of replies or of the lingering close
    std::size_t m_backlogAt = 0;      ///< what of it has been looked at by now
    std::size_t m_unacknowledged = 0; ///< at the last tick
    std::uint64_t m_eventsAnnounced = 0;
    std::uint64_t m_eventsDrawn = 0; ///< all up to here
    Ending m_ending = Ending::None;
    bool m_readable = true;
    bool m_writable = true;
    bool m_peerEnded = false;  ///< read on until the end shows
    bool m_inputEnded = false; ///< and has been seen
    bool m_longOut = false;    ///< a long message of this session is being parsed elsewhere: one at a time
    bool m_firstText = true;
    bool m_malformed = false; ///< framing has failed before
    bool m_draining = false;
};

} // namespace relevo
