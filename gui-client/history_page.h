// The server's tasks, live: filters, a table, and beside it all of the one that is chosen.
//
// Lives in the GUI's thread. What the constructor takes must outlive it.
#pragma once

#include "common/client/models/task_history_model.h"
#include "gui-client/preferences.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace relevo {
class TaskDetailModel;
}

namespace relevo::desktop {

class InfoBar;
class TaskDetails;

class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    HistoryPage(TaskHistoryModel &history, TaskDetailModel &details, CatalogModel &catalog, Preferences &preferences,
                QWidget *parent = nullptr);

    /// Lists the server's tasks from now on, and takes the focus.
    void open();
    /// The same, with this task chosen.
    void showTask(const QString &id);
    void saveLayout() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QLayout *makeFilters();
    void makeTable();
    void fillTasks();
    void retranslate();
    void follow();
    void choose();
    void applyFilters();

    TaskHistoryModel &m_history;
    TaskDetailModel &m_model;
    CatalogModel &m_catalog;
    Preferences &m_preferences;
    QLabel *m_title;
    QLabel *m_summary;
    QComboBox *m_state;
    QComboBox *m_task;
    QComboBox *m_kind;
    QToolButton *m_refresh;
    InfoBar *m_bar;
    QPushButton *m_again = nullptr;
    QTableView *m_table;
    QLabel *m_empty;
    QStackedLayout *m_stack;
    QSplitter *m_splitter;
    TaskDetails *m_details;
    QMenu *m_menu;
    bool m_focusWanted = false; ///< by the table, once it has rows
    QString m_wanted;           ///< to be chosen once it is listed
};

} // namespace relevo::desktop
