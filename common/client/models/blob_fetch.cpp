#include "common/client/models/blob_fetch.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/result_text.h"
#include "common/client/task_calls.h"

#include <QCryptographicHash>
#include <QSaveFile>

namespace relevo {

using namespace Qt::StringLiterals;

/// Where the pieces go; touched by one job of the pool at a time.
struct BlobFetch::Target
{
    std::unique_ptr<QSaveFile> file; ///< null: memory
    QByteArray content;
    QCryptographicHash hash{QCryptographicHash::Sha256};
    std::int64_t most = -1; ///< -1: all
    std::int64_t taken = 0;
};

struct BlobFetch::Piece
{
    std::int64_t taken = 0;
    std::int64_t size = -1;
    bool last = false;
    bool damaged = false;
    QString problem;
    QByteArray content; ///< of the last one
};

BlobFetch::BlobFetch(BackgroundClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{}

BlobFetch::~BlobFetch()
{
    stop();
}

void BlobFetch::toFile(const QString &blob, const QString &path)
{
    auto target = std::make_shared<Target>();
    target->file = std::make_unique<QSaveFile>(path);
    start(blob, std::move(target));
}

void BlobFetch::toMemory(const QString &blob, std::int64_t most)
{
    auto target = std::make_shared<Target>();
    target->most = most;
    start(blob, std::move(target));
}

void BlobFetch::stop()
{
    m_client.cancel(std::exchange(m_call, 0));
    m_target.reset();
}

void BlobFetch::start(const QString &blob, std::shared_ptr<Target> target)
{
    stop();
    m_target = std::move(target);
    m_blob = blob;
    m_offset = 0;
    m_size = -1;
    ask();
}

void BlobFetch::ask()
{
    const std::int64_t most = m_target->most;
    const std::int64_t length = most < 0 ? pieceSize : std::min(pieceSize, most - m_offset);
    m_call = m_client.call(u"blob.read"_s,
                           QByteArray::fromStdString(client::blobParams(m_blob.toStdString(), m_offset, length)),
                           [this](CallOutcome &&outcome) { onPiece(std::move(outcome)); });
}

void BlobFetch::onPiece(CallOutcome &&outcome)
{
    m_call = 0;
    if (!outcome.isOk()) {
        finish(callErrorText(outcome.error));
        return;
    }
    const auto work = [target = m_target, json = std::move(outcome.result)] {
        Piece piece;
        const std::string_view view = viewOf(json);
        std::string base64;
        std::string sha256;
        appendScalar(base64, memberOf(view, "base64"));
        appendScalar(sha256, memberOf(view, "sha256"));
        const std::string_view size = memberOf(view, "size");
        piece.size = QByteArray(size.data(), static_cast<qsizetype>(size.size())).toLongLong();
        const auto bytes =
            QByteArray::fromBase64Encoding(QByteArray::fromStdString(base64), QByteArray::AbortOnBase64DecodingErrors);
        target->hash.addData(bytes.decoded);
        target->taken += bytes.decoded.size();
        const bool empty = bytes.decoded.isEmpty() && target->taken != piece.size;
        const bool whole = target->taken == piece.size;
        piece.taken = target->taken;
        piece.last = whole || (target->most >= 0 && target->taken >= target->most);
        piece.damaged = !bytes || empty || target->taken > piece.size ||
                        (whole && target->hash.result().toHex().toStdString() != sha256);
        if (piece.damaged)
            return piece;
        if (!target->file) {
            target->content += bytes.decoded;
            if (piece.last)
                piece.content = std::move(target->content);
            return piece;
        }
        QSaveFile &file = *target->file;
        if ((!file.isOpen() && !file.open(QIODevice::WriteOnly)) || file.write(bytes.decoded) != bytes.decoded.size() ||
            (piece.last && !file.commit()))
            piece.problem = file.errorString();
        return piece;
    };
    m_jobs.run(work, [this, target = m_target](std::optional<Piece> &&piece) {
        if (target != m_target)
            return; // given up meanwhile
        if (piece)
            take(*piece);
        else
            finish(tr("There is not enough memory."));
    });
}

void BlobFetch::take(const Piece &piece)
{
    m_offset = piece.taken;
    m_size = piece.size;
    if (piece.damaged) {
        finish(tr("What came is damaged. Try again."));
    } else if (!piece.problem.isEmpty()) {
        finish(piece.problem);
    } else if (piece.last) {
        m_target.reset();
        Q_EMIT done(piece.content);
    } else {
        ask();
        Q_EMIT progressed();
    }
}

void BlobFetch::finish(const QString &why)
{
    m_target.reset();
    Q_EMIT failed(why);
}

} // namespace relevo
