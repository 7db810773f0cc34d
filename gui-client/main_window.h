// The window: tasks at the left, the chosen task's form and result in the middle, the jobs below, the connection at the
// foot.
//
// Lives in the GUI's thread. The session must outlive it.
#pragma once

#include "gui-client/session.h"

#include <QMainWindow>

#include <functional>
#include <map>
#include <vector>

class QAction;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace relevo::desktop {

class AboutDialog;
class ConnectionBar;
class ConnectionDialog;
class HistoryPage;
class InfoBar;
class JobDetails;
class JobsView;
class PreferencesDialog;
class SideBar;
class TaskPage;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Session &session);
    ~MainWindow() override;

    void showTask(const QString &name);
    /// Null if there is no task at all.
    TaskPage *currentPage() const;
    JobsView &jobsView() { return *m_jobsView; }

    void openConnectionDialog();
    void openPreferences();
    void openAbout();
    void showJob(quint64 id);
    void showHistory();
    /// The history with this task chosen.
    void showServerTask(const QString &id);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Entry
    {
        QAction *action;
        std::function<QString()> text; ///< in the present language
    };

    void layOut();
    void restore();
    void save();
    void onCatalog();
    void rebuildTaskMenu();
    void useAsInput(const QString &task, const QByteArray &value);
    void editJob(quint64 id);
    bool anyRunActive() const;
    void retranslate();

    // main_window_menus.cpp
    void makeMenus();
    void makeEditMenu(QMenu &menu);
    void makeViewMenu(QMenu &menu);
    QMenu *addMenu(std::function<QString()> title);
    QAction *addEntry(QMenu &menu, const QString &name, const QKeySequence &key, std::function<QString()> text,
                      std::function<void()> run);
    void retranslateMenus();
    void updateMenus();

    Session &m_session;
    QSplitter *m_columns;
    QSplitter *m_rows;
    SideBar *m_sideBar;
    QStackedWidget *m_pages;
    HistoryPage *m_history;
    JobsView *m_jobsView;
    ConnectionBar *m_connectionBar;
    InfoBar *m_closeBar;
    std::map<QString, TaskPage *> m_pageOf;
    ConnectionDialog *m_connectionDialog = nullptr; ///< this and the others: made when first wanted
    PreferencesDialog *m_preferencesDialog = nullptr;
    AboutDialog *m_aboutDialog = nullptr;
    JobDetails *m_details = nullptr;
    std::vector<Entry> m_entries;
    std::vector<std::pair<QMenu *, std::function<QString()>>> m_menus;
    QMenu *m_taskMenu = nullptr;
    std::map<QString, QAction *> m_actions;
    QList<QAction *> m_taskActions;
    QString m_lastTask; ///< shown last
    bool m_closeAsked = false;
    bool m_historyShown = false;
};

} // namespace relevo::desktop
