#include "tests/console-client/terminal.h"

#include "tests/support/waiters.h"

#include <array>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace relevo::test {

Terminal::Terminal(const QString &program, const QStringList &arguments, const QStringList &environment)
{
    std::vector<QByteArray> words{program.toLocal8Bit()};
    for (const QString &argument : arguments)
        words.push_back(argument.toUtf8());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    m_pid = ::forkpty(&m_master, nullptr, nullptr, nullptr);
    if (m_pid != 0)
        return;
    for (const QString &entry : environment)
        ::setenv(entry.section(u'=', 0, 0).toLocal8Bit().constData(), entry.section(u'=', 1).toLocal8Bit().constData(),
                 1);
    ::execv(argv[0], argv.data());
    ::_exit(127);
}

Terminal::~Terminal()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    if (m_master >= 0)
        ::close(m_master);
}

void Terminal::type(const QByteArray &keys)
{
    [[maybe_unused]] const ssize_t written = ::write(m_master, keys.constData(), static_cast<std::size_t>(keys.size()));
}

bool Terminal::read(int ms)
{
    pollfd wanted{.fd = m_master, .events = POLLIN, .revents = 0};
    if (::poll(&wanted, 1, ms) <= 0)
        return false;
    std::array<char, 4096> buffer{};
    const ssize_t got = ::read(m_master, buffer.data(), buffer.size());
    if (got > 0)
        m_shown.append(buffer.data(), got);
    return got > 0;
}

bool Terminal::expect(const QByteArray &text)
{
    const Deadline deadline;
    for (;;) {
        const qsizetype at = m_shown.indexOf(text, m_seen);
        if (at >= 0) {
            m_seen = at + text.size();
            return true;
        }
        if (!read(deadline.remainingMs()))
            return false;
    }
}

std::optional<int> Terminal::waitForExit()
{
    const Deadline deadline;
    while (!deadline.over()) {
        read(10); // a program whose output nobody takes does not end
        int status = 0;
        if (::waitpid(m_pid, &status, WNOHANG) == m_pid) {
            m_pid = -1;
            while (read(0)) {
            }
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
    }
    return std::nullopt;
}

} // namespace relevo::test
