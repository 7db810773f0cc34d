#include "mobile-client/line_icon.h"

#include <QPainter>
#include <QSvgRenderer>

namespace relevo::mobile {

using namespace Qt::StringLiterals;

LineIcon::LineIcon(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void LineIcon::setPath(const QString &path)
{
    m_path = path;
    update();
    Q_EMIT changed();
}

void LineIcon::setInk(const QColor &ink)
{
    if (ink == m_ink)
        return;
    m_ink = ink;
    update();
    Q_EMIT changed();
}

void LineIcon::paint(QPainter *painter)
{
    const QString svg = u"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='%1' fill='none' "
                        "stroke='%2' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'/></svg>"_s;
    QSvgRenderer renderer(svg.arg(m_path, m_ink.name()).toUtf8());
    renderer.render(painter, boundingRect());
}

} // namespace relevo::mobile
