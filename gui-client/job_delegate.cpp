#include "gui-client/job_delegate.h"

#include "common/client/models/job_model.h"
#include "gui-client/icons.h"
#include "gui-client/theme.h"

#include <QWidget>

namespace relevo::desktop {

namespace {

std::pair<Glyph, Tone> signOf(JobModel::State state)
{
    switch (state) {
    case JobModel::State::Waiting:
        return {Glyph::Waiting, Tone::Warning};
    case JobModel::State::Running:
        return {Glyph::Running, Tone::Neutral};
    case JobModel::State::Done:
        return {Glyph::Done, Tone::Good};
    case JobModel::State::Failed:
        return {Glyph::Notice, Tone::Bad};
    case JobModel::State::Lost:
        return {Glyph::Lost, Tone::Warning};
    case JobModel::State::Cancelled:
        break;
    }
    return {Glyph::Cancel, Tone::Neutral};
}

} // namespace

void JobDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state.setFlag(QStyle::State_HasFocus, false); // the row is selected: no frame around the cell
    if (index.column() != JobModel::StateColumn)
        return;
    const auto [sign, tone] = signOf(static_cast<JobModel::State>(index.data(JobModel::StateRole).toInt()));
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    const QColor colour =
        selected ? option->palette.color(QPalette::HighlightedText) : toneColour(option->palette, tone);
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
    option->icon = QIcon(glyph(sign, colour, 16, ratio));
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {16, 16};
    option->palette.setColor(QPalette::Text, colour);
}

} // namespace relevo::desktop
