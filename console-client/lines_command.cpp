#include "console-client/lines_command.h"

#include "console-client/exit_codes.h"
#include "console-client/input.h"
#include "console-client/progress_bar.h"
#include "console-client/result_text.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace relevo::console {

namespace {

struct LinesCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::LinesCommand)
};

class Printer
{
public:
    Printer(Console &console, const LinePrinter &printer, ProgressBar &bar)
        : m_console(console)
        , m_printer(printer)
        , m_bar(bar)
    {}

    void print(const LineResult &line)
    {
        m_text.clear();
        if (line.error)
            complain(line);
        if (m_console.json)
            m_text += line.error ? std::string_view("null") : line.result;
        else if (!line.error)
            m_printer(m_text, line.result);
        m_text += '\n';
        m_console.output.write(m_text);
    }

    LinesEnd end() const { return {m_anyFailed ? TaskFailed : Done, m_anyUnsettled}; }

private:
    void complain(const LineResult &line)
    {
        m_anyFailed = true;
        const CallError &error = *line.error;
        m_anyUnsettled = m_anyUnsettled || error.end == CallEnd::TimedOut || error.isConnectionFault() ||
                         (error.end == CallEnd::ServerError && error.surelyNotRun());
        m_bar.clear();
        m_console.output.complain(
            LinesCommandTexts::tr("Line %1: %2").arg(static_cast<qulonglong>(line.line)).arg(errorText(error)));
    }

    Console &m_console;
    const LinePrinter &m_printer;
    ProgressBar &m_bar;
    std::string m_text;
    bool m_anyFailed = false;
    bool m_anyUnsettled = false;
};

LinesEnd endOf(Console &console, LineRunner::End end, const Client &client, const QIODevice &input,
               const Printer &printer)
{
    switch (end) {
    case LineRunner::End::NoConnection:
        console.output.complain(client.lastError());
        return {NoConnection, true};
    case LineRunner::End::InputFailed:
        console.output.complain(input.errorString());
        return {TaskFailed, printer.end().unsettled};
    default:
        return printer.end();
    }
}

} // namespace

int runLines(Console &console, const TaskDescription &task, const std::vector<ParamValue> &fixed)
{
    LineRunnerOptions options;
    options.method = task.name;
    options.encode = lineEncoder(task, fixed);
    options.resendLost = task.pure;
    options.timeout = console.session.timeout();
    const auto print = [&](std::string &out, std::string_view result) {
        appendResultLine(out, task, console.language, result);
    };
    return runLineCalls(console, std::move(options), print, taskVerb(task).toStdString()).code;
}

LinesEnd runLineCalls(Console &console, LineRunnerOptions options, const LinePrinter &printer,
                      const std::string &command)
{
    const std::vector<std::string> &words = console.arguments.positional();
    if (words.size() > 1 || (words.size() == 1 && words.front() != "-"))
        return {console.wrongUse(LinesCommandTexts::tr("With --lines the lines come from --file or standard input."),
                                 command)};
    QString error;
    const std::unique_ptr<QIODevice> input = openInput(console.arguments.value("file").value_or("-"), error);
    if (!input) {
        console.output.complain(error);
        return {WrongUse};
    }
    if (!console.session.connect())
        return {console.noConnection()};

    console.session.client().disconnectFromServer();
    Client client; // unlike the session's it comes back: the run outlives a restart of the server
    client.connectToServer(console.session.client().address());
    // Where a person types the lines, the bar would be in the way.
    ProgressBar bar(console.arguments.has("file") || !stdinIsTerminal());
    Printer lines(console, printer, bar);
    LineRunner runner(client, *input, std::move(options), [&](const LineResult &line) { lines.print(line); });
    QEventLoop loop;
    LineRunner::End end{};
    QObject::connect(&runner, &LineRunner::progressChanged, &loop, [&] {
        console.output.flush();
        bar.show(runner.progress());
    });
    QObject::connect(&runner, &LineRunner::putOff, &loop, [&](const CallError &why) {
        bar.clear();
        console.session.tellOfRetry(why);
    });
    QObject::connect(&runner, &LineRunner::finished, &loop, [&](LineRunner::End how) {
        end = how;
        loop.quit();
    });
    runner.start();
    loop.exec();
    bar.clear();
    console.output.flush();
    return endOf(console, end, client, *input, lines);
}

} // namespace relevo::console
