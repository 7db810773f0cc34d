#include "console-client/commands.h"

#include "common/client/byte_view.h"
#include "console-client/background_commands.h"
#include "console-client/exit_codes.h"
#include "console-client/input.h"
#include "console-client/status_text.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <iterator>

namespace relevo::console {

namespace {

struct CommandsTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Commands)
};

using namespace Qt::StringLiterals;

using Reader = QString (*)(const QByteArray &result);

// One call whose result is printed for people by `reader`, or as it is with --json.
int show(Console &console, const QString &method, const std::string &params, Reader reader)
{
    if (!console.session.connect())
        return console.noConnection();
    const Reply reply = console.session.call(method, params);
    if (!reply.isOk())
        return console.failed(reply.error());
    if (console.json || !reader)
        console.output.line(viewOf(reply.rawResult()));
    else
        console.output.write(reader(reply.rawResult()));
    console.output.flush();
    return Done;
}

int noWords(Console &console, const std::string &name)
{
    return console.wrongUse(CommandsTexts::tr("The command %1 takes no words.").arg(fromBytes(name)), name);
}

int runCall(Console &console)
{
    const std::vector<std::string> &words = console.arguments.positional();
    if (words.empty() || words.size() > 2)
        return console.wrongUse(CommandsTexts::tr("A method is expected, and its params as one JSON text."), "call");
    std::string params = words.size() == 2 ? words[1] : std::string();
    QString error;
    if (params == "-") {
        params.clear();
        if (!readInput("-", params, console.session, error)) {
            console.output.complain(error);
            return WrongUse;
        }
    }
    if (params.find_first_not_of(" \t\r\n") == params.npos)
        params.clear();
    return show(console, fromBytes(words[0]), params, nullptr); // what a method's result means is not known here
}

int runTasks(Console &console)
{
    if (!console.arguments.positional().empty())
        return noWords(console, "tasks");
    if (console.json)
        return show(console, u"rpc.discover"_s, {}, nullptr);
    const CatalogStore &catalog = console.session.catalog();
    CallError error;
    const bool asked = console.session.refreshCatalog(&error);
    int code = Done;
    if (!asked) {
        code = error.end == CallEnd::NotConnected ? console.noConnection() : console.failed(error);
        Output::toStderr((catalog.source() == CatalogStore::Source::Cached
                              ? CommandsTexts::tr("These are the tasks that it had last:")
                              : CommandsTexts::tr("These are the tasks that this program was built with:"))
                             .toStdString() +
                         '\n');
    }
    for (const TaskDescription &task : catalog.tasks())
        console.output.line(u"%1 %2 %3"_s.arg(taskVerb(task), -12)
                                .arg(QString::fromStdString(task.name), -20)
                                .arg(console.language.of(task.summary)));
    console.output.flush();
    return code;
}

int runInfo(Console &console)
{
    return console.arguments.positional().empty() ? show(console, u"system.info"_s, {}, infoText)
                                                  : noWords(console, "info");
}

int runStats(Console &console)
{
    if (!console.arguments.positional().empty())
        return noWords(console, "stats");
    const bool watch = console.arguments.has("watch");
    const bool clears = watch && !console.json && Output::stdoutIsTerminal();
    while (true) {
        if (clears)
            console.output.write("\x1b[H\x1b[2J");
        const int code = show(console, u"system.stats"_s, {}, statsText);
        if (!watch || code != Done)
            return code;
        if (!clears && !console.json)
            console.output.write("\n");
        console.output.flush();
        QThread::sleep(1);
    }
}

} // namespace

std::vector<Command> builtinCommands()
{
    std::vector<Command> commands = backgroundCommands();
    std::vector<Command> others{
        {"call",
         CommandsTexts::tr("METHOD [JSON]").toStdString(),
         CommandsTexts::tr("call any method; JSON is its params, - reads them from standard input"),
         {},
         runCall},
        {"tasks", "", CommandsTexts::tr("the tasks that the server has"), {}, runTasks},
        {"info", "", CommandsTexts::tr("what the server is: version, limits, what it is wired to"), {}, runInfo},
        {"stats",
         "",
         CommandsTexts::tr("the server's counters now"),
         {{"watch", "", CommandsTexts::tr("again each second, until Ctrl-C"), {}}},
         runStats},
    };
    std::move(others.begin(), others.end(), std::back_inserter(commands));
    return commands;
}

const TaskDescription *findTask(Session &session, const QString &name)
{
    if (const TaskDescription *task = session.catalog().find(name))
        return task;
    return session.refreshCatalog() ? session.catalog().find(name) : nullptr;
}

std::vector<std::string> commandNames(const CatalogStore &catalog)
{
    std::vector<std::string> names;
    for (const TaskDescription &task : catalog.tasks())
        names.push_back(taskVerb(task).toStdString());
    for (const Command &command : builtinCommands())
        names.push_back(command.name);
    return names;
}

} // namespace relevo::console
