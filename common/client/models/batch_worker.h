// The part of a BatchRun that does the work: client, files and runner, all in the run's own thread.
//
// The two threads share BatchShared alone: the worker leaves its news there, the run its wishes, each under the mutex
// (ThreadSanitizer sees that one; Qt's own it does not). Signals between them carry nothing.
#pragma once

#include "common/client/models/batch_writer.h"

#include <QFile>
#include <QTimer>

#include <mutex>
#include <optional>

namespace relevo {

/// What the worker has to tell since it was last asked.
struct BatchNews
{
    LineProgress progress;
    std::vector<std::string> failures; ///< UTF-8, as are the others
    std::vector<std::string> sample;
    std::optional<BatchRun::State> end; ///< the files are closed, nothing is to be done any more
    std::string errorText;
};

struct BatchShared
{
    std::mutex mutex;
    BatchNews news;
    BatchRun::State wanted = BatchRun::State::Running; ///< or Paused, or Cancelled

    BatchNews take();
};

/// Made and destroyed by the run while the thread does not run; in between it is the thread's.
class BatchWorker : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostFailures = 100;
    static constexpr std::size_t mostSamples = 20;

    BatchWorker(BatchOptions options, std::shared_ptr<BatchShared> shared);

    // All of it is called in the worker's thread.

    /// Ends in ended(), also where nothing can be opened.
    void run();
    /// The run has another wish.
    void obey();
    /// The thread ends: what lives in it goes, what was written stays. Only then may the worker be destroyed, in
    /// whatever thread.
    void dismantle();

Q_SIGNALS:
    void ended();

private:
    QString open();
    void onLine(const LineResult &line);
    void noteFailure(const LineResult &line);
    void stop();
    void onFinished(LineRunner::End how);
    QString connectionText() const;
    void tell();
    void end(BatchRun::State state, const QString &errorText = {});

    BatchOptions m_options;
    std::shared_ptr<BatchShared> m_shared;
    QTimer m_tellTimer;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<QFile> m_input;
    std::unique_ptr<BatchWriter> m_output;
    std::unique_ptr<LineRunner> m_runner; ///< uses the three above
    std::vector<std::string> m_failures;  ///< not told yet
    std::vector<std::string> m_sample;    ///< not told yet
    std::size_t m_failuresNoted = 0;
    std::size_t m_samplesNoted = 0;
    std::uint64_t m_done = 0;
    std::uint64_t m_failed = 0;
    bool m_connectionLost = false; ///< a line had no connection: neither it nor those behind it are written
    bool m_writeFailed = false;
};

} // namespace relevo
