#include "gui-client/form_view.h"

#include "gui-client/fields/field.h"
#include "gui-client/spacing.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

FormView::FormView(FormModel &form, QWidget *parent)
    : QScrollArea(parent)
    , m_form(form)
    , m_page(new QWidget(this))
    , m_layout(new QVBoxLayout(m_page))
{
    setObjectName(u"form"_s);
    setWidget(m_page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAcceptDrops(true);
    // The page's own background is the window's.
    viewport()->setAutoFillBackground(false);
    m_page->setAutoFillBackground(false);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(section);
    connect(&form, &FormModel::taskChanged, this, &FormView::rebuild);
    connect(&form, &FormModel::modelReset, this, &FormView::rebuild);
    connect(&form, &FormModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { refresh(first.row(), last.row()); });
    rebuild();
}

std::vector<std::pair<QString, int>> FormView::shape() const
{
    std::vector<std::pair<QString, int>> shape;
    for (int row = 0; row < m_form.count(); ++row) {
        const QModelIndex index = m_form.index(row);
        const QStringList choices = index.data(FormModel::ChoicesRole).toStringList();
        shape.emplace_back(index.data(FormModel::NameRole).toString() + u'\n' + choices.join(u'\n'),
                           index.data(FormModel::KindRole).toInt());
    }
    return shape;
}

// The same fields stay where the parameters are the same, with their cursors and their undo.
void FormView::rebuild()
{
    const auto wanted = shape();
    if (wanted == m_shape && !m_fields.empty()) {
        refresh(0, m_form.count() - 1);
        return;
    }
    m_shape = wanted;
    for (Field *field : m_fields)
        delete field;
    m_fields.clear();
    while (QLayoutItem *item = m_layout->takeAt(0))
        delete item;
    bool anyTall = false;
    for (int row = 0; row < m_form.count(); ++row) {
        Field *field = Field::create(m_form, row, m_page);
        field->setMonospace(m_monospace);
        connect(field, &Field::fileWanted, this, &FormView::fileWanted);
        connect(field, &Field::submitted, this, &FormView::submitted);
        m_layout->addWidget(field, field->isTall() ? 1 : 0);
        anyTall = anyTall || field->isTall();
        m_fields.push_back(field);
        field->setVisible(true);
    }
    if (!anyTall)
        m_layout->addStretch(1);
}

void FormView::refresh(int first, int last)
{
    for (Field *field : m_fields) {
        if (field->row() >= first && field->row() <= last)
            field->refresh();
    }
}

void FormView::setMonospace(bool on)
{
    m_monospace = on;
    for (Field *field : m_fields)
        field->setMonospace(on);
}

void FormView::focusField(int row)
{
    if (row < 0 || row >= static_cast<int>(m_fields.size()))
        return;
    Field *field = m_fields[static_cast<std::size_t>(row)];
    field->setFocus(Qt::OtherFocusReason);
    ensureWidgetVisible(field);
}

void FormView::focusFirst()
{
    focusField(0);
}

int FormView::rowForFiles() const
{
    // The one where the user is, else the main one.
    for (const Field *field : m_fields) {
        if (field->takesFiles() && field->isAncestorOf(focusWidget()))
            return field->row();
    }
    return m_form.mainRow();
}

void FormView::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile() && m_form.mainRow() >= 0)
        event->acceptProposedAction();
}

void FormView::dropEvent(QDropEvent *event)
{
    const QPoint place = m_page->mapFrom(this, event->position().toPoint());
    const auto hit = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field *field) {
        return field->takesFiles() && field->geometry().contains(place);
    });
    const int row = hit != m_fields.end() ? (*hit)->row() : m_form.mainRow();
    if (row < 0)
        return;
    m_form.attachFile(row, event->mimeData()->urls().value(0));
    event->acceptProposedAction();
}

} // namespace relevo::desktop
