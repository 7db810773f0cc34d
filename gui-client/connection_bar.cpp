#include "gui-client/connection_bar.h"

#include <QEvent>
#include <QPushButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

ConnectionBar::ConnectionBar(ConnectionModel &connection, LocalServer &local, QWidget *parent)
    : InfoBar(parent)
    , m_connection(connection)
    , m_local(local)
    , m_start(addButton(u"startServer"_s))
    , m_retry(addButton(u"retry"_s))
    , m_connect(addButton(u"chooseServer"_s))
{
    setObjectName(u"connectionBar"_s);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (const auto address = ServerAddress::parse(m_connection.address()))
            m_local.start(*address);
    });
    connect(m_retry, &QPushButton::clicked, &connection, &ConnectionModel::retry);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionBar::connectWanted);
    connect(&connection, &ConnectionModel::changed, this, &ConnectionBar::tell);
    connect(&local, &LocalServer::stateChanged, this, &ConnectionBar::tell);
    tell();
}

QString ConnectionBar::offer(const ServerAddress &address) const
{
    if (m_local.state() == LocalServer::State::Starting)
        return tr("Starting a server on this machine…");
    if (QString problem = m_local.problem(); !problem.isEmpty())
        return problem;
    if (m_local.canServe(address))
        return tr("No server on this machine at %1.").arg(address.toString());
    return {};
}

void ConnectionBar::tell()
{
    // A first attempt, and one that follows at once, are no reason to speak up.
    const bool away = m_connection.state() == ConnectionModel::State::Waiting ||
                      m_connection.state() == ConnectionModel::State::Disconnected;
    if (m_connection.isConnected() || (!away && isHidden())) {
        clear();
        return;
    }
    const auto address = ServerAddress::parse(m_connection.address());
    const QString own = address ? offer(*address) : QString();
    QString text = own;
    if (text.isEmpty() && m_connection.lastError().isEmpty())
        text = tr("Not connected to %1.").arg(m_connection.address());
    else if (text.isEmpty())
        text = m_connection.lastError();
    const bool stopped = m_local.state() == LocalServer::State::Stopped;
    m_start->setVisible(stopped && address && m_local.canServe(*address));
    m_start->setText(m_local.problem().isEmpty() ? tr("Start &one") : tr("Start it &again"));
    m_start->setAccessibleName(tr("Start a server on this machine"));
    m_retry->setText(tr("Try a&gain"));
    m_retry->setAccessibleName(tr("Try again"));
    m_retry->setVisible(m_local.state() != LocalServer::State::Starting);
    m_connect->setText(tr("Other &server…"));
    m_connect->setAccessibleName(tr("Other server…"));
    show(text, own.isEmpty() || !m_local.problem().isEmpty() ? Tone::Bad : Tone::Neutral);
}

void ConnectionBar::changeEvent(QEvent *event)
{
    InfoBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        tell();
}

} // namespace relevo::desktop
