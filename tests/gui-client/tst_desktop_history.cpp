// Background tasks in the desktop's window: run one, see it live in the history, cancel, retry, repeat, open and save
// its result.
#include "gui-client/background_dialog.h"
#include "gui-client/info_bar.h"
#include "gui-client/timeline_view.h"
#include "tests/gui-client/desk.h"
#include "tests/gui-client/scripted_server.h"
#include "tests/support/server_process.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ScriptedPeer;
using test::ServerProcess;
using test::waitFor;

namespace {

TaskHistoryModel &history(Desk &desk)
{
    return desk.session().history;
}

QString stateShown(Desk &desk)
{
    return desk.part<QLabel>(u"taskState"_s).text();
}

void type(Desk &desk, const QString &text)
{
    auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
    editor.setFocus();
    QTest::keyClicks(&editor, text);
}

void choose(Desk &desk, const QString &box, int index)
{
    auto &combo = desk.part<QComboBox>(box);
    combo.setFocus();
    QTest::keyClick(&combo, Qt::Key_Home);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(&combo, Qt::Key_Down);
}

void clickRow(Desk &desk, int row)
{
    auto &table = desk.part<QTableView>(u"historyTable"_s);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(row, 0)).center());
}

} // namespace

class TestDesktopHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.stderrText().constData()); }

    void runsInBackgroundAndShowsTheResult()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        auto &bar = desk.part<desktop::InfoBar>(u"submitted"_s);
        type(desk, u"hola"_s);
        QTest::keyClick(&desk.window(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(waitFor([&] { return bar.isVisible() && desk.part<QWidget>(u"showSubmitted"_s).isVisible(); }));
        desk.click(u"showSubmitted"_s);
        QVERIFY(waitFor([&] { return desk.part<QPlainTextEdit>(u"taskResult"_s).toPlainText() == u"aloh"; }));
        QCOMPARE(stateShown(desk), u"Succeeded"_s);
        QVERIFY(desk.part<QTableView>(u"historyTable"_s).currentIndex().row() == 0);
        const auto &timeline = desk.part<desktop::TimelineView>(u"taskTimeline"_s);
        QVERIFY(timeline.isVisible() && timeline.accessibleDescription().contains(u"Attempt 1 ran"_s));
        QVERIFY(!desk.part<QToolButton>(u"taskCancelButton"_s).isEnabled());
        QVERIFY(!desk.part<QToolButton>(u"taskRetryButton"_s).isEnabled());

        // Back to the task by its name at the left, though it was chosen last.
        desk.choose(u"text.reverse"_s);
        QVERIFY(desk.window().currentPage());
    }

    void cancelsRetriesAndRepeats()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        type(desk, u"later"_s);
        desk.window().currentPage()->chooseBackground();
        auto *dialog = desk.window().findChild<desktop::BackgroundDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QSpinBox *>(u"backgroundDelay"_s)->setValue(3600);
        dialog->findChild<QSpinBox *>(u"backgroundPriority"_s)->setValue(9);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(waitFor([&] { return desk.part<QWidget>(u"showSubmitted"_s).isVisible(); }));
        desk.click(u"history"_s);
        QVERIFY(waitFor([&] { return history(desk).count() > 0; }));
        clickRow(desk, 0);
        QVERIFY(waitFor([&] { return stateShown(desk) == u"Queued"_s; }));
        QVERIFY(desk.part<QLabel>(u"taskFacts"_s).text().contains(u"priority 9"_s));
        QVERIFY(waitFor([&] { return desk.session().details.timeline()->isOpen(); }));
        desk.click(u"taskCancelButton"_s);
        QVERIFY(waitFor([&] { return stateShown(desk) == u"Cancelled"_s; }));
        desk.click(u"taskRetryButton"_s);
        QVERIFY(waitFor([&] { return stateShown(desk) == u"Succeeded"_s; }));
        const QString first = desk.session().details.id();
        desk.click(u"taskRepeatButton"_s);
        QVERIFY(waitFor([&] { return desk.session().details.id() != first; }));
        QVERIFY(waitFor([&] { return desk.part<QPlainTextEdit>(u"taskResult"_s).toPlainText() == u"retal"_s; }));
        QVERIFY(waitFor([&] { return desk.part<QTableView>(u"historyTable"_s).currentIndex().row() == 0; }));
    }

    void filtersByKeys()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        QTest::keyClick(&desk.window(), Qt::Key_H, Qt::ControlModifier);
        QVERIFY(waitFor([&] { return history(desk).phase() == TaskHistoryModel::Phase::Shown; }));
        QVERIFY(waitFor([&] { return desk.part<QTableView>(u"historyTable"_s).hasFocus(); }));
        const int all = history(desk).count();
        QVERIFY(all > 0);
        choose(desk, u"historyState"_s, 4); // failed
        QVERIFY(waitFor([&] { return history(desk).state() == u"failed"_s && history(desk).count() == 0; }));
        QVERIFY(waitFor([&] { return desk.part<QLabel>(u"historyEmpty"_s).isVisible(); }));
        choose(desk, u"historyState"_s, 0);
        choose(desk, u"historyTask"_s, 1);
        choose(desk, u"historyKind"_s, 1);
        QVERIFY(waitFor([&] { return history(desk).isDirect() && !history(desk).task().isEmpty(); }));
        QVERIFY(!desk.part<desktop::InfoBar>(u"historyBar"_s).text().isEmpty());
    }

    void savesALongResult()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        desk.window().currentPage()->openFile(desk.write(u"long.txt"_s, QByteArray(5 << 20, 'y')));
        QVERIFY(waitFor([&] { return desk.window().currentPage()->form().isReady(); }));
        QTest::keyClick(&desk.window(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(waitFor([&] { return desk.part<QWidget>(u"showSubmitted"_s).isVisible(); }));
        QTest::keyClick(&desk.window(), Qt::Key_H, Qt::ControlModifier);
        QVERIFY(waitFor([&] {
            return history(desk).count() > 0 && history(desk).index(0, 0).data(TaskHistoryModel::FinalRole).toBool();
        }));
        clickRow(desk, 0);
        QVERIFY(waitFor([&] { return desk.part<QToolButton>(u"taskSaveButton"_s).isEnabled(); }));
        QVERIFY(waitFor([&] { return desk.part<desktop::InfoBar>(u"taskCut"_s).isVisible(); }));
        const QString path = desk.file(u"all.json"_s);
        desk.session().details.save(path);
        QVERIFY(waitFor([&] { return QFile::exists(path) && !desk.session().details.isSaving(); }));
        QCOMPARE(QFile(path).size(), (5 << 20) + QByteArray(R"({"text":""})").size());
    }

    void saysWhatIsOutOfReach()
    {
        const test::ScriptedServer server({test::everyKind()}, [](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32603, "Internal error"));
        });
        Desk desk(server.port());
        QVERIFY(desk.connected());
        desk.click(u"history"_s);
        auto &bar = desk.part<desktop::InfoBar>(u"historyBar"_s);
        QVERIFY(waitFor([&] { return bar.text().contains(u"storage"_s); }));
        QVERIFY(desk.part<QWidget>(u"historyAgain"_s).isVisible());
        desk.session().connection.disconnectFromServer();
        QVERIFY(waitFor([&] { return bar.text().contains(u"no connection"_s); }));
        QVERIFY(!desk.part<QWidget>(u"historyAgain"_s).isVisible());
    }

private:
    ServerProcess m_server;
};

RELEVO_DESKTOP_TEST(TestDesktopHistory)
#include "tst_desktop_history.moc"
