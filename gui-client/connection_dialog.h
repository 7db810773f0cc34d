// Which server: an address, tried with Test before it is used, and the ones that have a name.
//
// Lives in the GUI's thread. The models must outlive it.
#pragma once

#include "common/client/models/connection_model.h"
#include "common/client/models/connection_probe.h"
#include "common/client/models/profile_model.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace relevo::desktop {

class InfoBar;

class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectionDialog(ConnectionModel &connection, ProfileModel &profiles, QWidget *parent = nullptr);

    /// With the address in use.
    void open() override;
    void setAddress(const QString &address);
    void test();

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void retranslate();
    void onEdited();
    void onProfile(int row);
    void saveProfile();
    void removeProfile();
    void connectTo();
    void showProbe();

    ConnectionModel &m_connection;
    ProfileModel &m_profiles;
    ConnectionProbe m_probe;
    QLabel *m_listLabel;
    QListView *m_list;
    QPushButton *m_remove;
    QLabel *m_addressLabel;
    QLineEdit *m_address;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QPushButton *m_save;
    QLabel *m_hint;
    InfoBar *m_message;
    QPushButton *m_test;
    QPushButton *m_connect;
    QPushButton *m_close;
};

} // namespace relevo::desktop
