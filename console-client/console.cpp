#include "console-client/console.h"

#include "console-client/exit_codes.h"
#include "console-client/result_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace relevo::console {

namespace {
struct ConsoleTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Console)
};
} // namespace

std::vector<OptionSpec> commonOptions()
{
    return {
        {"server",
         ConsoleTexts::tr("HOST:PORT").toStdString(),
         ConsoleTexts::tr("the server; by default RELEVO_SERVER, else 127.0.0.1:5000"),
         {}},
        {"timeout",
         ConsoleTexts::tr("SECONDS").toStdString(),
         ConsoleTexts::tr("how long to wait for a reply; by default without end"),
         {}},
        {"json", "", ConsoleTexts::tr("print the result as the JSON that the server sent"), {}},
        {"language", "en|es", ConsoleTexts::tr("English or Spanish; by default the system's language"), {"en", "es"}},
        {"help", "", ConsoleTexts::tr("this help"), {}},
        {"version", "", ConsoleTexts::tr("the program's version"), {}},
    };
}

std::vector<OptionSpec> withCommonOptions(std::vector<OptionSpec> own)
{
    for (OptionSpec &common : commonOptions()) {
        const auto same = [&common](const OptionSpec &one) { return one.name == common.name; };
        if (std::none_of(own.begin(), own.end(), same))
            own.push_back(std::move(common));
    }
    return own;
}

int Console::failed(const CallError &error)
{
    const QString &said = session.client().lastError();
    const bool connection = error.isConnectionFault();
    output.complain(connection && !said.isEmpty() ? errorText(error) + u' ' + said : errorText(error));
    if (connection || error.end == CallEnd::TimedOut)
        return NoConnection;
    const bool use =
        error.end == CallEnd::BadParams || error.is(ErrorCode::InvalidParams) || error.is(ErrorCode::MethodNotFound);
    return use ? WrongUse : TaskFailed;
}

int Console::wrongUse(const QString &text, const std::string &command)
{
    output.complain(text);
    const QString name = command.empty() ? QString() : fromBytes(command) + u' ';
    Output::toStderr(ConsoleTexts::tr("See: relevo %1--help").arg(name).toStdString() + '\n');
    return WrongUse;
}

int Console::noConnection()
{
    output.complain(session.client().lastError());
    return NoConnection;
}

} // namespace relevo::console
