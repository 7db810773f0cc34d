// The line at the window's foot: connected or not, to what, how quickly it answers.
//
// Lives in the GUI's thread. The model must outlive it.
#pragma once

#include "common/client/models/connection_model.h"
#include "gui-client/local_server.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace relevo::desktop {

class ToneLabel;

class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    StatusStrip(const ConnectionModel &connection, const LocalServer &local, QWidget *parent = nullptr);

Q_SIGNALS:
    void connectWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void show();

    const ConnectionModel &m_connection;
    const LocalServer &m_local;
    QLabel *m_dot;
    ToneLabel *m_state;
    QToolButton *m_address;
    QLabel *m_latency;
    QLabel *m_note;
};

} // namespace relevo::desktop
