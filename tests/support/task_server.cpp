#include "tests/support/task_server.h"

#include <QFile>

#include <csignal>
#include <utility>

using namespace Qt::StringLiterals;

namespace relevo::test {

TaskServer::TaskServer(QStringList arguments)
    : m_arguments(std::move(arguments))
{}

bool TaskServer::start(const QStringList &more)
{
    m_process = std::make_unique<ServerProcess>(ServerProcess::Program::WithTestTasks);
    m_process->setVariable("TEST_TASKS_LOG=" + QFile::encodeName(m_folder.filePath(u"log"_s)));
    return m_process->start(m_arguments + more + QStringList{u"--data"_s, dataFolder()});
}

void TaskServer::kill()
{
    m_process->signal(SIGKILL);
    m_process->waitForExit();
}

std::optional<int> TaskServer::stop()
{
    return m_process->stop();
}

bool TaskServer::dies()
{
    return m_process->waitForExit().has_value();
}

QByteArray TaskServer::gate(const char *name) const
{
    return QFile::encodeName(m_folder.filePath(QString::fromLatin1(name)));
}

void TaskServer::open(const char *name) const
{
    QFile file(QFile::decodeName(gate(name)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot make a file in a temporary folder");
}

QByteArray TaskServer::gateParams(const char *name, const QByteArray &tag) const
{
    return R"({"tag":")" + tag + R"(","path":")" + gate(name) + "\"}";
}

QByteArrayList TaskServer::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    QByteArrayList lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
    lines.removeAll(QByteArray());
    return lines;
}

qsizetype TaskServer::begun(const QByteArray &tag) const
{
    const QByteArray begin = tag + ' ';
    qsizetype count = 0;
    for (const QByteArray &line : log())
        count += line.startsWith(begin) ? 1 : 0;
    return count;
}

bool TaskServer::begins(const QByteArray &tag, qsizetype times) const
{
    return eventually([&] { return begun(tag) >= times; });
}

QString TaskServer::auditFault() const
{
    const JsonTextValue audit = rpc().result("system.audit");
    const bool good = audit[u"addsUp"].token() == "true" && audit[u"wrong"].items().isEmpty();
    return good ? QString() : QString::fromUtf8(audit.canonical());
}

} // namespace relevo::test
