#include "gui-client/table_look.h"

#include "gui-client/spacing.h"

#include <QHeaderView>

namespace relevo::desktop {

void setTableLook(QTableView &table, std::span<const std::pair<int, int>> widths)
{
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setCornerButtonEnabled(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + gap + 2);
    QHeaderView *header = table.horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    header->setSectionsMovable(true);
    const int digit = table.fontMetrics().horizontalAdvance(u'0');
    for (const auto &[column, digits] : widths)
        table.setColumnWidth(column, digits * digit);
}

} // namespace relevo::desktop
