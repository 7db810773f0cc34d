// What the history's rows show.
#include "common/client/models/quantity_text.h"
#include "common/client/models/task_history_model.h"
#include "common/client/models/task_timeline.h"

#include <QDateTime>
#include <QLocale>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

/// The time of today, else the day as well.
QString momentText(std::int64_t at)
{
    if (at == 0)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    const QLocale locale;
    const QString clock = locale.toString(time.time(), u"HH:mm:ss"_s);
    return time.date() == QDate::currentDate() ? clock
                                               : locale.toString(time.date(), QLocale::ShortFormat) + u' ' + clock;
}

} // namespace

QString stateLabel(client::TaskState state)
{
    QString text = client::stateText(state);
    return text.replace(0, 1, QLocale().toUpper(text.first(1)));
}

int TaskHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TaskHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : NodeColumn + 1;
}

QHash<int, QByteArray> TaskHistoryModel::roleNames() const
{
    return {{IdRole, "taskId"},
            {TitleRole, "title"},
            {StateRole, "taskState"},
            {StateTextRole, "stateText"},
            {CreatedTextRole, "createdText"},
            {DurationTextRole, "durationText"},
            {ProgressRole, "progress"},
            {StuckRole, "stuck"},
            {FinalRole, "finished"},
            {OwnerRole, "owner"}};
}

QVariant TaskHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::TaskRecord &record = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(record, index.column());
    case Qt::ToolTipRole:
        return index.column() == TaskColumn ? QString(record.task + u'\n' + record.id)
                                            : cellText(record, index.column());
    case Qt::AccessibleTextRole:
        return cellText(record, index.column());
    case IdRole:
        return record.id;
    case TitleRole:
        return m_catalog.titleOf(record.task);
    case StateRole:
        return static_cast<int>(record.state);
    case StateTextRole:
        return cellText(record, StateColumn);
    case CreatedTextRole:
        return cellText(record, CreatedColumn);
    case DurationTextRole:
        return durationText(record);
    case ProgressRole:
        return record.progress;
    case StuckRole:
        return record.stuck;
    case FinalRole:
        return record.isFinal();
    case OwnerRole:
        return record.owner;
    default:
        return {};
    }
}

QString TaskHistoryModel::durationText(const client::TaskRecord &record) const
{
    if (record.finishedAt == 0)
        return {};
    return record.startedAt == 0 ? QString() : spanText(record.finishedAt - record.startedAt);
}

QString TaskHistoryModel::cellText(const client::TaskRecord &record, int column) const
{
    switch (column) {
    case TaskColumn:
        return m_catalog.titleOf(record.task);
    case StateColumn:
        if (record.stuck)
            return tr("%1, stuck", "a state").arg(stateLabel(record.state));
        if (record.cancelRequestedAt != 0 && !record.isFinal())
            return tr("Being cancelled");
        if (record.state == client::TaskState::Running && record.progress > 0)
            return tr("%1, %2 %", "a state and how far it is")
                .arg(stateLabel(record.state), integerText(static_cast<qint64>(record.progress * 100)));
        return stateLabel(record.state);
    case CreatedColumn:
        return momentText(record.createdAt);
    case DurationColumn:
        return durationText(record);
    case AttemptColumn:
        if (record.attempt == 0)
            return u"–"_s;
        return tr("%1 of %2", "attempts").arg(integerText(record.attempt), integerText(record.maxAttempts));
    case PriorityColumn:
        return integerText(record.priority);
    case NodeColumn:
        return record.node;
    default:
        return {};
    }
}

QVariant TaskHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TaskColumn:
        return tr("Task");
    case StateColumn:
        return tr("State");
    case CreatedColumn:
        return tr("Created");
    case DurationColumn:
        return tr("Ran for");
    case AttemptColumn:
        return tr("Attempt");
    case PriorityColumn:
        return tr("Priority");
    case NodeColumn:
        return tr("Node");
    default:
        return {};
    }
}

const client::TaskRecord *TaskHistoryModel::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows[static_cast<std::size_t>(row)];
}

QString TaskHistoryModel::idAt(int row) const
{
    return row < 0 || row >= count() ? QString() : m_rows[static_cast<std::size_t>(row)].id;
}

int TaskHistoryModel::rowOf(const QString &id) const
{
    const std::size_t at = placeOf(id);
    return at < m_rows.size() && m_rows[at].id == id ? static_cast<int>(at) : -1;
}

void TaskHistoryModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(count() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT changed();
}

} // namespace relevo
