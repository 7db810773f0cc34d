#include "gui-client/info_bar.h"

#include "gui-client/icons.h"
#include "gui-client/spacing.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace relevo::desktop {

InfoBar::InfoBar(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_icon(new QLabel(this))
    , m_label(new QLabel(this))
{
    m_layout->setContentsMargins(section, gap, gap, gap);
    m_layout->setSpacing(gap);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setMinimumWidth(120);
    m_layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    m_layout->addWidget(m_label, 1);
    QFrame::hide();
}

QPushButton *InfoBar::addButton(const QString &objectName)
{
    auto *button = new QPushButton(this);
    button->setObjectName(objectName);
    m_layout->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

void InfoBar::show(const QString &text, Tone tone)
{
    const bool changed = text != m_label->text();
    m_tone = tone;
    m_label->setText(text);
    m_icon->setPixmap(
        glyph(tone == Tone::Good ? Glyph::Done : Glyph::Notice, toneColour(palette(), tone), 16, devicePixelRatioF()));
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    update();
    if (changed && !text.isEmpty()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void InfoBar::clear()
{
    m_label->clear();
    hide();
}

QString InfoBar::text() const
{
    return m_label->text();
}

void InfoBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_label->text().isEmpty())
        show(m_label->text(), m_tone);
}

void InfoBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = toneColour(palette(), m_tone);
    edge.setAlphaF(0.45F);
    painter.setPen(edge);
    painter.setBrush(toneBackground(palette(), m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace relevo::desktop
