// A PostgreSQL of the test's own as a child process (scripts/postgresql.sh): on a port of its own, killed and started
// again at will, ended with the object.
//
// One thread. Nothing throws; a start that fails is false, and log() says why.
#pragma once

#include "tests/support/waiters.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <string>

namespace relevo::test {

class PostgresProcess
{
public:
    PostgresProcess() = default;
    ~PostgresProcess();
    PostgresProcess(const PostgresProcess &) = delete;
    PostgresProcess &operator=(const PostgresProcess &) = delete;

    /// True once it takes connections; with the data and the port of the last time.
    bool start();
    /// kill -9 of the server; its processes for the connections follow it.
    void kill();
    /// An orderly end that throws out who is connected.
    void stop();
    /// SIGSTOP and SIGCONT to all its processes: it is there, and does not answer.
    void freeze(bool frozen) const;

    /// The connection string, a URI.
    std::string url() const { return m_url; }
    /// The same for a schema of its own in that database.
    std::string url(const std::string &schema) const { return m_url + "?options=-csearch_path%3D" + schema; }
    std::string password() const;
    int port() const;
    QByteArray log() const;

private:
    bool launch();
    bool isReady() const;
    void reap();

    QTemporaryDir m_folder;
    int m_pid = -1;
    std::string m_url;
};

} // namespace relevo::test
