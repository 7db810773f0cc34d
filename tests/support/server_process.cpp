#include "tests/support/server_process.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <vector>

#ifndef RELEVO_SERVER_PATH
#define RELEVO_SERVER_PATH "relevo-server"
#endif
#ifndef RELEVO_TASK_SERVER_PATH
#define RELEVO_TASK_SERVER_PATH "relevo-test-server"
#endif

using namespace Qt::StringLiterals;

namespace relevo::test {

namespace {

/// The suite runs against another server, an installed one for instance, if RELEVO_TEST_SERVER names it.
QByteArray serverPath(ServerProcess::Program program)
{
    if (program == ServerProcess::Program::WithTestTasks)
        return RELEVO_TASK_SERVER_PATH;
    const QByteArray named = qgetenv("RELEVO_TEST_SERVER");
    return named.isEmpty() ? QByteArray(RELEVO_SERVER_PATH) : named;
}

std::vector<char *> pointersTo(std::vector<QByteArray> &texts)
{
    std::vector<char *> pointers;
    for (QByteArray &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// This program's environment without what would configure the server, and with a home of the server's own.
std::vector<QByteArray> environmentFor(const QByteArray &home)
{
    std::vector<QByteArray> variables;
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const QByteArray variable(*entry);
        if (!variable.startsWith("RELEVO_") && !variable.startsWith("HOME=") && !variable.startsWith("XDG_"))
            variables.push_back(variable);
    }
    variables.push_back("HOME=" + home);
    return variables;
}

void sendOutputTo(const QByteArray &path, int descriptor)
{
    const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    ::dup2(file, descriptor);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int exitCodeOf(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

ServerProcess::ServerProcess(Program program)
    : m_program(program)
{}

ServerProcess::~ServerProcess()
{
    if (isRunning()) {
        signal(SIGKILL);
        waitForExit();
    }
    if (m_pid > 0 && !m_reportRead) {
        if (const QByteArray report = sanitizerReport(); !report.isEmpty())
            QTest::qFail(report.constData(), __FILE__, __LINE__);
    }
}

QString ServerProcess::transport()
{
    return qEnvironmentVariable("RELEVO_TEST_IO", u"epoll"_s);
}

bool ServerProcess::start(const QStringList &arguments)
{
    QStringList all = arguments;
    const auto byDefault = [&all](const QString &option, const QString &value) {
        if (!all.contains(option))
            all << option << value;
    };
    byDefault(u"--listen"_s, u"127.0.0.1:0"_s);
    byDefault(u"--io"_s, transport());
    byDefault(u"--workers"_s, u"2"_s);
    byDefault(u"--io-threads"_s, u"2"_s);
    return startWith(all);
}

bool ServerProcess::startWith(const QStringList &arguments)
{
    const QByteArray folder = QFile::encodeName(m_folder.path());
    std::vector<QByteArray> words{serverPath(m_program)};
    for (const QString &argument : arguments)
        words.push_back(argument.toUtf8());
    std::vector<QByteArray> variables = environmentFor(folder);
    variables.insert(variables.end(), m_variables.begin(), m_variables.end());
    const std::vector<char *> argv = pointersTo(words);
    const std::vector<char *> environment = pointersTo(variables);

    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is itself killed leaves no server behind
        sendOutputTo(folder + "/stdout", STDOUT_FILENO);
        sendOutputTo(folder + "/stderr", STDERR_FILENO);
        if (::chdir(folder.constData()) == 0)
            ::execvpe(argv[0], argv.data(), environment.data());
        ::_exit(127);
    }
    eventually([this] { return (m_port = portOfReadyLine()) != 0 || !isRunning(); });
    return isReady();
}

quint16 ServerProcess::portOfReadyLine() const
{
    static const QRegularExpression shape(u"^ready tcp=127\\.0\\.0\\.1:(\\d+)[^\\n]*\\n"_s);
    return shape.match(QString::fromUtf8(stdoutText())).captured(1).toUShort();
}

bool ServerProcess::isRunning()
{
    if (m_pid <= 0 || m_exitCode)
        return false;
    int status = 0;
    if (::waitpid(m_pid, &status, WNOHANG) != m_pid)
        return true;
    m_exitCode = exitCodeOf(status);
    return false;
}

void ServerProcess::signal(int number) const
{
    if (m_pid > 0 && !m_exitCode)
        ::kill(m_pid, number);
}

bool ServerProcess::freeze()
{
    if (!isRunning())
        return false;
    signal(SIGSTOP);
    int status = 0;
    if (::waitpid(m_pid, &status, WUNTRACED) != m_pid)
        return false;
    if (!WIFSTOPPED(status))
        m_exitCode = exitCodeOf(status);
    return WIFSTOPPED(status);
}

void ServerProcess::limitFileSize(qint64 bytes) const
{
    // Only the soft limit, so that it can be lifted again.
    const rlimit limit{bytes < 0 ? RLIM_INFINITY : static_cast<rlim_t>(bytes), RLIM_INFINITY};
    ::prlimit(m_pid, RLIMIT_FSIZE, &limit, nullptr);
}

std::optional<int> ServerProcess::waitForExit(int ms)
{
    eventually([this] { return !isRunning(); }, ms);
    return m_exitCode;
}

std::optional<int> ServerProcess::stop()
{
    signal(SIGTERM);
    const std::optional<int> code = waitForExit();
    if (code != 0) // who compares it with 0 shows only the number
        qWarning("%s", stderrText().right(8000).constData());
    return code;
}

QByteArray ServerProcess::stdoutText() const
{
    return contentOf(m_folder.filePath(u"stdout"_s));
}

QByteArray ServerProcess::stderrText() const
{
    return contentOf(m_folder.filePath(u"stderr"_s));
}

QByteArray ServerProcess::sanitizerReport()
{
    m_reportRead = true;
    const QByteArray text = stderrText();
    const bool any = text.contains("Sanitizer") || text.contains("runtime error:");
    if (!any)
        return {};
    qWarning("%s", text.constData()); // whole: what compares it cuts it short
    return text.left(8000);
}

qint64 ServerProcess::residentBytes() const
{
    const QList<QByteArray> fields = contentOf(u"/proc/%1/statm"_s.arg(m_pid)).split(' ');
    return fields.size() > 1 ? fields[1].toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

int ServerProcess::openDescriptors() const
{
    return static_cast<int>(
        QDir(u"/proc/%1/fd"_s.arg(m_pid)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
}

int ServerProcess::threads() const
{
    return static_cast<int>(QDir(u"/proc/%1/task"_s.arg(m_pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

} // namespace relevo::test
