// A number in a field of one line: its digits stay as they are typed.
#pragma once

#include "gui-client/fields/field.h"

class QLineEdit;

namespace relevo::desktop {

class LineField : public Field
{
    Q_OBJECT

public:
    LineField(FormModel &form, int row, QWidget *parent);

protected:
    void showValue() override;
    void translate() override;

private:
    QLineEdit *m_edit;
};

} // namespace relevo::desktop
