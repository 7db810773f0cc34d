#include "mobile-client/app.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QQmlEngine>
#include <QTextBoundaryFinder>

namespace relevo::mobile {

using namespace Qt::StringLiterals;

namespace {

constexpr auto engineProperty = "relevo.app";

} // namespace

App::App(Language &language, const AppOptions &options, QObject *parent)
    : QObject(parent)
    , m_language(language)
    , m_settings(language, options.settingsFile, options.forcedLanguage)
    , m_client(options.connection)
    , m_connection(m_client)
    , m_load(m_client)
    , m_catalog(m_client, language)
    , m_profiles(options.settingsFile)
    , m_jobs(m_client, m_catalog)
    , m_activity(m_jobs)
    , m_details(m_jobs, m_catalog, language)
    , m_workbench(m_jobs, m_catalog, language)
    , m_background(m_client, m_catalog, *m_workbench.form(), language)
{
    connect(&language, &Language::changed, &m_connection, &ConnectionModel::retranslate);
    connect(&language, &Language::changed, &m_jobs, &JobModel::retranslate);
    connect(&language, &Language::changed, this, &App::figuresChanged);
    connect(&m_load, &LoadModel::changed, this, &App::figuresChanged);
    connect(&m_background, &Background::notice, this, [this](const QString &text) { Q_EMIT notice(text, false); });
    connect(&m_background, &Background::taskOpened, this, &App::serverTaskOpened);
    m_refreshing.setSingleShot(true);
    m_refreshing.setInterval(3000);
    connect(&m_refreshing, &QTimer::timeout, this, &App::refreshingChanged);
    connect(&m_catalog, &CatalogModel::catalogChanged, this, &App::endRefreshing);
    connect(&m_load, &LoadModel::changed, this, &App::endRefreshing);
}

void App::giveTo(QQmlEngine &engine)
{
    engine.setProperty(engineProperty, QVariant::fromValue(this));
}

App *App::create(QQmlEngine *engine, QJSEngine *)
{
    App *app = engine->property(engineProperty).value<App *>();
    Q_ASSERT(app);
    QJSEngine::setObjectOwnership(app, QJSEngine::CppOwnership);
    return app;
}

bool App::useServer(const QString &address)
{
    if (!m_connection.connectTo(address))
        return false;
    m_profiles.setCurrentAddress(m_connection.address());
    return true;
}

void App::refresh()
{
    if (m_connection.isConnected()) {
        m_catalog.refresh();
        m_load.setActive(false); // it asks at once when it begins again
        m_load.setActive(true);
    } else {
        m_connection.retry();
    }
    m_refreshing.start();
    Q_EMIT refreshingChanged();
}

void App::endRefreshing()
{
    if (!m_refreshing.isActive())
        return;
    m_refreshing.stop();
    Q_EMIT refreshingChanged();
}

void App::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(tr("Copied"), false);
}

void App::copyResult(ResultModel *result, int row)
{
    copyWhenReady(result->textForClipboard(row), {});
}

void App::share(ResultModel *result, const QString &title)
{
    copyWhenReady(result->textForClipboard(), title);
}

void App::copyWhenReady(const QFuture<QString> &text, const QString &title)
{
    QFuture<QString> ready = text;
    if (!title.isEmpty()) {
        ready = ready.then(QtFuture::Launch::Async,
                           [title](const QString &value) -> QString { return title + u'\n' + value; });
    }
    ready.then(this, [this, shared = !title.isEmpty()](const QString &value) {
        QGuiApplication::clipboard()->setText(value);
        Q_EMIT notice(shared ? tr("Copied: paste it where you want to share it") : tr("Copied"), false);
    });
}

void App::showJob(int activityRow)
{
    m_details.show(m_activity.idAt(activityRow));
}

void App::removeJob(int activityRow)
{
    m_activity.remove(activityRow);
    Q_EMIT notice(tr("Deleted"), true);
}

void App::removeShownJob()
{
    const quint64 id = m_details.id();
    m_details.close();
    m_activity.removeJob(id);
    Q_EMIT notice(tr("Deleted"), true);
}

void App::removeFinishedJobs()
{
    m_activity.removeFinished();
    if (m_activity.isUndoable())
        Q_EMIT notice(tr("Finished tasks deleted"), true);
}

void App::repeatShownJob()
{
    if (const quint64 id = m_jobs.repeat(m_details.id())) {
        m_details.show(id);
        Q_EMIT notice(tr("Sent again"), false);
    }
}

void App::cancelShownJob()
{
    m_jobs.cancel(m_details.id());
}

void App::editShownJob()
{
    if (m_workbench.edit(m_details.id()))
        Q_EMIT taskOpened();
}

QString App::beginningOf(const QString &text, int most)
{
    if (text.size() <= most)
        return text;
    // A character cut by `most` begins before it: one that is longer than this is cut all the same.
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.constData(), qMin(text.size(), most + 64));
    finder.setPosition(most);
    const qsizetype end = finder.isAtBoundary() ? most : finder.toPreviousBoundary();
    return text.first(end > 0 ? end : most) + u'…';
}

QString App::number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString App::queuedText() const
{
    return QLocale().toString(m_load.queued());
}

QString App::doneText() const
{
    return QLocale().toString(m_load.done());
}

QString App::failedText() const
{
    return QLocale().toString(m_load.failed());
}

QString App::version()
{
    return QStringLiteral(RELEVO_VERSION);
}

} // namespace relevo::mobile
