#include "gui-client/fields/text_field.h"

#include "gui-client/icons.h"
#include "gui-client/spacing.h"
#include "gui-client/theme.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

TextEditor::TextEditor(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setMinimumHeight(fontMetrics().lineSpacing() * 3);
}

QSize TextEditor::sizeHint() const
{
    constexpr int lines = 5;
    return {256, fontMetrics().lineSpacing() * lines};
}

QString TextEditor::text() const
{
    return normalised(document()->toRawText());
}

QString TextEditor::normalised(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s);
    for (const char16_t end : {u'\r', u'\u2028', u'\u2029'})
        text.replace(QChar(end), u'\n');
    return text;
}

void TextEditor::replaceAll(const QString &text)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

bool TextEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasUrls() || QPlainTextEdit::canInsertFromMimeData(source);
}

void TextEditor::insertFromMimeData(const QMimeData *source)
{
    const QList<QUrl> urls = source->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile()) {
        Q_EMIT fileGiven(urls.first());
        return;
    }
    const QString text = source->text();
    if (text.size() + document()->characterCount() > FormModel::longestTyped / 4)
        Q_EMIT longTextGiven(text);
    else
        QPlainTextEdit::insertFromMimeData(source);
}

TextField::TextField(FormModel &form, int row, QWidget *parent)
    : Field(form, row, parent)
    , m_stack(new QStackedWidget(this))
    , m_editor(new TextEditor(this))
    , m_open(new QToolButton(this))
{
    m_stack->addWidget(m_editor);
    m_stack->addWidget(makeAttachment());
    setEditor(m_editor, m_stack);
    m_open->setIcon(icon(Glyph::Open));
    m_open->setAutoRaise(true);
    m_open->setFocusPolicy(Qt::TabFocus);
    m_open->setObjectName(u"openFile"_s);
    addTool(m_open);
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT fileWanted(this->row()); });
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (m_showing || !value(FormModel::AttachmentRole).toString().isEmpty())
            return;
        // Told after a drop, too, which has changed nothing yet; storing would stop the reading of the file.
        if (const QString text = m_editor->text();
            text != TextEditor::normalised(value(FormModel::ValueRole).toString()))
            store(text);
    });
    connect(m_editor, &TextEditor::fileGiven, this,
            [this](const QUrl &file) { this->form().attachFile(this->row(), file); });
    connect(m_editor, &TextEditor::longTextGiven, this,
            [this](const QString &text) { this->form().attachBytes(this->row(), tr("Pasted text"), text.toUtf8()); });
    connect(m_detach, &QPushButton::clicked, this, [this] {
        this->form().detach(this->row());
        m_editor->setFocus();
    });
    refresh();
}

QWidget *TextField::makeAttachment()
{
    auto *page = new QFrame(this);
    page->setFrameShape(QFrame::StyledPanel);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(section, section, section, section);
    layout->setSpacing(gap);
    auto *head = new QHBoxLayout;
    m_attachmentName = new QLabel(page);
    m_attachmentName->setTextFormat(Qt::PlainText);
    m_attachmentName->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_attachmentName->setObjectName(u"attachment"_s);
    m_attachmentName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_detach = new QPushButton(page);
    m_detach->setObjectName(u"detach"_s);
    m_detach->setAutoDefault(false);
    m_preview = new TextEditor(page);
    m_preview->setReadOnly(true);
    m_preview->setObjectName(u"preview"_s);
    m_preview->setFrameShape(QFrame::NoFrame);
    head->addWidget(m_attachmentName, 1);
    head->addWidget(m_detach);
    layout->addLayout(head);
    layout->addWidget(m_preview, 1);
    return page;
}

void TextField::showValue()
{
    const QString text = value(FormModel::ValueRole).toString();
    const QString attachment = value(FormModel::AttachmentRole).toString();
    m_showing = true;
    m_stack->setCurrentIndex(attachment.isEmpty() ? 0 : 1);
    m_attachmentName->setText(attachment);
    if (!attachment.isEmpty())
        m_preview->setPlainText(text);
    else if (TextEditor::normalised(text) != m_editor->text())
        m_editor->replaceAll(text);
    m_showing = false;
}

void TextField::translate()
{
    m_editor->setPlaceholderText(tr("Type or paste, or drop a file here"));
    m_open->setToolTip(tr("Take the content of a file"));
    m_open->setAccessibleName(tr("Open a file for “%1”").arg(value(FormModel::LabelRole).toString()));
    m_detach->setText(tr("Remove"));
    m_detach->setAccessibleName(tr("Remove the content of %1").arg(m_attachmentName->text()));
    m_preview->setAccessibleName(tr("Beginning of the content"));
}

void TextField::setMonospace(bool on)
{
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (TextEditor *text : {m_editor, m_preview})
        text->setFont(on ? fixed : font());
}

NumbersField::NumbersField(FormModel &form, int row, QWidget *parent)
    : TextField(form, row, parent)
    , m_comma(new QCheckBox(this))
{
    m_comma->setObjectName(u"decimalComma"_s);
    addOption(m_comma);
    connect(m_comma, &QCheckBox::toggled, &form, &FormModel::setDecimalComma);
    connect(&form, &FormModel::decimalCommaChanged, this, &Field::refresh);
    refresh();
}

void NumbersField::showValue()
{
    TextField::showValue();
    markFaults();
}

void NumbersField::translate()
{
    TextField::translate();
    editor()->setPlaceholderText(tr("Type numbers, paste them from a spreadsheet, or drop a file here"));
    m_comma->setText(tr("Decimal comma"));
    m_comma->setToolTip(tr("A comma between digits is a decimal sign: 1,5"));
    m_comma->setChecked(form().decimalComma());
    // Also while the user types: translate() is part of every refresh, showValue() is not.
    markFaults();
}

void NumbersField::markFaults()
{
    QList<QTextEdit::ExtraSelection> marks;
    const qsizetype length = editor()->document()->characterCount() - 1;
    for (const TextRange &fault : form().faults(row())) {
        if (fault.start + fault.length > length)
            continue; // of a text from before
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(editor()->document());
        mark.cursor.setPosition(static_cast<int>(fault.start));
        mark.cursor.setPosition(static_cast<int>(fault.start + fault.length), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(toneColour(palette(), Tone::Bad));
        mark.format.setBackground(toneBackground(palette(), Tone::Bad));
        marks += mark;
    }
    editor()->setExtraSelections(marks);
}

} // namespace relevo::desktop
