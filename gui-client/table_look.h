// How the application's tables of rows look and behave.
#pragma once

#include <QTableView>

#include <span>
#include <utility>

namespace relevo::desktop {

/// `widths`: a column, and so many digits wide: one width for every language and font.
void setTableLook(QTableView &table, std::span<const std::pair<int, int>> widths);

} // namespace relevo::desktop
