#include "common/client/models/catalog_model.h"

#include "common/client/models/pool_jobs.h"

#include <QLocale>

#include <algorithm>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{30};
constexpr std::chrono::seconds pauseBeforeAskingAgain{5};

QString nameOf(const TaskDescription &task)
{
    return QString::fromStdString(task.name);
}

bool contains(const std::vector<TaskDescription> &tasks, const std::string &name)
{
    return std::any_of(tasks.begin(), tasks.end(), [&name](const TaskDescription &task) { return task.name == name; });
}

bool sameNames(const std::vector<TaskDescription> &a, const std::vector<TaskDescription> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const TaskDescription &x, const TaskDescription &y) { return x.name == y.name; });
}

} // namespace

CatalogModel::CatalogModel(BackgroundClient &client, const Language &language, QObject *parent)
    : QAbstractListModel(parent)
    , m_client(client)
    , m_language(language)
    , m_catalog(client.status().address)
    , m_tasks(m_catalog.tasks())
{
    m_askAgain.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, &CatalogModel::ask);
    connect(&client, &BackgroundClient::statusChanged, this, &CatalogModel::onStatus);
    connect(&language, &Language::changed, this, &CatalogModel::retranslate);
    onStatus();
}

CatalogModel::~CatalogModel()
{
    m_client.cancel(m_call);
}

int CatalogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CatalogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TaskDescription &task = m_tasks[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return nameOf(task);
    case Qt::DisplayRole:
    case TitleRole:
        return m_language.of(task.title);
    case Qt::ToolTipRole:
    case SummaryRole:
        return m_language.of(task.summary);
    case ParamCountRole:
        return static_cast<int>(task.params.size());
    default:
        return {};
    }
}

QHash<int, QByteArray> CatalogModel::roleNames() const
{
    return {{NameRole, "name"}, {TitleRole, "title"}, {SummaryRole, "summary"}, {ParamCountRole, "paramCount"}};
}

QString CatalogModel::sourceText() const
{
    switch (source()) {
    case Source::Server:
        return tr("From the server");
    case Source::Cached:
        return tr("As this server had it on %1")
            .arg(QLocale().toString(m_catalog.seen().date(), tr("d MMMM", "the day and the month of a date")));
    case Source::BuiltIn:
        break;
    }
    return tr("Built in");
}

const TaskDescription *CatalogModel::find(const QString &name) const
{
    const int row = rowOf(name);
    return row < 0 ? nullptr : &m_tasks[static_cast<std::size_t>(row)];
}

QString CatalogModel::nameAt(int row) const
{
    return row >= 0 && row < count() ? nameOf(m_tasks[static_cast<std::size_t>(row)]) : QString();
}

QString CatalogModel::titleOf(const QString &name) const
{
    const TaskDescription *task = find(name);
    return task ? m_language.of(task->title) : name;
}

int CatalogModel::rowOf(const QString &name) const
{
    const std::string wanted = name.toStdString();
    const auto found = std::find_if(m_tasks.begin(), m_tasks.end(),
                                    [&wanted](const TaskDescription &task) { return task.name == wanted; });
    return found == m_tasks.end() ? -1 : static_cast<int>(found - m_tasks.begin());
}

void CatalogModel::onStatus()
{
    const ServerStatus &status = m_client.status();
    if (status.address != m_catalog.address()) {
        m_client.cancel(m_call);
        m_document.clear();
        m_catalog = KnownCatalog(status.address);
        useTasks();
    }
    if (m_client.isConnected() && status.connections != m_askedOn) {
        m_askedOn = status.connections;
        ask();
    }
}

void CatalogModel::ask()
{
    m_askAgain.stop();
    if (!m_client.isConnected())
        return; // the next connection asks
    m_client.cancel(m_call);
    m_call = m_client.call(
        u"rpc.discover"_s, {}, [this](const CallOutcome &outcome) { take(outcome); }, patience);
}

void CatalogModel::take(const CallOutcome &outcome)
{
    if (!outcome.isOk()) {
        // A server that is overloaded or slow will have one later; one that has none is not asked again.
        if (outcome.error.end == CallEnd::TimedOut || outcome.error.surelyNotRun())
            m_askAgain.start(pauseBeforeAskingAgain);
        return;
    }
    if (outcome.result == m_document || !m_catalog.take(outcome.result))
        return;
    m_document = outcome.result;
    // It waits for the disk.
    PoolJobs::runAlone(
        [address = m_catalog.address(), document = m_document] { KnownCatalog::keep(address, document); });
    useTasks();
}

void CatalogModel::useTasks()
{
    const std::vector<TaskDescription> &tasks = m_catalog.tasks();
    for (int row = count() - 1; row >= 0; --row) {
        const auto task = m_tasks.begin() + row;
        if (contains(tasks, task->name))
            continue;
        beginRemoveRows({}, row, row);
        m_tasks.erase(task);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (contains(m_tasks, tasks[i].name))
            continue;
        const int row = std::min(static_cast<int>(i), count());
        beginInsertRows({}, row, row);
        m_tasks.insert(m_tasks.begin() + row, tasks[i]);
        endInsertRows();
    }
    if (sameNames(m_tasks, tasks)) {
        m_tasks = tasks;
        retranslate();
        return;
    }
    beginResetModel(); // the same tasks in another order
    m_tasks = tasks;
    endResetModel();
    Q_EMIT catalogChanged();
}

void CatalogModel::retranslate()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1));
    Q_EMIT catalogChanged();
}

} // namespace relevo
