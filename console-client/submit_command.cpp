#include "console-client/submit_command.h"

#include "common/client/byte_view.h"
#include "common/client/result_text.h"
#include "common/client/task_calls.h"
#include "console-client/exit_codes.h"
#include "console-client/lines_command.h"
#include "console-client/option_values.h"
#include "console-client/task_command.h"
#include "console-client/wait_command.h"

#include <QCoreApplication>

namespace relevo::console {

namespace {

using client::SubmitOptions;

struct SubmitCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::SubmitCommand)
};

const QString method = QStringLiteral("task.submit");

SubmitOptions submitOptions(Console &console, OptionValues &values)
{
    SubmitOptions options;
    options.priority = values.integer("priority", 0, 9);
    options.timeout = values.duration("timeout");
    options.maxAttempts = values.integer("attempts", 1, 20);
    options.delay = values.duration("delay");
    options.key = values.text("key");
    const bool lines = console.arguments.has("lines");
    for (const char *key : {"key", "key-prefix"}) {
        if (console.arguments.has(key) && values.text(key).empty())
            values.refuse(
                SubmitCommandTexts::tr("--%1: a key is expected, and not an empty text. Without the option one is "
                                       "made.")
                    .arg(QLatin1StringView(key)));
    }
    if (lines && console.arguments.has("key"))
        values.refuse(SubmitCommandTexts::tr("With --lines each line has a key of its own: use --key-prefix."));
    else if (!lines && console.arguments.has("key-prefix"))
        values.refuse(SubmitCommandTexts::tr("--key-prefix is for --lines: use --key."));
    else if (lines && console.arguments.has("wait"))
        values.refuse(SubmitCommandTexts::tr("--lines does not wait: give the ids to “relevo wait -”."));
    return options;
}

std::string idOf(std::string_view result)
{
    std::string id;
    appendScalar(id, memberOf(result, "id"));
    return id;
}

// So that nobody has to guess what has become of it.
void tellHowToGoOn(const QString &option, const std::string &key)
{
    Output::toStderr(
        SubmitCommandTexts::tr("Some of it may have been accepted. The same command with %1 %2 makes no task twice.")
            .arg(option, fromBytes(key))
            .toStdString() +
        '\n');
}

int submitOne(Console &console, const SubmitOptions &options)
{
    const TaskDescription &task = *console.task;
    const std::optional<std::vector<ParamValue>> params =
        callParams(console, task, "submit " + taskVerb(task).toStdString());
    if (!params)
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();
    const Reply reply = console.session.repeat(method, client::submitParams(task.name, paramsObject(*params), options));
    if (!reply.isOk()) {
        const int code = console.failed(reply.error());
        if (code == NoConnection || (code == TaskFailed && reply.error().surelyNotRun()))
            tellHowToGoOn(QStringLiteral("--key"), options.key);
        return code;
    }
    const QByteArray &raw = reply.rawResult();
    const std::string_view result = viewOf(raw);
    if (console.arguments.has("wait"))
        return waitFor(console, {idOf(result)}, std::nullopt);
    console.output.line(console.json ? std::string(result) : idOf(result));
    console.output.flush();
    console.task = nullptr;
    console.session.keepCatalogFresh();
    return Done;
}

// Counts the lines as they are encoded, which is in their order and once each.
LineEncoder submitEncoder(const TaskDescription &task, const std::vector<ParamValue> &fixed,
                          const SubmitOptions &options)
{
    return [encode = lineEncoder(task, fixed), own = options, name = task.name, prefix = options.key,
            line = std::uint64_t{0}](std::string_view text, std::string &params, QString &error) mutable {
        ++line;
        std::string values;
        if (!encode(text, values, error))
            return false;
        own.key = prefix + '-' + std::to_string(line);
        params = client::submitParams(name, values, own);
        return true;
    };
}

int submitLines(Console &console, const SubmitOptions &options)
{
    const TaskDescription &task = *console.task;
    const std::string command = "submit " + taskVerb(task).toStdString();
    if (task.params.empty())
        return console.wrongUse(SubmitCommandTexts::tr("The task takes no words."), command);
    const std::optional<std::vector<ParamValue>> fixed = optionParams(console, task, command);
    if (!fixed)
        return WrongUse;
    LineRunnerOptions run;
    run.method = method.toStdString();
    run.encode = submitEncoder(task, *fixed, options);
    run.resendLost = true;
    run.timeout = console.session.timeout();
    const auto print = [](std::string &out, std::string_view result) { out += idOf(result); };
    const LinesEnd end = runLineCalls(console, std::move(run), print, command);
    if (end.unsettled)
        tellHowToGoOn(QStringLiteral("--key-prefix"), options.key);
    return end.code;
}

} // namespace

int runSubmit(Console &console)
{
    if (!console.task)
        return console.wrongUse(SubmitCommandTexts::tr("The name of a task is expected."), "submit");
    OptionValues values(console, "submit");
    SubmitOptions options = submitOptions(console, values);
    const bool lines = console.arguments.has("lines");
    if (lines)
        options.key = values.text("key-prefix");
    if (options.key.empty())
        options.key = client::newKey();
    if (!values.ok())
        return WrongUse;
    return lines ? submitLines(console, options) : submitOne(console, options);
}

} // namespace relevo::console
