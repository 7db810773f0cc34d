// A program in a pseudo-terminal of its own, as a person sits before it: what it shows, and keys to type.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace relevo::test {

class Terminal
{
public:
    /// `environment`: NAME=VALUE, added to this process's own.
    Terminal(const QString &program, const QStringList &arguments, const QStringList &environment);
    /// Kills the program if it still runs.
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    void type(const QByteArray &keys);
    /// Waits until what was shown since the last hit has `text`, and takes it up to there. False at the hang guard.
    bool expect(const QByteArray &text);
    /// All that was shown so far.
    const QByteArray &shown() const { return m_shown; }
    /// The exit code, 128 + the signal that ended it; nothing if it still runs at the hang guard.
    std::optional<int> waitForExit();

private:
    /// False at the end, or after `ms` without anything.
    bool read(int ms);

    int m_master = -1;
    int m_pid = -1;
    qsizetype m_seen = 0;
    QByteArray m_shown;
};

} // namespace relevo::test
