// The jobs as the Activity page lists them: the newest first, filtered, and with deletions that can be taken back for a
// while.
//
// Lives in the GUI's thread. The jobs must outlive it.
#pragma once

#include "common/client/models/job_model.h"

#include <QtQml/qqmlregistration.h>

#include <unordered_set>

namespace relevo::mobile {

class ActivityModel : public relevo::JobFilterModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.activity")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// There is a deletion that undo() takes back.
    Q_PROPERTY(bool undoable READ isUndoable NOTIFY undoableChanged)

public:
    /// A deletion can be taken back this long.
    static constexpr std::chrono::milliseconds patience{6000};

    explicit ActivityModel(JobModel &jobs, QObject *parent = nullptr);

    /// The roles of JobModel under names that a delegate can have as properties.
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return rowCount(); }
    bool isUndoable() const { return !m_hidden.empty(); }
    /// 0: there is no such row.
    quint64 idAt(int row) const;

    /// Not shown any more at once; gone for good, and cancelled, once it can no longer be undone: after `patience`, or
    /// with the next deletion.
    Q_INVOKABLE void remove(int row);
    void removeJob(quint64 id);
    /// The same with all that are final.
    Q_INVOKABLE void removeFinished();
    Q_INVOKABLE void undo();
    /// Makes the last deletion final.
    void commit();

Q_SIGNALS:
    void countChanged();
    void undoableChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    void hide(std::unordered_set<quint64> ids);

    JobModel &m_jobs;
    std::unordered_set<quint64> m_hidden; ///< ids of what was deleted last
    QTimer m_patience;
};

} // namespace relevo::mobile
