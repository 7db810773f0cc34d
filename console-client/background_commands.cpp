#include "console-client/background_commands.h"

#include "console-client/audit_command.h"
#include "console-client/change_command.h"
#include "console-client/export_command.h"
#include "console-client/get_command.h"
#include "console-client/list_command.h"
#include "console-client/option_values.h"
#include "console-client/submit_command.h"
#include "console-client/wait_command.h"
#include "console-client/watch_command.h"

#include <QCoreApplication>

namespace relevo::console {

namespace {

struct Translated
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::BackgroundCommands)
};

QString time()
{
    return Translated::tr("TIME");
}

QString ids()
{
    return Translated::tr("ID … | -");
}

OptionSpec stateOption()
{
    return {"state", Translated::tr("STATE").toStdString(),
            Translated::tr("only those that are queued, running, succeeded, failed or cancelled"), stateChoices()};
}

OptionSpec kindOption()
{
    return {"kind", "background|direct", Translated::tr("background tasks, as by default, or direct calls"),
            kindChoices()};
}

Command submitCommand()
{
    const std::string key = Translated::tr("KEY").toStdString();
    return {"submit",
            Translated::tr("TASK …").toStdString(),
            Translated::tr("run a task in the background; its words and options are those of the task itself"),
            {{"priority", "0-9", Translated::tr("9 runs first; by default 4"), {}},
             {"timeout",
              time().toStdString(),
              Translated::tr("what each attempt may take, such as 90s or 2h; by default 10m"),
              {}},
             {"attempts",
              Translated::tr("NUMBER").toStdString(),
              Translated::tr("how often it is tried where a failure may pass; by default 3"),
              {}},
             {"delay", time().toStdString(), Translated::tr("it is not started before"), {}},
             {"key", key, Translated::tr("submitted again with the same key it is the same task"), {}},
             {"key-prefix",
              key,
              Translated::tr("with --lines: each line's key is KEY-NUMBER, so that the same input is "
                             "not accepted twice"),
              {}},
             {"wait", "", Translated::tr("wait for the result, and print it"), {}},
             {"file", Translated::tr("FILE").toStdString(), Translated::tr("read the input from a file"), {}},
             {"lines", "", Translated::tr("each line of the input is a task of its own; prints their ids"), {}}},
            runSubmit,
            true};
}

Command getCommand()
{
    return {"get",
            Translated::tr("ID").toStdString(),
            Translated::tr("all that is known of a task"),
            {{"params", "", Translated::tr("print its params alone, as JSON"), {}},
             {"result", "", Translated::tr("print its result alone, as JSON, however long it is"), {}},
             {"output", Translated::tr("FILE").toStdString(), Translated::tr("write them to a file"), {}}},
            runGet};
}

Command waitCommand()
{
    return {"wait",
            ids().toStdString(),
            Translated::tr("wait for tasks: of one its result is printed; - reads ids from standard input"),
            {{"timeout", time().toStdString(), Translated::tr("how long to wait; by default without end"), {}}},
            runWait};
}

Command listCommand()
{
    return {"list",
            "",
            Translated::tr("the newest tasks"),
            {stateOption(),
             {"task", Translated::tr("TASK").toStdString(), Translated::tr("only those of this task"), {}},
             kindOption(),
             {"limit", Translated::tr("NUMBER").toStdString(), Translated::tr("so many at most; by default 50"), {}},
             {"all", "", Translated::tr("all of them"), {}},
             {"before", Translated::tr("ID").toStdString(), Translated::tr("only older ones than this task"), {}}},
            runList};
}

Command exportCommand()
{
    return {
        "export",
        "",
        Translated::tr("tasks with params and results as JSON lines, newest first"),
        {kindOption(),
         stateOption(),
         {"since", time().toStdString(), Translated::tr("only those since a date, or so long ago as 2h or 7d"), {}}},
        runExport};
}

Command pruneCommand()
{
    return {"prune",
            "",
            Translated::tr("remove the records of final tasks that are older than --older-than"),
            {{"older-than", time().toStdString(), Translated::tr("since they were final; such as 12h or 7d"), {}},
             kindOption(),
             {"state", Translated::tr("STATE").toStdString(),
              Translated::tr("only those that are succeeded, failed or cancelled"), finalStateChoices()}},
            runPrune};
}

} // namespace

std::vector<Command> backgroundCommands()
{
    return {
        submitCommand(),
        getCommand(),
        waitCommand(),
        {"cancel", ids().toStdString(), Translated::tr("cancel tasks that are not final"), {}, runCancel},
        {"retry", ids().toStdString(), Translated::tr("queue failed or cancelled tasks again"), {}, runRetry},
        listCommand(),
        {"watch",
         Translated::tr("[ID]").toStdString(),
         Translated::tr("what happens to the tasks, or to one of them, live"),
         {{"timeout", time().toStdString(), Translated::tr("how long to watch; by default without end"), {}}},
         runWatch},
        exportCommand(),
        {"audit",
         "",
         Translated::tr("count what was accepted against what the store holds; fails where it does not add up"),
         {},
         runAudit},
        pruneCommand(),
    };
}

} // namespace relevo::console
