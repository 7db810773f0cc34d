#include "mobile-client/fault_marks.h"

#include <algorithm>

namespace relevo::mobile {

FaultMarks::FaultMarks(QObject *parent)
    : QSyntaxHighlighter(parent)
{}

void FaultMarks::setField(QQuickTextDocument *field)
{
    m_field = field;
    setDocument(field ? field->textDocument() : nullptr);
    Q_EMIT changed();
}

void FaultMarks::setForm(FormModel *form)
{
    if (m_form)
        m_form->disconnect(this);
    m_form = form;
    if (form)
        connect(form, &QAbstractItemModel::dataChanged, this, &FaultMarks::onData);
    mark();
    Q_EMIT changed();
}

void FaultMarks::setRow(int row)
{
    m_row = row;
    mark();
    Q_EMIT changed();
}

void FaultMarks::setColor(const QColor &color)
{
    m_color = color;
    rehighlight();
    Q_EMIT changed();
}

void FaultMarks::onData(const QModelIndex &first, const QModelIndex &last)
{
    if (m_row >= first.row() && m_row <= last.row())
        mark();
}

void FaultMarks::mark()
{
    QList<TextRange> faults;
    if (const FormModel *form = m_form.data(); form && m_row >= 0 && m_row < form->rowCount())
        faults = form->faults(m_row);
    if (faults == m_faults)
        return;
    m_faults = std::move(faults);
    rehighlight();
}

void FaultMarks::highlightBlock(const QString &text)
{
    QTextCharFormat format;
    format.setForeground(m_color);
    format.setFontUnderline(true);
    const qsizetype begin = currentBlock().position();
    for (const TextRange &fault : std::as_const(m_faults)) {
        const qsizetype start = std::max<qsizetype>(fault.start - begin, 0);
        const qsizetype end = std::min(fault.start + fault.length - begin, text.size());
        if (start < end)
            setFormat(static_cast<int>(start), static_cast<int>(end - start), format);
    }
}

} // namespace relevo::mobile
