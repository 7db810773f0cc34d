// A small chart of a history: a line with a tinted area below it, the newest point at the right edge.
#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>

namespace relevo::mobile {

class Sparkline : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values READ values WRITE setValues NOTIFY valuesChanged)
    /// Points across the whole width; fewer values begin further right.
    Q_PROPERTY(int length READ length WRITE setLength NOTIFY valuesChanged)
    /// What reaches the top, at least; higher values stretch it.
    Q_PROPERTY(double ceiling READ ceiling WRITE setCeiling NOTIFY valuesChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)

public:
    explicit Sparkline(QQuickItem *parent = nullptr);

    const QList<double> &values() const { return m_values; }
    void setValues(const QList<double> &values);
    int length() const { return m_length; }
    void setLength(int length);
    double ceiling() const { return m_ceiling; }
    void setCeiling(double ceiling);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void valuesChanged();
    void colorChanged();

private:
    QList<double> m_values;
    QColor m_color = Qt::black;
    double m_ceiling = 1;
    int m_length = 120;
};

} // namespace relevo::mobile
