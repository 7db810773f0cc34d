#include "console-client/input.h"

#include "console-client/units.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace relevo::console {

namespace {

struct InputTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Input)
};

QString inputName(const std::string &path)
{
    return path == "-" ? InputTexts::tr("Standard input") : QString::fromStdString(path);
}

QString systemError(const std::string &path)
{
    return InputTexts::tr("%1 cannot be read: %2.").arg(inputName(path), qt_error_string(errno));
}

// No server is asked for shorter input than this.
constexpr std::size_t askFrom = 8 << 20;

// How much input may come to one message. More than the message's bytes: white space between numbers is not sent.
std::size_t mostInput(Session &session)
{
    constexpr std::uint64_t likely = 1 << 30;
    constexpr std::uint64_t spaced = 8;
    const std::uint64_t limit = session.messageLimit().value_or(likely);
    return std::max(limit, std::min(limit * spaced, likely));
}

// -1 with errno set.
int openDescriptor(const std::string &path)
{
    const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status = {};
    if (descriptor >= 0 && ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    return descriptor;
}

} // namespace

PipeDevice::PipeDevice(int descriptor)
    : m_notifier(descriptor, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier.setEnabled(false);
        Q_EMIT readyRead();
    });
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 PipeDevice::readData(char *data, qint64 size)
{
    const int descriptor = static_cast<int>(m_notifier.socket());
    pollfd wanted{.fd = descriptor, .events = POLLIN, .revents = 0};
    if (::poll(&wanted, 1, 0) == 0) {
        m_notifier.setEnabled(true);
        return 0;
    }
    const ssize_t got = ::read(descriptor, data, static_cast<std::size_t>(size));
    return got > 0 ? got : -1;
}

qint64 PipeDevice::writeData(const char *, qint64)
{
    return -1;
}

std::unique_ptr<QIODevice> openInput(const std::string &path, QString &error)
{
    const int descriptor = openDescriptor(path);
    struct stat status = {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
        error = systemError(path);
        return nullptr;
    }
    if (!S_ISREG(status.st_mode))
        return std::make_unique<PipeDevice>(descriptor);
    auto file = std::make_unique<QFile>();
    file->open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle);
    return file;
}

bool readInput(const std::string &path, std::string &text, Session &session, QString &error)
{
    const int descriptor = openDescriptor(path);
    constexpr std::size_t block = 1 << 20;
    std::size_t most = 0; // not asked yet
    while (descriptor >= 0) {
        const std::size_t before = text.size();
        if (before > askFrom && most == 0)
            most = mostInput(session);
        if (before > askFrom && before > most) {
            error =
                InputTexts::tr("%1 goes on after %2: more than the server takes. --lines makes a task of each line.")
                    .arg(inputName(path), sizeText(static_cast<double>(most)));
            return false;
        }
        text.resize(before + block);
        const ssize_t got = ::read(descriptor, text.data() + before, block);
        text.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        if (got == 0) {
            if (path != "-")
                ::close(descriptor);
            return true;
        }
    }
    error = systemError(path);
    return false;
}

bool stdinIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

} // namespace relevo::console
