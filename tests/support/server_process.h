// The server binary as a child process: started on a free port, watched through /proc, ended with the object.
//
// One thread. Nothing throws; a start that fails leaves isReady() false and says why in stderrText() and exitCode().
#pragma once

#include "tests/support/waiters.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>

namespace relevo::test {

class ServerProcess
{
public:
    /// Which binary. With test tasks: the same server with the tasks of test_tasks.cpp beside its own.
    enum class Program { Server, WithTestTasks };

    /// Does not start anything.
    explicit ServerProcess(Program program = Program::Server);
    /// Kills the server if it still runs. A sanitizer's report that nobody has asked for fails the test function.
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// `NAME=VALUE` in its environment. Before the start.
    void setVariable(const QByteArray &variable) { m_variables.push_back(variable); }
    /// From now on no file that it writes can grow beyond: its writes fail. Less than 0: no limit any more.
    void limitFileSize(qint64 bytes) const;

    /// `arguments`, and where they do not say: `--listen 127.0.0.1:0`, two workers, two I/O threads and the transport
    /// of this run (`RELEVO_TEST_IO`). True once its ready line is there.
    bool start(const QStringList &arguments = {});
    /// Just `arguments`; true once the ready line is there, false as soon as it has ended.
    bool startWith(const QStringList &arguments);

    /// epoll or qt.
    static QString transport();

    bool isReady() const { return m_port != 0; }
    quint16 port() const { return m_port; }
    int pid() const { return m_pid; }
    bool isRunning();

    void signal(int number) const;
    /// SIGSTOP; true once none of its threads goes on.
    bool freeze();
    /// The exit code, 128 + the signal that ended it, or nothing if it still runs after `ms`.
    std::optional<int> waitForExit(int ms = hangGuardMs);
    /// SIGTERM, and the exit code.
    std::optional<int> stop();

    QByteArray stdoutText() const;
    QByteArray stderrText() const;
    /// What a sanitizer reported, or empty.
    QByteArray sanitizerReport();

    qint64 residentBytes() const;
    int openDescriptors() const;
    int threads() const;

private:
    quint16 portOfReadyLine() const;

    const Program m_program;
    QByteArrayList m_variables;
    QTemporaryDir m_folder; ///< its working directory, its home, and what it prints
    int m_pid = -1;
    quint16 m_port = 0;
    std::optional<int> m_exitCode;
    bool m_reportRead = false;
};

} // namespace relevo::test
