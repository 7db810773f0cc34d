#include "gui-client/main_window.h"

#include "gui-client/about_dialog.h"
#include "gui-client/connection_bar.h"
#include "gui-client/connection_dialog.h"
#include "gui-client/history_page.h"
#include "gui-client/icons.h"
#include "gui-client/job_details.h"
#include "gui-client/jobs_view.h"
#include "gui-client/lines_page.h"
#include "gui-client/preferences_dialog.h"
#include "gui-client/result_view.h"
#include "gui-client/side_bar.h"
#include "gui-client/spacing.h"
#include "gui-client/status_strip.h"
#include "gui-client/task_page.h"

#include <QAction>
#include <QCloseEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

const auto geometryName = u"window"_s;
const auto columnsName = u"columns"_s;
const auto rowsName = u"rows"_s;

QFrame *line(QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setFrameShape(QFrame::HLine);
    frame->setFrameShadow(QFrame::Sunken);
    return frame;
}

} // namespace

MainWindow::MainWindow(Session &session)
    : m_session(session)
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_rows(new QSplitter(Qt::Vertical, this))
    , m_sideBar(new SideBar(session.catalog, session.load, this))
    , m_pages(new QStackedWidget(this))
    , m_history(new HistoryPage(session.history, session.details, session.catalog, session.preferences, m_pages))
    , m_jobsView(new JobsView(session.jobs, session.preferences, this))
    , m_connectionBar(new ConnectionBar(session.connection, session.local, this))
    , m_closeBar(new InfoBar(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(applicationIcon());
    setMinimumSize(760, 520);
    makeMenus();
    layOut();
    connect(m_sideBar, &SideBar::chosen, this, &MainWindow::showTask);
    connect(m_sideBar, &SideBar::historyChosen, this, &MainWindow::showHistory);
    connect(m_connectionBar, &ConnectionBar::connectWanted, this, &MainWindow::openConnectionDialog);
    connect(m_jobsView, &JobsView::detailsWanted, this, &MainWindow::showJob);
    connect(m_jobsView, &JobsView::editWanted, this, &MainWindow::editJob);
    connect(&session.catalog, &CatalogModel::catalogChanged, this, &MainWindow::onCatalog);
    connect(&session.connection, &ConnectionModel::changed, this, &MainWindow::updateMenus);
    connect(&session.local, &LocalServer::stateChanged, this, &MainWindow::updateMenus);
    onCatalog();
    restore();
    retranslate();
}

MainWindow::~MainWindow() = default;

void MainWindow::layOut()
{
    m_rows->setObjectName(rowsName);
    m_columns->setObjectName(columnsName);
    m_pages->addWidget(m_history);
    m_rows->addWidget(m_pages);
    m_rows->addWidget(m_jobsView);
    m_rows->setStretchFactor(0, 3);
    m_rows->setStretchFactor(1, 1);
    m_rows->setCollapsible(0, false);
    m_rows->setCollapsible(1, false);
    m_rows->setSizes({520, 210});
    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    auto *bars = new QVBoxLayout;
    bars->setContentsMargins(margin, gap, margin, 0);
    bars->setSpacing(gap);
    bars->addWidget(m_connectionBar);
    bars->addWidget(m_closeBar);
    rightLayout->addLayout(bars);
    rightLayout->addWidget(m_rows, 1);
    m_columns->addWidget(m_sideBar);
    m_columns->addWidget(right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setCollapsible(0, false);
    m_columns->setCollapsible(1, false);
    m_columns->setSizes({220, 1000});
    m_columns->setHandleWidth(1);
    m_sideBar->setMinimumWidth(180);

    auto *foot = new StatusStrip(m_session.connection, m_session.local, this);
    connect(foot, &StatusStrip::connectWanted, this, &MainWindow::openConnectionDialog);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_columns, 1);
    layout->addWidget(line(centre));
    layout->addWidget(foot);
    setCentralWidget(centre);
}

void MainWindow::restore()
{
    const Preferences &preferences = m_session.preferences;
    resize(1280, 800);
    if (const QByteArray state = preferences.layout(geometryName); !state.isEmpty())
        restoreGeometry(state);
    if (const QByteArray state = preferences.layout(columnsName); !state.isEmpty())
        m_columns->restoreState(state);
    if (const QByteArray state = preferences.layout(rowsName); !state.isEmpty())
        m_rows->restoreState(state);
    const bool jobsHidden = preferences.layout(u"jobsHidden"_s) == "1";
    m_actions.at(u"showJobs"_s)->setChecked(!jobsHidden);
    m_jobsView->setHidden(jobsHidden);
    const QString last = preferences.lastTask();
    showTask(m_session.catalog.rowOf(last) >= 0 ? last : m_session.catalog.nameAt(0));
}

void MainWindow::save()
{
    Preferences &preferences = m_session.preferences;
    preferences.setLayout(geometryName, saveGeometry());
    preferences.setLayout(columnsName, m_columns->saveState());
    preferences.setLayout(rowsName, m_rows->saveState());
    preferences.setLayout(u"jobsHidden"_s, m_actions.at(u"showJobs"_s)->isChecked() ? "0" : "1");
    preferences.setLastTask(m_lastTask);
    m_jobsView->saveLayout();
    m_history->saveLayout();
}

TaskPage *MainWindow::currentPage() const
{
    return qobject_cast<TaskPage *>(m_pages->currentWidget());
}

void MainWindow::showTask(const QString &name)
{
    const TaskDescription *task = m_session.catalog.find(name);
    if (!task)
        return;
    TaskPage *&page = m_pageOf[name];
    if (!page) {
        page = new TaskPage({m_session.client, m_session.catalog, m_session.jobs, m_session.language,
                             m_session.preferences, m_session.submission},
                            *task, m_pages);
        m_pages->addWidget(page);
        connect(page, &TaskPage::inputWanted, this, &MainWindow::useAsInput);
        connect(page, &TaskPage::serverTaskWanted, this, &MainWindow::showServerTask);
        connect(&page->resultView(), &ResultView::hasResultChanged, this, &MainWindow::updateMenus);
    }
    m_lastTask = name;
    m_historyShown = false;
    m_pages->setCurrentWidget(page);
    m_jobsView->setVisible(m_actions.at(u"showJobs"_s)->isChecked());
    m_sideBar->choose(name);
    updateMenus();
}

void MainWindow::showHistory()
{
    m_historyShown = true;
    m_pages->setCurrentWidget(m_history);
    m_jobsView->hide(); // what was sent from here alone: room for what all have sent
    m_sideBar->chooseHistory();
    m_history->open();
    updateMenus();
}

void MainWindow::showServerTask(const QString &id)
{
    showHistory();
    m_history->showTask(id);
}

// Pages stay where their task still is; what stands in their forms is kept.
void MainWindow::onCatalog()
{
    for (auto at = m_pageOf.begin(); at != m_pageOf.end();) {
        if (const TaskDescription *task = m_session.catalog.find(at->first)) {
            at->second->setTask(*task);
            ++at;
        } else {
            at->second->deleteLater();
            m_pages->removeWidget(at->second);
            at = m_pageOf.erase(at);
        }
    }
    rebuildTaskMenu();
    if (!currentPage() && !m_historyShown)
        showTask(m_session.catalog.nameAt(0));
}

void MainWindow::useAsInput(const QString &task, const QByteArray &value)
{
    const QString from = tr("Result of “%1”").arg(m_session.catalog.titleOf(currentPage()->taskName()));
    showTask(task);
    if (TaskPage *page = currentPage(); page && page->taskName() == task)
        page->takeInput(from, value);
}

void MainWindow::editJob(quint64 id)
{
    const Job *job = m_session.jobs.find(id);
    if (!job || job->dropped)
        return;
    showTask(job->task);
    if (TaskPage *page = currentPage(); page && page->taskName() == job->task)
        page->takeParams(job->params);
    activateWindow();
}

void MainWindow::openConnectionDialog()
{
    if (!m_connectionDialog)
        m_connectionDialog = new ConnectionDialog(m_session.connection, m_session.profiles, this);
    m_connectionDialog->open();
}

void MainWindow::openPreferences()
{
    if (!m_preferencesDialog)
        m_preferencesDialog = new PreferencesDialog(m_session.preferences, this);
    m_preferencesDialog->show();
    m_preferencesDialog->activateWindow();
}

void MainWindow::openAbout()
{
    if (!m_aboutDialog)
        m_aboutDialog = new AboutDialog(this);
    m_aboutDialog->show();
    m_aboutDialog->activateWindow();
}

void MainWindow::showJob(quint64 id)
{
    if (!m_details) {
        m_details = new JobDetails(m_session.jobs, m_session.preferences, this);
        connect(m_details, &JobDetails::editWanted, this, &MainWindow::editJob);
    }
    m_details->showJob(id);
}

bool MainWindow::anyRunActive() const
{
    return std::any_of(m_pageOf.begin(), m_pageOf.end(),
                       [](const auto &entry) { return entry.second->lines().run().isActive(); });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (anyRunActive() && !m_closeAsked) {
        m_closeAsked = true;
        m_closeBar->show(tr("A file is still being worked through. Close the window again to cancel that."),
                         Tone::Warning);
        event->ignore();
        return;
    }
    save();
    event->accept();
}

void MainWindow::retranslate()
{
    setWindowTitle(u"Relevo"_s);
    m_columns->handle(1)->setAccessibleName(tr("Width of the list of tasks"));
    m_rows->handle(1)->setAccessibleName(tr("Height of the list of jobs"));
    retranslateMenus();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
