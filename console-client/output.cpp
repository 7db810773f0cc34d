#include "console-client/output.h"

#include "console-client/exit_codes.h"

#include <cerrno>
#include <unistd.h>

namespace relevo::console {

namespace {

constexpr std::size_t bufferSize = 64 << 10;

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

void Output::write(std::string_view text)
{
    m_buffer += text;
    if (m_buffer.size() >= bufferSize)
        flush();
}

void Output::flush()
{
    const bool ok = writeAll(STDOUT_FILENO, m_buffer);
    m_buffer.clear();
    if (ok)
        return;
    const int fault = errno;
    if (fault != EPIPE)
        complain(qt_error_string(fault));
    // Not exit(): whatever still runs would only write more.
    ::_exit(fault == EPIPE ? OutputClosed : TaskFailed);
}

void Output::complain(const QString &text)
{
    flush();
    toStderr("relevo: " + text.toStdString() + '\n');
}

void Output::toStderr(std::string_view text)
{
    writeAll(STDERR_FILENO, text);
}

bool Output::stdoutIsTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

bool Output::stderrIsTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

} // namespace relevo::console
