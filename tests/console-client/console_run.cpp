#include "tests/console-client/console_run.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace relevo::test {

ConsoleRun::ConsoleRun(const QStringList &arguments, const QString &server, const QByteArray &input)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RELEVO_SERVER"_s, server);
    environment.insert(u"XDG_CACHE_HOME"_s, m_cache.path());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setProgram(QStringLiteral(RELEVO_PROGRAM_PATH));
    m_process.setArguments(arguments);
    m_process.start();
    m_process.write(input);
    m_process.closeWriteChannel();
}

ConsoleRun::~ConsoleRun()
{
    m_process.kill();
    m_process.waitForFinished(hangGuardMs);
}

void ConsoleRun::collect()
{
    m_ran.out += m_process.readAllStandardOutput();
    m_ran.err += m_process.readAllStandardError();
}

bool ConsoleRun::shows(const QByteArray &text, const QByteArray &where)
{
    return QTest::qWaitFor(
               [&] {
                   const bool running = isRunning();
                   collect();
                   return where.contains(text) || !running;
               },
               hangGuardMs) &&
           where.contains(text);
}

bool ConsoleRun::prints(const QByteArray &text)
{
    return shows(text, m_ran.out);
}

bool ConsoleRun::complains(const QByteArray &text)
{
    return shows(text, m_ran.err);
}

void ConsoleRun::signal(int number) const
{
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

Ran ConsoleRun::end()
{
    const bool ended = QTest::qWaitFor(
        [this] {
            collect(); // a program whose output nobody takes does not end
            return !isRunning();
        },
        hangGuardMs);
    collect();
    m_ran.code = ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    return m_ran;
}

Ran runConsole(const QStringList &arguments, const QString &server, const QByteArray &input)
{
    return ConsoleRun(arguments, server, input).end();
}

} // namespace relevo::test
