// The value of one row of a form: what was typed or attached, and what it makes of itself as JSON. Private to the form
// model.
//
// Plain values and pure functions; thread-safe. Long values take their time: not for the GUI's thread.
#pragma once

#include "common/client/models/form_problem.h"
#include "common/protocol/task_description.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace relevo {

/// A part of a value's text, in UTF-16 code units.
struct TextRange
{
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const TextRange &) const = default;
};

struct FormEntry
{
    QString text; ///< as typed, "true" or "false" of a switch; of an attachment its beginning
    bool attached = false;
    QString name;              ///< the attachment's; empty: it was pasted
    QByteArray bytes;          ///< the attachment's content: UTF-8
    qint64 halfCharacter = -1; ///< where the text that was attached had an unpaired surrogate; -1: nowhere

    bool operator==(const FormEntry &) const = default;
};

/// A value of more bytes is an attachment.
inline constexpr qsizetype longestTypedValue = 256 * 1024;
inline constexpr qsizetype longestAttachment = 1024 * 1024 * 1024;
inline constexpr qsizetype mostFaultsShown = 100;

/// What a value comes to.
struct CheckedValue
{
    QByteArray object; ///< `{"name":value}`; empty: it is left out, or wrong
    FormProblem problem;
    qint64 characters = 0; ///< of a text, as people perceive them
    qint64 bytes = 0;      ///< of a text
    qint64 understood = 0; ///< numbers
    qint64 notUnderstood = 0;
    QList<TextRange> faults; ///< in the typed text
};

CheckedValue checkedValue(const FormEntry &entry, const ParamDescription &param, bool decimalComma);

/// Nothing has been entered.
bool isLeftEmpty(const FormEntry &entry, ParamKind kind);

/// Where a text has an unpaired surrogate, which is no character and nothing in UTF-8; -1: nowhere.
qint64 halfCharacter(QStringView text);

/// Typed if it is short, else attached. A byte order mark is dropped.
FormEntry entryOfBytes(const QString &name, QByteArray bytes, FormProblem &problem);
/// Attached.
FormEntry entryOfText(const QString &text);
/// `path` may be anything; what is no readable file in UTF-8 is a problem.
FormEntry entryOfFile(const QString &path, FormProblem &problem);
/// The entries that `params`, of an earlier call, were made from: one per parameter of the task; nothing if they are
/// none for it.
std::optional<std::vector<FormEntry>> entriesOfParams(const QByteArray &params, const TaskDescription &task);

} // namespace relevo
