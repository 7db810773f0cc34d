// The command line of the desktop application.
#pragma once

#include <QString>
#include <QStringList>

namespace relevo::desktop {

struct Options
{
    bool help = false;
    bool version = false;
    bool smoke = false;
    QString server;   ///< HOST:PORT
    QString language; ///< `en` or `es`
    QString error;    ///< what is wrong with the words, for people; empty: nothing
};

/// `words`: the arguments, the program's name left out.
Options parseOptions(const QStringList &words);
QString helpText();

} // namespace relevo::desktop
