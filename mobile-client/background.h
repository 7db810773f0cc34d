// The server's background tasks for the window: its history, the task that is open, and what is handed to it from a
// form.
//
// Lives in the GUI's thread. What it takes must outlive it.
#pragma once

#include "common/client/models/task_detail_model.h"
#include "common/client/models/task_history_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace relevo::mobile {

class Background : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.background")
    Q_PROPERTY(relevo::TaskHistoryModel *history READ history CONSTANT)
    Q_PROPERTY(relevo::TaskDetailModel *task READ task CONSTANT)
    /// Handed over last, by run(); empty: none, or none since the form was changed.
    Q_PROPERTY(QString submittedId READ submittedId NOTIFY submittedChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY submittedChanged) ///< why that failed, for people
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY submittedChanged)  ///< it is not answered yet

public:
    Background(BackgroundClient &client, const CatalogModel &catalog, FormModel &form, const Language &language,
               QObject *parent = nullptr);

    /// A row of the history.
    Q_INVOKABLE void showRow(int row);
    Q_INVOKABLE void showSubmitted();
    /// What stands in the form. -1: it is on its way; else the first row that has to be mended, which shows its problem
    /// now. -2: not yet, a value is still being read or checked.
    Q_INVOKABLE int run(int priority, int delaySeconds, int attempts, int attemptSeconds);
    /// Forgets what was handed over last.
    Q_INVOKABLE void forget();
    /// The open task's result, into the folder for downloads.
    Q_INVOKABLE void save();

    TaskHistoryModel *history() { return &m_history; }
    TaskDetailModel *task() { return &m_task; }
    const QString &submittedId() const { return m_submittedId; }
    const QString &problem() const { return m_problem; }
    bool isWaiting() const { return m_number != 0; }

public Q_SLOTS:
    /// The language has changed.
    void retranslate();

Q_SIGNALS:
    void submittedChanged();
    /// A line for people that passes.
    void notice(const QString &text);
    /// A task of the history is to be seen.
    void taskOpened();

private:
    FormModel &m_form;
    TaskFeed m_feed;
    TaskSubmission m_submission;
    TaskHistoryModel m_history;
    TaskDetailModel m_task;
    QString m_submittedId;
    QString m_problem;
    quint64 m_number = 0; ///< of the submission that is not answered yet; 0: none
};

} // namespace relevo::mobile
