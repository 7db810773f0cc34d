// A message in its place, with what can be done about it: never a box that has to be clicked away.
//
// Invisible as long as it has no text. Screen readers hear the text when it changes.
#pragma once

#include "gui-client/theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace relevo::desktop {

class InfoBar : public QFrame
{
    Q_OBJECT

public:
    explicit InfoBar(QWidget *parent = nullptr);

    void show(const QString &text, Tone tone);
    void clear();
    QString text() const;
    /// A button at the right; the bar owns it.
    QPushButton *addButton(const QString &objectName);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_layout;
    QLabel *m_icon;
    QLabel *m_label;
    Tone m_tone = Tone::Neutral;
};

} // namespace relevo::desktop
