// What this program is, its version, and where its documentation stands.
//
// Lives in the GUI's thread.
#pragma once

#include <QDialog>
#include <QUrl>

class QLabel;
class QPushButton;

namespace relevo::desktop {

/// As the build has it.
QString programVersion();
/// The documentation of this installation, or of the tree it was built in; invalid if neither is there.
QUrl documentation();

class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_name;
    QLabel *m_version;
    QLabel *m_text;
    QLabel *m_keysHeading;
    QLabel *m_keys;
    QPushButton *m_docs;
    QPushButton *m_close;
};

} // namespace relevo::desktop
