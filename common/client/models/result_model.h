// A result in a readable shape: a row per member of the JSON object, labelled from the task's description, numbers in
// the user's format, texts as they are. What the description does not know is shown all the same.
//
// Lives in the GUI's thread. Results are taken apart in the global thread pool: a result of 50 MB holds nothing up, and
// only the beginning of a long text is shown.
#pragma once

#include "common/client/language.h"
#include "common/client/models/background_client.h"
#include "common/client/models/pool_jobs.h"
#include "common/protocol/task_description.h"

#include <QAbstractListModel>
#include <QFuture>

#include <memory>

namespace relevo {

class ResultModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// Of Failed: for people, in the user's language where the text is the code's own, else as the server wrote it.
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    /// Of Failed: what else the server said, readable ("parameter numbers: expected an array of numbers").
    Q_PROPERTY(QString errorDetail READ errorDetail NOTIFY changed)

public:
    enum class State { Empty, Preparing, Shown, Failed };
    Q_ENUM(State)
    enum class Kind { Text, Number, Integer, Other };
    Q_ENUM(Kind)
    enum Role {
        NameRole = Qt::UserRole + 1,
        LabelRole,
        KindRole,        ///< Kind
        TextRole,        ///< QString: the value for people; of a long one its beginning
        TruncatedRole,   ///< bool: TextRole is not all of it
        SizeRole,        ///< qint64: bytes of UTF-8 of all of it
        SizeTextRole,    ///< QString: "1,234 characters, 2 KiB", of texts
        RightToLeftRole, ///< bool: the text's own direction
    };

    /// Of a text, at most this many UTF-16 code units are shown.
    static constexpr qsizetype longestShown = 64 * 1024;

    explicit ResultModel(const Language &language, QObject *parent = nullptr);
    ~ResultModel() override;

    /// A copy of `task`, if there is one, is kept.
    void show(const TaskDescription *task, const CallOutcome &outcome);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    State state() const { return m_state; }
    int count() const { return rowCount(); }
    QString errorText() const;
    QString errorDetail() const;
    const QByteArray &rawResult() const { return m_outcome.result; }

    /// All of a row's value as UTF-8: the text itself, a number with all the digits that the server sent. Shared, not
    /// copied.
    QByteArray valueOf(int row) const;
    /// The row that is the result's gist: its only text, else the first row; -1: there is none.
    Q_INVOKABLE int mainRow() const;
    /// All rows as lines "label: value" (a single row: the value alone), made in the thread pool; for the clipboard.
    QFuture<QString> textForClipboard(int row = -1) const;
    /// Writes the value (row), or all of it (-1: the JSON), in the thread pool. Empty, or why it failed, for people.
    /// Both futures finish in this thread's event loop, and end cancelled if the model goes before.
    QFuture<QString> save(const QString &path, int row = -1) const;

Q_SIGNALS:
    void changed();

private:
    struct Parts;

    void reset(State state);
    void take(Parts &&parts);
    void failForMemory();
    void retranslate();

    const Language &m_language;
    std::unique_ptr<TaskDescription> m_task;
    std::shared_ptr<const Parts> m_parts;
    CallOutcome m_outcome;
    quint64 m_generation = 0; ///< of show() and clear(): what is prepared for an earlier one is thrown away
    State m_state = State::Empty;
    bool m_noMemory = false; ///< Failed because of this
    mutable PoolJobs m_jobs; ///< also of what only reads
};

} // namespace relevo
