// Where a task's time went, from its record's trace: stretches of waiting, running and storing, attempt by attempt.
//
// Reentrant, but for the model, which lives in the GUI's thread.
#pragma once

#include "common/client/task_record.h"

#include <QAbstractListModel>

#include <vector>

namespace relevo {

struct TaskSpan
{
    enum class Kind : unsigned char {
        Waiting, ///< nobody works on it: queued, delayed, claimed and not begun, between two attempts
        Running, ///< its code runs
        Storing, ///< its end is being made durable
    };
    Kind kind = Kind::Waiting;
    int attempt = 1;       ///< as the trace shows them; of Waiting the one that it leads to
    std::int64_t from = 0; ///< milliseconds since 1970
    std::int64_t to = 0;
    bool open = false; ///< still going on
    QString where;
    std::int64_t duration() const { return to - from; }
};

/// In order and without holes, from the task's coming to its end, or to `now`. `now`: by the server's clock.
std::vector<TaskSpan> timelineOf(const client::TaskRecord &record, std::int64_t now);

/// The spans as rows, with what a window draws.
class TaskTimeline : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// "Waited 1.2 s, ran 3 s, stored in 4 ms; 2 attempts": all of it in words.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    /// What it did in all of each kind; empty where there was nothing of it.
    Q_PROPERTY(QString waitingText READ waitingText NOTIFY changed)
    Q_PROPERTY(QString runningText READ runningText NOTIFY changed)
    Q_PROPERTY(QString storingText READ storingText NOTIFY changed)
    Q_PROPERTY(QString totalText READ totalText NOTIFY changed)

public:
    enum class Kind { Waiting, Running, Storing }; ///< TaskSpan::Kind, for QML
    Q_ENUM(Kind)
    enum Role {
        KindRole = Qt::UserRole + 1, ///< Kind
        BeginRole,                   ///< double: 0 to 1 of the whole
        LengthRole,                  ///< double: 0 to 1 of the whole
        AttemptRole,
        OpenRole,
        DurationTextRole,
    };

    explicit TaskTimeline(QObject *parent = nullptr);

    void show(const client::TaskRecord &record, std::int64_t now);
    void clear() { show({}, 0); }
    const std::vector<TaskSpan> &spans() const { return m_spans; }
    bool isOpen() const { return !m_spans.empty() && m_spans.back().open; }

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Qt::DisplayRole: "Attempt 2 ran: 3 s", of the row in words.
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }
    QString text() const;
    QString waitingText() const { return sumText(TaskSpan::Kind::Waiting); }
    QString runningText() const { return sumText(TaskSpan::Kind::Running); }
    QString storingText() const { return sumText(TaskSpan::Kind::Storing); }
    QString totalText() const;
    /// The language has changed.
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    QString spanText(const TaskSpan &span) const;
    QString sumText(TaskSpan::Kind kind) const;
    std::int64_t total() const;

    std::vector<TaskSpan> m_spans;
    std::int64_t m_dropped = 0;
};

/// `12 ms`, `1.5 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`.
QString spanText(std::int64_t milliseconds);

} // namespace relevo
