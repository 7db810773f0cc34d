#include "mobile-client/job_details.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

namespace relevo::mobile {

namespace {

/// As the server sent it; nothing for a fault of the connection.
QByteArray errorJson(const CallError &error)
{
    if (error.end != CallEnd::ServerError)
        return {};
    const QByteArray message = QJsonDocument(QJsonArray{error.message}).toJson(QJsonDocument::Compact);
    QByteArray json = "{\"code\":" + QByteArray::number(error.code) + ",\"message\":" + message.sliced(1).chopped(1);
    if (!error.data.isEmpty())
        json += ",\"data\":" + error.data.left(JobDetails::longestRaw); // more is not shown
    return json + '}';
}

} // namespace

JobDetails::JobDetails(JobModel &jobs, const CatalogModel &catalog, const Language &language, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_catalog(catalog)
    , m_params(language)
    , m_result(language)
{
    connect(&jobs, &QAbstractItemModel::dataChanged, this, &JobDetails::onRowsChanged);
    connect(&jobs, &QAbstractItemModel::rowsRemoved, this, &JobDetails::onRowsRemoved);
    connect(&jobs, &QAbstractItemModel::modelReset, this, &JobDetails::onRowsRemoved);
}

void JobDetails::show(quint64 id)
{
    const Job *job = m_jobs.find(id);
    m_id = job ? id : 0;
    m_outcomeShown = false;
    m_hasParams = false;
    m_result.clear();
    if (job) {
        const TaskDescription *task = m_catalog.find(job->task);
        if (task && !job->dropped && job->params.size() <= longestParams) {
            m_params.setTask(*task);
            m_hasParams = m_params.setParams(job->params);
        }
        showOutcome();
    }
    Q_EMIT changed();
}

void JobDetails::showOutcome()
{
    const Job *job = m_jobs.find(m_id);
    if (!job || !job->isFinal() || m_outcomeShown || job->dropped)
        return;
    m_outcomeShown = true;
    m_result.show(m_catalog.find(job->task), job->outcome);
}

int JobDetails::jobState() const
{
    const Job *job = m_jobs.find(m_id);
    return job ? static_cast<int>(job->state) : -1;
}

bool JobDetails::isPending() const
{
    const Job *job = m_jobs.find(m_id);
    return job && !job->isFinal();
}

bool JobDetails::isRepeatable() const
{
    const Job *job = m_jobs.find(m_id);
    return job && job->isRepeatable();
}

QString JobDetails::rawParams() const
{
    const Job *job = m_jobs.find(m_id);
    return job ? beginningOf(job->params) : QString();
}

QString JobDetails::rawResult() const
{
    const Job *job = m_jobs.find(m_id);
    if (!job || !job->isFinal())
        return {};
    return beginningOf(job->outcome.isOk() ? job->outcome.result : errorJson(job->outcome.error));
}

QString JobDetails::beginningOf(const QByteArray &json)
{
    if (json.size() <= longestRaw)
        return QString::fromUtf8(json);
    QStringDecoder decoder(QStringDecoder::Utf8); // keeps a character that is cut to itself
    return decoder(QByteArrayView(json).first(longestRaw)) + u'…';
}

QString JobDetails::text(int role) const
{
    const int row = m_id == 0 ? -1 : m_jobs.rowOf(m_id);
    return row < 0 ? QString() : m_jobs.index(row, 0).data(role).toString();
}

void JobDetails::onRowsChanged(const QModelIndex &first, const QModelIndex &last)
{
    const int row = m_id == 0 ? -1 : m_jobs.rowOf(m_id);
    if (row < first.row() || row > last.row())
        return;
    showOutcome();
    Q_EMIT changed();
}

void JobDetails::onRowsRemoved()
{
    if (m_id != 0 && !m_jobs.find(m_id))
        show(0);
}

} // namespace relevo::mobile
