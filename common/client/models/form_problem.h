// What is wrong with a row of a form: kept as a value, so that its words can be had in whatever language is spoken now.
#pragma once

#include "common/client/param_text.h"

#include <QString>

namespace relevo {

struct FormProblem
{
    enum class Kind : unsigned char {
        None,
        Typed,         ///< `typed` says what
        Missing,       ///< the parameter must be given
        HalfCharacter, ///< half a surrogate pair, at `number`
        TooFew,        ///< items: at least `bound`, not `number`
        TooMany,
        TooShort, ///< bytes
        TooLong,
        TooSmall, ///< values: at least `bound`
        TooGreat,
        NoFile,      ///< `subject` is a file's name
        Folder,      ///< it is a folder
        NoPlainFile, ///< a device, a pipe …
        NotReadable,
        FileTooLong, ///< `bound` bytes are the most
        FileNotUtf8, ///< the byte at `number`
        OtherParams, ///< params of an earlier call that are none for this task
        NoMemory,
    };

    Kind kind = Kind::None;
    TypedProblem typed;
    QString subject;
    double bound = 0;
    double number = 0;

    /// The row's value could not be had at all.
    bool isOfSource() const { return kind >= Kind::NoFile; }
    explicit operator bool() const { return kind != Kind::None; }
    /// For people, in the language that tr() speaks now.
    QString text() const;
};

} // namespace relevo
