// A payload of any length read by pieces, in memory of one piece, and checked against its SHA-256.
//
// Lives in its client's thread. It asks for one piece at a time, and for the next once the sink has taken one. A call
// that fails ends it, with what failed in error(); after a fault of the connection start() goes on where it stopped.
#pragma once

#include "common/client/client.h"

#include <QCryptographicHash>
#include <QObject>

#include <functional>

namespace relevo {

class BlobDownload : public QObject
{
    Q_OBJECT

public:
    enum class End : unsigned char {
        Done,
        CallFailed, ///< see error()
        Damaged,    ///< what came is not what the server said it would be
        Refused,    ///< by the sink
    };
    /// Takes a piece; false ends the download. It must not delete the download.
    using Sink = std::function<bool(std::string_view piece)>;

    static constexpr std::int64_t pieceSize = 1 << 20;

    /// The client must outlive it.
    BlobDownload(Client &client, const QString &blob, Sink sink, QObject *parent = nullptr);
    ~BlobDownload() override;

    void start();

    std::int64_t received() const { return m_offset; }
    /// -1: not known yet.
    std::int64_t size() const { return m_size; }
    const CallError &error() const { return m_error; }

Q_SIGNALS:
    void progressed();
    void finished(relevo::BlobDownload::End end);

private:
    void ask();
    void onReply(const RawReply &reply);
    End take(std::string_view result, bool &more);

    Client &m_client;
    std::string m_blob;
    Sink m_sink;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    std::string m_sha256;
    std::int64_t m_offset = 0;
    std::int64_t m_size = -1;
    std::uint64_t m_call = 0; ///< 0: none in flight
    CallError m_error;
};

} // namespace relevo
