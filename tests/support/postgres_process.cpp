#include "tests/support/postgres_process.h"

#include <QFile>
#include <QUrl>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;

namespace relevo::test {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

PostgresProcess::~PostgresProcess()
{
    freeze(false);
    kill();
}

bool PostgresProcess::start()
{
    // After a kill -9 it does not start until the last of the old processes is gone.
    return eventually([this] { return launch(); });
}

bool PostgresProcess::launch()
{
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeGroup | QFile::ExeOther);
    const QByteArray folder = QFile::encodeName(m_folder.filePath(u"pg"_s));
    const QByteArray out = QFile::encodeName(m_folder.filePath(u"out"_s));
    const int parent = ::getpid();
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(127);
        const int file = ::open(out.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(file, STDOUT_FILENO);
        ::dup2(file, STDERR_FILENO);
        // What is killed here is processes, and what they have written the system keeps.
        ::setenv("RELEVO_POSTGRES_OPTIONS", "-c fsync=off", 1);
        ::execl(RELEVO_POSTGRES_SCRIPT, RELEVO_POSTGRES_SCRIPT, "run", folder.constData(), nullptr);
        ::_exit(127);
    }
    bool ended = false;
    eventually([&] {
        ended = ::waitpid(m_pid, nullptr, WNOHANG) == m_pid;
        return ended || isReady();
    });
    if (ended)
        m_pid = -1;
    m_url = contentOf(m_folder.filePath(u"out"_s)).trimmed().toStdString();
    return !ended && isReady();
}

bool PostgresProcess::isReady() const
{
    const QList<QByteArray> lines = contentOf(m_folder.filePath(u"pg/data/postmaster.pid"_s)).split('\n');
    return lines.size() > 7 && lines[0].toInt() == m_pid && lines[7].trimmed() == "ready";
}

void PostgresProcess::reap()
{
    if (m_pid > 0)
        ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

void PostgresProcess::kill()
{
    if (m_pid > 0)
        ::kill(m_pid, SIGKILL);
    reap();
}

void PostgresProcess::stop()
{
    if (m_pid > 0)
        ::kill(m_pid, SIGINT);
    reap();
}

void PostgresProcess::freeze(bool frozen) const
{
    if (m_pid <= 0)
        return;
    const int number = frozen ? SIGSTOP : SIGCONT;
    const QByteArray children = contentOf(u"/proc/%1/task/%1/children"_s.arg(m_pid));
    ::kill(m_pid, number);
    for (const QByteArray &child : children.simplified().split(' ')) {
        if (child.toInt() > 0)
            ::kill(child.toInt(), number);
    }
}

std::string PostgresProcess::password() const
{
    return QUrl(QString::fromStdString(m_url)).password().toStdString();
}

int PostgresProcess::port() const
{
    return QUrl(QString::fromStdString(m_url)).port();
}

QByteArray PostgresProcess::log() const
{
    return contentOf(m_folder.filePath(u"out"_s)) + contentOf(m_folder.filePath(u"pg/log"_s)).right(4000);
}

} // namespace relevo::test
