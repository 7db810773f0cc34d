#include "gui-client/session.h"

namespace relevo::desktop {

using namespace Qt::StringLiterals;

Session::Session(const SessionOptions &options, QObject *parent)
    : QObject(parent)
    , preferences(options.settingsFile)
    , profiles(options.settingsFile)
    , theme(preferences)
    , catalog(client, language)
    , connection(client)
    , load(client)
    , jobs(client, catalog)
    , feed(client)
    , submission(client)
    , history(feed, catalog)
    , details(feed, catalog, submission, language)
    , local(options.serverProgram.value_or(LocalServer::findProgram()))
    , m_options(options)
{
    applyLanguage();
    language.install({u"relevo_desktop"_s, u"relevo_models"_s, u"qtbase"_s});
    connect(&language, &Language::changed, &connection, &ConnectionModel::retranslate);
    connect(&language, &Language::changed, &jobs, &JobModel::retranslate);
    connect(&language, &Language::changed, &history, &TaskHistoryModel::retranslate);
    connect(&language, &Language::changed, &details, &TaskDetailModel::retranslate);
    connect(&preferences, &Preferences::languageChanged, this, [this] {
        m_options.language.clear(); // from now on the user's choice holds
        applyLanguage();
    });
    connect(&local, &LocalServer::ready, this, [this] { connection.connectTo(local.address().toString()); });
}

void Session::applyLanguage()
{
    const QString wanted = m_options.language.isEmpty() ? preferences.language() : m_options.language;
    language.choose(wanted.isEmpty() ? Language().code() : wanted);
}

void Session::begin()
{
    if (m_options.server.isEmpty() || !connection.connectTo(m_options.server))
        connection.connectTo(profiles.currentAddress());
}

} // namespace relevo::desktop
