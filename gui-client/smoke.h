// --smoke: the window as the user would see it, and one round trip with its server.
#pragma once

#include "gui-client/session.h"

#include <QObject>
#include <QTimer>

namespace relevo::desktop {

class Smoke : public QObject
{
    Q_OBJECT

public:
    /// Ends the application: exit code 0 once the server has told its catalog, else 1, with a line on standard error.
    /// Never takes longer than `patience`.
    explicit Smoke(Session &session, std::chrono::milliseconds patience = std::chrono::seconds(10));

private:
    void look();
    void fail(const QString &why);

    Session &m_session;
    QTimer m_patience;
    bool m_ended = false;
};

} // namespace relevo::desktop
