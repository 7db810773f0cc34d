// Where a form's values come from when they are not typed: files, and the params of an earlier call.
#include "common/client/models/form_value.h"

#include "common/client/byte_view.h"
#include "common/client/models/graphemes.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <QFile>
#include <QFileInfo>

namespace relevo {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

/// The first lines.
QString previewOf(std::string_view utf8)
{
    constexpr qsizetype longest = 2000;
    constexpr qsizetype mostLines = 20;
    QString text = beginning(utf8, longest);
    qsizetype end = -1;
    for (qsizetype line = 0; line < mostLines; ++line) {
        end = text.indexOf(u'\n', end + 1);
        if (end < 0)
            return text;
    }
    text.truncate(end);
    return text;
}

FormEntry entryOf(const QString &name, QByteArray &&bytes)
{
    FormEntry entry;
    if (bytes.size() <= longestTypedValue) {
        entry.text = QString::fromUtf8(bytes);
        return entry;
    }
    entry.attached = true;
    entry.name = name;
    entry.text = previewOf(viewOf(bytes));
    entry.bytes = std::move(bytes);
    return entry;
}

FormProblem::Kind fileFault(const QFileInfo &info)
{
    if (!info.exists())
        return FormProblem::Kind::NoFile;
    if (info.isDir())
        return FormProblem::Kind::Folder;
    if (!info.isFile()) // reading a pipe or a device may never end
        return FormProblem::Kind::NoPlainFile;
    return FormProblem::Kind::None;
}

FormProblem tooLong(const QString &name)
{
    FormProblem problem;
    problem.kind = FormProblem::Kind::FileTooLong;
    problem.subject = name;
    problem.bound = static_cast<double>(longestAttachment);
    return problem;
}

// From JSON to what would have been typed for it. False if it is no value of the kind.

bool readText(JsonCursor &cursor, FormEntry &entry)
{
    JsonString string;
    std::string text;
    if (cursor.peek() != JsonKind::String || !cursor.readString(string) || !appendUnescaped(string, text))
        return false;
    entry = entryOf({}, QByteArray::fromStdString(text));
    return true;
}

bool readNumbers(JsonCursor &cursor, FormEntry &entry)
{
    // A few beside each other; a field whose one line is long is slow to show.
    constexpr std::size_t mostInLine = 100;
    if (cursor.peek() != JsonKind::Array || !cursor.enterArray())
        return false;
    std::string text;
    std::size_t count = 0;
    std::string_view number;
    for (; cursor.nextElement(); ++count) {
        if (!cursor.readNumber(number))
            return false;
        if (count != 0)
            text += count % mostInLine == 0 ? std::string_view("\n") : std::string_view(", ");
        text += number;
    }
    if (cursor.failed())
        return false;
    if (count == 0)
        text = "[]"; // nothing would be no value
    entry = entryOf({}, QByteArray::fromStdString(text));
    return true;
}

bool readNumber(JsonCursor &cursor, FormEntry &entry)
{
    std::string_view number;
    if (cursor.peek() != JsonKind::Number || !cursor.readNumber(number))
        return false;
    entry = entryOf({}, QByteArray(number.data(), static_cast<qsizetype>(number.size())));
    return true;
}

bool readSwitch(JsonCursor &cursor, FormEntry &entry)
{
    const JsonKind kind = cursor.peek();
    if (kind != JsonKind::True && kind != JsonKind::False)
        return false;
    entry.text = kind == JsonKind::True ? QStringLiteral("true") : QStringLiteral("false");
    return cursor.skipValue();
}

bool readValue(JsonCursor &cursor, ParamKind kind, FormEntry &entry)
{
    switch (kind) {
    case ParamKind::Text:
    case ParamKind::Choice:
        return readText(cursor, entry);
    case ParamKind::Numbers:
        return readNumbers(cursor, entry);
    case ParamKind::Number:
    case ParamKind::Integer:
        return readNumber(cursor, entry);
    case ParamKind::Switch:
        return readSwitch(cursor, entry);
    }
    return false;
}

bool readByName(JsonCursor &cursor, const TaskDescription &task, std::vector<FormEntry> &entries)
{
    JsonString key;
    cursor.enterObject();
    while (cursor.nextMember(key)) {
        std::size_t index = 0;
        while (index < entries.size() && !equals(key, task.params[index].name))
            ++index;
        if (index == entries.size() || !readValue(cursor, task.params[index].kind, entries[index]))
            return false;
    }
    return !cursor.failed();
}

bool readByPosition(JsonCursor &cursor, const TaskDescription &task, std::vector<FormEntry> &entries)
{
    cursor.enterArray();
    for (std::size_t index = 0; cursor.nextElement(); ++index) {
        if (index == entries.size() || !readValue(cursor, task.params[index].kind, entries[index]))
            return false;
    }
    return !cursor.failed();
}

} // namespace

FormEntry entryOfText(const QString &text)
{
    FormEntry entry;
    entry.halfCharacter = halfCharacter(text);
    entry.bytes = text.toUtf8();
    entry.attached = true;
    entry.text = previewOf(viewOf(entry.bytes));
    return entry;
}

FormEntry entryOfBytes(const QString &name, QByteArray bytes, FormProblem &problem)
{
    problem = {};
    problem.subject = name;
    if (bytes.size() > longestAttachment) {
        problem = tooLong(name);
        return {};
    }
    if (!isValidUtf8(viewOf(bytes))) {
        problem.kind = FormProblem::Kind::FileNotUtf8;
        problem.number = static_cast<double>(firstInvalidUtf8(viewOf(bytes)));
        return {};
    }
    if (viewOf(bytes).starts_with(byteOrderMark))
        bytes.remove(0, static_cast<qsizetype>(byteOrderMark.size()));
    return entryOf(name, std::move(bytes));
}

FormEntry entryOfFile(const QString &path, FormProblem &problem)
{
    const QFileInfo info(path);
    const QString name = info.fileName().isEmpty() ? path : info.fileName();
    problem = {};
    problem.subject = name;
    problem.kind = fileFault(info);
    if (problem)
        return {};
    if (info.size() > longestAttachment) {
        problem = tooLong(name);
        return {};
    }
    QFile file(path);
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    if (!file.isOpen() || file.error() != QFileDevice::NoError) {
        problem.kind = FormProblem::Kind::NotReadable;
        return {};
    }
    return entryOfBytes(name, bytes, problem);
}

std::optional<std::vector<FormEntry>> entriesOfParams(const QByteArray &params, const TaskDescription &task)
{
    const std::string_view text = viewOf(params);
    std::vector<FormEntry> entries(task.params.size());
    JsonCursor cursor(text);
    const JsonKind kind = isValidUtf8(text) ? cursor.peek() : JsonKind::Invalid;
    const bool ok = kind == JsonKind::Object  ? readByName(cursor, task, entries)
                    : kind == JsonKind::Array ? readByPosition(cursor, task, entries)
                                              : false;
    if (!ok || !cursor.atEnd())
        return std::nullopt;
    return entries;
}

} // namespace relevo
