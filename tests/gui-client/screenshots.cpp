// relevo-desktop-shots --output FOLDER [--only PATTERN]: a picture of every view of the desktop application, in both
// languages, light and dark, at two sizes: VIEW-LANGUAGE-THEME-WIDTH.png. Needs a screen; starts a server of its own.
#include "common/client/known_catalog.h"
#include "gui-client/info_bar.h"
#include "gui-client/jobs_view.h"
#include "gui-client/lines_page.h"
#include "tests/common/client/models/history_scene.h"
#include "tests/gui-client/desk.h"
#include "tests/gui-client/scripted_server.h"
#include "tests/support/server_process.h"

#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>

#include <QTcpServer>

#include <cstdio>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

struct Look
{
    QString language;
    desktop::ThemeChoice theme;
    QSize size;

    QString name() const
    {
        return u"%1-%2-%3"_s.arg(language, theme == desktop::ThemeChoice::Dark ? u"dark"_s : u"light"_s)
            .arg(size.width());
    }
};

class Photographer
{
public:
    Photographer(const QString &folder, const QString &only, const Look &look)
        : m_folder(folder)
        , m_only(QRegularExpression::wildcardToRegularExpression(u'*' + only + u'*'))
        , m_look(look)
    {}

    bool wants(const QString &view) const { return m_only.match(fileOf(view)).hasMatch(); }
    QString fileOf(const QString &view) const { return view + u'-' + m_look.name() + u".png"_s; }

    std::unique_ptr<Desk> desk(quint16 port, const QString &program = {}) const
    {
        auto desk = std::make_unique<Desk>(Desk::Options{.server = u"127.0.0.1:%1"_s.arg(port),
                                                         .language = m_look.language,
                                                         .serverProgram = program,
                                                         .size = m_look.size});
        desk->session().preferences.setTheme(m_look.theme);
        return desk;
    }

    void take(const QString &view, QWidget &widget) const
    {
        QTest::qWait(120); // what is still being laid out and painted
        widget.repaint();
        const QString path = m_folder + u'/' + fileOf(view);
        if (!widget.grab().save(path))
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(path));
    }

private:
    QString m_folder;
    QRegularExpression m_only;
    Look m_look;
};

QString mixedText()
{
    return QString::fromUtf8(
        "Hola, mundo \U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 \U0001F44B\U0001F3FD\n"
        "\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD\n"
        "\u0645\u0631\u062D\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645\n"
        "na\u00EFve caf\u00E9");
}

void fill(Desk &desk, const QString &editor, const QString &text)
{
    desk.part<QPlainTextEdit>(editor).setPlainText(text);
}

void waitForJobs(Desk &desk)
{
    (void)waitFor([&] { return desk.session().jobs.pending() == 0; });
    QTest::qWait(80);
}

void takeTasks(const Photographer &camera, quint16 port)
{
    auto desk = camera.desk(port);
    (void)desk->connected();
    QTest::qWait(1200); // two points of the load's charts
    camera.take(u"start"_s, desk->window());
    desk->choose(u"text.reverse"_s);
    fill(*desk, u"editor_text"_s, mixedText());
    desk->send();
    waitForJobs(*desk);
    camera.take(u"text"_s, desk->window());
    desk->choose(u"numbers.average"_s);
    fill(*desk, u"editor_numbers"_s, u"12\n7.5\nabout 20\n3e2\n41; 5,5; n/a\n-8"_s);
    desk->send();
    camera.take(u"numbers-faults"_s, desk->window());
    fill(*desk, u"editor_numbers"_s, u"12\n7.5\n300\n41\n-8"_s);
    desk->send();
    waitForJobs(*desk);
    camera.take(u"numbers"_s, desk->window());
    desk->choose(u"text.count"_s);
    fill(*desk, u"editor_text"_s, mixedText());
    desk->send();
    waitForJobs(*desk);
    camera.take(u"count"_s, desk->window());
}

void takeForm(const Photographer &camera)
{
    ScriptedServer server({everyKind()});
    auto desk = camera.desk(server.port());
    (void)desk->connected();
    camera.take(u"every-kind"_s, desk->window());
}

void takeJobs(const Photographer &camera)
{
    std::vector<TaskDescription> tasks = KnownCatalog::builtIn();
    int calls = 0;
    ScriptedServer server(tasks, [&calls](QTcpSocket &socket, const QByteArray &line) {
        const QByteArray id = ScriptedPeer::idOf(line);
        switch (calls++ % 5) {
        case 1:
            socket.write(
                ScriptedPeer::error(id, -32602, "Invalid params", "{\"param\":\"text\",\"expected\":\"a string\"}"));
            break;
        case 4:
            break; // runs for ever
        default:
            socket.write(ScriptedPeer::result(id, "{\"text\":\"odnum ,aloH\",\"of\":[1,2.50,{\"deep\":true}]}"));
        }
    });
    auto desk = camera.desk(server.port());
    (void)desk->connected();
    JobModel &jobs = desk->session().jobs;
    for (int i = 0; i < 10; ++i)
        jobs.add(QString::fromStdString(tasks[0].name), "{\"text\":\"Hola, mundo " + QByteArray::number(i) + "\"}");
    (void)waitFor([&] { return jobs.pending() <= 2; });
    jobs.cancel(5);
    ScriptedPeer::reset(server.socket());
    (void)waitFor([&] { return jobs.pending() == 0; });
    (void)desk->connected();
    for (int i = 0; i < 5; ++i)
        jobs.add(QString::fromStdString(tasks[0].name), "{\"text\":\"Hola otra vez\"}");
    (void)waitFor([&] { return jobs.pending() <= 1; });
    QTest::qWait(100);
    desk->part<QTableView>(u"jobTable"_s).selectRow(1);
    camera.take(u"jobs"_s, desk->window());
    desk->window().showJob(1);
    QTest::qWait(100);
    camera.take(u"job-details"_s, *desk->window().findChild<QDialog *>(u"jobDetails"_s));
    desk->window().showJob(2);
    QTest::qWait(100);
    camera.take(u"job-details-failed"_s, *desk->window().findChild<QDialog *>(u"jobDetails"_s));
}

void takeLines(const Photographer &camera, quint16 port)
{
    auto desk = camera.desk(port);
    (void)desk->connected();
    desk->choose(u"numbers.average"_s);
    QByteArray lines;
    for (int i = 0; i < 400'000; ++i)
        lines += i % 5000 == 7 ? QByteArray("none\n") : QByteArray::number(i) + ' ' + QByteArray::number(i % 97) + '\n';
    desk->window().currentPage()->showLines();
    camera.take(u"lines"_s, desk->window());
    desktop::LinesPage &page = desk->window().currentPage()->lines();
    page.setInput(desk->write(u"measurements.txt"_s, lines));
    page.setFormat(BatchOptions::Format::Csv);
    page.start();
    (void)waitFor([&] { return page.run().done() > 30'000; });
    camera.take(u"lines-running"_s, desk->window());
    (void)waitFor([&] { return !page.run().isActive(); });
    camera.take(u"lines-done"_s, desk->window());
}

void takeConnection(const Photographer &camera, quint16 port)
{
    auto desk = camera.desk(port);
    (void)desk->connected();
    desk->session().profiles.add(u"Laboratorio"_s, u"127.0.0.1:%1"_s.arg(port));
    desk->session().profiles.add(u"Cluster"_s, u"10.0.0.7:5000"_s);
    desk->window().openConnectionDialog();
    auto *dialog = desk->window().findChild<QDialog *>(u"connectionDialog"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"test"_s), Qt::LeftButton);
    (void)waitFor([&] { return dialog->findChild<QPushButton *>(u"test"_s)->isEnabled(); });
    camera.take(u"connection"_s, *dialog);
    dialog->reject();
    desk->window().openPreferences();
    camera.take(u"preferences"_s, *desk->window().findChild<QDialog *>(u"preferencesDialog"_s));
    desk->window().openAbout();
    camera.take(u"about"_s, *desk->window().findChild<QDialog *>(u"aboutDialog"_s));
}

void takeOffline(const Photographer &camera)
{
    QTcpServer unused;
    unused.listen(QHostAddress::LocalHost);
    const quint16 port = unused.serverPort();
    unused.close();
    auto desk = camera.desk(port, serverProgram());
    (void)waitFor([&] { return desk->part<QWidget>(u"connectionBar"_s).isVisible(); });
    camera.take(u"offline"_s, desk->window());
}

void takeHistory(const Photographer &camera, quint16 realPort)
{
    const ScriptedServer server(KnownCatalog::builtIn(), historyAnswers(), historyStats);
    auto desk = camera.desk(server.port());
    (void)desk->connected();
    desk->window().showHistory();
    (void)waitFor([&] { return desk->session().history.count() > 0 && desk->session().load.isKnown(); });
    auto &table = desk->part<QTableView>(u"historyTable"_s);
    camera.take(u"history"_s, desk->window());
    for (const auto &[row, view] :
         {std::pair(1, u"history-running"_s), std::pair(2, u"history-failed"_s), std::pair(3, u"history-done"_s)}) {
        table.setCurrentIndex(table.model()->index(row, 0));
        (void)waitFor([&] { return !desk->session().details.paramsText().isEmpty(); });
        QTest::qWait(200);
        camera.take(view, desk->window());
    }
    desk = camera.desk(realPort);
    (void)desk->connected();
    desk->choose(u"text.reverse"_s);
    fill(*desk, u"editor_text"_s, mixedText());
    desk->window().currentPage()->runInBackground({});
    (void)waitFor([&] { return desk->part<QWidget>(u"showSubmitted"_s).isVisible(); });
    camera.take(u"background"_s, desk->window());
    desk->window().currentPage()->chooseBackground();
    camera.take(u"background-options"_s, *desk->window().findChild<QDialog *>(u"backgroundDialog"_s));
}

/// The history of a server that has nothing, then a long result, then no server.
void takeHistoryAtItsEnds(const Photographer &camera)
{
    ServerProcess server;
    if (!server.start({u"--node"_s, u"alfa"_s, u"--storage"_s, u"memory"_s}))
        return;
    auto desk = camera.desk(server.port());
    (void)desk->connected();
    desk->window().showHistory();
    (void)waitFor([&] { return desk->session().history.phase() == TaskHistoryModel::Phase::Shown; });
    (void)waitFor([&] { return desk->session().load.isKnown(); });
    camera.take(u"history-empty"_s, desk->window());
    desk->session().submission.submit(u"text.reverse"_s, R"({"text":")" + QByteArray(6 << 20, 'x') + R"("})");
    (void)waitFor([&] { return desk->session().history.count() > 0; });
    desk->part<QTableView>(u"historyTable"_s).setCurrentIndex(desk->session().history.index(0, 0));
    (void)waitFor([&] { return !desk->session().details.beginning().isEmpty(); });
    camera.take(u"history-long"_s, desk->window());
    (void)server.stop();
    (void)waitFor([&] { return !desk->session().client.isConnected(); });
    camera.take(u"history-lost"_s, desk->window());
}

void takeAll(const Photographer &camera, quint16 port)
{
    const auto any = [&camera](std::initializer_list<const char *> views) {
        return std::any_of(views.begin(), views.end(),
                           [&](const char *view) { return camera.wants(QString::fromLatin1(view)); });
    };
    if (any({"start", "text", "numbers", "numbers-faults", "count"}))
        takeTasks(camera, port);
    if (any({"every-kind"}))
        takeForm(camera);
    if (any({"jobs", "job-details", "job-details-failed"}))
        takeJobs(camera);
    if (any({"lines", "lines-running", "lines-done"}))
        takeLines(camera, port);
    if (any({"connection", "preferences", "about"}))
        takeConnection(camera, port);
    if (any({"history", "history-running", "history-failed", "history-done", "background", "background-options"}))
        takeHistory(camera, port);
    if (any({"history-empty", "history-long", "history-lost"}))
        takeHistoryAtItsEnds(camera);
    if (any({"offline"}))
        takeOffline(camera);
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    useOwnFolders(home);
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"output"_s, u"where the pictures go"_s, u"FOLDER"_s});
    parser.addOption({u"only"_s, u"only the pictures whose name has this in it"_s, u"PATTERN"_s});
    parser.process(application);
    if (!parser.isSet(u"output"_s) || !QDir().mkpath(parser.value(u"output"_s))) {
        std::fputs("--output FOLDER is needed\n", stderr);
        return 2;
    }
    ServerProcess server;
    if (!server.start({u"--node"_s, u"alfa"_s, u"--workers"_s, u"4"_s})) {
        std::fputs("the server did not start\n", stderr);
        return 1;
    }
    for (const QSize size : {QSize(1280, 800), QSize(960, 640)}) {
        for (const auto theme : {desktop::ThemeChoice::Light, desktop::ThemeChoice::Dark}) {
            for (const QString &language : {u"en"_s, u"es"_s})
                takeAll(Photographer(parser.value(u"output"_s), parser.value(u"only"_s), {language, theme, size}),
                        server.port());
        }
    }
    return 0;
}
