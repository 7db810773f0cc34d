#include "console-client/commands.h"

#include "console-client/exit_codes.h"
#include "console-client/input.h"
#include "console-client/result_text.h"

#include <QCoreApplication>
#include <QThread>

namespace relevo::console {

namespace {

struct Translated
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Commands)
};

using namespace Qt::StringLiterals;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

// One call whose result is printed as a tree, or with --json as it is.
int show(Console &console, const QString &method, const std::string &params = {})
{
    if (!console.session.connect())
        return console.noConnection();
    const Reply reply = console.session.call(method, params);
    if (!reply.isOk())
        return console.failed(reply.error());
    std::string text;
    if (console.json)
        text.append(view(reply.rawResult())).append("\n");
    else
        appendTree(text, view(reply.rawResult()));
    console.output.write(text);
    console.output.flush();
    return Done;
}

int noWords(Console &console, const std::string &name)
{
    return console.wrongUse(Translated::tr("The command %1 takes no words.").arg(fromBytes(name)), name);
}

int runCall(Console &console)
{
    const std::vector<std::string> &words = console.arguments.positional();
    if (words.empty() || words.size() > 2)
        return console.wrongUse(Translated::tr("A method is expected, and its params as one JSON text."), "call");
    std::string params = words.size() == 2 ? words[1] : std::string();
    QString error;
    if (params == "-") {
        params.clear();
        if (!readInput("-", params, error)) {
            console.output.complain(error);
            return WrongUse;
        }
    }
    if (params.find_first_not_of(" \t\r\n") == params.npos)
        params.clear();
    console.json = true; // what a method's result means is not known here
    return show(console, fromBytes(words[0]), params);
}

int runTasks(Console &console)
{
    if (!console.arguments.positional().empty())
        return noWords(console, "tasks");
    if (console.json)
        return show(console, u"rpc.discover"_s);
    CatalogStore &catalog = console.session.catalog();
    if (!console.session.refreshCatalog())
        console.output.complain(console.session.client().lastError() + u' ' +
                                (catalog.source() == CatalogStore::Source::Cached
                                     ? Translated::tr("These are the tasks that it had last.")
                                     : Translated::tr("These are the tasks that every server has.")));
    for (const TaskDescription &task : catalog.tasks())
        console.output.line(u"%1 %2 %3"_s.arg(taskVerb(task), -12)
                                .arg(QString::fromStdString(task.name), -20)
                                .arg(console.language.of(task.summary)));
    return Done;
}

int runInfo(Console &console)
{
    return console.arguments.positional().empty() ? show(console, u"system.info"_s) : noWords(console, "info");
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
        const int code = show(console, u"system.stats"_s);
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
    return {
        {"call",
         "METHOD [JSON]",
         Translated::tr("call any method; JSON is its params, - reads them from standard input"),
         {},
         runCall},
        {"tasks", "", Translated::tr("the tasks that the server has"), {}, runTasks},
        {"info", "", Translated::tr("what the server is: version, limits, what it is wired to"), {}, runInfo},
        {"stats",
         "",
         Translated::tr("the server's counters now"),
         {{"watch", "", Translated::tr("again each second, until Ctrl-C"), {}}},
         runStats},
    };
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
