#include "gui-client/smoke.h"

#include <QCoreApplication>

#include <cstdio>

namespace relevo::desktop {

Smoke::Smoke(Session &session, std::chrono::milliseconds patience)
    : m_session(session)
{
    connect(&session.catalog, &CatalogModel::catalogChanged, this, &Smoke::look);
    connect(&session.connection, &ConnectionModel::changed, this, &Smoke::look);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(tr("No answer in time.")); });
    m_patience.start();
}

void Smoke::look()
{
    if (m_ended)
        return;
    if (m_session.connection.isConnected() && m_session.catalog.source() == CatalogModel::Source::Server) {
        m_ended = true;
        QCoreApplication::exit(0);
    } else if (m_session.connection.state() == ConnectionModel::State::Waiting) {
        fail(m_session.connection.lastError());
    }
}

void Smoke::fail(const QString &why)
{
    if (std::exchange(m_ended, true))
        return;
    std::fprintf(stderr, "relevo-desktop: %s: %s\n", qUtf8Printable(m_session.connection.address()),
                 qUtf8Printable(why));
    QCoreApplication::exit(1);
}

} // namespace relevo::desktop
