#include "console-client/menu.h"

#include "common/client/byte_view.h"
#include "common/client/param_text.h"
#include "console-client/commands.h"
#include "console-client/exit_codes.h"
#include "console-client/result_text.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <iostream>

namespace relevo::console {

namespace {
struct MenuTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Menu)
};
} // namespace

Menu::Menu(Console &console)
    : m_console(console)
    , m_entries{
          {"text.reverse", MenuTexts::tr("Reverse a text"), MenuTexts::tr("Text to reverse: ")},
          {"numbers.average", MenuTexts::tr("Average of numbers"),
           MenuTexts::tr("Numbers, with spaces or commas between: ")},
          {"text.count", MenuTexts::tr("Count characters"), MenuTexts::tr("Text to count: ")},
      }
{}

int Menu::run()
{
    m_console.output.line(MenuTexts::tr("Relevo, the task server at %1").arg(address().toString()));
    if (!m_console.session.connect())
        tellOfNoConnection();
    while (true) {
        showEntries();
        QString choice;
        while (choice.isEmpty()) {
            const std::optional<std::string> answer = ask(MenuTexts::tr("Choose: "));
            if (!answer)
                return goodbye();
            choice = fromBytes(*answer).trimmed();
        }
        bool ok = false;
        const std::size_t number = choice.toULong(&ok);
        if (ok && number == m_entries.size() + 1)
            break;
        if (!ok || number == 0 || number > m_entries.size()) {
            m_console.output.line(MenuTexts::tr("“%1” is none of the choices: a number from 1 to %2.")
                                      .arg(choice)
                                      .arg(m_entries.size() + 1));
            continue;
        }
        if (!runEntry(m_entries[number - 1]))
            break;
    }
    return goodbye();
}

int Menu::goodbye()
{
    m_console.output.line(MenuTexts::tr("Goodbye."));
    m_console.output.flush();
    return Done;
}

const ServerAddress &Menu::address() const
{
    return m_console.session.catalog().address();
}

void Menu::tellOfNoConnection()
{
    QString text = m_console.session.client().lastError();
    if (QHostAddress(address().host).isLoopback() || address().host == QLatin1StringView("localhost")) {
        const bool isDefault = address() == ServerAddress();
        const QString listen = isDefault ? QString() : QStringLiteral(" --listen ") + address().toString();
        text += u' ' +
                MenuTexts::tr("To start it, in another terminal: %1").arg(QStringLiteral("./start.sh server") + listen);
    }
    m_console.output.line(text);
}

void Menu::showEntries()
{
    m_console.output.line("");
    std::size_t number = 0;
    for (const Entry &entry : m_entries)
        m_console.output.line(QStringLiteral("%1. %2").arg(++number).arg(entry.title));
    m_console.output.line(QStringLiteral("%1. %2").arg(++number).arg(MenuTexts::tr("Exit")));
}

std::optional<std::string> Menu::ask(const QString &prompt)
{
    m_console.output.write(prompt);
    m_console.output.flush();
    std::string line;
    if (!std::getline(std::cin, line)) {
        m_console.output.line(""); // the prompt's line is still open
        return std::nullopt;
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

bool Menu::runEntry(const Entry &entry)
{
    const TaskDescription *task = findTask(m_console.session, QString::fromLatin1(entry.task));
    if (!task) {
        m_console.output.line(MenuTexts::tr("This server has no task %1.").arg(QString::fromLatin1(entry.task)));
        return true;
    }
    const ParamDescription &param = task->params.front();
    while (true) {
        const std::optional<std::string> text = ask(entry.prompt);
        if (!text)
            return false;
        if (text->empty()) // back to the menu
            return true;
        ParamValue value{param.name, {}};
        QString error;
        if (!appendParamValue(value.json, param, *text, error)) {
            m_console.output.line(error);
        } else if (value.json == "[]" && param.minimum.value_or(0) > 0) {
            m_console.output.line(MenuTexts::tr("At least one number, please."));
        } else {
            call(*task, paramsObject({value}));
            return true;
        }
    }
}

void Menu::call(const TaskDescription &task, const std::string &params)
{
    Output &output = m_console.output;
    if (!m_console.session.connect()) {
        tellOfNoConnection();
        return;
    }
    const Reply reply = m_console.session.call(QString::fromStdString(task.name), params);
    if (!reply.isOk()) {
        output.line(errorText(reply.error()));
        if (reply.error().isConnectionFault())
            tellOfNoConnection();
        return;
    }
    const QByteArray &raw = reply.rawResult();
    std::string text;
    if (isTextResult(task))
        text += MenuTexts::tr("Result: ").toStdString();
    appendResult(text, task, m_console.language, viewOf(raw));
    output.write(text);
}

} // namespace relevo::console
