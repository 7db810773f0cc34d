// One connection on QTcpSocket, for other systems than Linux and as the ground for TLS.
//
// QTcpSocket ends a connection as soon as the peer closes its writing half, and what it had still to send is lost. The
// contract owes such a peer its replies. So a duplicate of the descriptor is kept: it holds the connection open, and
// after the peer's end what is left is written there.
#pragma once

#include "server/transport/byte_stream.h"

#include <QSocketNotifier>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <string>

namespace relevo {

class QtStream final : public QObject, public ByteStream
{
    Q_OBJECT

public:
    struct Events
    {
        std::function<void()> readable;
        std::function<void()> ended; ///< the peer has closed its writing half
        std::function<void()> writable;
        std::function<void()> failed; ///< may delete the stream's session later, not at once
    };

    /// Takes the connected descriptor over.
    QtStream(int descriptor, Events events);
    ~QtStream() override;

    bool isValid() const { return m_valid; }

    StreamResult read(char *to, std::size_t size) override;
    StreamResult write(const std::vector<std::string_view> &pieces) override;
    bool allSent() const override { return m_unsent.empty(); }
    std::size_t unacknowledged() const override;
    void shutdownWrite() override;
    void resetOnClose() override;

private:
    void onError(QAbstractSocket::SocketError error);
    void onBytesWritten();
    void dropSent();
    void goOnAfterEnd();
    bool sendUnsent();

    QTcpSocket m_socket;
    Events m_events;
    int m_duplicate = -1;
    std::string m_unsent;                        ///< a copy of what the socket has taken and not yet sent
    std::unique_ptr<QSocketNotifier> m_notifier; ///< after the peer's end: tells when the duplicate can be written
    bool m_peerEnded = false;
    bool m_valid = false;
};

} // namespace relevo
