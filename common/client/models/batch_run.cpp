#include "common/client/models/batch_run.h"

#include "common/client/models/batch_worker.h"

#include <algorithm>
#include <cmath>

namespace relevo {

namespace {

constexpr std::chrono::milliseconds newsEvery{125};
constexpr std::chrono::seconds rateSpan{5};
constexpr std::chrono::milliseconds shortestSpan{250};

} // namespace

BatchRun::BatchRun(QObject *parent)
    : QObject(parent)
{
    connect(&m_newsTimer, &QTimer::timeout, this, &BatchRun::onNews);
}

BatchRun::~BatchRun()
{
    joinThread();
}

QString BatchRun::extensionOf(BatchOptions::Format format)
{
    switch (format) {
    case BatchOptions::Format::Text:
        break;
    case BatchOptions::Format::Csv:
        return QStringLiteral("csv");
    case BatchOptions::Format::JsonLines:
        return QStringLiteral("jsonl");
    }
    return QStringLiteral("txt");
}

void BatchRun::start(const BatchOptions &options)
{
    if (isActive())
        return;
    m_options = options;
    m_progress = {};
    m_recent.clear();
    m_recentRate = m_recentBytes = 0;
    m_errorText.clear();
    m_failures.clear();
    m_sample.clear();
    m_started = std::chrono::steady_clock::now();

    m_shared = std::make_shared<BatchShared>();
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("lines"));
    m_worker = std::make_unique<BatchWorker>(options, m_shared);
    m_worker->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::started, m_worker.get(), &BatchWorker::run);
    connect(m_thread.get(), &QThread::finished, m_worker.get(), &BatchWorker::dismantle, Qt::DirectConnection);
    connect(this, &BatchRun::wished, m_worker.get(), &BatchWorker::obey);
    connect(m_worker.get(), &BatchWorker::ended, this, &BatchRun::onNews);
    m_thread->start();
    m_newsTimer.start(newsEvery);
    setState(State::Running);
    Q_EMIT progressChanged();
}

void BatchRun::pause()
{
    if (m_state != State::Running)
        return;
    command(State::Paused);
    m_recent.clear();
    m_recentRate = m_recentBytes = 0;
    setState(State::Paused);
    Q_EMIT progressChanged();
}

void BatchRun::resume()
{
    if (m_state != State::Paused)
        return;
    command(State::Running);
    setState(State::Running);
}

void BatchRun::cancel()
{
    if (isActive())
        command(State::Cancelled);
}

void BatchRun::command(State wanted)
{
    {
        const std::scoped_lock lock(m_shared->mutex);
        if (m_shared->wanted != State::Cancelled) // that one is not taken back
            m_shared->wanted = wanted;
    }
    Q_EMIT wished({});
}

void BatchRun::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void BatchRun::onNews()
{
    if (!isActive())
        return;
    const BatchNews news = m_shared->take();
    m_progress = news.progress;
    for (const std::string &text : news.failures)
        m_failures += QString::fromStdString(text);
    for (const std::string &text : news.sample)
        m_sample += QString::fromStdString(text);
    if (news.end) {
        m_ended = std::chrono::steady_clock::now();
        m_errorText = QString::fromStdString(news.errorText);
        joinThread(); // it has nothing left to do
        setState(*news.end);
    }
    noteRate();
    Q_EMIT progressChanged();
}

void BatchRun::noteRate()
{
    if (m_state != State::Running)
        return;
    const auto now = std::chrono::steady_clock::now();
    m_recent.push_back({.at = now, .done = m_progress.done, .bytes = m_progress.bytesRead});
    while (m_recent.size() > 2 && now - m_recent[1].at >= rateSpan)
        m_recent.pop_front();
    const Sample &first = m_recent.front();
    const std::chrono::duration<double> span = now - first.at;
    if (span < shortestSpan)
        return;
    m_recentRate = static_cast<double>(m_progress.done - first.done) / span.count();
    m_recentBytes = static_cast<double>(m_progress.bytesRead - first.bytes) / span.count();
}

double BatchRun::fraction() const
{
    if (m_state == State::Done)
        return 1;
    if (m_progress.bytesInAll <= 0)
        return -1;
    return std::min(1.0, static_cast<double>(m_progress.bytesRead) / static_cast<double>(m_progress.bytesInAll));
}

int BatchRun::secondsLeft() const
{
    if (m_state == State::Done)
        return 0;
    if (m_state != State::Running || m_progress.bytesInAll <= 0 || m_recentBytes <= 0)
        return -1;
    const double left = static_cast<double>(m_progress.bytesInAll) - static_cast<double>(m_progress.bytesRead);
    return static_cast<int>(std::clamp(std::ceil(left / m_recentBytes), 0.0, 1e9));
}

std::chrono::milliseconds BatchRun::elapsed() const
{
    if (m_state == State::Idle)
        return {};
    const auto until = isActive() ? std::chrono::steady_clock::now() : m_ended;
    return std::chrono::duration_cast<std::chrono::milliseconds>(until - m_started);
}

void BatchRun::joinThread()
{
    m_newsTimer.stop();
    if (!m_thread)
        return;
    m_thread->quit();
    m_thread->wait();
    {
        const std::scoped_lock lock(m_shared->mutex); // BatchWorker::dismantle()
    }
    m_worker.reset();
    m_thread.reset();
    m_shared.reset();
}

} // namespace relevo
