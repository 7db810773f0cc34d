// A TCP peer that does exactly what a test tells it, the impolite things included: bytes one at a time, cuts anywhere,
// half a close, a reset, not reading. Blocking with a deadline; POSIX sockets, no event loop.
//
// One thread at a time. Every call that waits gives up at the hang guard and says so by its result; nothing throws.
#pragma once

#include "tests/support/waiters.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace relevo::test {

class RawPeer
{
public:
    /// How the other side stands, as far as this side has read.
    enum class End { Open, Closed, Reset };

    /// Connects to 127.0.0.1:`port`. `receiveBuffer` is in bytes, 0 for the system's own.
    explicit RawPeer(quint16 port, int receiveBuffer = 0);
    ~RawPeer();
    RawPeer(RawPeer &&other) noexcept;
    RawPeer(const RawPeer &) = delete;
    RawPeer &operator=(const RawPeer &) = delete;
    RawPeer &operator=(RawPeer &&) = delete;

    bool isConnected() const { return m_socket >= 0; }

    /// All of `bytes`. False if the peer has closed or does not take them before the deadline.
    bool send(QByteArrayView bytes);
    /// Each byte in a write of its own.
    bool sendByteByByte(QByteArrayView bytes);
    /// In two writes, with a pause between in which the first part arrives.
    bool sendCutAt(QByteArrayView bytes, qsizetype cut);
    /// What the system takes at once, without waiting; -1 once the peer has closed.
    qint64 sendSome(QByteArrayView bytes);

    /// The next line without its LF; nothing at the end, or when the deadline passes.
    std::optional<QByteArray> readLine(int ms = hangGuardMs);
    /// `count` lines, fewer if they do not come.
    QList<QByteArray> readLines(qsizetype count);
    /// Every line until the peer closes; a last one without LF is left in rest().
    QList<QByteArray> readLinesToEnd(int ms = hangGuardMs);
    /// All bytes until the peer closes.
    QByteArray readToEnd(int ms = hangGuardMs);
    /// One recv(), as a simple program does it: what has come, up to `size` bytes.
    QByteArray readOnce(qsizetype size);
    /// Takes in what has arrived, without waiting; the lines so far that nobody has taken.
    QList<QByteArray> takeArrivedLines();
    /// Nothing arrives for `ms`, and the connection stays open.
    bool staysSilent(int ms);

    /// Sends and reads one line.
    QByteArray ask(QByteArrayView text);

    void closeWriting();
    /// Closes so that the other side gets a reset (SO_LINGER 0).
    void reset();
    void close();

    End end() const { return m_end; }
    /// Bytes that were read and not handed out yet.
    QByteArray rest() const { return m_buffer.mid(m_taken); }

private:
    bool fill(int ms); ///< waits for bytes or the end; false at the deadline and at the end
    bool receive();    ///< takes what is there; false at the end
    std::optional<QByteArray> takeLine();

    int m_socket = -1;
    End m_end = End::Open;
    QByteArray m_buffer;
    qsizetype m_taken = 0;   ///< bytes of m_buffer handed out
    qsizetype m_scanned = 0; ///< bytes of m_buffer known to hold no LF
};

} // namespace relevo::test
