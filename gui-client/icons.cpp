#include "gui-client/icons.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <cmath>
#include <initializer_list>

namespace relevo::desktop {

namespace {

using Points = std::initializer_list<QPointF>;

// Sub-paths side by side; QPainterPath's own operator+ makes the union of their areas.
struct Strokes
{
    QPainterPath path;
    friend Strokes operator+(Strokes one, const Strokes &other)
    {
        one.path.addPath(other.path);
        return one;
    }
};

Strokes lines(Points points)
{
    QPainterPath path(*points.begin());
    for (const QPointF &point : points)
        path.lineTo(point);
    return {path};
}

Strokes circle(qreal radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), radius, radius);
    return {path};
}

Strokes box(qreal x, qreal y, qreal width, qreal height)
{
    QPainterPath path;
    path.addRoundedRect(x, y, width, height, 1.5, 1.5);
    return {path};
}

Strokes turning()
{
    QPainterPath path;
    path.arcMoveTo(3, 3, 10, 10, 40);
    path.arcTo(3, 3, 10, 10, 40, 290);
    return {path};
}

// In a square of 16 by 16.
Strokes strokes(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Send:
        return lines({{3, 3}, {13, 8}, {3, 13}, {5, 8}, {3, 3}}) + lines({{5, 8}, {9, 8}});
    case Glyph::Open:
        return lines({{2, 13}, {2, 3.5}, {6, 3.5}, {7.5, 5.5}, {13, 5.5}, {13, 7}}) +
               lines({{2, 13}, {4.5, 7.5}, {15, 7.5}, {12.5, 13}, {2, 13}});
    case Glyph::Save:
        return lines({{8, 2.5}, {8, 10}}) + lines({{4.8, 7}, {8, 10.2}, {11.2, 7}}) +
               lines({{2.5, 10.5}, {2.5, 13.5}, {13.5, 13.5}, {13.5, 10.5}});
    case Glyph::Copy:
        return box(5.5, 5.5, 8, 8) + lines({{10.5, 2.5}, {2.5, 2.5}, {2.5, 10.5}});
    case Glyph::Clear:
        return lines({{5.5, 3}, {14, 3}, {14, 13}, {5.5, 13}, {1.5, 8}, {5.5, 3}}) + lines({{7.5, 6}, {11.5, 10}}) +
               lines({{11.5, 6}, {7.5, 10}});
    case Glyph::Cancel:
        return lines({{4, 4}, {12, 12}}) + lines({{12, 4}, {4, 12}});
    case Glyph::Repeat:
        return turning() + lines({{12.4, 1.8}, {12.2, 5}, {9, 4.8}});
    case Glyph::Remove:
        return lines({{2.5, 4.5}, {13.5, 4.5}}) + lines({{6, 4.5}, {6, 2.5}, {10, 2.5}, {10, 4.5}}) +
               lines({{4, 4.5}, {4.6, 13.5}, {11.4, 13.5}, {12, 4.5}});
    case Glyph::Details:
        return lines({{3, 4}, {13, 4}}) + lines({{6, 8}, {13, 8}}) + lines({{6, 12}, {13, 12}}) +
               lines({{3, 4}, {3, 12}, {4, 12}}) + lines({{3, 8}, {4, 8}});
    case Glyph::Lines:
        return lines({{2.5, 4}, {9, 4}}) + lines({{2.5, 8}, {9, 8}}) + lines({{2.5, 12}, {9, 12}}) +
               lines({{11, 6}, {13.5, 8}, {11, 10}});
    case Glyph::Connect:
        return lines({{2, 8}, {5, 8}}) + lines({{11, 8}, {14, 8}}) + box(5, 5, 6, 6);
    case Glyph::Notice:
        return circle(6) + lines({{8, 4.8}, {8, 8.6}}) + lines({{8, 10.9}, {8, 11.1}});
    case Glyph::Done:
        return lines({{3, 8.5}, {6.5, 12}, {13, 4.5}});
    case Glyph::Pause:
        return lines({{5.5, 3.5}, {5.5, 12.5}}) + lines({{10.5, 3.5}, {10.5, 12.5}});
    case Glyph::Play:
        return lines({{5, 3}, {12.5, 8}, {5, 13}, {5, 3}});
    case Glyph::Input:
        return lines({{2, 8}, {9.5, 8}}) + lines({{6.5, 5}, {9.5, 8}, {6.5, 11}}) +
               lines({{8, 2.5}, {13.5, 2.5}, {13.5, 13.5}, {8, 13.5}});
    case Glyph::Waiting:
        return circle(5.5) + lines({{8, 5}, {8, 8}, {10, 9.5}});
    case Glyph::Running:
        return turning();
    case Glyph::Lost:
        return lines({{2, 8}, {5.5, 8}}) + lines({{10.5, 8}, {14, 8}}) + lines({{9, 4}, {7, 12}});
    }
    return {};
}

class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(glyph)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        const QPalette::ColorGroup group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QPalette::ColorRole role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        draw(*painter, m_glyph, rect, QApplication::palette().color(group, role));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

    static void draw(QPainter &painter, Glyph glyph, const QRectF &rect, const QColor &colour)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(rect.topLeft());
        painter.scale(rect.width() / 16, rect.height() / 16);
        painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(strokes(glyph).path);
        painter.restore();
    }

private:
    Glyph m_glyph;
};

// A stack of runners' batons, handed on to the right.
QPixmap applicationPixmap(int extent)
{
    QPixmap pixmap(extent, extent);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(extent / 64.0, extent / 64.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromHsl(212, 190, 100));
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 14, 14);
    painter.setPen(QPen(Qt::white, 6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const Strokes strokes =
        lines({{14, 22}, {34, 22}}) + lines({{14, 42}, {34, 42}}) + lines({{38, 20}, {50, 32}, {38, 44}});
    painter.drawPath(strokes.path);
    return pixmap;
}

} // namespace

QIcon icon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

QPixmap glyph(Glyph glyph, const QColor &colour, int extent, qreal ratio)
{
    const int pixels = static_cast<int>(std::ceil(extent * ratio));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    GlyphEngine::draw(painter, glyph, QRectF(0, 0, pixels, pixels), colour);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int extent : {16, 32, 48, 64, 128, 256})
        icon.addPixmap(applicationPixmap(extent));
    return icon;
}

} // namespace relevo::desktop
