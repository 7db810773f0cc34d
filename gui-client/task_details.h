// One task of the server's beside the history's list: what it is, where its time went, its result, what can be done.
//
// Lives in the GUI's thread. The model and the preferences must outlive it.
#pragma once

#include "common/client/models/task_detail_model.h"
#include "gui-client/preferences.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QStackedLayout;
class QToolButton;

namespace relevo::desktop {

class InfoBar;
class TimelineView;
class ToneLabel;

class TaskDetails : public QWidget
{
    Q_OBJECT

public:
    TaskDetails(TaskDetailModel &model, Preferences &preferences, QWidget *parent = nullptr);

    /// What can be done with the task, for a menu; owned by the view.
    QList<QAction *> actions() const;
    void focusResult();

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addTaskAction(const QString &name, std::function<void()> run);
    QWidget *makeContent();
    void retranslate();
    void follow();
    void showResult();
    void saveAs();

    TaskDetailModel &m_model;
    Preferences &m_preferences;
    QStackedLayout *m_stack;
    QLabel *m_none;
    QLabel *m_title = nullptr;
    ToneLabel *m_state = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_params = nullptr;
    InfoBar *m_note = nullptr;
    InfoBar *m_problem = nullptr;
    InfoBar *m_error = nullptr;
    TimelineView *m_timeline = nullptr;
    QLabel *m_resultHeading = nullptr;
    QPlainTextEdit *m_result = nullptr;
    InfoBar *m_cut = nullptr;
    QProgressBar *m_progress = nullptr;
    QAction *m_cancel;
    QAction *m_retry;
    QAction *m_repeat;
    QAction *m_open;
    QAction *m_save;
    QList<QToolButton *> m_buttons;
    QString m_shownId;
};

} // namespace relevo::desktop
