#include "common/client/blob_download.h"

#include "common/client/result_text.h"
#include "common/client/task_calls.h"

namespace relevo {

BlobDownload::BlobDownload(Client &client, const QString &blob, Sink sink, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_blob(blob.toStdString())
    , m_sink(std::move(sink))
{}

BlobDownload::~BlobDownload()
{
    m_client.forget(m_call);
}

void BlobDownload::start()
{
    m_error = {};
    ask();
}

void BlobDownload::ask()
{
    static const std::string method = Client::methodToken("blob.read");
    m_call = m_client.send(method, client::blobParams(m_blob, m_offset, pieceSize),
                           [this](const RawReply &reply) { onReply(reply); });
    if (m_call != 0)
        return;
    RawReply unsent;
    unsent.end = CallEnd::NotConnected;
    m_error = CallError(unsent);
    // Not before the caller has returned to its event loop.
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(End::CallFailed); }, Qt::QueuedConnection);
}

void BlobDownload::onReply(const RawReply &reply)
{
    m_call = 0;
    if (reply.end != CallEnd::Result) {
        m_error = CallError(reply);
        Q_EMIT finished(End::CallFailed);
        return;
    }
    bool more = false;
    const End end = take(reply.result, more);
    if (more) {
        ask();
        Q_EMIT progressed();
    } else {
        Q_EMIT finished(end);
    }
}

BlobDownload::End BlobDownload::take(std::string_view result, bool &more)
{
    std::string base64;
    std::string sha256;
    appendScalar(base64, memberOf(result, "base64"));
    appendScalar(sha256, memberOf(result, "sha256"));
    bool isNumber = false;
    const std::string_view sizeToken = memberOf(result, "size");
    const std::int64_t size =
        QByteArray(sizeToken.data(), static_cast<qsizetype>(sizeToken.size())).toLongLong(&isNumber);
    const auto piece =
        QByteArray::fromBase64Encoding(QByteArray::fromRawData(base64.data(), static_cast<qsizetype>(base64.size())),
                                       QByteArray::AbortOnBase64DecodingErrors);
    if (m_size < 0 && isNumber) {
        m_size = size;
        m_sha256 = sha256;
    }
    const qsizetype length = piece.decoded.size();
    const bool fits = length > 0 ? m_offset + length <= m_size : m_offset == m_size;
    if (!piece || !isNumber || size != m_size || sha256 != m_sha256 || !fits)
        return End::Damaged;
    m_hash.addData(piece.decoded);
    m_offset += length;
    if (length > 0 && !m_sink({piece.decoded.constData(), static_cast<std::size_t>(length)}))
        return End::Refused;
    more = m_offset < m_size;
    return more || m_hash.result().toHex().toStdString() == m_sha256 ? End::Done : End::Damaged;
}

} // namespace relevo
