// The values of a command's options, checked: the first that is wrong is complained of.
#pragma once

#include "common/client/task_record.h"
#include "console-client/console.h"

#include <chrono>
#include <optional>

namespace relevo::console {

class OptionValues
{
public:
    /// Complains in the name of `command`.
    OptionValues(Console &console, std::string command)
        : m_console(console)
        , m_command(std::move(command))
    {}

    /// False once something was wrong: the command ends as WrongUse.
    bool ok() const { return m_ok; }
    void refuse(const QString &text);

    // Nothing where the option is not given, or wrong.
    std::optional<int> integer(const std::string &name, int minimum, int maximum);
    std::optional<std::chrono::milliseconds> duration(const std::string &name);
    /// Milliseconds since 1970 of a date, a date and time, or so long ago.
    std::optional<std::int64_t> pointInTime(const std::string &name);
    /// --state
    std::optional<client::TaskState> state();
    /// --kind; true: direct calls.
    bool direct();
    std::string text(const std::string &name);
    /// The words as ids, those on standard input where they are `-`. Complains where there is none.
    std::vector<std::string> ids();
    /// Nobody sees next to an answer which id stood there: it is named.
    bool idsFromInput() const;

private:
    Console &m_console;
    std::string m_command;
    bool m_ok = true;
};

/// What --state and --kind complete to.
std::vector<std::string> stateChoices();
std::vector<std::string> finalStateChoices();
std::vector<std::string> kindChoices();

} // namespace relevo::console
