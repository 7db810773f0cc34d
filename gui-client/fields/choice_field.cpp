#include "gui-client/fields/choice_field.h"

#include <QComboBox>

namespace relevo::desktop {

ChoiceField::ChoiceField(FormModel &form, int row, QWidget *parent)
    : Field(form, row, parent)
    , m_box(new QComboBox(this))
{
    m_box->addItem(QString(), QVariant(QString())); // nothing chosen
    for (const QString &choice : value(FormModel::ChoicesRole).toStringList())
        m_box->addItem(choice, choice);
    m_box->setMaximumWidth(320);
    setEditor(m_box, m_box);
    connect(m_box, &QComboBox::activated, this, [this] { store(m_box->currentData()); });
    refresh();
}

void ChoiceField::showValue()
{
    m_box->setCurrentIndex(std::max(0, m_box->findData(value(FormModel::ValueRole).toString())));
}

void ChoiceField::translate()
{
    const QString standing = value(FormModel::DefaultRole).toString();
    m_box->setItemText(0, standing.isEmpty() ? tr("Choose…") : tr("As usual: %1").arg(standing));
}

} // namespace relevo::desktop
