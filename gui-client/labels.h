// The kinds of text and buttons in the windows, so that each looks the same everywhere.
#pragma once

#include "gui-client/theme.h"

#include <QFont>
#include <QLabel>
#include <QPushButton>

namespace relevo::desktop {

/// Plain text in the colour of a tone, which follows the palette.
class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ToneLabel(Tone tone, QWidget *parent = nullptr);
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    Tone m_tone;
    bool m_colouring = false;
};

/// Text of the second rank; wraps.
ToneLabel *quietLabel(QWidget *parent);
/// A heading over a pane.
QLabel *headingLabel(QWidget *parent);
/// The font times `factor`.
void enlarge(QWidget *widget, double factor, QFont::Weight weight = QFont::Normal);

/// The button that a page is there for, in the palette's highlight.
class PrimaryButton : public QPushButton
{
    Q_OBJECT

public:
    explicit PrimaryButton(QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace relevo::desktop
