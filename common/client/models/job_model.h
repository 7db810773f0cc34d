// What was sent from this program and became of it: a table for both windows, which stays quick with thousands of rows
// and thousands of replies a second (views are told at most some thirty times a second).
//
// Lives in the GUI's thread, beside its BackgroundClient, which must outlive it. A job that is added without a
// connection waits for one. A job in flight when the connection breaks becomes Lost (nobody knows whether it ran), and
// can be repeated; nothing is sent twice by itself. Bounded: the oldest finished jobs leave when there are more than
// `mostJobs`, and the params and results of older ones are dropped past `mostBytes` in all; the newest result stays
// whatever its size.
//
// A call that was surely not run (the connection closed in order, the server is overloaded or is shutting down) goes
// back to Waiting and is sent again, a few times at most. So many are under way at once, the others wait for their
// turn. What waits when another server is chosen is not sent there: it becomes Failed.
#pragma once

#include "common/client/models/background_client.h"
#include "common/client/models/catalog_model.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace relevo {

struct Job
{
    enum class State {
        Waiting, ///< for a connection, or for its turn
        Running, ///< sent
        Done,
        Failed,    ///< the server, or this side, said why: `outcome.error`
        Lost,      ///< the connection broke: whether it ran is not known
        Cancelled, ///< by the user
    };

    quint64 id = 0; ///< from 1, in the order of adding
    QString task;
    QByteArray params; ///< JSON
    State state = State::Waiting;
    QDateTime added;
    CallOutcome outcome;  ///< once it is final
    bool dropped = false; ///< params and result are no longer kept
    BackgroundClient::CallId call = 0;
    bool isFinal() const { return state != State::Waiting && state != State::Running; }
    bool isRepeatable() const { return isFinal() && !dropped; }
};

inline bool isFailure(Job::State state)
{
    return state == Job::State::Failed || state == Job::State::Lost;
}

struct JobRow;

class JobModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countsChanged)
    Q_PROPERTY(int pending READ pending NOTIFY countsChanged) ///< waiting and running
    Q_PROPERTY(int failed READ failed NOTIFY countsChanged)   ///< failed and lost

public:
    enum class State { Waiting, Running, Done, Failed, Lost, Cancelled }; ///< Job::State, for QML
    Q_ENUM(State)
    enum Column {
        NumberColumn,
        TaskColumn,
        StateColumn,
        AddedColumn,
        DurationColumn,
        InputColumn,
        OutcomeColumn,
        ColumnCount
    };
    /// For QML, on every column; Qt::DisplayRole per column is the text, JobModel::SortRole what it sorts by.
    enum Role {
        IdRole = Qt::UserRole + 1,
        TaskRole,      ///< its name
        TitleRole,     ///< its title in the user's language
        StateRole,     ///< State
        StateTextRole, ///< QString
        AddedRole,     ///< QDateTime
        AddedTextRole, ///< QString: the time, with the date if it is not today's
        DurationTextRole,
        InputRole,   ///< QString: the beginning of what was sent, readable, one line
        OutcomeRole, ///< QString: the beginning of the result, or what went wrong, one line
        RepeatableRole,
        SortRole,
    };

    static constexpr int mostJobs = 10'000;
    static constexpr qsizetype mostBytes = 128 << 20;
    static constexpr int mostRunning = 1024;
    static constexpr qsizetype mostRunningBytes = 32 << 20; ///< of their params; one alone may be longer

    JobModel(BackgroundClient &client, const CatalogModel &catalog, QObject *parent = nullptr);
    /// Forgets what is under way.
    ~JobModel() override;

    /// Others than mostJobs and mostBytes.
    void setBounds(int jobs, qsizetype bytes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// `params`: one JSON object or array. Returns the job's id. It has a row at once, but in a flood of them views are
    /// told a moment later (or when somebody asks for the row).
    quint64 add(const QString &task, const QByteArray &params);
    /// The same once more, as a new job; 0 if it cannot be repeated.
    Q_INVOKABLE quint64 repeat(quint64 id);
    /// Waiting or running: it ends as Cancelled here (the server may run it all the same).
    Q_INVOKABLE void cancel(quint64 id);
    /// Takes the row away, cancelling it first.
    Q_INVOKABLE void remove(quint64 id);
    Q_INVOKABLE void clearFinished();

    /// Null if there is none. Valid until the event loop runs.
    const Job *find(quint64 id) const;
    const Job *at(int row) const;
    int rowOf(quint64 id); ///< -1: there is none

    int count() const { return rowCount(); }
    int pending() const { return m_pending; }
    int failed() const { return m_failed; }

public Q_SLOTS:
    /// The language has changed.
    void retranslate();

Q_SIGNALS:
    void countsChanged();
    /// Once per job, when it is final.
    void finished(quint64 id);

private:
    friend class JobFilterModel;
    using Rows = std::deque<std::unique_ptr<JobRow>>;

    // The life of a job (job_model.cpp).
    void onStatus();
    void pump();
    void send(JobRow &row);
    void take(quint64 id, CallOutcome &&outcome);
    bool sendsAgain(JobRow &row, const CallError &error);
    void refuse(quint64 id);
    void settle(JobRow &row, Job::State state, CallOutcome &&outcome);
    void setState(JobRow &row, Job::State state);

    // The rows, and what the views are told of them (job_model_rows.cpp).
    std::size_t positionOf(quint64 id) const; ///< of the first row that is not before it
    JobRow *rowById(quint64 id) const;
    const JobRow *rowAt(int row) const;
    const QString &titleOf(const QString &task) const;
    void announce();
    void touch(quint64 id);
    void tellSoon();
    void tell();
    void tellTouched();
    void trim();
    void dropPayloads();
    void erase(const std::vector<int> &rows);
    void forget(const JobRow &row);
    void onCatalog();
    QVariant display(const JobRow &row, int column) const;
    static QVariant sortKey(const JobRow &row, int column);

    BackgroundClient &m_client;
    const CatalogModel &m_catalog;
    Rows m_rows;         ///< by id, ascending
    int m_announced = 0; ///< of these views know
    std::set<quint64> m_waiting;
    ServerAddress m_address;
    quint64 m_server = 0; ///< counts the addresses
    QTimer m_holdTimer;   ///< runs while nothing is to be sent, though there is a connection
    QTimer m_tellTimer;   ///< runs while there is something to tell the views
    std::chrono::steady_clock::time_point m_told;
    std::vector<quint64> m_touched;
    mutable QHash<QString, QString> m_titles;
    quint64 m_nextId = 1;
    quint64 m_dropFrom = 1; ///< of the rows before there is nothing left to drop
    quint64 m_lastSettled = 0;
    qsizetype m_bytes = 0; ///< of params and results
    qsizetype m_runningBytes = 0;
    qsizetype m_mostBytes = mostBytes;
    int m_mostJobs = mostJobs;
    int m_running = 0;
    int m_pending = 0;
    int m_failed = 0;
    bool m_countsAreNew = false;
};

/// The jobs that match a search (task, input, outcome, as far as they are shown; case-insensitive) and a state, sorted
/// by any column; at first the newest stands first. `jobs` must outlive it.
class JobFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY filterChanged)
    Q_PROPERTY(Show show READ show WRITE setShow NOTIFY filterChanged)

public:
    enum class Show { All, Pending, Done, Failed }; ///< Failed: lost and cancelled too
    Q_ENUM(Show)

    explicit JobFilterModel(JobModel &jobs, QObject *parent = nullptr);

    const QString &search() const { return m_search; }
    void setSearch(const QString &search);
    Show show() const { return m_show; }
    void setShow(Show show);

Q_SIGNALS:
    void filterChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool showsState(Job::State state) const;
    bool titleMatches(const QString &task) const;

    JobModel &m_jobs;
    QString m_search;
    std::string m_needle;                                         ///< case-folded UTF-8
    mutable std::map<std::pair<QString, QString>, bool> m_titles; ///< of tasks by name and title, whether they match
    Show m_show = Show::All;
};

} // namespace relevo
