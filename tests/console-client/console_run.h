// The console client as a child process, with pipes. The test's own event loop runs meanwhile, so that a scripted peer
// can answer it.
#pragma once

#include "tests/support/waiters.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace relevo::test {

struct Ran
{
    int code = -1; ///< -1: it did not end, or was killed by a signal
    QByteArray out;
    QByteArray err;
};

class ConsoleRun
{
public:
    /// `server`: HOST:PORT. Starts at once, with `input` as all of its standard input.
    ConsoleRun(const QStringList &arguments, const QString &server, const QByteArray &input = {});
    /// Kills it if it still runs.
    ~ConsoleRun();
    ConsoleRun(const ConsoleRun &) = delete;
    ConsoleRun &operator=(const ConsoleRun &) = delete;

    /// Waits until it has printed `text`; false at the hang guard, or if it has ended without.
    bool prints(const QByteArray &text);
    bool complains(const QByteArray &text);
    void signal(int number) const;
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// Waits for its end.
    Ran end();

private:
    void collect();
    bool shows(const QByteArray &text, const QByteArray &where);

    QTemporaryDir m_cache;
    QProcess m_process;
    Ran m_ran;
};

/// From its start to its end.
Ran runConsole(const QStringList &arguments, const QString &server, const QByteArray &input = {});

} // namespace relevo::test
