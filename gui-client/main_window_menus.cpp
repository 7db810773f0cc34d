// The main window's menus and keys.
#include "gui-client/about_dialog.h"
#include "gui-client/icons.h"
#include "gui-client/jobs_view.h"
#include "gui-client/main_window.h"
#include "gui-client/result_view.h"
#include "gui-client/task_page.h"

#include <QActionGroup>
#include <QApplication>
#include <QDesktopServices>
#include <QMenuBar>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr int tasksWithKeys = 9;

} // namespace

QMenu *MainWindow::addMenu(std::function<QString()> title)
{
    auto *menu = new QMenu(this);
    m_menus.emplace_back(menu, std::move(title));
    return menu;
}

QAction *MainWindow::addEntry(QMenu &menu, const QString &name, const QKeySequence &key, std::function<QString()> text,
                              std::function<void()> run)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, std::move(run));
    menu.addAction(action);
    m_entries.push_back({action, std::move(text)});
    m_actions[name] = action;
    return action;
}

void MainWindow::makeMenus()
{
    const auto onPage = [this](auto &&run) {
        if (TaskPage *page = currentPage())
            run(*page);
    };
    QMenu &file = *addMenu([] { return tr("&File"); });
    addEntry(
        file, u"openFile"_s, QKeySequence::Open, [] { return tr("&Open a file…"); },
        [onPage] { onPage([](TaskPage &page) { page.chooseFile(); }); })
        ->setIcon(icon(Glyph::Open));
    addEntry(
        file, u"runLines"_s, u"Ctrl+L"_s, [] { return tr("A task per &line…"); },
        [onPage] {
            onPage([](TaskPage &page) {
                page.showLines();
                page.focusForm();
            });
        })
        ->setIcon(icon(Glyph::Lines));
    file.addSeparator();
    addEntry(
        file, u"copyResult"_s, u"Ctrl+Shift+C"_s, [] { return tr("&Copy the result"); },
        [onPage] { onPage([](TaskPage &page) { page.resultView().copy(); }); })
        ->setIcon(icon(Glyph::Copy));
    addEntry(
        file, u"saveResult"_s, QKeySequence::Save, [] { return tr("&Save the result…"); },
        [onPage] { onPage([](TaskPage &page) { page.resultView().saveAs(); }); })
        ->setIcon(icon(Glyph::Save));
    file.addSeparator();
    addEntry(
        file, u"preferences"_s, u"Ctrl+,"_s, [] { return tr("&Preferences…"); }, [this] { openPreferences(); });
    addEntry(
        file, u"quit"_s, u"Ctrl+Q"_s, [] { return tr("&Quit"); }, [this] { close(); });

    makeEditMenu(*addMenu([] { return tr("&Edit"); }));

    m_taskMenu = addMenu([] { return tr("&Task"); });
    addEntry(
        *m_taskMenu, u"sendTask"_s, u"Ctrl+Return"_s, [] { return tr("&Send"); },
        [onPage] { onPage([](TaskPage &page) { page.send(); }); })
        ->setIcon(icon(Glyph::Send));
    m_actions[u"sendTask"_s]->setShortcuts({u"Ctrl+Return"_s, u"Ctrl+Enter"_s});
    addEntry(
        *m_taskMenu, u"runInBackground"_s, u"Ctrl+Shift+Return"_s, [] { return tr("Run in &background"); },
        [onPage] { onPage([](TaskPage &page) { page.runInBackground({}); }); });
    addEntry(
        *m_taskMenu, u"backgroundOptions"_s, {}, [] { return tr("Run in background &with options…"); },
        [onPage] { onPage([](TaskPage &page) { page.chooseBackground(); }); });
    addEntry(
        *m_taskMenu, u"clearForm"_s, u"Ctrl+Backspace"_s, [] { return tr("Clear the &form"); },
        [onPage] { onPage([](TaskPage &page) { page.clear(); }); });
    m_taskMenu->addSeparator();

    QMenu &jobs = *addMenu([] { return tr("&Jobs"); });
    addEntry(
        jobs, u"searchJobs"_s, QKeySequence::Find, [] { return tr("&Search"); },
        [this] {
            m_actions.at(u"showJobs"_s)->setChecked(true);
            m_jobsView->show();
            m_jobsView->focusSearch();
        });
    jobs.addSeparator();
    jobs.addActions(m_jobsView->actions());

    QMenu &server = *addMenu([] { return tr("Se&rver"); });
    addEntry(
        server, u"connect"_s, u"Ctrl+K"_s, [] { return tr("&Connect…"); }, [this] { openConnectionDialog(); })
        ->setIcon(icon(Glyph::Connect));
    addEntry(
        server, u"retryNow"_s, u"F5"_s, [] { return tr("&Try again now"); }, [this] { m_session.connection.retry(); });
    addEntry(
        server, u"disconnect"_s, {}, [] { return tr("&Disconnect"); },
        [this] { m_session.connection.disconnectFromServer(); });
    server.addSeparator();
    addEntry(
        server, u"startLocal"_s, {}, [] { return tr("&Start a server on this machine"); },
        [this] {
            if (const auto address = ServerAddress::parse(m_session.connection.address()))
                m_session.local.start(*address);
        });
    addEntry(
        server, u"stopLocal"_s, {}, [] { return tr("St&op the server started here"); },
        [this] { m_session.local.stop(); });

    makeViewMenu(*addMenu([] { return tr("&View"); }));

    QMenu &help = *addMenu([] { return tr("&Help"); });
    addEntry(
        help, u"documentation"_s, QKeySequence::HelpContents, [] { return tr("&Documentation"); },
        [] { QDesktopServices::openUrl(documentation()); })
        ->setEnabled(documentation().isValid());
    addEntry(
        help, u"about"_s, {}, [] { return tr("&About Relevo"); }, [this] { openAbout(); });
    for (const auto &entry : m_menus) {
        if (entry.first->property("inner").isNull())
            menuBar()->addMenu(entry.first);
    }
}

// Each goes to the field that has the focus, which takes its keys by itself.
void MainWindow::makeEditMenu(QMenu &menu)
{
    const auto onFocus = [](const char *slot) {
        if (QWidget *widget = QApplication::focusWidget();
            widget && widget->metaObject()->indexOfSlot(QByteArray(slot) + "()") >= 0)
            QMetaObject::invokeMethod(widget, slot);
    };
    addEntry(
        menu, u"undo"_s, QKeySequence::Undo, [] { return tr("&Undo"); }, [onFocus] { onFocus("undo"); });
    addEntry(
        menu, u"redo"_s, QKeySequence::Redo, [] { return tr("&Redo"); }, [onFocus] { onFocus("redo"); });
    menu.addSeparator();
    addEntry(
        menu, u"cut"_s, QKeySequence::Cut, [] { return tr("Cu&t"); }, [onFocus] { onFocus("cut"); });
    addEntry(
        menu, u"copy"_s, QKeySequence::Copy, [] { return tr("&Copy"); }, [onFocus] { onFocus("copy"); });
    addEntry(
        menu, u"paste"_s, QKeySequence::Paste, [] { return tr("&Paste"); }, [onFocus] { onFocus("paste"); });
    menu.addSeparator();
    addEntry(
        menu, u"selectAll"_s, QKeySequence::SelectAll, [] { return tr("Select &all"); },
        [onFocus] { onFocus("selectAll"); });
}

void MainWindow::makeViewMenu(QMenu &menu)
{
    Preferences &preferences = m_session.preferences;
    QAction *jobs = addEntry(
        menu, u"showJobs"_s, u"Ctrl+J"_s, [] { return tr("&Jobs"); }, [] {});
    jobs->setCheckable(true);
    connect(jobs, &QAction::toggled, this, [this](bool on) { m_jobsView->setVisible(on); });
    addEntry(
        menu, u"showHistory"_s, u"Ctrl+H"_s, [] { return tr("&History"); }, [this] { showHistory(); })
        ->setIcon(icon(Glyph::Waiting));
    QAction *monospace = addEntry(
        menu, u"monospaceFont"_s, {}, [] { return tr("&Fixed-width font"); }, [] {});
    monospace->setCheckable(true);
    monospace->setChecked(preferences.monospace());
    connect(monospace, &QAction::toggled, &preferences, &Preferences::setMonospace);
    connect(&preferences, &Preferences::monospaceChanged, monospace,
            [monospace, &preferences] { monospace->setChecked(preferences.monospace()); });
    menu.addSeparator();

    const auto addChoices = [this, &menu](std::function<QString()> title) {
        QMenu *inner = addMenu(std::move(title));
        inner->setProperty("inner", true);
        menu.addMenu(inner);
        return inner;
    };
    QMenu &colours = *addChoices([] { return tr("&Colours"); });
    auto *colourGroup = new QActionGroup(this);
    const auto addTheme = [&](const QString &name, ThemeChoice theme, std::function<QString()> text) {
        QAction *action =
            addEntry(colours, name, {}, std::move(text), [&preferences, theme] { preferences.setTheme(theme); });
        action->setCheckable(true);
        action->setActionGroup(colourGroup);
        const auto check = [action, &preferences, theme] { action->setChecked(preferences.theme() == theme); };
        connect(&preferences, &Preferences::themeChanged, action, check);
        check();
    };
    addTheme(u"themeSystem"_s, ThemeChoice::System, [] { return tr("&As the system", "colours"); });
    addTheme(u"themeLight"_s, ThemeChoice::Light, [] { return tr("&Light"); });
    addTheme(u"themeDark"_s, ThemeChoice::Dark, [] { return tr("&Dark"); });

    QMenu &languages = *addChoices([] { return tr("&Language"); });
    auto *languageGroup = new QActionGroup(this);
    const auto addLanguage = [&](const QString &name, const QString &code, std::function<QString()> text) {
        QAction *action =
            addEntry(languages, name, {}, std::move(text), [&preferences, code] { preferences.setLanguage(code); });
        action->setCheckable(true);
        action->setActionGroup(languageGroup);
        const auto check = [action, &preferences, code] { action->setChecked(preferences.language() == code); };
        connect(&preferences, &Preferences::languageChanged, action, check);
        check();
    };
    addLanguage(u"languageSystem"_s, {}, [] { return tr("&As the system", "language"); });
    addLanguage(u"languageEnglish"_s, u"en"_s, [] { return u"&English"_s; });
    addLanguage(u"languageSpanish"_s, u"es"_s, [] { return u"E&spañol"_s; });
}

// An entry per task of the catalog, whatever they are.
void MainWindow::rebuildTaskMenu()
{
    qDeleteAll(m_taskActions);
    m_taskActions.clear();
    for (int row = 0; row < m_session.catalog.count(); ++row) {
        const QString name = m_session.catalog.nameAt(row);
        QAction *action =
            m_taskMenu->addAction(m_session.catalog.titleOf(name).replace(u'&', u"&&"_s), this, [this, name] {
                showTask(name);
                if (TaskPage *page = currentPage())
                    page->focusForm();
            });
        if (row < tasksWithKeys)
            action->setShortcut(u"Ctrl+%1"_s.arg(row + 1));
        m_taskActions += action;
    }
}

void MainWindow::retranslateMenus()
{
    for (const auto &[menu, title] : m_menus)
        menu->setTitle(title());
    for (const Entry &entry : m_entries)
        entry.action->setText(entry.text());
    rebuildTaskMenu();
}

void MainWindow::updateMenus()
{
    TaskPage *page = currentPage();
    for (const QString &name : {u"sendTask"_s, u"runInBackground"_s, u"backgroundOptions"_s, u"clearForm"_s})
        m_actions.at(name)->setEnabled(page != nullptr);
    const bool result = page && page->resultView().hasResult();
    m_actions.at(u"copyResult"_s)->setEnabled(result);
    m_actions.at(u"saveResult"_s)->setEnabled(result);
    const bool connected = m_session.connection.isConnected();
    m_actions.at(u"retryNow"_s)->setEnabled(!connected);
    m_actions.at(u"disconnect"_s)->setEnabled(m_session.connection.state() != ConnectionModel::State::Disconnected);
    const auto address = ServerAddress::parse(m_session.connection.address());
    const bool stopped = m_session.local.state() == LocalServer::State::Stopped;
    m_actions.at(u"startLocal"_s)->setEnabled(!connected && stopped && address && m_session.local.canServe(*address));
    m_actions.at(u"stopLocal"_s)->setEnabled(m_session.local.isRunning());
}

} // namespace relevo::desktop
