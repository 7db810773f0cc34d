#include "gui-client/timeline_view.h"

#include "gui-client/spacing.h"
#include "gui-client/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <optional>
#include <tuple>

namespace relevo::desktop {

namespace {

constexpr int barHeight = 22;
constexpr int legendLines = 2;
constexpr double leastWidth = 2; ///< of a span, however short

} // namespace

TimelineView::TimelineView(const TaskTimeline &timeline, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&timeline, &TaskTimeline::changed, this, &TimelineView::follow);
    follow();
}

void TimelineView::follow()
{
    setAccessibleName(tr("Where the time went"));
    setAccessibleDescription(m_timeline.text());
    update();
}

int TimelineView::lineHeight() const
{
    return fontMetrics().height() + tight;
}

QSize TimelineView::sizeHint() const
{
    return {320, barHeight + gap + legendLines * lineHeight()};
}

QSize TimelineView::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

QRectF TimelineView::areaOf(int row) const
{
    const QModelIndex index = m_timeline.index(row);
    const double all = width() - 1;
    const double from = index.data(TaskTimeline::BeginRole).toDouble() * all;
    const double length = std::max(leastWidth, index.data(TaskTimeline::LengthRole).toDouble() * all);
    return {std::min(from, all - length) + 0.5, 0.5, length, barHeight - 1.0};
}

void TimelineView::fill(QPainter &painter, const QRectF &area, TaskTimeline::Kind kind) const
{
    if (kind == TaskTimeline::Kind::Waiting) {
        painter.fillRect(area, toneBackground(palette(), Tone::Neutral));
        painter.fillRect(area, QBrush(quietText(palette()), Qt::BDiagPattern));
        painter.setPen(lineColour(palette()));
        painter.drawRect(area);
    } else {
        painter.fillRect(area, kind == TaskTimeline::Kind::Running ? palette().color(QPalette::Highlight)
                                                                   : toneColour(palette(), Tone::Good));
    }
}

void TimelineView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    for (int row = 0; row < m_timeline.count(); ++row)
        fill(painter, areaOf(row), m_timeline.index(row).data(TaskTimeline::KindRole).value<TaskTimeline::Kind>());

    paintLegend(painter);
}

void TimelineView::paintLegend(QPainter &painter) const
{
    using Kind = TaskTimeline::Kind;
    const std::tuple<Kind, QString, QString> parts[] = {{Kind::Waiting, tr("Waited %1"), m_timeline.waitingText()},
                                                        {Kind::Running, tr("Ran %1"), m_timeline.runningText()},
                                                        {Kind::Storing, tr("Stored %1"), m_timeline.storingText()}};
    const int swatch = fontMetrics().ascent();
    int place = 0; // in two columns, line by line
    const auto put = [&](std::optional<Kind> kind, const QString &words) {
        const int x = place % 2 * width() / 2;
        const int y = barHeight + gap + place / 2 * lineHeight();
        const int text = kind ? x + swatch + gap : x;
        if (kind)
            fill(painter, QRectF(x + 0.5, y + 1.5, swatch, swatch), *kind);
        painter.setPen(palette().color(QPalette::WindowText));
        const int room = x + width() / 2 - text - tight;
        painter.drawText(QRect(text, y, room, lineHeight()), Qt::AlignLeft | Qt::AlignTop,
                         fontMetrics().elidedText(words, Qt::ElideRight, room));
        ++place;
    };
    for (const auto &[kind, words, sum] : parts) {
        if (!sum.isEmpty())
            put(kind, words.arg(sum));
    }
    if (place > 1)
        put({}, tr("In all %1").arg(m_timeline.totalText()));
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString text = m_timeline.text();
    for (int row = 0; row < m_timeline.count(); ++row) {
        if (areaOf(row).contains(help->pos()))
            text = m_timeline.index(row).data().toString();
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void TimelineView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        follow();
    }
}

} // namespace relevo::desktop
