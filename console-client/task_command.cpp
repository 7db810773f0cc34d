#include "console-client/task_command.h"

#include "common/client/byte_view.h"
#include "console-client/exit_codes.h"
#include "console-client/input.h"
#include "console-client/lines_command.h"
#include "console-client/result_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace relevo::console {

namespace {

struct TaskCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::TaskCommand)
};

QString valueName(const ParamDescription &param)
{
    switch (param.kind) {
    case ParamKind::Text:
        return TaskCommandTexts::tr("TEXT");
    case ParamKind::Numbers:
        return TaskCommandTexts::tr("NUMBERS");
    case ParamKind::Number:
    case ParamKind::Integer:
        return TaskCommandTexts::tr("NUMBER");
    case ParamKind::Switch:
        return QStringLiteral("true|false");
    case ParamKind::Choice:
        break;
    }
    QStringList names;
    for (const std::string &choice : param.choices)
        names += fromBytes(choice);
    return names.join(u'|');
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        if (&word != &words.front())
            text += ' ';
        text += word;
    }
    return text;
}

enum class Found : unsigned char { Text, Nothing, Fault };

// The main parameter's text: the words, `-` or --file or a pipe. A filter's input ends with its last line, whose end is
// not part of the text: the output puts it back.
Found mainText(Console &console, const TaskDescription &task, const std::string &command, std::string &text)
{
    const std::vector<std::string> &words = console.arguments.positional();
    const std::optional<std::string> file = console.arguments.value("file");
    if (file && !words.empty()) {
        console.wrongUse(TaskCommandTexts::tr("Either words or --file, not both."), command);
        return Found::Fault;
    }
    const bool fromStdin = words.size() == 1 ? words.front() == "-" : words.empty() && !file;
    if (!words.empty() && !fromStdin) {
        text = joined(words);
        return Found::Text;
    }
    if (words.empty() && !file && stdinIsTerminal())
        return Found::Nothing;
    QString error;
    if (!readInput(file.value_or("-"), text, console.session, error)) {
        console.output.complain(error);
        return Found::Fault;
    }
    if (isTextResult(task) && text.ends_with('\n')) {
        text.pop_back();
        if (text.ends_with('\r'))
            text.pop_back();
    }
    return Found::Text;
}

int callAndPrint(Console &console, const TaskDescription &task, const std::vector<ParamValue> &values)
{
    if (!console.session.connect())
        return console.noConnection();
    const Reply reply = console.session.call(QString::fromStdString(task.name), paramsObject(values));
    if (!reply.isOk())
        return console.failed(reply.error());
    const QByteArray &raw = reply.rawResult();
    const std::string_view result = viewOf(raw);
    std::string text;
    if (console.json)
        text.append(result).append("\n");
    else
        appendResult(text, task, console.language, result);
    console.output.write(text);
    console.output.flush();
    console.session.keepCatalogFresh();
    return Done;
}

} // namespace

std::vector<OptionSpec> taskOptions(const TaskDescription &task, const Language &language)
{
    std::vector<OptionSpec> specs;
    for (std::size_t i = 1; i < task.params.size(); ++i) {
        const ParamDescription &param = task.params[i];
        std::vector<std::string> choices = param.choices;
        if (param.kind == ParamKind::Switch)
            choices = {"true", "false"};
        QString help = language.of(param.help);
        if (!param.defaultJson.empty())
            help += u' ' + TaskCommandTexts::tr("Default: %1").arg(QString::fromStdString(param.defaultJson));
        specs.push_back({param.name, valueName(param).toStdString(), help, choices});
    }
    if (!task.params.empty()) {
        specs.push_back({"file",
                         TaskCommandTexts::tr("FILE").toStdString(),
                         TaskCommandTexts::tr("read the input from a file"),
                         {}});
        specs.push_back({"lines", "", TaskCommandTexts::tr("each line of the input is a task of its own"), {}});
    }
    return specs;
}

std::optional<std::vector<ParamValue>> optionParams(Console &console, const TaskDescription &task,
                                                    const std::string &command)
{
    std::vector<ParamValue> values;
    for (std::size_t i = 1; i < task.params.size(); ++i) {
        const ParamDescription &param = task.params[i];
        const std::optional<std::string> text = console.arguments.value(param.name);
        QString error;
        ParamValue value{param.name, {}};
        if (text && !appendParamValue(value.json, param, *text, error)) {
            console.wrongUse(QStringLiteral("--%1: %2").arg(fromBytes(param.name), error), command);
            return std::nullopt;
        }
        if (text)
            values.push_back(std::move(value));
    }
    return values;
}

std::optional<std::vector<ParamValue>> callParams(Console &console, const TaskDescription &task,
                                                  const std::string &command)
{
    std::optional<std::vector<ParamValue>> values = optionParams(console, task, command);
    if (!values)
        return std::nullopt;
    const auto refuse = [&](const QString &text) {
        console.wrongUse(text, command);
        values.reset();
    };
    if (task.params.empty()) {
        if (!console.arguments.positional().empty())
            refuse(TaskCommandTexts::tr("The task takes no words."));
        return values;
    }
    const ParamDescription &main = task.params.front();
    ParamValue value{main.name, {}};
    std::string text;
    QString error;
    switch (mainText(console, task, command, text)) {
    case Found::Fault:
        return std::nullopt;
    case Found::Nothing:
        if (main.required)
            refuse(TaskCommandTexts::tr("What to work on is missing: %1").arg(console.language.of(main.help)));
        break;
    case Found::Text:
        if (appendParamValue(value.json, main, text, error))
            values->insert(values->begin(), std::move(value));
        else
            refuse(error);
    }
    return values;
}

int runTask(Console &console, const TaskDescription &task)
{
    const std::string verb = taskVerb(task).toStdString();
    if (!task.params.empty() && console.arguments.has("lines")) {
        const std::optional<std::vector<ParamValue>> fixed = optionParams(console, task, verb);
        return fixed ? runLines(console, task, *fixed) : WrongUse;
    }
    const std::optional<std::vector<ParamValue>> values = callParams(console, task, verb);
    return values ? callAndPrint(console, task, *values) : WrongUse;
}

} // namespace relevo::console
