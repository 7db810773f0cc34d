// What the windows stand on, made once at the program's start and wired together: the connection, the models, what is
// remembered.
//
// Lives in the GUI's thread. The application must exist before it and outlive it.
#pragma once

#include "common/client/language.h"
#include "common/client/models/background_client.h"
#include "common/client/models/catalog_model.h"
#include "common/client/models/connection_model.h"
#include "common/client/models/job_model.h"
#include "common/client/models/load_model.h"
#include "common/client/models/profile_model.h"
#include "common/client/models/task_detail_model.h"
#include "common/client/models/task_history_model.h"
#include "gui-client/local_server.h"
#include "gui-client/preferences.h"
#include "gui-client/theme.h"

#include <QObject>

#include <optional>

namespace relevo::desktop {

struct SessionOptions
{
    QString settingsFile;                 ///< another one than the user's own; empty: the user's own
    QString language;                     ///< `en`, `es`; empty: the remembered one
    QString server;                       ///< HOST:PORT; empty: the remembered one
    std::optional<QString> serverProgram; ///< of the local server; nothing: LocalServer::findProgram()
};

class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(const SessionOptions &options = {}, QObject *parent = nullptr);

    /// Connects to the server of the options.
    void begin();

    Preferences preferences;
    ProfileModel profiles;
    Language language;
    Theme theme;
    BackgroundClient client;
    CatalogModel catalog;
    ConnectionModel connection;
    LoadModel load;
    JobModel jobs;
    TaskFeed feed;
    TaskSubmission submission;
    TaskHistoryModel history;
    TaskDetailModel details;
    LocalServer local;

private:
    void applyLanguage();

    SessionOptions m_options;
};

} // namespace relevo::desktop
