#include "gui-client/sparkline.h"

#include "gui-client/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace relevo::desktop {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setPoints(const QList<double> &points, int capacity, double ceiling)
{
    m_points = points;
    m_capacity = std::max(2, capacity);
    m_ceiling = ceiling;
    for (const double point : points)
        m_ceiling = std::max(m_ceiling, point);
    update();
}

void Sparkline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(0.5, 1.5, -0.5, -0.5);
    painter.setPen(lineColour(palette()));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_points.size() < 2 || m_ceiling <= 0)
        return;

    const double step = area.width() / (m_capacity - 1);
    const auto place = [&](qsizetype i) {
        const double back = static_cast<double>(m_points.size() - 1 - i) * step;
        return QPointF(area.right() - back, area.bottom() - m_points[i] / m_ceiling * area.height());
    };
    QPainterPath line(place(0));
    for (qsizetype i = 1; i < m_points.size(); ++i)
        line.lineTo(place(i));
    QPainterPath filled = line;
    filled.lineTo(area.bottomRight());
    filled.lineTo(place(0).x(), area.bottom());
    QColor colour = palette().color(QPalette::Highlight);
    painter.setPen(QPen(colour, 1.5));
    colour.setAlphaF(0.18F);
    painter.fillPath(filled, colour);
    painter.drawPath(line);
}

} // namespace relevo::desktop
