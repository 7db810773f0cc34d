// The user's choices: each takes effect at once.
//
// Lives in the GUI's thread. The preferences must outlive it.
#pragma once

#include "gui-client/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace relevo::desktop {

class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(Preferences &preferences, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showChoices();

    Preferences &m_preferences;
    QLabel *m_languageLabel;
    QComboBox *m_language;
    QLabel *m_themeLabel;
    QComboBox *m_theme;
    QCheckBox *m_monospace;
    QLabel *m_note;
    QPushButton *m_close;
};

} // namespace relevo::desktop
