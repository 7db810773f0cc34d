#include "gui-client/fields/line_field.h"

#include <QLineEdit>

namespace relevo::desktop {

namespace {

constexpr int widest = 320; // a number is not a sentence

} // namespace

LineField::LineField(FormModel &form, int row, QWidget *parent)
    : Field(form, row, parent)
    , m_edit(new QLineEdit(this))
{
    m_edit->setMaximumWidth(widest);
    setEditor(m_edit, m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &LineField::store);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text != value(FormModel::ValueRole).toString())
            store(text); // undone, or redone
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &Field::submitted);
    refresh();
}

void LineField::showValue()
{
    const QString text = value(FormModel::ValueRole).toString();
    if (text == m_edit->text())
        return;
    // Unlike setText() this can be undone.
    m_edit->selectAll();
    m_edit->insert(text);
}

void LineField::translate()
{
    m_edit->setPlaceholderText(value(FormModel::DefaultRole).toString());
}

} // namespace relevo::desktop
