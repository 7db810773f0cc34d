#include "common/client/models/task_history_model.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/task_calls.h"

#include <algorithm>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

/// What a row needs: a trace is most of a record's memory.
client::TaskRecord withoutTrace(client::TaskRecord record)
{
    record.trace = {};
    return record;
}

} // namespace

TaskHistoryModel::TaskHistoryModel(TaskFeed &feed, const CatalogModel &catalog, QObject *parent)
    : QAbstractTableModel(parent)
    , m_feed(feed)
    , m_catalog(catalog)
{
    connect(&feed, &TaskFeed::gap, this, [this] {
        if (!m_direct)
            refresh();
    });
    connect(&feed, &TaskFeed::told, this, &TaskHistoryModel::onTold);
    connect(&feed.client(), &BackgroundClient::statusChanged, this, &TaskHistoryModel::onStatus);
    connect(&catalog, &CatalogModel::catalogChanged, this, &TaskHistoryModel::retranslate);
}

TaskHistoryModel::~TaskHistoryModel()
{
    m_feed.client().cancel(m_call);
}

void TaskHistoryModel::begin()
{
    if (std::exchange(m_begun, true))
        return;
    m_feed.start();
    onStatus();
}

void TaskHistoryModel::onStatus()
{
    if (!m_begun)
        return;
    BackgroundClient &client = m_feed.client();
    if (!client.isConnected()) {
        client.cancel(std::exchange(m_call, 0));
        setPhase(Phase::Offline);
    } else if (m_phase == Phase::Offline || client.status().connections != m_connection) {
        m_connection = client.status().connections;
        refresh();
    }
}

void TaskHistoryModel::refresh()
{
    if (!m_begun || !m_feed.client().isConnected())
        return;
    m_feed.client().cancel(std::exchange(m_call, 0));
    m_again = true;
    if (m_rows.empty())
        setPhase(Phase::Loading);
    list({}, std::clamp(count(), pageSize, client::TaskQuery::mostListed));
}

void TaskHistoryModel::setState(const QString &state)
{
    if (std::exchange(m_state, state) != state)
        restart();
}

void TaskHistoryModel::setTask(const QString &task)
{
    if (std::exchange(m_query, task) != task)
        restart();
}

void TaskHistoryModel::setDirect(bool direct)
{
    if (std::exchange(m_direct, direct) != direct)
        restart();
}

void TaskHistoryModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_next.clear();
    endResetModel();
    Q_EMIT filterChanged();
    refresh();
    Q_EMIT changed();
}

void TaskHistoryModel::list(const QString &before, int limit)
{
    client::TaskQuery query;
    query.state = client::taskStateOf(m_state.toStdString());
    query.task = m_query.toStdString();
    query.direct = m_direct;
    query.limit = limit;
    query.before = before.toStdString();
    m_told.clear();
    m_call = m_feed.client().call(u"task.list"_s, QByteArray::fromStdString(query.json()),
                                  [this, before](const CallOutcome &outcome) { take(before, outcome); });
}

void TaskHistoryModel::take(const QString &before, const CallOutcome &outcome)
{
    m_call = 0;
    const std::string_view json = viewOf(outcome.result);
    const std::optional<client::TaskPage> page = outcome.isOk() ? client::TaskPage::parse(json) : std::nullopt;
    if (!page) {
        m_error = outcome.error;
        if (outcome.isOk())
            m_error.end = CallEnd::BadReply;
        if (!m_error.isConnectionFault() || m_feed.client().isConnected())
            setPhase(Phase::Failed);
        return;
    }
    m_error = {};
    Records records;
    records.reserve(page->tasks.size());
    for (const std::string_view task : page->tasks) {
        if (std::optional<client::TaskRecord> record = client::TaskRecord::parse(task))
            records.push_back(withoutTrace(std::move(*record)));
    }
    const bool wasAgain = m_again;
    const QString end = m_rows.empty() ? QString() : m_rows.back().id;
    merge(before, std::move(records), page->next.isEmpty());
    const bool cut = cutToMostHeld();
    const QString &lowest = cut ? m_rows.back().id : end;
    const bool covered = page->next.isEmpty() || lowest.isEmpty() || page->next <= lowest;
    if (wasAgain && !covered) {
        list(page->next, client::TaskQuery::mostListed);
    } else {
        m_again = false;
        m_next = (page->next.isEmpty() && !cut) || m_rows.empty() ? QString() : m_rows.back().id;
    }
    m_phase = Phase::Shown;
    Q_EMIT changed();
}

// What is held between the page's ends and does not stand on it is gone, or matches no more. What an event told while
// the page was on its way is newer than the page.
void TaskHistoryModel::merge(const QString &before, Records page, bool last)
{
    std::erase_if(page, [this](const client::TaskRecord &record) { return m_told.contains(record.id); });
    const QString first = !before.isEmpty() || page.empty() ? before : page.front().id;
    std::size_t at = first.isEmpty() ? 0 : placeOf(first);
    if (!before.isEmpty() && at < m_rows.size() && m_rows[at].id == before)
        ++at;
    for (auto record = page.begin(); record != page.end(); ++record, ++at) {
        at = dropDownTo(record->id, at);
        if (at == m_rows.size()) {
            append({std::make_move_iterator(record), std::make_move_iterator(page.end())});
            return;
        }
        if (m_rows[at].id == record->id)
            put(std::move(*record));
        else
            insert(at, std::move(*record));
    }
    if (last)
        dropDownTo({}, at);
}

/// Takes rows off from `at` down to the one of this id, exclusive; where that is.
std::size_t TaskHistoryModel::dropDownTo(const QString &id, std::size_t at)
{
    while (at < m_rows.size() && m_rows[at].id > id) {
        if (m_told.contains(m_rows[at].id))
            ++at;
        else
            remove(at, at + 1);
    }
    return at;
}

void TaskHistoryModel::append(Records records)
{
    const std::size_t room = mostHeld - std::min<std::size_t>(m_rows.size(), mostHeld);
    if (records.size() > room)
        records.resize(room);
    if (records.empty())
        return;
    beginInsertRows({}, count(), count() + static_cast<int>(records.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    endInsertRows();
}

void TaskHistoryModel::insert(std::size_t at, client::TaskRecord record)
{
    beginInsertRows({}, static_cast<int>(at), static_cast<int>(at));
    m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(record));
    endInsertRows();
}

void TaskHistoryModel::onTold(const client::TaskRecord &record)
{
    if (!m_begun || m_direct || record.direct)
        return;
    if (m_call != 0)
        m_told.insert(record.id);
    const std::size_t at = placeOf(record.id);
    const bool held = at < m_rows.size() && m_rows[at].id == record.id;
    if (!matches(record)) {
        if (held)
            remove(at, at + 1);
    } else if (held) {
        put(withoutTrace(record));
    } else if (at < m_rows.size() || m_next.isEmpty()) {
        insert(at, withoutTrace(record));
        if (cutToMostHeld())
            m_next = m_rows.back().id;
    } else {
        return; // older than what is held: a later page tells it
    }
    if (m_rows.empty() || !m_next.isEmpty())
        m_next = m_rows.empty() ? QString() : m_rows.back().id;
    Q_EMIT changed();
}

void TaskHistoryModel::put(client::TaskRecord record)
{
    const std::size_t at = placeOf(record.id);
    m_rows[at] = std::move(record);
    const int row = static_cast<int>(at);
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void TaskHistoryModel::remove(std::size_t from, std::size_t to)
{
    beginRemoveRows({}, static_cast<int>(from), static_cast<int>(to) - 1);
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(from), m_rows.begin() + static_cast<std::ptrdiff_t>(to));
    endRemoveRows();
}

/// True if there were older rows, which are gone.
bool TaskHistoryModel::cutToMostHeld()
{
    if (m_rows.size() <= mostHeld)
        return false;
    remove(mostHeld, m_rows.size());
    return true;
}

bool TaskHistoryModel::matches(const client::TaskRecord &record) const
{
    return (m_query.isEmpty() || record.task == m_query) &&
           (m_state.isEmpty() || m_state.toStdString() == client::name(record.state));
}

std::size_t TaskHistoryModel::placeOf(const QString &id) const
{
    const auto at =
        std::lower_bound(m_rows.begin(), m_rows.end(), id,
                         [](const client::TaskRecord &record, const QString &one) { return record.id > one; });
    return static_cast<std::size_t>(at - m_rows.begin());
}

void TaskHistoryModel::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

QString TaskHistoryModel::errorText() const
{
    return m_phase == Phase::Failed ? callErrorText(m_error) : QString();
}

bool TaskHistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && m_call == 0 && count() < mostHeld && m_phase == Phase::Shown;
}

void TaskHistoryModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        list(m_next, pageSize);
}

} // namespace relevo
