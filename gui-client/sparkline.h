// The last minutes of one figure as a small filled line, in the palette's colours.
#pragma once

#include <QList>
#include <QWidget>

namespace relevo::desktop {

class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    /// `capacity`: points of the full width; the newest stand at the right. `ceiling`: the value of the full height at
    /// least; greater ones stretch it.
    void setPoints(const QList<double> &points, int capacity, double ceiling);

    QSize sizeHint() const override { return {120, 28}; }
    QSize minimumSizeHint() const override { return {40, 20}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_points;
    int m_capacity = 1;
    double m_ceiling = 1;
};

} // namespace relevo::desktop
