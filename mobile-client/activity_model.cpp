#include "mobile-client/activity_model.h"

#include <algorithm>
#include <vector>

namespace relevo::mobile {

ActivityModel::ActivityModel(JobModel &jobs, QObject *parent)
    : JobFilterModel(jobs, parent)
    , m_jobs(jobs)
{
    sort(JobModel::NumberColumn, Qt::DescendingOrder);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &ActivityModel::commit);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(this, signal, this, &ActivityModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &ActivityModel::countChanged);
    connect(this, &QAbstractItemModel::layoutChanged, this, &ActivityModel::countChanged);
}

QHash<int, QByteArray> ActivityModel::roleNames() const
{
    return {{JobModel::IdRole, "number"},
            {JobModel::TitleRole, "title"},
            {JobModel::StateRole, "jobState"},
            {JobModel::StateTextRole, "stateText"},
            {JobModel::AddedTextRole, "addedText"},
            {JobModel::DurationTextRole, "durationText"},
            {JobModel::InputRole, "input"},
            {JobModel::OutcomeRole, "outcome"},
            {JobModel::RepeatableRole, "repeatable"}};
}

quint64 ActivityModel::idAt(int row) const
{
    const Job *job = m_jobs.at(mapToSource(index(row, 0)).row());
    return job ? job->id : 0;
}

void ActivityModel::remove(int row)
{
    removeJob(idAt(row));
}

void ActivityModel::removeJob(quint64 id)
{
    if (id != 0)
        hide({id});
}

void ActivityModel::removeFinished()
{
    std::unordered_set<quint64> ids;
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        if (const Job *job = m_jobs.at(row); job->isFinal())
            ids.insert(job->id);
    }
    if (!ids.empty())
        hide(std::move(ids));
}

void ActivityModel::hide(std::unordered_set<quint64> ids)
{
    commit();
    m_hidden = std::move(ids);
    invalidateFilter();
    m_patience.start();
    Q_EMIT undoableChanged();
}

void ActivityModel::undo()
{
    m_patience.stop();
    m_hidden.clear();
    invalidateFilter();
    Q_EMIT undoableChanged();
}

void ActivityModel::commit()
{
    if (m_hidden.empty())
        return;
    m_patience.stop();
    std::vector<quint64> ids(m_hidden.begin(), m_hidden.end());
    std::sort(ids.begin(), ids.end()); // from the front it is quick
    for (const quint64 id : ids)
        m_jobs.remove(id);
    m_hidden.clear();
    Q_EMIT undoableChanged();
}

bool ActivityModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!m_hidden.empty()) {
        if (const Job *job = m_jobs.at(row); job && m_hidden.contains(job->id))
            return false;
    }
    return JobFilterModel::filterAcceptsRow(row, parent);
}

} // namespace relevo::mobile
