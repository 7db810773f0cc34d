#include "gui-client/labels.h"

#include "gui-client/spacing.h"

#include <QEvent>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace relevo::desktop {

ToneLabel::ToneLabel(Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    colour();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    colour();
}

void ToneLabel::colour()
{
    m_colouring = true;
    QPalette colours = parentWidget() ? parentWidget()->palette() : palette();
    colours.setColor(QPalette::WindowText, toneColour(colours, m_tone));
    setPalette(colours);
    m_colouring = false;
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange) && !m_colouring)
        colour();
}

ToneLabel *quietLabel(QWidget *parent)
{
    auto *label = new ToneLabel(Tone::Neutral, parent);
    label->setWordWrap(true);
    return label;
}

QLabel *headingLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

void enlarge(QWidget *widget, double factor, QFont::Weight weight)
{
    QFont font = widget->font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    widget->setFont(font);
}

PrimaryButton::PrimaryButton(QWidget *parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
}

QSize PrimaryButton::sizeHint() const
{
    return QPushButton::sizeHint() + QSize(section, tight);
}

void PrimaryButton::paintEvent(QPaintEvent * /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    if (isEnabled()) {
        option.palette.setColor(QPalette::Button, palette().color(QPalette::Highlight));
        option.palette.setColor(QPalette::ButtonText, palette().color(QPalette::HighlightedText));
    }
    painter.drawControl(QStyle::CE_PushButton, option);
}

} // namespace relevo::desktop
