#include "console-client/program.h"

#include "console-client/completion.h"
#include "console-client/exit_codes.h"
#include "console-client/help.h"
#include "console-client/menu.h"
#include "console-client/task_command.h"

#include <QCoreApplication>

#include <algorithm>

namespace relevo::console {

namespace {

struct ProgramTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Program)
};

using Words = std::vector<std::string>;

// The value of a common option wherever it stands: it is needed before the command's own options are known, for these
// come from the catalog of the server that it names.
std::optional<std::string> valueAnywhere(const Words &words, const std::string &name)
{
    std::optional<std::string> value;
    for (auto word = words.begin(); word != words.end() && *word != "--"; ++word) {
        if (word->starts_with("--" + name + '='))
            value = word->substr(name.size() + 3);
        else if (*word == "--" + name && word + 1 != words.end())
            value = *(word + 1);
    }
    return value;
}

std::optional<ServerAddress> findAddress(const Words &words)
{
    std::optional<std::string> text = valueAnywhere(words, "server");
    const QByteArray environment = qgetenv("RELEVO_SERVER");
    if (!text && !environment.isEmpty())
        text = environment.toStdString();
    return text ? ServerAddress::parse(fromBytes(*text)) : std::optional(ServerAddress());
}

// A command that has a --timeout of its own: the common one stands before it.
Words withoutOwnTimeout(const Words &words)
{
    Arguments head;
    QString error;
    if (!head.parse(words, commonOptions(), true, error) || head.rest().empty())
        return words;
    for (const Command &command : builtinCommands()) {
        const auto isTimeout = [](const OptionSpec &option) { return option.name == "timeout"; };
        if (command.name == head.rest().front() &&
            std::any_of(command.options.begin(), command.options.end(), isTimeout))
            return {words.begin(), words.end() - static_cast<std::ptrdiff_t>(head.rest().size())};
    }
    return words;
}

std::optional<Client::Timeout> findTimeout(const Words &words)
{
    const std::optional<std::string> text = valueAnywhere(words, "timeout");
    if (!text)
        return Client::noTimeout;
    bool ok = false;
    const double seconds = fromBytes(*text).toDouble(&ok);
    if (!ok || !(seconds > 0) || seconds > 1e6)
        return std::nullopt;
    return Client::Timeout(std::max<Client::Timeout::rep>(1, static_cast<Client::Timeout::rep>(seconds * 1000)));
}

int help(Console &console, const QString &text)
{
    console.output.write(text);
    console.output.flush();
    return Done;
}

// A command's words are read by its own options, once it is known which these are.
bool readOptions(Console &console, const std::string &command, const Words &words, const std::vector<OptionSpec> &own,
                 int &code)
{
    Arguments arguments;
    QString error;
    if (!arguments.parse(words, withCommonOptions(own), false, error)) {
        code = console.wrongUse(error, command);
        return false;
    }
    console.json = console.json || arguments.has("json");
    console.arguments = std::move(arguments);
    return true;
}

// The task that stands behind the command's name, and its options; false after a complaint.
bool readTask(Console &console, const Command &command, const Words &words, std::vector<OptionSpec> &specs)
{
    Arguments head;
    QString error;
    if (!head.parse(words, withCommonOptions(command.options), true, error) || head.rest().empty())
        return true; // what is wrong is told where all the options are read, or by the command
    const std::string &name = head.rest().front();
    console.task = findTask(console.session, fromBytes(name));
    if (!console.task) {
        std::vector<std::string> known;
        for (const TaskDescription &task : console.session.catalog().tasks())
            known.push_back(taskVerb(task).toStdString());
        console.wrongUse(ProgramTexts::tr("There is no task “%1”.").arg(fromBytes(name)) + didYouMean(name, known),
                         command.name);
        return false;
    }
    const std::vector<OptionSpec> own = taskOptions(*console.task, console.language);
    specs.insert(specs.end(), own.begin(), own.end());
    return true;
}

int runBuiltin(Console &console, const Command &command, const Words &words)
{
    int code = WrongUse;
    std::vector<OptionSpec> specs = command.options;
    if (command.takesTask && !readTask(console, command, words, specs))
        return WrongUse;
    if (!readOptions(console, command.name, words, specs, code))
        return code;
    if (console.arguments.has("help"))
        return help(console, commandHelp(command, console.task, console.language));
    if (console.task)
        console.arguments.takeFirst();
    return command.run(console);
}

int runCommand(Console &console, const std::string &name, const Words &words)
{
    int code = Done;
    for (const Command &command : builtinCommands()) {
        if (command.name == name)
            return runBuiltin(console, command, words);
    }
    const TaskDescription *task = findTask(console.session, fromBytes(name));
    if (!task) {
        const QString known = didYouMean(name, commandNames(console.session.catalog()));
        return console.wrongUse(ProgramTexts::tr("There is no command “%1”.").arg(fromBytes(name)) + known, {});
    }
    if (!readOptions(console, taskVerb(*task).toStdString(), words, taskOptions(*task, console.language), code))
        return code;
    return console.arguments.has("help") ? help(console, taskHelp(*task, console.language)) : runTask(console, *task);
}

int complete(Console &console, const Words &words)
{
    for (const std::string &word : completions(words, console.session.catalog(), console.language))
        console.output.line(word);
    return Done;
}

int start(Console &console, const Words &words)
{
    Arguments head;
    QString error;
    if (!head.parse(words, commonOptions(), true, error))
        return console.wrongUse(error, {});
    if (head.has("version")) {
        console.output.line(QStringLiteral("relevo %1").arg(QCoreApplication::applicationVersion()));
        return Done;
    }
    if (head.has("help") || (head.rest().size() == 1 && head.rest().front() == "help"))
        return help(console, programHelp(console.session.catalog(), console.language));
    if (head.rest().empty())
        return Menu(console).run();
    console.json = head.has("json");
    return runCommand(console, head.rest().front(), {head.rest().begin() + 1, head.rest().end()});
}

} // namespace

int runProgram(const Words &words, Language &language)
{
    const std::optional<std::string> code = valueAnywhere(words, "language");
    const bool knownLanguage = !code || language.choose(fromBytes(*code));
    language.install({QStringLiteral("relevo")});
    const std::optional<ServerAddress> address = findAddress(words);
    const std::optional<Client::Timeout> timeout = findTimeout(withoutOwnTimeout(words));

    Output output;
    Session session(address.value_or(ServerAddress()), timeout.value_or(Client::noTimeout));
    Console console{output, language, session, {}, false};
    if (!words.empty() && words.front() == "--complete") // whose words are not finished: nothing to complain about
        return complete(console, {words.begin() + 1, words.end()});
    if (!knownLanguage)
        return console.wrongUse(ProgramTexts::tr("There are texts in these languages: en, es."), {});
    if (!address)
        return console.wrongUse(ProgramTexts::tr("The server's address is expected as HOST:PORT."), {});
    if (!timeout)
        return console.wrongUse(ProgramTexts::tr("The timeout is expected in seconds, more than 0."), {});
    return start(console, words);
}

} // namespace relevo::console
