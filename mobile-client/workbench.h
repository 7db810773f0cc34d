// The task that is open: its form, what was sent from it last, and what came of that.
//
// Lives in the GUI's thread. What it takes must outlive it.
#pragma once

#include "common/client/models/form_model.h"
#include "common/client/models/job_model.h"
#include "common/client/models/result_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <map>

namespace relevo::mobile {

class Workbench : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.workbench")
    Q_PROPERTY(QString task READ task NOTIFY taskChanged) ///< its name; empty: none is open
    Q_PROPERTY(relevo::FormModel *form READ form CONSTANT)
    Q_PROPERTY(relevo::ResultModel *result READ result CONSTANT)
    /// Something was sent from here, and still has a row in the job model.
    Q_PROPERTY(bool sent READ isSent NOTIFY jobChanged)
    Q_PROPERTY(bool pending READ isPending NOTIFY jobChanged)
    Q_PROPERTY(int jobState READ jobState NOTIFY jobChanged) ///< JobModel::State; -1: nothing was sent
    Q_PROPERTY(QString stateText READ stateText NOTIFY jobChanged)
    Q_PROPERTY(QString durationText READ durationText NOTIFY jobChanged)
    Q_PROPERTY(bool usable READ isUsable NOTIFY jobChanged) ///< useAsInput() does something

public:
    Workbench(JobModel &jobs, const CatalogModel &catalog, const Language &language, QObject *parent = nullptr);

    /// With what was typed and sent there before. False, and nothing happens, if the catalog has no such task.
    Q_INVOKABLE bool open(const QString &task);
    Q_INVOKABLE void close();
    /// -1: it is on its way; else the first row that has to be mended, which shows its problem now. -2: not yet, a
    /// value is still being read or checked.
    Q_INVOKABLE int send();
    Q_INVOKABLE void cancel();
    /// The result's gist becomes the form's main value.
    Q_INVOKABLE void useAsInput();
    /// The form of an earlier job with what was sent then. False if it is no longer there.
    bool edit(quint64 id);

    const QString &task() const { return m_task; }
    FormModel *form() { return &m_form; }
    ResultModel *result() { return &m_result; }
    quint64 job() const { return m_job; }
    bool isSent() const { return m_jobs.find(m_job) != nullptr; }
    bool isPending() const;
    int jobState() const;
    QString stateText() const { return text(JobModel::StateTextRole); }
    QString durationText() const { return text(JobModel::DurationTextRole); }
    bool isUsable() const;

Q_SIGNALS:
    void taskChanged();
    void jobChanged();
    /// What came of a job that was sent stands in `result` now.
    void resultShown();

private:
    QString text(int role) const;
    void onCatalog();
    void onRowsChanged(const QModelIndex &first, const QModelIndex &last);
    void showJob(quint64 id);
    void showOutcome();

    JobModel &m_jobs;
    const CatalogModel &m_catalog;
    FormModel m_form;
    ResultModel m_result;
    std::map<QString, quint64> m_lastJobs; ///< by task
    QString m_task;
    quint64 m_job = 0;
    bool m_outcomeShown = false;
};

} // namespace relevo::mobile
