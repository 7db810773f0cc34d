// The application behind the window: makes and owns the models and wires them; QML reaches everything through it, as
// the singleton `App` of the module.
//
// Lives in the GUI's thread. The language must outlive it, and it the engine that it is given to.
#pragma once

#include "mobile-client/activity_model.h"
#include "mobile-client/background.h"
#include "mobile-client/foreign_types.h"
#include "mobile-client/job_details.h"
#include "mobile-client/keyboard.h"
#include "mobile-client/settings.h"
#include "mobile-client/workbench.h"

#include <QFuture>

class QJSEngine;
class QQmlEngine;

namespace relevo::mobile {

struct AppOptions
{
    QString settingsFile;   ///< empty: the user's own
    QString forcedLanguage; ///< `en`, `es`; empty: as remembered
    ConnectionOptions connection = BackgroundClient::interactive();
};

class App : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(relevo::ConnectionModel *connection READ connection CONSTANT)
    Q_PROPERTY(relevo::ConnectionProbe *probe READ probe CONSTANT)
    Q_PROPERTY(relevo::LoadModel *load READ load CONSTANT)
    Q_PROPERTY(relevo::CatalogModel *catalog READ catalog CONSTANT)
    Q_PROPERTY(relevo::ProfileModel *profiles READ profiles CONSTANT)
    Q_PROPERTY(relevo::JobModel *jobs READ jobs CONSTANT)
    Q_PROPERTY(relevo::mobile::ActivityModel *activity READ activity CONSTANT)
    Q_PROPERTY(relevo::mobile::JobDetails *details READ details CONSTANT)
    Q_PROPERTY(relevo::mobile::Workbench *workbench READ workbench CONSTANT)
    Q_PROPERTY(relevo::mobile::Background *background READ background CONSTANT)
    Q_PROPERTY(relevo::mobile::Settings *settings READ settings CONSTANT)
    Q_PROPERTY(relevo::mobile::Keyboard *keyboard READ keyboard CONSTANT)
    /// refresh() is under way.
    Q_PROPERTY(bool refreshing READ isRefreshing NOTIFY refreshingChanged)
    /// LoadModel's 64-bit figures in the user's format: QML has no such numbers.
    Q_PROPERTY(QString queuedText READ queuedText NOTIFY figuresChanged)
    Q_PROPERTY(QString doneText READ doneText NOTIFY figuresChanged)
    Q_PROPERTY(QString failedText READ failedText NOTIFY figuresChanged)
    Q_PROPERTY(QString version READ version CONSTANT)

public:
    explicit App(Language &language, const AppOptions &options = {}, QObject *parent = nullptr);

    /// To be called before the engine loads anything of the module.
    void giveTo(QQmlEngine &engine);
    /// For QML: the one that was given to the engine.
    static App *create(QQmlEngine *engine, QJSEngine *);

    /// From now on there, and at the next start too. An address that is none is the connection model's to refuse.
    Q_INVOKABLE bool useServer(const QString &address);
    /// Asks the server for its catalog and its load again, or tries to reach it at once.
    Q_INVOKABLE void refresh();

    Q_INVOKABLE void copy(const QString &text);
    /// A result's value (row), or all of it with its labels (-1), from the thread pool into the clipboard.
    Q_INVOKABLE void copyResult(relevo::ResultModel *result, int row);
    /// Result and title in one readable text, into the clipboard, from where other applications take it.
    Q_INVOKABLE void share(relevo::ResultModel *result, const QString &title);

    Q_INVOKABLE void showJob(int activityRow);
    Q_INVOKABLE void removeJob(int activityRow);
    Q_INVOKABLE void removeShownJob();
    Q_INVOKABLE void removeFinishedJobs();
    /// Sends the shown job once more, and shows that.
    Q_INVOKABLE void repeatShownJob();
    Q_INVOKABLE void cancelShownJob();
    /// Opens the shown job's task with what was sent.
    Q_INVOKABLE void editShownJob();

    /// The beginning of `text`: at most `most` UTF-16 code units, cut between characters as people perceive them.
    Q_INVOKABLE static QString beginningOf(const QString &text, int most);
    /// In the user's format.
    Q_INVOKABLE static QString number(double value, int decimals = 0);

    ConnectionModel *connection() { return &m_connection; }
    ConnectionProbe *probe() { return &m_probe; }
    LoadModel *load() { return &m_load; }
    CatalogModel *catalog() { return &m_catalog; }
    ProfileModel *profiles() { return &m_profiles; }
    JobModel *jobs() { return &m_jobs; }
    ActivityModel *activity() { return &m_activity; }
    JobDetails *details() { return &m_details; }
    Workbench *workbench() { return &m_workbench; }
    Background *background() { return &m_background; }
    Settings *settings() { return &m_settings; }
    Keyboard *keyboard() { return &m_keyboard; }
    Language &language() { return m_language; }
    BackgroundClient &client() { return m_client; }
    bool isRefreshing() const { return m_refreshing.isActive(); }
    QString queuedText() const;
    QString doneText() const;
    QString failedText() const;
    static QString version();

Q_SIGNALS:
    void refreshingChanged();
    void figuresChanged();
    /// A task was opened from somewhere else than the list of tasks.
    void taskOpened();
    /// A task of the history was opened from somewhere else.
    void serverTaskOpened();
    /// A line for people that passes: what was just done. `undoable`: activity.undo() takes it back.
    void notice(const QString &text, bool undoable);

private:
    void endRefreshing();
    void copyWhenReady(const QFuture<QString> &text, const QString &title);

    Language &m_language;
    Settings m_settings;
    Keyboard m_keyboard;
    BackgroundClient m_client;
    ConnectionModel m_connection;
    ConnectionProbe m_probe;
    LoadModel m_load;
    CatalogModel m_catalog;
    ProfileModel m_profiles;
    JobModel m_jobs;
    ActivityModel m_activity;
    JobDetails m_details;
    Workbench m_workbench;
    Background m_background;
    QTimer m_refreshing; ///< runs as long as an answer is waited for
};

} // namespace relevo::mobile
