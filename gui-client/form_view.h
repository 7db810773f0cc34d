// The form of a task, a field per row of its FormModel: knows kinds of parameters, no task.
//
// Lives in the GUI's thread. The model must outlive it.
#pragma once

#include "common/client/models/form_model.h"

#include <QScrollArea>

#include <vector>

class QVBoxLayout;

namespace relevo::desktop {

class Field;

class FormView : public QScrollArea
{
    Q_OBJECT

public:
    explicit FormView(FormModel &form, QWidget *parent = nullptr);

    void setMonospace(bool on);
    void focusField(int row);
    /// The first one.
    void focusFirst();
    /// The row that a file goes to when nobody says to which; -1: none takes files.
    int rowForFiles() const;

Q_SIGNALS:
    void fileWanted(int row);
    void submitted();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void rebuild();
    void refresh(int first, int last);
    std::vector<std::pair<QString, int>> shape() const;

    FormModel &m_form;
    QWidget *m_page;
    QVBoxLayout *m_layout;
    std::vector<Field *> m_fields;
    std::vector<std::pair<QString, int>> m_shape; ///< what the fields were made for: names and kinds
    bool m_monospace = false;
};

} // namespace relevo::desktop
