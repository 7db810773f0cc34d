// A line icon: an SVG path on a grid of 24, stroked in a colour.
//
// Painted rather than made of Qt Quick Shapes, whose nodes leave traces behind under the software renderer.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace relevo::mobile {

class LineIcon : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY changed)
    Q_PROPERTY(QColor ink READ ink WRITE setInk NOTIFY changed)

public:
    explicit LineIcon(QQuickItem *parent = nullptr);

    const QString &path() const { return m_path; }
    void setPath(const QString &path);
    QColor ink() const { return m_ink; }
    void setInk(const QColor &ink);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    QString m_path;
    QColor m_ink = Qt::black;
};

} // namespace relevo::mobile
