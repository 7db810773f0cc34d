// One parameter of a form: its label, its editor, what is understood of it, what is wrong with it. What an editor is
// like is the subclass's, by the parameter's kind; everything else is here.
//
// Lives in the GUI's thread, as long as the form has the row.
#pragma once

#include "common/client/models/form_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace relevo::desktop {

class Field : public QWidget
{
    Q_OBJECT

public:
    /// The field for a row's kind: the one place that knows which there are. The parent owns it.
    static Field *create(FormModel &form, int row, QWidget *parent);

    int row() const { return m_row; }
    /// Shows the row as the model has it, in the present language.
    void refresh();
    virtual void setMonospace(bool /*on*/) {}
    /// It takes what height there is.
    virtual bool isTall() const { return false; }
    /// A file can become its value.
    virtual bool takesFiles() const { return false; }

Q_SIGNALS:
    /// The user wants to choose a file for this row.
    void fileWanted(int row);
    /// Enter in a field of one line.
    void submitted();

protected:
    Field(FormModel &form, int row, QWidget *parent);

    /// `editor` is what the label belongs to, `content` what is laid out (the editor itself, or what it stands in).
    void setEditor(QWidget *editor, QWidget *content);
    /// Beside the label, at the right.
    void addTool(QWidget *tool);
    /// Below it, at the right of what is said there.
    void addOption(QWidget *option);
    virtual void showValue() = 0;
    virtual void translate() {}
    void changeEvent(QEvent *event) override;

    FormModel &form() const { return m_form; }
    QVariant value(int role) const;
    void store(const QVariant &value);
    QLabel *label() const { return m_label; }

private:
    void showNote();

    FormModel &m_form;
    int m_row;
    QVBoxLayout *m_layout;
    QHBoxLayout *m_head;
    QHBoxLayout *m_foot;
    QLabel *m_label;
    QLabel *m_summary;
    QLabel *m_note;
    QWidget *m_editor = nullptr;
    bool m_storing = false;
};

} // namespace relevo::desktop
