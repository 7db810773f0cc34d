#include "mobile-client/workbench.h"

namespace relevo::mobile {

Workbench::Workbench(JobModel &jobs, const CatalogModel &catalog, const Language &language, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_catalog(catalog)
    , m_form(language)
    , m_result(language)
{
    connect(&catalog, &CatalogModel::catalogChanged, this, &Workbench::onCatalog);
    connect(&jobs, &QAbstractItemModel::dataChanged, this, &Workbench::onRowsChanged);
    connect(&jobs, &QAbstractItemModel::rowsRemoved, this, &Workbench::jobChanged);
    connect(&m_result, &ResultModel::changed, this, [this] {
        Q_EMIT jobChanged();
        if (m_result.state() == ResultModel::State::Shown || m_result.state() == ResultModel::State::Failed)
            Q_EMIT resultShown();
    });
}

bool Workbench::open(const QString &task)
{
    const TaskDescription *description = m_catalog.find(task);
    if (!description)
        return false;
    m_task = task;
    m_form.setTask(*description);
    const auto last = m_lastJobs.find(task);
    showJob(last == m_lastJobs.end() ? 0 : last->second);
    Q_EMIT taskChanged();
    return true;
}

void Workbench::close()
{
    m_task.clear();
    Q_EMIT taskChanged();
}

int Workbench::send()
{
    if (const int row = m_form.showProblems(); row >= 0)
        return row;
    if (!m_form.isReady())
        return -2;
    const quint64 id = m_jobs.add(m_task, m_form.params());
    m_lastJobs[m_task] = id;
    showJob(id);
    return -1;
}

void Workbench::cancel()
{
    m_jobs.cancel(m_job);
}

void Workbench::useAsInput()
{
    if (isUsable())
        m_form.attachBytes(m_form.mainRow(), m_form.title(), m_result.valueOf(m_result.mainRow()));
}

bool Workbench::edit(quint64 id)
{
    const Job *job = m_jobs.find(id);
    if (!job || job->dropped)
        return false;
    const QByteArray params = job->params;
    return open(QString(job->task)) && m_form.setParams(params);
}

bool Workbench::isPending() const
{
    const Job *job = m_jobs.find(m_job);
    return job && !job->isFinal();
}

int Workbench::jobState() const
{
    const Job *job = m_jobs.find(m_job);
    return job ? static_cast<int>(job->state) : -1;
}

bool Workbench::isUsable() const
{
    return m_result.state() == ResultModel::State::Shown && m_result.mainRow() >= 0 && m_form.mainRow() >= 0;
}

QString Workbench::text(int role) const
{
    const int row = m_job == 0 ? -1 : m_jobs.rowOf(m_job);
    return row < 0 ? QString() : m_jobs.index(row, 0).data(role).toString();
}

// A new catalog may describe the open task anew, or have it no more: then the form stays as it is.
void Workbench::onCatalog()
{
    if (const TaskDescription *description = m_catalog.find(m_task))
        m_form.setTask(*description);
}

void Workbench::onRowsChanged(const QModelIndex &first, const QModelIndex &last)
{
    const int row = m_job == 0 ? -1 : m_jobs.rowOf(m_job);
    if (row < first.row() || row > last.row())
        return;
    showOutcome();
    Q_EMIT jobChanged();
}

void Workbench::showJob(quint64 id)
{
    m_job = id;
    m_outcomeShown = false;
    m_result.clear();
    showOutcome();
    Q_EMIT jobChanged();
}

void Workbench::showOutcome()
{
    const Job *job = m_jobs.find(m_job);
    if (!job || !job->isFinal() || m_outcomeShown || job->dropped)
        return;
    m_outcomeShown = true;
    m_result.show(m_catalog.find(job->task), job->outcome);
}

} // namespace relevo::mobile
