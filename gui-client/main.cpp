#include "gui-client/about_dialog.h"
#include "gui-client/main_window.h"
#include "gui-client/options.h"
#include "gui-client/smoke.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace relevo;
using namespace relevo::desktop;

namespace {

constexpr int wrongUse = 2;

// What needs no window is said without one: there may be no screen.
bool isSaidWithoutWindow(const QStringList &words)
{
    return words.contains(u"--help"_s) || words.contains(u"-h"_s) || words.contains(u"--version"_s);
}

int sayWithoutWindow(const Options &options)
{
    if (options.version)
        std::printf("relevo-desktop %s\n", qUtf8Printable(programVersion()));
    else
        std::fputs(qUtf8Printable(helpText()), stdout);
    return 0;
}

void speak(Language &language, const Options &options)
{
    if (!options.language.isEmpty())
        language.choose(options.language);
    language.install({u"relevo_desktop"_s, u"relevo_models"_s, u"qtbase"_s});
}

int runWindow(const Options &options)
{
    QTemporaryDir scratch;
    SessionOptions wanted;
    wanted.language = options.language;
    wanted.server = options.server;
    if (options.smoke)
        wanted.settingsFile = scratch.filePath(u"settings.ini"_s);
    Session session(wanted);
    MainWindow window(session);
    std::unique_ptr<Smoke> smoke;
    if (options.smoke)
        smoke = std::make_unique<Smoke>(session);
    window.show();
    session.begin();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"relevo-desktop"_s);
    QCoreApplication::setApplicationVersion(programVersion());
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    if (isSaidWithoutWindow(words)) {
        const QCoreApplication application(argc, argv);
        const Options options = parseOptions(words);
        Language language;
        speak(language, options);
        return sayWithoutWindow(options);
    }
    const QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(u"relevo-desktop"_s);
    const Options options = parseOptions(QCoreApplication::arguments().mid(1)); // without those that are Qt's own
    if (!options.error.isEmpty()) {
        Language language;
        speak(language, options);
        std::fprintf(stderr, "relevo-desktop: %s\n",
                     qUtf8Printable(parseOptions(QCoreApplication::arguments().mid(1)).error));
        return wrongUse;
    }
    return runWindow(options);
}
