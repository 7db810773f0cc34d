// Text of any length and lists of numbers: typed, pasted, dropped, or a file's content. What is too long for a field
// stands there as an attachment, with its beginning to look at.
#pragma once

#include "gui-client/fields/field.h"

#include <QPlainTextEdit>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace relevo::desktop {

/// A text editor to which files and long texts can be given, and which Tab leaves.
class TextEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextEditor(QWidget *parent = nullptr);
    /// A few lines: where there is more room it grows.
    QSize sizeHint() const override;
    /// What was typed, no-break spaces included (toPlainText() makes plain ones of them); lines end with LF.
    QString text() const;
    /// A text as text() tells it once it is in an editor.
    static QString normalised(QString text);
    /// As one step that can be undone.
    void replaceAll(const QString &text);

Q_SIGNALS:
    void fileGiven(const QUrl &file);
    void longTextGiven(const QString &text);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
};

class TextField : public Field
{
    Q_OBJECT

public:
    TextField(FormModel &form, int row, QWidget *parent);

    bool isTall() const override { return true; }
    bool takesFiles() const override { return true; }
    void setMonospace(bool on) override;

protected:
    void showValue() override;
    void translate() override;
    TextEditor *editor() const { return m_editor; }

private:
    QWidget *makeAttachment();

    QStackedWidget *m_stack;
    TextEditor *m_editor;
    QLabel *m_attachmentName = nullptr;
    TextEditor *m_preview = nullptr;
    QPushButton *m_detach = nullptr;
    QToolButton *m_open = nullptr;
    bool m_showing = false; ///< what stands in the editor comes from the model
};

class NumbersField : public TextField
{
    Q_OBJECT

public:
    NumbersField(FormModel &form, int row, QWidget *parent);

protected:
    void showValue() override;
    void translate() override;

private:
    void markFaults();

    QCheckBox *m_comma;
};

} // namespace relevo::desktop
