// What was sent from here and became of it, as a table: sort, filter, search, repeat, cancel, remove, copy, details.
//
// Lives in the GUI's thread. The model and the preferences must outlive it.
#pragma once

#include "common/client/models/job_model.h"
#include "gui-client/preferences.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QStackedLayout;
class QTableView;

namespace relevo::desktop {

class JobsView : public QWidget
{
    Q_OBJECT

public:
    JobsView(JobModel &jobs, Preferences &preferences, QWidget *parent = nullptr);
    ~JobsView() override;

    /// What can be done with the selected jobs, for a menu; owned by the view.
    QList<QAction *> actions() const;
    QTableView &table() { return *m_table; }
    void focusSearch();
    void saveLayout() const;

Q_SIGNALS:
    void detailsWanted(quint64 id);
    /// What was sent is to stand in the task's form again.
    void editWanted(quint64 id);

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addJobAction(const QString &name, void (JobsView::*slot)());
    void makeTable();
    void retranslate();
    void updateState();
    QList<quint64> selected() const;
    quint64 current() const;
    void repeat();
    void cancel();
    void remove();
    void clearFinished();
    void copy();
    void details();
    void edit();

    JobModel &m_jobs;
    Preferences &m_preferences;
    JobFilterModel m_filter;
    QLabel *m_heading;
    QLabel *m_counts;
    QLineEdit *m_search;
    QComboBox *m_show;
    QTableView *m_table;
    QLabel *m_empty;
    QStackedLayout *m_stack;
    QMenu *m_menu;
    QAction *m_repeat;
    QAction *m_cancel;
    QAction *m_details;
    QAction *m_edit;
    QAction *m_copy;
    QAction *m_remove;
    QAction *m_clear;
};

} // namespace relevo::desktop
