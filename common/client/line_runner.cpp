#include "common/client/line_runner.h"

#include <algorithm>

namespace relevo {

namespace {
constexpr std::chrono::milliseconds progressEvery{200};
constexpr std::chrono::milliseconds resendPause{100};
constexpr std::uint32_t mostTries = 50;

// Short texts leave their memory to the next line, long ones do not: a window of them would add up.
void release(std::string &text)
{
    constexpr std::size_t keptCapacity = 4096;
    if (text.capacity() > keptCapacity)
        text = std::string();
    else
        text.clear();
}
} // namespace

LineRunner::LineRunner(Client &client, QIODevice &input, LineRunnerOptions options, Sink sink, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_lines(input, options.longestLine)
    , m_input(input)
    , m_options(std::move(options))
    , m_methodToken(Client::methodToken(m_options.method))
    , m_sink(std::move(sink))
    , m_window(std::max<std::size_t>(m_options.inFlight, 1))
{
    m_resendTimer.setSingleShot(true);
    m_patienceTimer.setSingleShot(true);
    connect(&m_resendTimer, &QTimer::timeout, this, &LineRunner::pump);
    connect(&m_patienceTimer, &QTimer::timeout, this, &LineRunner::giveUp);
    connect(&m_progressTimer, &QTimer::timeout, this, &LineRunner::progressChanged);
    connect(&m_client, &Client::stateChanged, this, &LineRunner::onClientState);
    connect(&m_client, &Client::readyToSend, this, &LineRunner::pump);
    connect(&m_input, &QIODevice::readyRead, this, &LineRunner::pump);
    connect(&m_input, &QIODevice::readChannelFinished, this, &LineRunner::pump);
}

LineRunner::~LineRunner()
{
    cancel();
}

void LineRunner::start()
{
    m_running = true;
    m_started = std::chrono::steady_clock::now();
    m_progressTimer.start(progressEvery);
    // Not before the caller has returned to its event loop: finished() may come at once.
    QMetaObject::invokeMethod(this, &LineRunner::onClientState, Qt::QueuedConnection);
}

void LineRunner::pause()
{
    m_paused = true;
    m_patienceTimer.stop(); // a server that is away meanwhile keeps nobody waiting
}

void LineRunner::resume()
{
    m_paused = false;
    onClientState();
}

void LineRunner::cancel()
{
    if (!m_running)
        return;
    for (std::uint64_t line = m_first; line < m_next; ++line) {
        if (const std::uint64_t id = std::exchange(slot(line).callId, 0))
            m_client.forget(id);
    }
    finish(End::Cancelled);
}

LineProgress LineRunner::progress() const
{
    LineProgress progress;
    progress.done = m_first - 1;
    progress.failed = m_failed;
    progress.bytesRead = m_lines.bytesPassed();
    progress.bytesInAll = m_input.isSequential() ? -1 : m_input.size();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - m_started;
    progress.perSecond = static_cast<double>(progress.done) / std::max(elapsed.count(), 1e-3);
    return progress;
}

bool LineRunner::mayTakeLine() const
{
    const bool room = m_next - m_first < m_window.size() && (m_bytes < m_options.bytes || m_next == m_first);
    return room && !m_inputEnded && !m_paused;
}

void LineRunner::pump()
{
    if (!m_running || m_delivering)
        return;
    const bool connected = m_client.state() == Client::State::Connected;
    while (connected && !m_resend.empty() && !m_paused && !m_resendTimer.isActive() && !m_client.congested()) {
        const std::uint64_t line = m_resend.front();
        m_resend.pop_front();
        sendLine(line);
    }
    bool more = true;
    while (connected && more && m_resend.empty() && mayTakeLine() && !m_client.congested()) {
        while (more && m_resend.empty() && mayTakeLine() && !m_client.congested())
            more = takeLine();
        deliver(); // lines that failed before they were sent make room
    }
    if (m_running && m_inputEnded && m_first == m_next)
        finish(m_inputFailed ? End::InputFailed : End::Done);
}

bool LineRunner::takeLine()
{
    std::string_view text;
    const LineSplitter::Next next = m_lines.next(text);
    if (next == LineSplitter::Next::Wait)
        return false;
    if (next == LineSplitter::Next::End || next == LineSplitter::Next::Failed) {
        m_inputEnded = true;
        m_inputFailed = next == LineSplitter::Next::Failed;
        return false;
    }
    const std::uint64_t line = m_next++;
    Slot &taken = slot(line);
    taken.done = false;
    taken.sent = 0;
    auto error = std::make_unique<CallError>();
    if (next == LineSplitter::Next::TooLong) {
        error->message = tr("The line is longer than %1 bytes.").arg(m_options.longestLine);
    } else if (m_options.encode(text, taken.params, error->message)) {
        m_bytes += taken.params.size();
        sendLine(line);
        return true;
    }
    error->end = CallEnd::BadParams;
    taken.params.clear();
    settle(taken, std::move(error));
    return true;
}

void LineRunner::sendLine(std::uint64_t line)
{
    Slot &sent = slot(line);
    ++sent.sent;
    sent.callId = m_client.send(
        m_methodToken, sent.params, [this, line](const RawReply &reply) { onReply(line, reply); }, m_options.timeout);
    if (sent.callId == 0)
        m_resend.push_back(line);
}

void LineRunner::onReply(std::uint64_t line, const RawReply &reply)
{
    Slot &answered = slot(line);
    answered.callId = 0;
    if (reply.end == CallEnd::Result) {
        answered.result.assign(reply.result);
        m_bytes += answered.result.size();
        settle(answered, nullptr);
    } else if (auto error = std::make_unique<CallError>(reply); resends(answered, *error)) {
        scheduleResend(line, *error);
    } else {
        settle(answered, std::move(error));
    }
    if (line == m_first)
        deliver();
    // Refilled a quarter at a time: the input is read and the calls are written in longer runs.
    if (m_next - m_first <= m_window.size() - m_window.size() / 4)
        pump();
}

bool LineRunner::resends(const Slot &slot, const CallError &error) const
{
    return slot.sent < mostTries && (error.surelyNotRun() || (error.end == CallEnd::Lost && m_options.resendLost));
}

void LineRunner::scheduleResend(std::uint64_t line, const CallError &error)
{
    m_resend.push_back(line);
    if (error.end != CallEnd::ServerError || m_resendTimer.isActive())
        return;
    Q_EMIT putOff(error);
    const int wanted =
        parseJsonValue(error.data)[QLatin1StringView("retryAfterMs")].toInt(static_cast<int>(resendPause.count()));
    m_resendTimer.start(std::clamp(wanted, 1, 10'000));
}

void LineRunner::settle(Slot &slot, std::unique_ptr<CallError> error)
{
    slot.error = std::move(error);
    slot.done = true;
}

void LineRunner::deliver()
{
    if (std::exchange(m_delivering, true))
        return;
    while (m_running && m_first < m_next && slot(m_first).done) {
        Slot &done = slot(m_first);
        LineResult result{.line = m_first, .result = done.result, .error = done.error.get()};
        if (done.error)
            ++m_failed;
        m_bytes -= done.params.size() + done.result.size();
        ++m_first;
        m_sink(result);
        release(done.params);
        release(done.result);
        done.error.reset();
    }
    m_delivering = false;
}

void LineRunner::onClientState()
{
    if (!m_running)
        return;
    switch (m_client.state()) {
    case Client::State::Connected:
        m_patienceTimer.stop();
        pump();
        break;
    case Client::State::Disconnected:
        giveUp();
        break;
    default:
        if (!m_paused && !m_patienceTimer.isActive())
            m_patienceTimer.start(m_options.patience);
    }
}

void LineRunner::giveUp()
{
    RawReply reply;
    reply.end = CallEnd::NotConnected;
    for (std::uint64_t line = m_first; line < m_next; ++line) {
        if (!slot(line).done)
            settle(slot(line), std::make_unique<CallError>(reply));
    }
    deliver();
    finish(End::NoConnection);
}

void LineRunner::finish(End end)
{
    if (!std::exchange(m_running, false))
        return;
    m_progressTimer.stop();
    m_patienceTimer.stop();
    m_resendTimer.stop();
    Q_EMIT finished(end);
}

} // namespace relevo
