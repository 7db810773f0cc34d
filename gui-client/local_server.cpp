#include "gui-client/local_server.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QStandardPaths>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr int stopPatienceMs = 8'000; // longer than the server lets running work finish
constexpr int killPatienceMs = 1'000;

} // namespace

LocalServer::LocalServer(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &LocalServer::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        const QStringList lines = QString::fromUtf8(m_process.readAllStandardError()).split(u'\n', Qt::SkipEmptyParts);
        if (!lines.isEmpty())
            m_lastWords = lines.last().trimmed();
    });
    connect(&m_process, &QProcess::finished, this, &LocalServer::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            m_lastWords = m_process.errorString();
            setState(State::Stopped, Fault::NotStarted);
        }
    });
#ifdef Q_OS_LINUX
    // Also where this program is killed, its server ends.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
}

LocalServer::~LocalServer()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(stopPatienceMs)) {
        m_process.kill();
        m_process.waitForFinished(killPatienceMs);
    }
}

QString LocalServer::findProgram()
{
    const QString name = u"relevo-server"_s;
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

bool LocalServer::isLoopback(const ServerAddress &address)
{
    return address.host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(address.host).isLoopback();
}

bool LocalServer::canServe(const ServerAddress &address) const
{
    return !m_program.isEmpty() && isLoopback(address);
}

void LocalServer::start(const ServerAddress &address)
{
    if (m_state != State::Stopped || !canServe(address))
        return;
    m_anyPort = false;
    m_address = address;
    launch(address);
}

void LocalServer::launch(const ServerAddress &address)
{
    m_output.clear();
    m_lastWords.clear();
    setState(State::Starting, Fault::None);
    m_process.start(m_program, {u"--listen"_s, address.toString()});
}

void LocalServer::stop()
{
    if (m_state != State::Starting && m_state != State::Running)
        return;
    setState(State::Stopping, Fault::None);
    m_process.terminate();
}

// "ready tcp=127.0.0.1:5000 node=… …"
void LocalServer::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
        const QList<QByteArray> words = m_output.left(end).split(' ');
        m_output.remove(0, end + 1);
        if (m_state != State::Starting || words.first() != "ready")
            continue;
        for (const QByteArray &word : words) {
            const auto address =
                word.startsWith("tcp=") ? ServerAddress::parse(QString::fromUtf8(word.mid(4))) : std::nullopt;
            if (!address)
                continue;
            m_address.port = address->port; // the host as the user calls it
            setState(State::Running, Fault::None);
            Q_EMIT ready();
            break;
        }
    }
}

void LocalServer::onFinished(int code, QProcess::ExitStatus status)
{
    const State before = m_state;
    m_exitCode = status == QProcess::NormalExit ? code : -1;
    // Something else that is no server of ours has the port.
    if (before == State::Starting && !m_anyPort && m_lastWords.contains(u"already in use"_s)) {
        m_anyPort = true;
        m_process.start(m_program, {u"--listen"_s, m_address.host.contains(u':') ? u"[%1]:0"_s.arg(m_address.host)
                                                                                 : m_address.host + u":0"_s});
        return;
    }
    const bool wanted = before == State::Stopping;
    const Fault fault = before == State::Starting ? Fault::Refused : Fault::Died;
    setState(State::Stopped, wanted ? Fault::None : fault);
}

void LocalServer::setState(State state, Fault fault)
{
    m_state = state;
    m_fault = fault;
    Q_EMIT stateChanged();
}

QString LocalServer::problem() const
{
    switch (m_fault) {
    case Fault::NotStarted:
    case Fault::Refused:
        return m_lastWords.isEmpty() ? tr("The server could not be started.")
                                     : tr("The server could not be started: %1").arg(m_lastWords);
    case Fault::Died:
        return m_exitCode >= 0 ? tr("The server that was started here has ended, with exit code %1.").arg(m_exitCode)
                               : tr("The server that was started here has crashed, or was killed.");
    case Fault::None:
        break;
    }
    return {};
}

} // namespace relevo::desktop
