// A task's time as a bar: hatched where it waited, filled where it ran, with the sums below.
//
// Lives in the GUI's thread; the model must outlive it. Screen readers hear the same in words.
#pragma once

#include "common/client/models/task_timeline.h"

#include <QWidget>

namespace relevo::desktop {

class TimelineView : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(const TaskTimeline &timeline, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    void fill(QPainter &painter, const QRectF &area, TaskTimeline::Kind kind) const;
    void paintLegend(QPainter &painter) const;
    QRectF areaOf(int row) const;
    int lineHeight() const;

    const TaskTimeline &m_timeline;
};

} // namespace relevo::desktop
