// A server on this machine that the application has started itself, and stops again when it ends.
//
// Lives in the GUI's thread. Nothing is started without start(), and nothing is started again by itself.
#pragma once

#include "common/client/server_address.h"

#include <QObject>
#include <QProcess>

namespace relevo::desktop {

class LocalServer : public QObject
{
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Running, Stopping };

    /// `program`: the server's, empty if there is none.
    explicit LocalServer(const QString &program = findProgram(), QObject *parent = nullptr);
    /// Stops it, and waits a bounded time for it; what does not end by then is killed.
    ~LocalServer() override;

    /// `relevo-server` beside this program, else in the PATH; empty: there is none.
    static QString findProgram();
    static bool isLoopback(const ServerAddress &address);

    /// There is a program to start, and the address is one of this machine.
    bool canServe(const ServerAddress &address) const;
    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    /// While Running: where it listens.
    const ServerAddress &address() const { return m_address; }
    qint64 processId() const { return m_process.processId(); }
    /// Why it could not be started, or why it ended although nobody had stopped it; for people. Else empty.
    QString problem() const;

    /// On this address; on a free port of it if something else has it. Only when Stopped.
    void start(const ServerAddress &address);
    void stop();

Q_SIGNALS:
    void stateChanged();
    /// It is Running, at address().
    void ready();

private:
    enum class Fault { None, NotStarted, Refused, Died };

    void launch(const ServerAddress &address);
    void readOutput();
    void onFinished(int code, QProcess::ExitStatus status);
    void setState(State state, Fault fault);

    QString m_program;
    QProcess m_process;
    ServerAddress m_address;
    QByteArray m_output; ///< of standard output, a line that is not whole yet
    QString m_lastWords; ///< the last line of standard error
    int m_exitCode = 0;
    State m_state = State::Stopped;
    Fault m_fault = Fault::None;
    bool m_anyPort = false; ///< the address was taken: started on a free port
};

} // namespace relevo::desktop
