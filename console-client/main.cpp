#include "console-client/exit_codes.h"
#include "console-client/program.h"
#include "console-client/utf8_locale.h"

#include <QCoreApplication>

#include <csignal>
#include <unistd.h>

namespace {

// The terminal has written ^C behind what stood there: the shell's prompt goes to a line of its own.
extern "C" void onInterrupt(int)
{
    if (::isatty(STDERR_FILENO) == 1) [[maybe_unused]]
        const ssize_t written = ::write(STDERR_FILENO, "\n", 1);
    ::_exit(relevo::console::Interrupted);
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN); // a closed output is noticed where it is written
    std::signal(SIGINT, onInterrupt);
    relevo::Language language;
    relevo::console::ensureUtf8Locale();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("relevo"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RELEVO_VERSION));
    return relevo::console::runProgram({argv + 1, argv + argc}, language);
}
