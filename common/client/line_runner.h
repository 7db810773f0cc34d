// Many calls of one task from a device's lines: each line a call, many in flight, the results in the lines' order, in
// bounded memory however long the input is.
//
// Lives in its client's thread. A line whose call was surely not run (the server is stopping, or is overloaded, or
// closed the connection in order) is sent again once the client is connected; so is, for a task that only computes, one
// whose call was lost. Any other failure is that line's result. If the server stays away for longer than `patience`,
// the run ends, and each line under way ends as NotConnected.
#pragma once

#include "common/client/client.h"
#include "common/client/line_splitter.h"
#include "common/client/param_text.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace relevo {

struct LineRunnerOptions
{
    std::string method;
    LineEncoder encode;
    bool resendLost = false;                     ///< the task only computes
    std::size_t inFlight = 1024;                 ///< lines under way, results that wait for an earlier one included
    std::size_t bytes = 32 << 20;                ///< of these lines and results together; one line alone may be longer
    std::size_t longestLine = 64 << 20;          ///< a longer line fails
    Client::Timeout timeout = Client::noTimeout; ///< of each call
    std::chrono::milliseconds patience{10'000};
};

struct LineResult
{
    std::uint64_t line = 0;           ///< from 1
    std::string_view result;          ///< one JSON value; lives until the sink returns
    const CallError *error = nullptr; ///< null: it succeeded
};

struct LineProgress
{
    std::uint64_t done = 0; ///< lines whose result was given to the sink, the failed ones included
    std::uint64_t failed = 0;
    std::uint64_t bytesRead = 0;
    std::int64_t bytesInAll = -1; ///< -1: not known
    double perSecond = 0;         ///< lines, over the whole run, pauses included
};

class LineRunner : public QObject
{
    Q_OBJECT

public:
    enum class End : unsigned char { Done, Cancelled, NoConnection, InputFailed };
    using Sink = std::function<void(const LineResult &)>;

    /// `client` and `input` must outlive the runner. The sink is called in the lines' order; it must not delete the
    /// runner.
    LineRunner(Client &client, QIODevice &input, LineRunnerOptions options, Sink sink, QObject *parent = nullptr);
    ~LineRunner() override;

    void start();
    /// No line is sent any more; results of those under way still come.
    void pause();
    void resume();
    /// Ends at once; lines under way have no result.
    void cancel();

    LineProgress progress() const;

Q_SIGNALS:
    /// Some times a second while it runs.
    void progressChanged();
    /// The server did not take a line for now; it is sent again.
    void putOff(const relevo::CallError &error);
    void finished(relevo::LineRunner::End end);

private:
    struct Slot
    {
        std::string params;
        std::string result;
        std::unique_ptr<CallError> error;
        std::uint64_t callId = 0; ///< 0: not in flight
        std::uint32_t sent = 0;   ///< times
        bool done = false;
    };

    Slot &slot(std::uint64_t line) { return m_window[line % m_window.size()]; }
    void pump();
    bool mayTakeLine() const;
    bool takeLine();
    void sendLine(std::uint64_t line);
    void onReply(std::uint64_t line, const RawReply &reply);
    bool resends(const Slot &slot, const CallError &error) const;
    void scheduleResend(std::uint64_t line, const CallError &error);
    void settle(Slot &slot, std::unique_ptr<CallError> error);
    void deliver();
    void onClientState();
    void giveUp();
    void finish(End end);

    Client &m_client;
    LineSplitter m_lines;
    QIODevice &m_input;
    LineRunnerOptions m_options;
    std::string m_methodToken;
    Sink m_sink;
    std::vector<Slot> m_window;         ///< a ring: line n stands at n % size
    std::deque<std::uint64_t> m_resend; ///< lines to be sent again
    std::uint64_t m_first = 1;          ///< the earliest line without a delivered result
    std::uint64_t m_next = 1;           ///< the line that is read next
    std::size_t m_bytes = 0;
    std::uint64_t m_failed = 0;
    QTimer m_resendTimer;
    QTimer m_patienceTimer;
    QTimer m_progressTimer;
    std::chrono::steady_clock::time_point m_started;
    bool m_running = false;
    bool m_paused = false;
    bool m_inputEnded = false;
    bool m_inputFailed = false;
    bool m_delivering = false;
};

} // namespace relevo
