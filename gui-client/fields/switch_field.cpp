#include "gui-client/fields/switch_field.h"

#include <QCheckBox>
#include <QLabel>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

SwitchField::SwitchField(FormModel &form, int row, QWidget *parent)
    : Field(form, row, parent)
    , m_box(new QCheckBox(this))
{
    label()->hide(); // the box bears it
    setEditor(m_box, m_box);
    connect(m_box, &QCheckBox::toggled, this, [this](bool on) {
        if (on != value(FormModel::ValueRole).toBool())
            store(on);
    });
    refresh();
}

void SwitchField::showValue()
{
    m_box->setChecked(value(FormModel::ValueRole).toBool());
}

void SwitchField::translate()
{
    m_box->setText(value(FormModel::LabelRole).toString().replace(u'&', u"&&"_s));
}

} // namespace relevo::desktop
