// Underlines in a text field what its row of the form did not understand (FormModel::faults()).
//
// Lives in the GUI's thread; belongs to the field that declares it.
#pragma once

#include "common/client/models/form_model.h"

#include <QColor>
#include <QPointer>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QtQml/qqmlregistration.h>

namespace relevo::mobile {

class FaultMarks : public QSyntaxHighlighter
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument *field READ field WRITE setField NOTIFY changed)
    Q_PROPERTY(relevo::FormModel *form READ form WRITE setForm NOTIFY changed)
    Q_PROPERTY(int row READ row WRITE setRow NOTIFY changed)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY changed)

public:
    explicit FaultMarks(QObject *parent = nullptr);

    QQuickTextDocument *field() const { return m_field; }
    void setField(QQuickTextDocument *field);
    FormModel *form() const { return m_form; }
    void setForm(FormModel *form);
    int row() const { return m_row; }
    void setRow(int row);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);

Q_SIGNALS:
    void changed();

protected:
    void highlightBlock(const QString &text) override;

private:
    void onData(const QModelIndex &first, const QModelIndex &last);
    void mark();

    QPointer<QQuickTextDocument> m_field;
    QPointer<FormModel> m_form;
    QList<TextRange> m_faults;
    QColor m_color = Qt::red;
    int m_row = -1;
};

} // namespace relevo::mobile
