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

struct BackgroundCommandsTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::BackgroundCommands)
};

QString time()
{
    return BackgroundCommandsTexts::tr("TIME");
}

QString ids()
{
    return BackgroundCommandsTexts::tr("ID … | -");
}

OptionSpec stateOption()
{
    return {"state", BackgroundCommandsTexts::tr("STATE").toStdString(),
            BackgroundCommandsTexts::tr("only those that are queued, running, succeeded, failed or cancelled"),
            stateChoices()};
}

OptionSpec kindOption()
{
    return {"kind", "background|direct",
            BackgroundCommandsTexts::tr("background tasks, as by default, or direct calls"), kindChoices()};
}

Command submitCommand()
{
    const std::string key = BackgroundCommandsTexts::tr("KEY").toStdString();
    return {
        "submit",
        BackgroundCommandsTexts::tr("TASK …").toStdString(),
        BackgroundCommandsTexts::tr("run a task in the background; its words and options are those of the task itself"),
        {{"priority", "0-9", BackgroundCommandsTexts::tr("9 runs first; by default 4"), {}},
         {"timeout",
          time().toStdString(),
          BackgroundCommandsTexts::tr("what each attempt may take, such as 90s or 2h; by default 10m"),
          {}},
         {"attempts",
          BackgroundCommandsTexts::tr("NUMBER").toStdString(),
          BackgroundCommandsTexts::tr("how often it is tried where a failure may pass; by default 3"),
          {}},
         {"delay", time().toStdString(), BackgroundCommandsTexts::tr("it is not started before"), {}},
         {"key", key, BackgroundCommandsTexts::tr("submitted again with the same key it is the same task"), {}},
         {"key-prefix",
          key,
          BackgroundCommandsTexts::tr("with --lines: each line's key is KEY-NUMBER, so that the same input is "
                                      "not accepted twice"),
          {}},
         {"wait", "", BackgroundCommandsTexts::tr("wait for the result, and print it"), {}},
         {"file",
          BackgroundCommandsTexts::tr("FILE").toStdString(),
          BackgroundCommandsTexts::tr("read the input from a file"),
          {}},
         {"lines",
          "",
          BackgroundCommandsTexts::tr("each line of the input is a task of its own; prints their ids"),
          {}}},
        runSubmit,
        true};
}

Command getCommand()
{
    return {"get",
            BackgroundCommandsTexts::tr("ID").toStdString(),
            BackgroundCommandsTexts::tr("all that is known of a task"),
            {{"params", "", BackgroundCommandsTexts::tr("print its params alone, as JSON"), {}},
             {"result", "", BackgroundCommandsTexts::tr("print its result alone, as JSON, however long it is"), {}},
             {"output",
              BackgroundCommandsTexts::tr("FILE").toStdString(),
              BackgroundCommandsTexts::tr("write them to a file"),
              {}}},
            runGet};
}

Command waitCommand()
{
    return {
        "wait",
        ids().toStdString(),
        BackgroundCommandsTexts::tr("wait for tasks: of one its result is printed; - reads ids from standard input"),
        {{"timeout",
          time().toStdString(),
          BackgroundCommandsTexts::tr("how long to wait; by default without end"),
          {}}},
        runWait};
}

Command listCommand()
{
    return {"list",
            "",
            BackgroundCommandsTexts::tr("the newest tasks"),
            {stateOption(),
             {"task",
              BackgroundCommandsTexts::tr("TASK").toStdString(),
              BackgroundCommandsTexts::tr("only those of this task"),
              {}},
             kindOption(),
             {"limit",
              BackgroundCommandsTexts::tr("NUMBER").toStdString(),
              BackgroundCommandsTexts::tr("so many at most; by default 50"),
              {}},
             {"all", "", BackgroundCommandsTexts::tr("all of them"), {}},
             {"before",
              BackgroundCommandsTexts::tr("ID").toStdString(),
              BackgroundCommandsTexts::tr("only older ones than this task"),
              {}}},
            runList};
}

Command exportCommand()
{
    return {"export",
            "",
            BackgroundCommandsTexts::tr("tasks with params and results as JSON lines, newest first"),
            {kindOption(),
             stateOption(),
             {"since",
              time().toStdString(),
              BackgroundCommandsTexts::tr("only those since a date, or so long ago as 2h or 7d"),
              {}}},
            runExport};
}

Command pruneCommand()
{
    return {"prune",
            "",
            BackgroundCommandsTexts::tr("remove the records of final tasks that are older than --older-than"),
            {{"older-than",
              time().toStdString(),
              BackgroundCommandsTexts::tr("since they were final; such as 12h or 7d"),
              {}},
             kindOption(),
             {"state", BackgroundCommandsTexts::tr("STATE").toStdString(),
              BackgroundCommandsTexts::tr("only those that are succeeded, failed or cancelled"), finalStateChoices()}},
            runPrune};
}

} // namespace

std::vector<Command> backgroundCommands()
{
    return {
        submitCommand(),
        getCommand(),
        waitCommand(),
        {"cancel", ids().toStdString(), BackgroundCommandsTexts::tr("cancel tasks that are not final"), {}, runCancel},
        {"retry",
         ids().toStdString(),
         BackgroundCommandsTexts::tr("queue failed or cancelled tasks again"),
         {},
         runRetry},
        listCommand(),
        {"watch",
         BackgroundCommandsTexts::tr("[ID]").toStdString(),
         BackgroundCommandsTexts::tr("what happens to the tasks, or to one of them, live"),
         {{"timeout",
           time().toStdString(),
           BackgroundCommandsTexts::tr("how long to watch; by default without end"),
           {}}},
         runWatch},
        exportCommand(),
        {"audit",
         "",
         BackgroundCommandsTexts::tr(
             "count what was accepted against what the store holds; fails where it does not add up"),
         {},
         runAudit},
        pruneCommand(),
    };
}

} // namespace relevo::console
