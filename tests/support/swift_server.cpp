#include "tests/support/swift_server.h"

#include "tests/support/waiters.h"

#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace relevo::test {
namespace {

const QString script = QStringLiteral(RELEVO_SCRIPTS "/swift.sh");

/// Of a machine that is busy with other tests as well.
constexpr int patienceMs = 120'000;

void take(S3Config &config, const QByteArray &line)
{
    const qsizetype equals = line.indexOf('=');
    const QByteArray name = line.left(equals);
    const std::string value = line.mid(equals + 1).trimmed().toStdString();
    if (name == "endpoint")
        config.endpoint = value;
    else if (name == "region")
        config.region = value;
    else if (name == "bucket")
        config.bucket = value;
    else if (name == "access_key")
        config.accessKey = value;
    else if (name == "secret_key")
        config.secretKey = value;
}

} // namespace

SwiftServer::~SwiftServer()
{
    m_script.closeWriteChannel();
    if (m_script.state() != QProcess::NotRunning && !m_script.waitForFinished(patienceMs))
        m_script.terminate();
}

bool SwiftServer::start()
{
    m_script.start(script, {u"run"_s, m_folder.path()});
    while (m_config.secretKey.empty()) {
        if (!m_script.canReadLine() && !m_script.waitForReadyRead(patienceMs)) {
            m_failure = QString::fromUtf8(m_script.readAllStandardError()) + m_script.errorString();
            return false;
        }
        while (m_script.canReadLine())
            take(m_config, m_script.readLine());
    }
    return true;
}

/// 0: there is none.
int SwiftServer::proxy() const
{
    QFile pids(m_folder.filePath(u"pids"_s));
    return pids.open(QIODevice::ReadOnly) ? pids.readAll().trimmed().split('\n').last().toInt() : 0;
}

void SwiftServer::freezeProxy(bool frozen) const
{
    if (const int pid = proxy(); pid > 0)
        ::kill(pid, frozen ? SIGSTOP : SIGCONT);
}

void SwiftServer::killProxy()
{
    const int pid = proxy();
    if (pid > 0 && ::kill(pid, SIGKILL) == 0)
        eventually([pid] {
            QFile state(u"/proc/%1/stat"_s.arg(pid));
            return !state.open(QIODevice::ReadOnly) || state.readAll().contains(") Z ");
        });
}

bool SwiftServer::restart()
{
    QProcess again;
    again.start(script, {u"start"_s, m_folder.path()});
    if (again.waitForFinished(patienceMs) && again.exitCode() == 0)
        return true;
    m_failure = QString::fromUtf8(again.readAllStandardError());
    return false;
}

} // namespace relevo::test
