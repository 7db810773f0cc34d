// Language and theme changed while the window is open; the layout that is there again the next time.
#include "gui-client/preferences_dialog.h"
#include "tests/gui-client/desk.h"
#include "tests/support/server_process.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ServerProcess;
using test::waitFor;

class TestDesktopLook : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;

    static void choose(QWidget &dialog, const QString &name, int row)
    {
        auto *box = dialog.findChild<QComboBox *>(name);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(box, Qt::Key_Down);
    }

    static desktop::PreferencesDialog &preferences(Desk &desk)
    {
        QTest::keyClick(&desk.window(), Qt::Key_Comma, Qt::ControlModifier);
        return *desk.window().findChild<desktop::PreferencesDialog *>();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void speaksAnotherLanguageAtOnceAndKeepsWhatWasTyped()
    {
        Desk desk({.server = u"127.0.0.1:%1"_s.arg(m_server.port()), .language = {}});
        QVERIFY(desk.connected());
        desk.choose(u"numbers.average"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_numbers"_s);
        QTest::keyClicks(&editor, u"1 2"_s);
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"1.5"; }));
        QVERIFY(waitFor([&] { return desk.part<QPushButton>(u"send"_s).text() == u"&Send"; }));
        choose(preferences(desk), u"language"_s, 2);
        QVERIFY(waitFor([&] { return desk.part<QPushButton>(u"send"_s).text() == u"&Enviar"; }));
        QCOMPARE(desk.part<QLabel>(u"taskTitle"_s).text(), u"Promedio"_s);
        QVERIFY(waitFor([&] { return desk.window().menuBar()->actions().first()->text() == u"&Archivo"; }));
        QCOMPARE(editor.toPlainText(), u"1 2"_s);
        QVERIFY(waitFor([&] { return desk.shownResult() == u"1,5"; }));
        auto &table = desk.part<QTableView>(u"jobTable"_s);
        QVERIFY(waitFor([&] { return table.model()->index(0, JobModel::StateColumn).data().toString() == u"Hecha"; }));
        QCOMPARE(table.model()->headerData(JobModel::TaskColumn, Qt::Horizontal).toString(), u"Tarea"_s);
        choose(preferences(desk), u"language"_s, 1);
        QVERIFY(waitFor([&] { return desk.part<QPushButton>(u"send"_s).text() == u"&Send"; }));
        QCOMPARE(desk.part<QLabel>(u"taskTitle"_s).text(), u"Average"_s);
    }

    void turnsDarkAndLightAgain()
    {
        Desk desk(m_server.port());
        choose(preferences(desk), u"theme"_s, 2);
        QVERIFY(waitFor([&] { return desktop::isDark(desk.window().palette()); }));
        QVERIFY(desktop::isDark(desk.part<QTableView>(u"jobTable"_s).palette()));
        const QColor text = desk.part<QLabel>(u"taskSummary"_s).palette().color(QPalette::WindowText);
        QVERIFY(text.lightness() > 128);
        choose(preferences(desk), u"theme"_s, 1);
        QVERIFY(waitFor([&] { return !desktop::isDark(desk.window().palette()); }));
        QVERIFY(desk.part<QLabel>(u"taskSummary"_s).palette().color(QPalette::WindowText).lightness() < 128);
    }

    void showsTextsInAFontOfFixedWidth()
    {
        Desk desk(m_server.port());
        desk.choose(u"text.reverse"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        QVERIFY(!QFontInfo(editor.font()).fixedPitch());
        auto *box = preferences(desk).findChild<QCheckBox *>(u"monospace"_s);
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(QFontInfo(editor.font()).fixedPitch());
    }

    void isLaidOutAsItWasLeft()
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(u"settings.ini"_s);
        const QString server = u"127.0.0.1:%1"_s.arg(m_server.port());
        QSize size;
        QList<int> columns;
        {
            Desk desk({.server = server, .settings = settings});
            QVERIFY(desk.connected());
            desk.window().resize(1000, 700);
            desk.choose(u"text.count"_s);
            auto *splitter = desk.window().findChild<QSplitter *>(u"columns"_s);
            splitter->setSizes({300, 700});
            desk.part<QTableView>(u"jobTable"_s).setColumnWidth(JobModel::TaskColumn, 222);
            QTest::qWait(50);
            size = desk.window().size();
            columns = splitter->sizes();
            desk.window().close();
        }
        Desk desk({.server = server, .settings = settings});
        QCOMPARE(desk.window().size(), size);
        QCOMPARE(desk.window().currentPage()->taskName(), u"text.count"_s);
        QCOMPARE(desk.window().findChild<QSplitter *>(u"columns"_s)->sizes(), columns);
        QCOMPARE(desk.part<QTableView>(u"jobTable"_s).columnWidth(JobModel::TaskColumn), 222);
    }

    void fitsASmallScreen()
    {
        Desk desk({.server = u"127.0.0.1:%1"_s.arg(m_server.port()), .language = u"es"_s, .size = {900, 600}});
        QVERIFY(desk.connected());
        for (int row = 0; row < desk.session().catalog.count(); ++row) {
            desk.choose(desk.session().catalog.nameAt(row));
            QTest::qWait(20);
            QVERIFY(desk.window().minimumSizeHint().width() <= 900);
            QVERIFY(desk.window().minimumSizeHint().height() <= 600);
            QCOMPARE(desk.window().size(), QSize(900, 600));
        }
    }
};

RELEVO_DESKTOP_TEST(TestDesktopLook)
#include "tst_desktop_look.moc"
