#include "mobile-client/command_line.h"
#include "mobile-client/smoke.h"
#include "mobile-client/window.h"

#include <QGuiApplication>

#include <cstdio>
#include <memory>

namespace {

using namespace Qt::StringLiterals;
using namespace relevo::mobile;

void nameProgram()
{
    QCoreApplication::setOrganizationName(u"relevo"_s);
    QCoreApplication::setApplicationName(u"relevo-mobile"_s);
    QCoreApplication::setApplicationVersion(App::version());
}

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    return words;
}

void print(std::FILE *where, const QString &line)
{
    std::fprintf(where, "%s\n", line.toLocal8Bit().constData());
}

int run(QGuiApplication &application, relevo::Language &language, const CommandLine &line)
{
    const bool smoke = line.task == CommandLine::Task::Smoke;
    AppOptions options;
    options.forcedLanguage = line.language;
    App app(language, options);
    const QString address = line.server.isEmpty() ? app.profiles()->currentAddress() : line.server;
    // A smoke test leaves no trace in what is remembered.
    if (smoke)
        app.connection()->connectTo(address);
    else
        app.useServer(address);

    Window window(app);
    if (!smoke && !window.view())
        return 1;
    std::unique_ptr<Smoke> test;
    if (smoke) {
        test = std::make_unique<Smoke>(app, window, address);
        QObject::connect(test.get(), &Smoke::finished, &application, [](int code, const QString &said) {
            print(stderr, said);
            QCoreApplication::exit(code);
        });
    }
    return QGuiApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QStringList words = wordsOf(argc, argv);
    relevo::Language language;
    language.choose(CommandLine::languageOf(words));
    nameProgram();
    // Texts can be had without a display.
    const std::unique_ptr<QCoreApplication> application(
        CommandLine::wantsTextOnly(words) ? new QCoreApplication(argc, argv) : new QGuiApplication(argc, argv));
    language.install({u"relevo_models"_s, u"relevo_mobile"_s});

    const CommandLine line = CommandLine::parse(words);
    switch (line.task) {
    case CommandLine::Task::Help:
    case CommandLine::Task::Version:
        print(stdout, line.text);
        return 0;
    case CommandLine::Task::Wrong:
        print(stderr, line.text);
        return 2;
    case CommandLine::Task::Run:
    case CommandLine::Task::Smoke:
        break;
    }
    return run(static_cast<QGuiApplication &>(*application), language, line);
}
