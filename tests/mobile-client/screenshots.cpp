// relevo-mobile-shots --output FOLDER [--only PATTERN]: pictures of every view of the mobile application, in both
// languages, light and dark, at two sizes, with a real server behind them. To be run on a screen
// (scripts/with-screen.sh).
#include "tests/common/client/models/history_scene.h"
#include "tests/mobile-client/driver.h"
#include "tests/support/server_process.h"

#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QPainter>
#include <QRegularExpression>

#include <csignal>
#include <cstdio>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

class Photographer
{
public:
    Photographer(const QDir &folder, const QRegularExpression &only, const QString &language, bool dark,
                 const QSize &size)
        : m_folder(folder)
        , m_only(only)
        , m_suffix(u"-%1-%2-%3"_s.arg(language, dark ? u"dark"_s : u"light"_s,
                                      size.width() > size.height() ? u"landscape"_s : u"portrait"_s))
        , m_driver(language, size)
    {
        m_driver.app().settings()->setTheme(dark ? mobile::Settings::Theme::Dark : mobile::Settings::Theme::Light);
    }

    void takeAll(ServerProcess &server);

private:
    void tasks();
    void numbers();
    void activity(ServerProcess &process);
    void background();
    void server(ServerProcess &process);
    void offline(ServerProcess &process);

    mobile::Workbench &bench() { return *m_driver.app().workbench(); }
    void open(int row);
    void fillAndSend(int row, const QString &text);
    void settle();
    void take(const QString &name);

    QDir m_folder;
    QRegularExpression m_only;
    QString m_suffix;
    Driver m_driver;
};

void Photographer::settle()
{
    QTest::qWait(450); // animations, and what is prepared elsewhere
}

void Photographer::take(const QString &name)
{
    const QString file = name + m_suffix;
    if (!m_only.match(file).hasMatch())
        return;
    settle();
    m_driver.view().grabWindow().save(m_folder.filePath(file + u".png"_s));
    std::puts(qPrintable(file));
}

void Photographer::open(int row)
{
    m_driver.goTo(u"tasks"_s);
    bench().open(m_driver.app().catalog()->nameAt(row));
    settle();
}

void Photographer::fillAndSend(int row, const QString &text)
{
    open(row);
    bench().form()->setValue(0, text);
    happens([&] { return !bench().form()->isBusy(); });
    bench().send();
    happens([&] { return bench().result()->state() == ResultModel::State::Shown; });
    settle();
}

void Photographer::tasks()
{
    m_driver.goTo(u"tasks"_s);
    take(u"tasks"_s);
    open(0);
    take(u"form-empty"_s);
    fillAndSend(0, u"Relevo 👩‍👩‍👧 año 🇪🇸"_s);
    take(u"task-emoji"_s);
    fillAndSend(0, u"שלום עולם, مرحبا"_s);
    take(u"task-right-to-left"_s);
    fillAndSend(1, u"12.5  7  1e3\n-4.25\n99"_s);
    take(u"task-numbers"_s);
    fillAndSend(2, u"The quick brown fox jumps over the lazy dog. 🦊\nA second line."_s);
    take(u"task-count"_s);
}

void Photographer::numbers()
{
    open(1);
    bench().form()->setValue(0, u"12.5 seven 1e3 4,x 99"_s);
    happens([&] { return !bench().form()->isBusy(); });
    m_driver.tap(u"send"_s);
    take(u"numbers-fault"_s);
    const QSize size = m_driver.view().size();
    const qreal height = size.height() * 0.42;
    m_driver.app().keyboard()->pretend(QRectF(0, size.height() - height, size.width(), height));
    take(u"keyboard"_s);
    m_driver.app().keyboard()->pretend({});
    bench().form()->clear();
}

void Photographer::activity(ServerProcess &process)
{
    JobModel &jobs = *m_driver.app().jobs();
    const CatalogModel &catalog = *m_driver.app().catalog();
    jobs.add(catalog.nameAt(1), "{\"numbers\":[]}");
    happens([&] { return jobs.pending() == 0; });
    jobs.add(catalog.nameAt(2), "{\"text\":\"on its way\"}");
    m_driver.app().connection()->disconnectFromServer();
    jobs.add(catalog.nameAt(0), "{\"text\":\"waits for the server\"}");
    m_driver.goTo(u"activity"_s);
    take(u"activity-offline"_s);
    m_driver.connectTo(process.port());
    happens([&] { return m_driver.app().connection()->isConnected() && jobs.pending() == 0; });
    take(u"activity"_s);
    m_driver.app().details()->show(jobs.at(0)->id);
    take(u"details"_s);
    m_driver.app().details()->show(jobs.at(jobs.rowCount() - 3)->id);
    take(u"details-failed"_s);
    m_driver.app().details()->close();
    m_driver.app().removeJob(0);
    take(u"activity-undo"_s);
    m_driver.app().activity()->undo();
}

// A run in the background on the real server, and a history that is made up.
void Photographer::background()
{
    open(0);
    bench().form()->setValue(0, u"Relevo"_s);
    m_driver.tap(u"background"_s);
    take(u"background"_s);
    m_driver.tap(u"runInBackground"_s);
    m_driver.item(u"showSubmitted"_s);
    QTest::qWait(5000); // what was said has passed
    take(u"background-done"_s);
    bench().close();
    const QString real = m_driver.app().connection()->address();
    ScriptedPeer peer(historyAnswers());
    m_driver.connectTo(peer.port());
    m_driver.goTo(u"history"_s);
    happens([&] { return m_driver.app().background()->history()->count() > 1; });
    QTest::qWait(300);
    take(u"history"_s);
    for (const auto &[row, name] :
         {std::pair(1, u"history-running"_s), std::pair(2, u"history-failed"_s), std::pair(3, u"history-done"_s)}) {
        m_driver.app().background()->showRow(row);
        happens([&] { return !m_driver.app().background()->task()->paramsText().isEmpty(); });
        QTest::qWait(200);
        take(name);
    }
    m_driver.app().background()->task()->close();
    m_driver.app().connection()->connectTo(real);
    happens([&] { return m_driver.app().connection()->isConnected(); });
}

void Photographer::server(ServerProcess &process)
{
    ProfileModel &profiles = *m_driver.app().profiles();
    profiles.add(m_driver.language().isSpanish() ? u"Este equipo"_s : u"This machine"_s,
                 u"127.0.0.1:%1"_s.arg(process.port()));
    profiles.add(m_driver.language().isSpanish() ? u"Laboratorio"_s : u"Laboratory"_s, u"lab.example.org:5000"_s);
    m_driver.goTo(u"server"_s);
    JobModel &jobs = *m_driver.app().jobs();
    for (int second = 0; second < 7; ++second) {
        for (int i = 0; i < 40 + 60 * (second % 3); ++i)
            jobs.add(m_driver.app().catalog()->nameAt(0), "{\"text\":\"load\"}");
        QTest::qWait(600);
    }
    take(u"server"_s);
    QMetaObject::invokeMethod(m_driver.item(u"serverBody"_s), "reveal",
                              Q_ARG(QQuickItem *, m_driver.item(u"themes"_s)));
    take(u"server-settings"_s);
    m_driver.tap(u"addProfile"_s);
    take(u"profile-new"_s);
    m_driver.key(Qt::Key_Escape);
}

void Photographer::offline(ServerProcess &process)
{
    process.signal(SIGKILL);
    process.waitForExit();
    happens([&] { return !m_driver.app().connection()->isConnected(); });
    QTest::qWait(1200);
    m_driver.goTo(u"tasks"_s);
    bench().close();
    take(u"offline"_s);
    m_driver.goTo(u"server"_s);
    m_driver.item(u"serverBody"_s)->setProperty("contentY", 0);
    take(u"offline-server"_s);
}

void Photographer::takeAll(ServerProcess &process)
{
    m_driver.connectTo(process.port());
    m_driver.goTo(u"activity"_s);
    take(u"activity-empty"_s);
    tasks();
    numbers();
    background();
    activity(process);
    server(process);
    offline(process);
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(u"relevo-mobile-shots"_s);
    QCommandLineParser parser;
    parser.addOptions({{u"output"_s, u"Where the pictures go."_s, u"FOLDER"_s, u"."_s},
                       {u"only"_s, u"Only pictures whose name matches."_s, u"PATTERN"_s}});
    parser.addHelpOption();
    parser.process(application);
    const QDir folder(parser.value(u"output"_s));
    if (!folder.mkpath(u"."_s))
        return 1;
    const QRegularExpression only(parser.value(u"only"_s));
    for (const QString &language : {u"en"_s, u"es"_s}) {
        for (const bool dark : {false, true}) {
            for (const QSize &size : {QSize(360, 640), QSize(800, 400)}) {
                const QString suffix =
                    u"-%1-%2-%3"_s.arg(language, dark ? u"dark"_s : u"light"_s,
                                       size.width() > size.height() ? u"landscape"_s : u"portrait"_s);
                if (parser.isSet(u"only"_s) && !only.match(u"x"_s + suffix).hasMatch() &&
                    only.pattern().startsWith(u'-'))
                    continue;
                ServerProcess server;
                if (!server.start())
                    return 1;
                Photographer photographer(folder, only, language, dark, size);
                QTest::qWait(50);
                photographer.takeAll(server);
            }
        }
    }
    return 0;
}
