#include "gui-client/fields/field.h"

#include "gui-client/fields/choice_field.h"
#include "gui-client/fields/line_field.h"
#include "gui-client/fields/switch_field.h"
#include "gui-client/fields/text_field.h"
#include "gui-client/spacing.h"
#include "gui-client/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

Field *Field::create(FormModel &form, int row, QWidget *parent)
{
    switch (static_cast<FormModel::Kind>(form.index(row).data(FormModel::KindRole).toInt())) {
    case FormModel::Kind::Text:
        return new TextField(form, row, parent);
    case FormModel::Kind::Numbers:
        return new NumbersField(form, row, parent);
    case FormModel::Kind::Number:
    case FormModel::Kind::Integer:
        return new LineField(form, row, parent);
    case FormModel::Kind::Choice:
        return new ChoiceField(form, row, parent);
    case FormModel::Kind::Switch:
        return new SwitchField(form, row, parent);
    }
    return new LineField(form, row, parent); // a kind that a later server has
}

Field::Field(FormModel &form, int row, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_row(row)
    , m_layout(new QVBoxLayout(this))
    , m_head(new QHBoxLayout)
    , m_foot(new QHBoxLayout)
    , m_label(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_note(new QLabel(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(tight);
    m_head->setSpacing(gap);
    m_foot->setSpacing(gap);
    m_head->addWidget(m_label, 1);
    m_head->addWidget(m_summary);
    m_layout->addLayout(m_head);
    m_foot->addWidget(m_note, 1, Qt::AlignTop);
    m_layout->addLayout(m_foot);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_label->setFont(bold);
    for (QLabel *text : {m_label, m_summary, m_note})
        text->setTextFormat(text == m_label ? Qt::AutoText : Qt::PlainText);
    m_summary->setObjectName(u"summary"_s);
    m_note->setObjectName(u"note"_s);
    for (QLabel *text : {m_label, m_note})
        text->setWordWrap(true);
    setObjectName(u"field_"_s + value(FormModel::NameRole).toString());
}

void Field::setEditor(QWidget *editor, QWidget *content)
{
    m_editor = editor;
    m_editor->setObjectName(u"editor_"_s + value(FormModel::NameRole).toString());
    m_label->setBuddy(editor);
    setFocusProxy(editor);
    m_layout->insertWidget(1, content, isTall() ? 1 : 0);
    setSizePolicy(QSizePolicy::Preferred, isTall() ? QSizePolicy::Expanding : QSizePolicy::Maximum);
}

void Field::addTool(QWidget *tool)
{
    m_head->addWidget(tool);
}

void Field::addOption(QWidget *option)
{
    m_foot->addWidget(option, 0, Qt::AlignTop);
}

QVariant Field::value(int role) const
{
    return m_form.index(m_row).data(role);
}

void Field::store(const QVariant &value)
{
    m_storing = true; // what the user types is not written back into the editor
    m_form.setValue(m_row, value);
    refresh();
    m_storing = false;
}

void Field::refresh()
{
    const QString name = value(FormModel::LabelRole).toString();
    const bool optional = !value(FormModel::RequiredRole).toBool();
    QString shown = name;
    shown.replace(u'&', u"&&"_s);
    m_label->setText(optional ? tr("%1 (optional)", "a form's field").arg(shown) : shown);
    m_summary->setText(value(FormModel::SummaryRole).toString());
    translate();
    if (!m_storing)
        showValue();
    showNote();
    if (m_editor) {
        m_editor->setAccessibleName(name);
        m_editor->setAccessibleDescription(m_note->text());
    }
}

// What is wrong, else what it is for and its bounds.
void Field::showNote()
{
    const QString problem = value(FormModel::ProblemRole).toString();
    QStringList parts{value(FormModel::HelpRole).toString(), value(FormModel::BoundsRole).toString()};
    if (const QString standing = value(FormModel::DefaultRole).toString(); !standing.isEmpty())
        parts += tr("If left empty: %1").arg(standing);
    parts.removeAll({});
    m_note->setText(problem.isEmpty() ? parts.join(u" · "_s) : problem);
    m_note->setVisible(!m_note->text().isEmpty());
    for (QLabel *text : {m_summary, m_note}) {
        const Tone tone = text == m_note && !problem.isEmpty() ? Tone::Bad : Tone::Neutral;
        QPalette colours = text->palette();
        colours.setColor(QPalette::WindowText, toneColour(palette(), tone));
        text->setPalette(colours);
    }
}

void Field::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_editor && (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange))
        refresh();
}

} // namespace relevo::desktop
