// A Swift with the S3 API for the length of a test program, started by scripts/swift.sh in a folder of its own and
// ended with the object, or with the program however that ends.
//
// One thread. Nothing throws; a start that fails says why in failure().
#pragma once

#include "server/storage/s3/s3_config.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace relevo::test {

class SwiftServer
{
public:
    /// Does not start anything.
    SwiftServer() = default;
    ~SwiftServer();
    SwiftServer(const SwiftServer &) = delete;
    SwiftServer &operator=(const SwiftServer &) = delete;

    /// True once it answers.
    bool start();
    /// Why it did not.
    QString failure() const { return m_failure; }

    /// Its endpoint, bucket and keys.
    S3Config config() const { return m_config; }

    /// SIGKILL to the process that speaks S3; its port then refuses connections.
    void killProxy();
    /// SIGSTOP and SIGCONT to it: it takes connections, and does not answer.
    void freezeProxy(bool frozen) const;
    /// All of it anew, with what it had stored, at the same port. True once it answers.
    bool restart();

private:
    int proxy() const;

    QTemporaryDir m_folder;
    QProcess m_script; ///< stops Swift once its standard input ends
    S3Config m_config;
    QString m_failure;
};

} // namespace relevo::test
