#include "console-client/help.h"

#include "console-client/result_text.h"
#include "console-client/task_command.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace relevo::console {

namespace {

struct HelpTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Help)
};

using namespace Qt::StringLiterals;

QString row(const QString &name, const QString &help)
{
    constexpr qsizetype column = 26;
    const QString gap = name.size() + 2 > column - 2 ? u"\n"_s + QString(column, u' ') : QString();
    return (u"  "_s + name).leftJustified(gap.isEmpty() ? column : 0) + gap + help + u'\n';
}

QString optionRows(const std::vector<OptionSpec> &specs)
{
    QString text;
    for (const OptionSpec &spec : specs) {
        const QString value = spec.valueName.empty() ? QString() : u' ' + fromBytes(spec.valueName);
        text += row(u"--"_s + fromBytes(spec.name) + value, spec.help);
    }
    return text;
}

QString heading(const QString &text)
{
    return u'\n' + text + u'\n';
}

// The main parameter as the usage calls it.
QString mainName(const ParamDescription &main, const Language &language)
{
    const QString label = language.of(main.label);
    return (label.isEmpty() ? QString::fromStdString(main.name) : label).toUpper().replace(u' ', u'-');
}

QString mainWords(const TaskDescription &task, const Language &language)
{
    if (task.params.empty())
        return {};
    const ParamDescription &main = task.params.front();
    const QString name = mainName(main, language);
    const QString words = main.kind == ParamKind::Numbers ? name + u" …"_s : name;
    return HelpTexts::tr("%1 | - | --file FILE").arg(words);
}

// A usage without words does not end in a blank.
QString usage(const QString &name, const QString &words)
{
    return HelpTexts::tr("Usage: relevo %1 [OPTIONS] %2\n").arg(name, words).replace(u" \n"_s, u"\n"_s);
}

} // namespace

QString programHelp(const CatalogStore &catalog, const Language &language)
{
    QString text = HelpTexts::tr("Usage: relevo [OPTIONS] [COMMAND …]\n"
                                 "Without a command: a menu.\n");
    text += heading(HelpTexts::tr("Tasks:"));
    for (const TaskDescription &task : catalog.tasks())
        text += row(taskVerb(task), language.of(task.summary));
    text += heading(HelpTexts::tr("Commands:"));
    for (const Command &command : builtinCommands())
        text += row(fromBytes(command.name + (command.synopsis.empty() ? "" : " ") + command.synopsis), command.help);
    text += heading(HelpTexts::tr("Options:")) + optionRows(commonOptions());
    text += heading(HelpTexts::tr("Exit codes:"));
    text += row(u"0"_s, HelpTexts::tr("done")) +
            row(u"1"_s,
                HelpTexts::tr("the server answered with an error, the task failed or was cancelled; of audit: it does "
                              "not add up")) +
            row(u"2"_s, HelpTexts::tr("wrong use, or params or a method that the server does not know")) +
            row(u"3"_s, HelpTexts::tr("no connection, or no reply in time; of wait and watch: not final in time")) +
            row(u"130"_s, HelpTexts::tr("Ctrl-C")) + row(u"141"_s, HelpTexts::tr("the reader of the output has gone"));
    return text + u'\n' + HelpTexts::tr("More about a command: relevo COMMAND --help\n");
}

QString taskHelp(const TaskDescription &task, const Language &language)
{
    const QString verb = taskVerb(task);
    QString text = usage(verb, mainWords(task, language));
    text += language.of(task.summary) + u'\n';
    if (!task.params.empty()) {
        const ParamDescription &main = task.params.front();
        text += u'\n' + row(mainName(main, language), language.of(main.help));
        text += row(u"-"_s, HelpTexts::tr("read it from standard input, as without any word when that is a pipe"));
        if (isTextResult(task))
            text += row({}, HelpTexts::tr("(the end of the input's last line is not part of the text)"));
    }
    text += heading(HelpTexts::tr("Options:")) + optionRows(withCommonOptions(taskOptions(task, language)));
    text += heading(HelpTexts::tr("Result:"));
    for (const ResultMember &member : task.result)
        text += row(QString::fromStdString(member.name), language.of(member.help));
    return text;
}

QString commandHelp(const Command &command, const TaskDescription *task, const Language &language)
{
    QString text = usage(fromBytes(command.name), fromBytes(command.synopsis));
    text += command.help + u'\n';
    std::vector<OptionSpec> options = command.options;
    if (task) {
        const std::vector<OptionSpec> own = taskOptions(*task, language);
        text += heading(HelpTexts::tr("%1: options of the task").arg(taskVerb(*task))) + optionRows(own);
        std::erase_if(options, [&own](const OptionSpec &one) { // --file and --lines are told of once
            return std::ranges::find(own, one.name, &OptionSpec::name) != own.end();
        });
    }
    return text + heading(HelpTexts::tr("Options:")) + optionRows(withCommonOptions(std::move(options)));
}

} // namespace relevo::console
