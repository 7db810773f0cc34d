// A server with the tests' own tasks (test_tasks.cpp) and a data folder that outlives its processes: it is killed,
// ended and started again on what it has left.
//
// One thread. Nothing throws.
#pragma once

#include "tests/support/rpc.h"
#include "tests/support/server_process.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace relevo::test {

class TaskServer
{
public:
    /// What every start is given, beside what ServerProcess gives.
    explicit TaskServer(QStringList arguments = {});

    /// Starts it, on what the last one has left. `more`: for this start only.
    bool start(const QStringList &more = {});
    void kill();               ///< kill -9
    std::optional<int> stop(); ///< SIGTERM, and the exit code
    /// Waits until a task has killed it.
    bool dies();

    quint16 port() const { return m_process->port(); }
    Rpc rpc() const { return Rpc(port()); }
    ServerProcess &process() { return *m_process; }

    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    /// A file that is not there yet; made by open(), which lets the tasks go that wait for it.
    QByteArray gate(const char *name) const;
    void open(const char *name) const;
    /// JSON params of test.gate and test.stubborn.
    QByteArray gateParams(const char *name, const QByteArray &tag = {}) const;

    /// The lines of the tasks' log: `TAG ATTEMPT NAME`, in the order in which they began.
    QByteArrayList log() const;
    /// How often a task with this tag has begun.
    qsizetype begun(const QByteArray &tag) const;
    /// True as soon as it has begun so often.
    bool begins(const QByteArray &tag, qsizetype times = 1) const;

    /// Empty if system.audit finds all in order.
    QString auditFault() const;

private:
    QStringList m_arguments;
    QTemporaryDir m_folder;
    std::unique_ptr<ServerProcess> m_process;
};

} // namespace relevo::test
