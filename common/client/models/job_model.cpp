// The life of a job, from adding to its outcome.
#include "common/client/models/job_model.h"

#include "common/client/models/job_row.h"

#include <algorithm>
#include <utility>

namespace relevo {

namespace {

constexpr int mostTries = 5;
constexpr std::chrono::milliseconds firstHold{100};
constexpr std::chrono::milliseconds longestHold{5'000};

// Whether a call ran that ended so is not known where its connection did not live to tell.
Job::State stateAfter(const CallError &error)
{
    if (error.end == CallEnd::Result)
        return Job::State::Done;
    return error.end == CallEnd::Lost || error.end == CallEnd::BadReply ? Job::State::Lost : Job::State::Failed;
}

CallOutcome cancelledOutcome()
{
    RawReply reply;
    reply.end = CallEnd::ServerError; // in the server's words for it
    reply.code = static_cast<int>(ErrorCode::Cancelled);
    reply.message = errorMessage(ErrorCode::Cancelled);
    CallOutcome outcome;
    outcome.error = CallError(reply);
    return outcome;
}

// When a server that did not take a call may be asked again: when it says so, and ever later.
std::chrono::milliseconds holdAfter(const CallError &error, int tries)
{
    const int wanted = parseJsonValue(error.data)[QLatin1StringView("retryAfterMs")].toInt();
    const auto growing = firstHold * (1 << std::min(tries, 10));
    return std::min(longestHold, std::max<std::chrono::milliseconds>(growing, std::chrono::milliseconds(wanted)));
}

} // namespace

JobModel::JobModel(BackgroundClient &client, const CatalogModel &catalog, QObject *parent)
    : QAbstractTableModel(parent)
    , m_client(client)
    , m_catalog(catalog)
    , m_address(client.status().address)
{
    m_holdTimer.setSingleShot(true);
    m_tellTimer.setSingleShot(true);
    connect(&m_holdTimer, &QTimer::timeout, this, &JobModel::pump);
    connect(&m_tellTimer, &QTimer::timeout, this, &JobModel::tell);
    connect(&m_client, &BackgroundClient::statusChanged, this, &JobModel::onStatus);
    connect(&m_catalog, &CatalogModel::catalogChanged, this, &JobModel::onCatalog);
}

JobModel::~JobModel()
{
    for (const auto &row : m_rows) {
        if (row->job.state == Job::State::Running)
            m_client.cancel(row->job.call);
    }
}

quint64 JobModel::add(const QString &task, const QByteArray &params)
{
    const bool quiet = !m_tellTimer.isActive();
    Job job;
    job.id = m_nextId++;
    job.task = task;
    job.params = params;
    job.added = QDateTime::currentDateTime();
    m_rows.push_back(std::make_unique<JobRow>(std::move(job)));
    JobRow &row = *m_rows.back();
    row.server = m_server;
    m_bytes += row.bytes();
    ++m_pending;
    m_countsAreNew = true;
    m_waiting.insert(m_waiting.end(), row.job.id);
    pump();
    if (quiet) // what comes alone is shown at once
        announce();
    tellSoon();
    return row.job.id;
}

quint64 JobModel::repeat(quint64 id)
{
    const JobRow *row = rowById(id);
    if (!row || !row->job.isRepeatable())
        return 0;
    const Job job = row->job;
    return add(job.task, job.params);
}

void JobModel::cancel(quint64 id)
{
    JobRow *row = rowById(id);
    if (!row || row->job.isFinal())
        return;
    if (row->job.state == Job::State::Running)
        m_client.cancel(row->job.call);
    settle(*row, Job::State::Cancelled, cancelledOutcome());
    pump();
}

void JobModel::onStatus()
{
    const ServerAddress &address = m_client.status().address;
    if (address != m_address) {
        m_address = address;
        ++m_server;
        const std::set<quint64> waiting = m_waiting;
        for (const quint64 id : waiting)
            refuse(id);
    }
    pump();
}

void JobModel::pump()
{
    while (!m_waiting.empty() && m_client.isConnected() && !m_holdTimer.isActive()) {
        JobRow *row = rowById(*m_waiting.begin());
        const bool room = m_running < mostRunning && m_runningBytes + row->job.params.size() <= mostRunningBytes;
        if (!room && m_running > 0)
            return;
        send(*row);
    }
}

void JobModel::send(JobRow &row)
{
    const quint64 id = row.job.id;
    setState(row, Job::State::Running);
    row.job.call = m_client.call(row.job.task, row.job.params,
                                 [this, id](CallOutcome &&outcome) { take(id, std::move(outcome)); });
}

void JobModel::take(quint64 id, CallOutcome &&outcome)
{
    JobRow *row = rowById(id);
    if (!row || row->job.state != Job::State::Running)
        return;
    if (sendsAgain(*row, outcome.error)) {
        setState(*row, Job::State::Waiting);
        row->job.call = 0;
        if (row->server != m_server)
            refuse(id);
    } else {
        const Job::State state = stateAfter(outcome.error);
        settle(*row, state, std::move(outcome));
    }
    pump();
}

bool JobModel::sendsAgain(JobRow &row, const CallError &error)
{
    if (!error.surelyNotRun() || error.end == CallEnd::BadParams)
        return false;
    // Without a connection it was not even tried; the next one comes with a new status.
    if (error.end != CallEnd::NotConnected && ++row.tries >= mostTries)
        return false;
    if (!m_holdTimer.isActive())
        m_holdTimer.start(holdAfter(error, row.tries));
    return true;
}

void JobModel::refuse(quint64 id)
{
    JobRow *row = rowById(id);
    if (!row || row->job.isFinal())
        return;
    row->refused = true;
    CallOutcome outcome;
    outcome.error.end = CallEnd::NotConnected; // its words are the row's
    settle(*row, Job::State::Failed, std::move(outcome));
}

void JobModel::settle(JobRow &row, Job::State state, CallOutcome &&outcome)
{
    const quint64 id = row.job.id;
    m_bytes -= row.bytes();
    row.job.outcome = std::move(outcome);
    row.job.call = 0;
    setState(row, state);
    row.describeOutcome();
    m_bytes += row.bytes();
    m_lastSettled = id;
    m_dropFrom = std::min(m_dropFrom, id);
    dropPayloads();
    Q_EMIT finished(id);
}

void JobModel::setState(JobRow &row, Job::State state)
{
    const Job::State before = std::exchange(row.job.state, state);
    const auto isPending = [](Job::State which) {
        return which == Job::State::Waiting || which == Job::State::Running;
    };
    if (before == Job::State::Running) {
        --m_running;
        m_runningBytes -= row.job.params.size();
    } else if (before == Job::State::Waiting) {
        m_waiting.erase(row.job.id);
    }
    if (state == Job::State::Running) {
        ++m_running;
        m_runningBytes += row.job.params.size();
    } else if (state == Job::State::Waiting) {
        m_waiting.insert(row.job.id);
    }
    m_pending += static_cast<int>(isPending(state)) - static_cast<int>(isPending(before));
    m_failed += static_cast<int>(isFailure(state)) - static_cast<int>(isFailure(before));
    m_countsAreNew = true;
    touch(row.job.id);
}

} // namespace relevo
