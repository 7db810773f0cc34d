#include "mobile-client/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace relevo::mobile {

Sparkline::Sparkline(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void Sparkline::setValues(const QList<double> &values)
{
    m_values = values;
    update();
    Q_EMIT valuesChanged();
}

void Sparkline::setLength(int length)
{
    m_length = std::max(length, 2);
    update();
    Q_EMIT valuesChanged();
}

void Sparkline::setCeiling(double ceiling)
{
    m_ceiling = ceiling;
    update();
    Q_EMIT valuesChanged();
}

void Sparkline::setColor(const QColor &color)
{
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void Sparkline::paint(QPainter *painter)
{
    constexpr double margin = 1.5; // half of the line, and a little
    const double bottom = height() - margin;
    QColor faint = m_color;
    faint.setAlphaF(0.25F);
    painter->setPen(QPen(faint, 1));
    painter->drawLine(QPointF(0, bottom), QPointF(width(), bottom));
    if (m_values.size() < 2)
        return;

    const double top = std::max({m_ceiling, *std::max_element(m_values.begin(), m_values.end()), 1e-9});
    const double step = width() / (m_length - 1);
    QPainterPath line;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const QPointF point(width() - static_cast<double>(m_values.size() - 1 - i) * step,
                            bottom - m_values.at(i) / top * (bottom - margin));
        if (i == 0)
            line.moveTo(point);
        else
            line.lineTo(point);
    }
    QPainterPath area = line;
    area.lineTo(width(), bottom);
    area.lineTo(line.elementAt(0).x, bottom);
    area.closeSubpath();
    faint.setAlphaF(0.14F);
    painter->fillPath(area, faint);
    painter->setPen(QPen(m_color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(line);
}

} // namespace relevo::mobile
