// A payload of any length, read by pieces and checked against its SHA-256: into a file, or into memory.
//
// Lives in the GUI's thread; pieces are decoded and written in the global thread pool, one after the other. A file
// appears under its name once it is whole.
#pragma once

#include "common/client/models/background_client.h"
#include "common/client/models/pool_jobs.h"

#include <QObject>

#include <memory>

namespace relevo {

class BlobFetch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::int64_t pieceSize = 1 << 20;

    /// The client must outlive it.
    explicit BlobFetch(BackgroundClient &client, QObject *parent = nullptr);
    /// What is not whole by then is thrown away.
    ~BlobFetch() override;

    /// What runs is given up without a signal.
    void toFile(const QString &blob, const QString &path);
    /// At most the first `most` bytes, which are checked only if they are all.
    void toMemory(const QString &blob, std::int64_t most);
    void stop();

    bool isActive() const { return m_target != nullptr; }
    std::int64_t received() const { return m_offset; }
    std::int64_t size() const { return m_size; } ///< -1: not known yet

Q_SIGNALS:
    void progressed();
    /// `content`: of toMemory().
    void done(const QByteArray &content);
    void failed(const QString &why);

private:
    struct Target;
    struct Piece;

    void start(const QString &blob, std::shared_ptr<Target> target);
    void ask();
    void onPiece(CallOutcome &&outcome);
    void take(const Piece &piece);
    void finish(const QString &why);

    BackgroundClient &m_client;
    PoolJobs m_jobs;
    std::shared_ptr<Target> m_target; ///< null: nothing runs
    QString m_blob;
    std::int64_t m_offset = 0;
    std::int64_t m_size = -1;
    BackgroundClient::CallId m_call = 0;
};

} // namespace relevo
