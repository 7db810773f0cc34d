// Yes or no.
#pragma once

#include "gui-client/fields/field.h"

class QCheckBox;

namespace relevo::desktop {

class SwitchField : public Field
{
    Q_OBJECT

public:
    SwitchField(FormModel &form, int row, QWidget *parent);

protected:
    void showValue() override;
    void translate() override;

private:
    QCheckBox *m_box;
};

} // namespace relevo::desktop
