// What `relevo-mobile` was started with.
#pragma once

#include <QString>
#include <QStringList>

namespace relevo::mobile {

struct CommandLine
{
    enum class Task : unsigned char { Run, Smoke, Help, Version, Wrong };
    Task task = Task::Run;
    QString server;   ///< HOST:PORT, a good one; empty: not given
    QString language; ///< `en` or `es`; empty: not given
    QString text;     ///< of Help, Version and Wrong: what to print, in the user's language

    /// `words`: without the program's name. A QCoreApplication must exist, for the texts.
    static CommandLine parse(const QStringList &words);
    /// The language that is asked for, whatever else is wrong: so that errors can be told in it. Needs nothing.
    static QString languageOf(const QStringList &words);
    /// Help or version stand there: no window is needed, and so no display.
    static bool wantsTextOnly(const QStringList &words);
};

} // namespace relevo::mobile
