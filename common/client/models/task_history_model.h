// The server's tasks as a list, newest first: pages are fetched as one scrolls, what happens to them shows at once.
//
// Live by the feed's events: rows change in place, new ones that match the filter appear on top, those that no longer
// match go. After a gap (a connection that is back, events that were lost) what is held is listed again. At most
// `mostHeld` rows are held, without params, results and traces.
//
// Lives in the GUI's thread. Feed and catalog must outlive it.
#pragma once

#include "common/client/models/catalog_model.h"
#include "common/client/models/task_feed.h"

#include <QAbstractTableModel>
#include <QSet>

#include <deque>
#include <optional>
#include <vector>

namespace relevo {

/// A state as a label: `Queued`.
QString stateLabel(client::TaskState state);

class TaskHistoryModel : public QAbstractTableModel
{
    Q_OBJECT
    /// `queued`, `running`, `succeeded`, `failed`, `cancelled`; empty: all.
    Q_PROPERTY(QString state READ state WRITE setState NOTIFY filterChanged)
    Q_PROPERTY(QString task READ task WRITE setTask NOTIFY filterChanged) ///< its name; empty: all
    /// Direct calls instead of background tasks. The server tells of none as they happen: refresh() lists them again.
    Q_PROPERTY(bool direct READ isDirect WRITE setDirect NOTIFY filterChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(Phase phase READ phase NOTIFY changed)
    /// Of Failed, and beside rows that are out of date because listing them again failed; for people, else empty.
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    /// There are older ones, which are not shown: `mostHeld` are.
    Q_PROPERTY(bool full READ isFull NOTIFY changed)

public:
    enum class Phase {
        Offline, ///< there is no connection; rows are what was known
        Loading, ///< the first page is on its way
        Shown,
        Failed, ///< the server has no answer; it is asked again by refresh(), and when the connection is back
    };
    Q_ENUM(Phase)
    enum Column { TaskColumn, StateColumn, CreatedColumn, DurationColumn, AttemptColumn, PriorityColumn, NodeColumn };
    enum Role {
        IdRole = Qt::UserRole + 1,
        TitleRole,
        StateRole, ///< int: client::TaskState
        StateTextRole,
        CreatedTextRole,
        DurationTextRole, ///< of what is not final yet: empty
        ProgressRole,     ///< double, 0 to 1
        StuckRole,
        FinalRole,
        OwnerRole,
    };
    static constexpr int mostHeld = 5000;
    static constexpr int pageSize = 100;

    TaskHistoryModel(TaskFeed &feed, const CatalogModel &catalog, QObject *parent = nullptr);
    ~TaskHistoryModel() override;

    /// From now on; the feed is started. Nothing is asked of the server before.
    Q_INVOKABLE void begin();
    /// Lists what is held again.
    Q_INVOKABLE void refresh();

    const QString &state() const { return m_state; }
    void setState(const QString &state);
    const QString &task() const { return m_query; }
    void setTask(const QString &task);
    bool isDirect() const { return m_direct; }
    void setDirect(bool direct);

    int count() const { return rowCount(); }
    Phase phase() const { return m_phase; }
    QString errorText() const;
    bool isFull() const { return count() >= mostHeld && !m_next.isEmpty(); }
    /// Null if it is not held. Valid until the next change of the model.
    const client::TaskRecord *find(const QString &id) const;
    Q_INVOKABLE QString idAt(int row) const;
    Q_INVOKABLE int rowOf(const QString &id) const; ///< -1: it is not held

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

public Q_SLOTS:
    /// The language has changed.
    void retranslate();

Q_SIGNALS:
    void changed();
    void filterChanged();

private:
    using Records = std::vector<client::TaskRecord>;

    void onStatus();
    void restart();
    void list(const QString &before, int limit);
    void take(const QString &before, const CallOutcome &outcome);
    void merge(const QString &before, Records page, bool last);
    void onTold(const client::TaskRecord &record);
    void put(client::TaskRecord record);
    std::size_t dropDownTo(const QString &id, std::size_t at);
    void append(Records records);
    void insert(std::size_t at, client::TaskRecord record);
    void remove(std::size_t from, std::size_t to);
    bool cutToMostHeld();
    bool matches(const client::TaskRecord &record) const;
    std::size_t placeOf(const QString &id) const;
    void setPhase(Phase phase);
    QString durationText(const client::TaskRecord &record) const;
    QString cellText(const client::TaskRecord &record, int column) const;

    TaskFeed &m_feed;
    const CatalogModel &m_catalog;
    std::deque<client::TaskRecord> m_rows; ///< by id, descending: new ones come in front
    QString m_state;
    QString m_query;      ///< the task's name
    QString m_next;       ///< `before` of the page after what is held; empty: there is none
    QSet<QString> m_told; ///< by events, since the page on its way was asked for
    CallError m_error;
    BackgroundClient::CallId m_call = 0; ///< a page on its way; 0: none is
    quint64 m_connection = 0;
    Phase m_phase = Phase::Offline;
    bool m_direct = false;
    bool m_begun = false;
    bool m_again = false; ///< listing anew, up to the last row held
};

} // namespace relevo
