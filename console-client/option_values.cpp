#include "console-client/option_values.h"

#include "common/client/duration.h"
#include "common/client/number_list.h"
#include "console-client/input.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace relevo::console {

namespace {

struct OptionValuesTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::OptionValues)
};

QString listed(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list += fromBytes(name);
    return list.join(QStringLiteral(", "));
}

} // namespace

std::vector<std::string> stateChoices()
{
    return {client::taskStateNames.begin(), client::taskStateNames.end()};
}

std::vector<std::string> finalStateChoices()
{
    std::vector<std::string> names = stateChoices();
    std::erase_if(names, [](const std::string &name) {
        const std::optional<client::TaskState> state = client::taskStateOf(name);
        return !state || !client::isFinal(*state);
    });
    return names;
}

std::vector<std::string> kindChoices()
{
    return {"background", "direct"};
}

void OptionValues::refuse(const QString &text)
{
    if (m_ok)
        m_console.wrongUse(text, m_command);
    m_ok = false;
}

std::optional<int> OptionValues::integer(const std::string &name, int minimum, int maximum)
{
    const std::optional<std::string> text = m_console.arguments.value(name);
    if (!text)
        return std::nullopt;
    bool isNumber = false;
    const int number = fromBytes(*text).toInt(&isNumber);
    if (isNumber && number >= minimum && number <= maximum)
        return number;
    refuse(OptionValuesTexts::tr("--%1: a whole number from %2 to %3 is expected.")
               .arg(fromBytes(name))
               .arg(minimum)
               .arg(maximum));
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> OptionValues::duration(const std::string &name)
{
    const std::optional<std::string> text = m_console.arguments.value(name);
    if (!text)
        return std::nullopt;
    const std::optional<std::chrono::milliseconds> time = parseDuration(*text);
    if (!time)
        refuse(OptionValuesTexts::tr("--%1: a time such as 90s, 5m, 2h or 7d is expected.").arg(fromBytes(name)));
    return time;
}

std::optional<std::int64_t> OptionValues::pointInTime(const std::string &name)
{
    const std::optional<std::string> text = m_console.arguments.value(name);
    if (!text)
        return std::nullopt;
    if (const std::optional<std::chrono::milliseconds> ago = parseDuration(*text))
        return QDateTime::currentMSecsSinceEpoch() - ago->count();
    const QDateTime time = QDateTime::fromString(fromBytes(*text).replace(u' ', u'T'), Qt::ISODateWithMs);
    if (time.isValid())
        return time.toMSecsSinceEpoch();
    refuse(OptionValuesTexts::tr(
               "--%1: a date such as 2026-01-31 or 2026-01-31T12:00, or so long ago as 2h or 7d, is expected.")
               .arg(fromBytes(name)));
    return std::nullopt;
}

std::optional<client::TaskState> OptionValues::state()
{
    const std::optional<std::string> text = m_console.arguments.value("state");
    if (!text)
        return std::nullopt;
    const std::optional<client::TaskState> state = client::taskStateOf(*text);
    if (!state)
        refuse(OptionValuesTexts::tr("--state: one of %1 is expected.").arg(listed(stateChoices())) +
               didYouMean(*text, stateChoices()));
    return state;
}

bool OptionValues::direct()
{
    const std::string text = m_console.arguments.value("kind").value_or("background");
    const std::vector<std::string> known = kindChoices();
    if (std::find(known.begin(), known.end(), text) == known.end())
        refuse(OptionValuesTexts::tr("--kind: one of %1 is expected.").arg(listed(known)) + didYouMean(text, known));
    return text == "direct";
}

std::string OptionValues::text(const std::string &name)
{
    return m_console.arguments.value(name).value_or(std::string());
}

bool OptionValues::idsFromInput() const
{
    const std::vector<std::string> &words = m_console.arguments.positional();
    return words.size() == 1 && words.front() == "-";
}

std::vector<std::string> OptionValues::ids()
{
    std::vector<std::string> ids = m_console.arguments.positional();
    if (idsFromInput()) {
        std::string text;
        QString error;
        if (!readInput("-", text, m_console.session, error))
            refuse(error);
        ids.clear();
        std::string_view rest = text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (const std::string_view id = trimmedText(rest.substr(0, end)); !id.empty())
                ids.emplace_back(id);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    if (ids.empty())
        refuse(OptionValuesTexts::tr("The id of a task is expected."));
    return ids;
}

} // namespace relevo::console
