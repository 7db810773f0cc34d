// How a job's state is painted: its sign and its word in a tone of the palette.
#pragma once

#include <QStyledItemDelegate>

namespace relevo::desktop {

class JobDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace relevo::desktop
