// The jobs as a table: columns, roles, texts.
#include "common/client/models/job_model.h"
#include "common/client/models/job_row.h"

#include <QLocale>

namespace relevo {

static_assert(static_cast<int>(JobModel::State::Waiting) == static_cast<int>(Job::State::Waiting) &&
              static_cast<int>(JobModel::State::Running) == static_cast<int>(Job::State::Running) &&
              static_cast<int>(JobModel::State::Done) == static_cast<int>(Job::State::Done) &&
              static_cast<int>(JobModel::State::Failed) == static_cast<int>(Job::State::Failed) &&
              static_cast<int>(JobModel::State::Lost) == static_cast<int>(Job::State::Lost) &&
              static_cast<int>(JobModel::State::Cancelled) == static_cast<int>(Job::State::Cancelled));

namespace {

// There is a time once the server has answered.
bool hasDuration(const Job &job)
{
    return job.isFinal() && job.outcome.duration.count() > 0;
}

} // namespace

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_announced;
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    const JobRow *row = rowAt(index.row());
    if (!row)
        return {};
    const Job &job = row->job;
    switch (role) {
    case Qt::DisplayRole:
        return display(*row, index.column());
    case SortRole:
        return sortKey(*row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == NumberColumn || index.column() == DurationColumn
                   ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant();
    case IdRole:
        return job.id;
    case TaskRole:
        return job.task;
    case TitleRole:
        return titleOf(job.task);
    case StateRole:
        return static_cast<int>(job.state);
    case StateTextRole:
        return jobStateText(job.state);
    case AddedRole:
        return job.added;
    case AddedTextRole:
        return jobTimeText(job.added);
    case DurationTextRole:
        return display(*row, DurationColumn);
    case InputRole:
        return row->input;
    case OutcomeRole:
        return row->outcome;
    case RepeatableRole:
        return job.isRepeatable();
    default:
        return {};
    }
}

QVariant JobModel::display(const JobRow &row, int column) const
{
    switch (column) {
    case NumberColumn:
        return QLocale().toString(row.job.id);
    case TaskColumn:
        return titleOf(row.job.task);
    case StateColumn:
        return jobStateText(row.job.state);
    case AddedColumn:
        return jobTimeText(row.job.added);
    case DurationColumn:
        return hasDuration(row.job) ? jobDurationText(row.job.outcome.duration) : QString();
    case InputColumn:
        return row.input;
    case OutcomeColumn:
        return row.outcome;
    default:
        return {};
    }
}

QVariant JobModel::sortKey(const JobRow &row, int column)
{
    switch (column) {
    case NumberColumn:
        return row.job.id;
    case TaskColumn:
        return row.job.task;
    case StateColumn:
        return static_cast<int>(row.job.state);
    case AddedColumn:
        return row.job.added;
    case DurationColumn:
        return static_cast<qlonglong>(row.job.outcome.duration.count());
    case InputColumn:
        return row.input;
    case OutcomeColumn:
        return row.outcome;
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.", "column of the jobs: their number");
    case TaskColumn:
        return tr("Task", "column of the jobs");
    case StateColumn:
        return tr("State", "column of the jobs");
    case AddedColumn:
        return tr("Time", "column of the jobs: when they were added");
    case DurationColumn:
        return tr("Duration", "column of the jobs");
    case InputColumn:
        return tr("Input", "column of the jobs");
    case OutcomeColumn:
        return tr("Result", "column of the jobs");
    default:
        return {};
    }
}

QHash<int, QByteArray> JobModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{IdRole, "jobId"},
                  {TaskRole, "task"},
                  {TitleRole, "title"},
                  {StateRole, "state"},
                  {StateTextRole, "stateText"},
                  {AddedRole, "added"},
                  {AddedTextRole, "addedText"},
                  {DurationTextRole, "durationText"},
                  {InputRole, "input"},
                  {OutcomeRole, "outcome"},
                  {RepeatableRole, "repeatable"},
                  {SortRole, "sortKey"}});
    return names;
}

const QString &JobModel::titleOf(const QString &task) const
{
    auto found = m_titles.find(task);
    if (found == m_titles.end())
        found = m_titles.insert(task, m_catalog.titleOf(task));
    return *found;
}

void JobModel::onCatalog()
{
    m_titles.clear();
    if (m_announced > 0)
        Q_EMIT dataChanged(index(0, TaskColumn), index(m_announced - 1, TaskColumn));
}

void JobModel::retranslate()
{
    m_titles.clear();
    for (const auto &row : m_rows) {
        if (row->job.isFinal() && row->job.state != Job::State::Done)
            row->describeOutcome();
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (m_announced > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_announced - 1, ColumnCount - 1));
}

} // namespace relevo
