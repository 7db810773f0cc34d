// Above the form while there is no connection: why, and what can be done about it; on this machine, a server that can
// be started.
//
// Lives in the GUI's thread. The models must outlive it.
#pragma once

#include "common/client/models/connection_model.h"
#include "gui-client/info_bar.h"
#include "gui-client/local_server.h"

namespace relevo::desktop {

class ConnectionBar : public InfoBar
{
    Q_OBJECT

public:
    ConnectionBar(ConnectionModel &connection, LocalServer &local, QWidget *parent = nullptr);

Q_SIGNALS:
    void connectWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void tell();
    QString offer(const ServerAddress &address) const;

    ConnectionModel &m_connection;
    LocalServer &m_local;
    QPushButton *m_start;
    QPushButton *m_retry;
    QPushButton *m_connect;
};

} // namespace relevo::desktop
