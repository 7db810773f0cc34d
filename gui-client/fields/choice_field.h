// One of some words.
#pragma once

#include "gui-client/fields/field.h"

class QComboBox;

namespace relevo::desktop {

class ChoiceField : public Field
{
    Q_OBJECT

public:
    ChoiceField(FormModel &form, int row, QWidget *parent);

protected:
    void showValue() override;
    void translate() override;

private:
    QComboBox *m_box;
};

} // namespace relevo::desktop
