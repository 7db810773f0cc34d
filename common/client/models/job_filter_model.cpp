#include "common/client/models/job_model.h"
#include "common/client/models/job_row.h"

#include <cmath>

namespace relevo {

namespace {

template <typename T> int compare(const T &a, const T &b)
{
    return a < b ? -1 : static_cast<int>(b < a);
}

// Numbers before texts, and as numbers; texts without regard to case.
int comparePreviews(std::string_view a, double numberA, std::string_view b, double numberB)
{
    if (!std::isnan(numberA) && !std::isnan(numberB))
        return compare(numberA, numberB);
    if (std::isnan(numberA) != std::isnan(numberB))
        return std::isnan(numberA) ? 1 : -1;
    return a.compare(b);
}

} // namespace

JobFilterModel::JobFilterModel(JobModel &jobs, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_jobs(jobs)
{
    setSourceModel(&jobs);
    sort(JobModel::NumberColumn, Qt::DescendingOrder);
}

void JobFilterModel::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    m_search = search;
    m_needle = search.simplified().toCaseFolded().toStdString();
    m_titles.clear();
    invalidate();
    Q_EMIT filterChanged();
}

void JobFilterModel::setShow(Show show)
{
    if (show == m_show)
        return;
    m_show = show;
    invalidate();
    Q_EMIT filterChanged();
}

bool JobFilterModel::showsState(Job::State state) const
{
    switch (m_show) {
    case Show::All:
        return true;
    case Show::Pending:
        return state == Job::State::Waiting || state == Job::State::Running;
    case Show::Done:
        return state == Job::State::Done;
    case Show::Failed:
        break;
    }
    return state == Job::State::Failed || state == Job::State::Lost || state == Job::State::Cancelled;
}

bool JobFilterModel::titleMatches(const QString &task) const
{
    const QString &title = m_jobs.titleOf(task);
    auto found = m_titles.find({task, title});
    if (found == m_titles.end()) {
        const std::string folded = (title + u'\n' + task).toCaseFolded().toStdString();
        found = m_titles.emplace(std::pair(task, title), folded.find(m_needle) != std::string::npos).first;
    }
    return found->second;
}

bool JobFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const JobRow *found = m_jobs.rowAt(row);
    if (!found || !showsState(found->job.state))
        return false;
    return m_needle.empty() || titleMatches(found->job.task) || found->haystack.find(m_needle) != std::string::npos;
}

bool JobFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const JobRow *a = m_jobs.rowAt(left.row());
    const JobRow *b = m_jobs.rowAt(right.row());
    if (!a || !b)
        return left.row() < right.row();
    int order = 0;
    switch (left.column()) {
    case JobModel::TaskColumn:
        if (a->job.task != b->job.task)
            order = m_jobs.titleOf(a->job.task).localeAwareCompare(m_jobs.titleOf(b->job.task));
        break;
    case JobModel::StateColumn:
        order = compare(a->job.state, b->job.state);
        break;
    case JobModel::DurationColumn:
        order = compare(a->job.outcome.duration, b->job.outcome.duration);
        break;
    case JobModel::InputColumn:
        order = comparePreviews(a->foldedInput(), a->inputNumber, b->foldedInput(), b->inputNumber);
        break;
    case JobModel::OutcomeColumn:
        order = comparePreviews(a->foldedOutcome(), a->outcomeNumber, b->foldedOutcome(), b->outcomeNumber);
        break;
    default: // the order of adding
        break;
    }
    return order != 0 ? order < 0 : a->job.id < b->job.id;
}

} // namespace relevo
