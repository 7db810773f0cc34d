#include "mobile-client/command_line.h"

#include "common/client/models/connection_model.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace relevo::mobile {

using namespace Qt::StringLiterals;

namespace {

QString said(const char *source)
{
    return QCoreApplication::translate("CommandLine", source);
}

CommandLine saying(CommandLine::Task task, const QString &text)
{
    CommandLine line;
    line.task = task;
    line.text = text;
    return line;
}

CommandLine wrong(const QString &why)
{
    return saying(CommandLine::Task::Wrong, why);
}

} // namespace

CommandLine CommandLine::parse(const QStringList &words)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        said(QT_TRANSLATE_NOOP("CommandLine", "Relevo's mobile application: tasks for a server, in a phone's shape.")));
    const QCommandLineOption help({u"h"_s, u"help"_s}, said(QT_TRANSLATE_NOOP("CommandLine", "Shows this help.")));
    const QCommandLineOption version({u"v"_s, u"version"_s},
                                     said(QT_TRANSLATE_NOOP("CommandLine", "Shows the version.")));
    const QCommandLineOption server(u"server"_s, said(QT_TRANSLATE_NOOP("CommandLine", "The server to connect to.")),
                                    u"HOST:PORT"_s);
    const QCommandLineOption language(
        u"language"_s, said(QT_TRANSLATE_NOOP("CommandLine", "The language: English or Spanish.")), u"en|es"_s);
    const QCommandLineOption smoke(
        u"smoke"_s, said(QT_TRANSLATE_NOOP(
                        "CommandLine", "Opens the window, asks the server once, and ends: 0 if it answered, else 1.")));
    parser.addOptions({help, version, server, language, smoke});

    CommandLine line;
    if (!parser.parse(QStringList{QCoreApplication::applicationName()} + words))
        return wrong(parser.errorText());
    if (parser.isSet(help))
        return saying(Task::Help, parser.helpText().trimmed());
    if (parser.isSet(version))
        return saying(Task::Version,
                      QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion());
    if (!parser.positionalArguments().isEmpty())
        return wrong(said(QT_TRANSLATE_NOOP("CommandLine", "Unexpected argument: %1"))
                         .arg(parser.positionalArguments().first()));
    line.server = parser.value(server);
    if (parser.isSet(server)) {
        if (const QString problem = ConnectionModel::problemOf(line.server); !problem.isEmpty())
            return wrong(problem);
    }
    line.language = parser.value(language);
    if (parser.isSet(language) && line.language != u"en"_s && line.language != u"es"_s)
        return wrong(said(QT_TRANSLATE_NOOP("CommandLine", "The language is en or es, not %1")).arg(line.language));
    if (parser.isSet(smoke))
        line.task = Task::Smoke;
    return line;
}

QString CommandLine::languageOf(const QStringList &words)
{
    const QString option = u"--language"_s;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words.at(i).startsWith(option + u'='))
            return words.at(i).mid(option.size() + 1);
        if (words.at(i) == option && i + 1 < words.size())
            return words.at(i + 1);
    }
    return {};
}

bool CommandLine::wantsTextOnly(const QStringList &words)
{
    return words.contains(u"--help"_s) || words.contains(u"-h"_s) || words.contains(u"--version"_s) ||
           words.contains(u"-v"_s);
}

} // namespace relevo::mobile
