// "One task per line": a whole file run through one task, with progress, pause and cancel, in a thread and on a
// connection of its own, so that neither the window nor its own calls wait for it. Results go to a file as they come,
// in the lines' order; memory stays bounded however long the file is (common/client/line_runner.h).
//
// Lives in the GUI's thread, which is told of the progress some times a second.
#pragma once

#include "common/client/line_runner.h"

#include <QObject>
#include <QStringList>
#include <QThread>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace relevo {

class BatchWorker;
struct BatchShared;

struct BatchOptions
{
    /// Each line of the input has its record, in the lines' order.
    enum class Format {
        /// A line per result: its only member, or its members separated by tabs; LF inside a value (and a tab where
        /// tabs separate) becomes a space, a failed line is empty. The result's JSON where its shape is not known.
        Text,
        /// RFC 4180 with a header: line, the result's members, error. No value is altered: what looks like a formula
        /// to a spreadsheet stays as it is.
        Csv,
        /// {"line":1,"result":{…}} or {"line":1,"error":{"code":…,"message":…,"data":…}}; the code is null where the
        /// server was not asked or did not answer, the data are the server's, if there are any.
        JsonLines,
    };

    ServerAddress address;
    TaskDescription task;          ///< the line is its first parameter
    std::vector<ParamValue> fixed; ///< the others
    QString input;                 ///< path of a regular file
    QString output;                ///< path; written over, but not before there is a result to write
    Format format = Format::Text;
    std::chrono::milliseconds patience{10'000}; ///< with a server that stays away
};

class BatchRun : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(qint64 done READ done NOTIFY progressChanged)
    Q_PROPERTY(qint64 failed READ failed NOTIFY progressChanged)
    Q_PROPERTY(double fraction READ fraction NOTIFY progressChanged)    ///< 0 to 1, by bytes; -1: not known
    Q_PROPERTY(double perSecond READ perSecond NOTIFY progressChanged)  ///< lines, of the last seconds
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY progressChanged) ///< -1: not known yet
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)    ///< of Failed: why, for people

public:
    enum class State { Idle, Running, Paused, Done, Cancelled, Failed };
    Q_ENUM(State)

    explicit BatchRun(QObject *parent = nullptr);
    /// Cancels, and waits for the thread.
    ~BatchRun() override;

    /// From any state but Running and Paused; else nothing happens. A file that cannot be opened ends as Failed, later.
    void start(const BatchOptions &options);
    /// No line is sent any more; results of those under way still come.
    void pause();
    void resume();
    /// Ends as Cancelled, later. What was written so far stays.
    void cancel();

    State state() const { return m_state; }
    bool isActive() const { return m_state == State::Running || m_state == State::Paused; }
    /// Lines whose result was written, the failed ones included. After a Failed run: of the first so many lines the
    /// output has all of it, and nothing of the others.
    qint64 done() const { return static_cast<qint64>(m_progress.done); }
    qint64 failed() const { return static_cast<qint64>(m_progress.failed); }
    double fraction() const;
    double perSecond() const { return m_recentRate; }
    int secondsLeft() const;
    const QString &errorText() const { return m_errorText; }
    /// The first lines that failed, "line 12: not a number", at most 100.
    const QStringList &failures() const { return m_failures; }
    /// The first records as they stand in the file, at most 20, for a look at them; of long ones the beginning.
    const QStringList &sample() const { return m_sample; }
    const BatchOptions &options() const { return m_options; }
    /// From the start to now, or to the end; pauses included.
    std::chrono::milliseconds elapsed() const;

    /// The extension of a format's files: `txt`, `csv`, `jsonl`.
    static QString extensionOf(BatchOptions::Format format);

Q_SIGNALS:
    void stateChanged();
    void progressChanged(); ///< some times a second
    /// To the worker alone.
    void wished(QPrivateSignal);

private:
    struct Sample
    {
        std::chrono::steady_clock::time_point at;
        std::uint64_t done = 0;
        std::uint64_t bytes = 0;
    };

    void setState(State state);
    void command(State wanted);
    void onNews();
    void noteRate();
    void joinThread();

    BatchOptions m_options;
    std::shared_ptr<BatchShared> m_shared; ///< what both threads touch, with its mutex
    std::unique_ptr<BatchWorker> m_worker; ///< lives in m_thread while that runs
    std::unique_ptr<QThread> m_thread;
    QTimer m_newsTimer;
    LineProgress m_progress;
    std::deque<Sample> m_recent; ///< of the last seconds
    double m_recentRate = 0;
    double m_recentBytes = 0; ///< per second
    std::chrono::steady_clock::time_point m_started;
    std::chrono::steady_clock::time_point m_ended;
    QString m_errorText;
    QStringList m_failures;
    QStringList m_sample;
    State m_state = State::Idle;
};

} // namespace relevo
