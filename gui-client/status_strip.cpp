#include "gui-client/status_strip.h"

#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

Tone toneOf(ConnectionModel::State state)
{
    switch (state) {
    case ConnectionModel::State::Connected:
        return Tone::Good;
    case ConnectionModel::State::Connecting:
    case ConnectionModel::State::Waiting:
        return Tone::Warning;
    case ConnectionModel::State::Disconnected:
        break;
    }
    return Tone::Bad;
}

QPixmap dot(const QColor &colour, qreal ratio)
{
    constexpr int extent = 10;
    QPixmap pixmap(QSize(extent, extent) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(1, 1, extent - 2, extent - 2));
    return pixmap;
}

} // namespace

StatusStrip::StatusStrip(const ConnectionModel &connection, const LocalServer &local, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_local(local)
    , m_dot(new QLabel(this))
    , m_state(new ToneLabel(Tone::Neutral, this))
    , m_address(new QToolButton(this))
    , m_latency(quietLabel(this))
    , m_note(quietLabel(this))
{
    setObjectName(u"statusStrip"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(section, 2, section, 2);
    layout->setSpacing(gap);
    m_state->setObjectName(u"connectionState"_s);
    m_address->setObjectName(u"connectionAddress"_s);
    m_address->setAutoRaise(true);
    m_address->setFocusPolicy(Qt::StrongFocus);
    m_latency->setObjectName(u"latency"_s);
    for (QLabel *label : {m_latency, m_note})
        label->setWordWrap(false);
    layout->addWidget(m_dot);
    layout->addWidget(m_state);
    layout->addWidget(m_address);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(m_latency);
    connect(m_address, &QToolButton::clicked, this, &StatusStrip::connectWanted);
    connect(&connection, &ConnectionModel::changed, this, &StatusStrip::show);
    connect(&local, &LocalServer::stateChanged, this, &StatusStrip::show);
    show();
}

void StatusStrip::show()
{
    const Tone tone = toneOf(m_connection.state());
    m_dot->setPixmap(dot(toneColour(palette(), tone), devicePixelRatioF()));
    m_state->setTone(tone);
    m_state->setText(m_connection.stateText());
    m_address->setText(m_connection.address());
    m_address->setToolTip(tr("Connect to another server (Ctrl+K)"));
    m_address->setAccessibleName(tr("Server %1").arg(m_connection.address()));
    m_address->setAccessibleDescription(m_address->toolTip());
    m_note->setText(m_local.isRunning() && m_local.address().toString() == m_connection.address()
                        ? tr("started here, ends with this window")
                        : QString());
    const QString latency = m_connection.latencyText();
    m_latency->setText(m_connection.isConnected() && !latency.isEmpty() ? tr("Round trip %1").arg(latency) : QString());
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        show();
}

} // namespace relevo::desktop
