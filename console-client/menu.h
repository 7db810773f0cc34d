// The menu of the program that this project grew out of: reverse, average, count, exit. It ends only where the user
// says so.
#pragma once

#include "console-client/console.h"

#include <optional>

namespace relevo::console {

class Menu
{
public:
    explicit Menu(Console &console);

    /// Until the user leaves or the input ends; the exit code.
    int run();

private:
    struct Entry
    {
        const char *task;
        QString title;
        QString prompt;
    };

    const ServerAddress &address() const;
    int goodbye();
    void tellOfNoConnection();
    void showEntries();
    /// An empty line at its prompt leaves it. False once the input has ended.
    bool runEntry(const Entry &entry);
    /// A line of the input; nothing at its end.
    std::optional<std::string> ask(const QString &prompt);
    void call(const TaskDescription &task, const std::string &params);

    Console &m_console;
    std::vector<Entry> m_entries;
};

} // namespace relevo::console
