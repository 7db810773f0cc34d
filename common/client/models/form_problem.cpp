#include "common/client/models/form_problem.h"

#include "common/client/models/quantity_text.h"

#include <QCoreApplication>

namespace relevo {

namespace {

struct FormProblemTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::FormProblem)
};

qint64 whole(double number)
{
    return static_cast<qint64>(number);
}

QString fileText(const FormProblem &problem)
{
    switch (problem.kind) {
    case FormProblem::Kind::NoFile:
        return FormProblemTexts::tr("There is no file “%1”.").arg(problem.subject);
    case FormProblem::Kind::Folder:
        return FormProblemTexts::tr("“%1” is a folder, not a file.").arg(problem.subject);
    case FormProblem::Kind::NoPlainFile:
        return FormProblemTexts::tr("“%1” is no ordinary file.").arg(problem.subject);
    case FormProblem::Kind::FileTooLong:
        return FormProblemTexts::tr("“%1” is too long: at most %2.")
            .arg(problem.subject, sizeText(whole(problem.bound)));
    case FormProblem::Kind::FileNotUtf8:
        return FormProblemTexts::tr("“%1” is no text in UTF-8 (see its byte at offset %2). Save it as UTF-8 first.")
            .arg(problem.subject, numberText(problem.number));
    default:
        return FormProblemTexts::tr("“%1” cannot be read.").arg(problem.subject);
    }
}

} // namespace

QString FormProblem::text() const
{
    switch (kind) {
    case Kind::None:
        return {};
    case Kind::Typed:
        return typed.text();
    case Kind::Missing:
        return FormProblemTexts::tr("This is needed.", "an empty field that must be filled in");
    case Kind::HalfCharacter:
        return FormProblemTexts::tr("The text contains half a character (an unpaired surrogate) at position %1.")
            .arg(numberText(number));
    case Kind::TooFew:
        return FormProblemTexts::tr("Too few: at least %1.", "%1: “3 numbers”").arg(numberCountText(whole(bound)));
    case Kind::TooMany:
        return FormProblemTexts::tr("Too many: at most %1.", "%1: “3 numbers”").arg(numberCountText(whole(bound)));
    case Kind::TooShort:
        return FormProblemTexts::tr("Too short: at least %1.", "%1: “3 bytes”").arg(byteCountText(whole(bound)));
    case Kind::TooLong:
        return FormProblemTexts::tr("Too long: at most %1.", "%1: “3 bytes”").arg(byteCountText(whole(bound)));
    case Kind::TooSmall:
        return FormProblemTexts::tr("Too small: at least %1.", "%1: a number").arg(numberText(bound));
    case Kind::TooGreat:
        return FormProblemTexts::tr("Too great: at most %1.", "%1: a number").arg(numberText(bound));
    case Kind::NoFile:
    case Kind::Folder:
    case Kind::NoPlainFile:
    case Kind::NotReadable:
    case Kind::FileTooLong:
    case Kind::FileNotUtf8:
        return fileText(*this);
    case Kind::OtherParams:
        return FormProblemTexts::tr("The earlier values do not fit this task.");
    case Kind::NoMemory:
        return FormProblemTexts::tr("There is not enough memory for this.");
    }
    return {};
}

} // namespace relevo
