// Each task by typing and Ctrl+Enter, as a person would, against a real server; what can be done with a result.
#include "gui-client/result_view.h"
#include "tests/gui-client/desk.h"
#include "tests/support/server_process.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QToolButton>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ServerProcess;
using test::waitFor;

class TestDesktopTasks : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;

    static void type(QPlainTextEdit &editor, const QString &text)
    {
        editor.setFocus();
        QTest::keyClicks(&editor, text);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void reversesWhatIsTyped()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        type(desk.part<QPlainTextEdit>(u"editor_text"_s), u"hola"_s);
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"aloh"; }));
        QCOMPARE(desk.session().jobs.count(), 1);
    }

    void keepsEmojiAndRightToLeftTogether()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        const QString family = QString::fromUtf8("\U0001F468\u200D\U0001F469\u200D\U0001F467");
        const QString hebrew = QString::fromUtf8("\u05E9\u05DC\u05D5\u05DD");
        editor.setFocus();
        editor.insertPlainText(hebrew + family);
        desk.click(u"send"_s);
        const QString expected = family + QString::fromUtf8("\u05DD\u05D5\u05DC\u05E9");
        QVERIFY(waitFor([&] { return desk.shownResult() == expected; }));
        QCOMPARE(desk.part<QPlainTextEdit>(u"gistText"_s).document()->firstBlock().textDirection(), Qt::RightToLeft);
    }

    void averagesNumbersAndShowsEveryMember()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"numbers.average"_s);
        type(desk.part<QPlainTextEdit>(u"editor_numbers"_s), u"1 2; 3.5 10"_s);
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"4.125"; }));
        QCOMPARE(desk.part<QLabel>(u"value_sum"_s).text(), u"16.5"_s);
        QCOMPARE(desk.part<QLabel>(u"value_count"_s).text(), u"4"_s);
        QCOMPARE(desk.part<QLabel>(u"value_max"_s).text(), u"10"_s);
    }

    void countsAText()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.count"_s);
        type(desk.part<QPlainTextEdit>(u"editor_text"_s), u"one two three"_s);
        desk.send();
        QVERIFY(waitFor([&] { return !desk.shownResult().isEmpty(); }));
        QStringList shown{desk.shownResult()};
        for (const QLabel *label : desk.window().findChildren<QLabel *>()) {
            if (label->objectName().startsWith(u"value_"))
                shown += label->text();
        }
        QVERIFY(shown.contains(u"3"_s));
        QVERIFY(shown.contains(u"13"_s));
    }

    void goesToTasksByKey()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        for (int row = 0; row < desk.session().catalog.count(); ++row) {
            QTest::keyClick(&desk.window(), static_cast<Qt::Key>(Qt::Key_1 + row), Qt::ControlModifier);
            QCOMPARE(desk.window().currentPage()->taskName(), desk.session().catalog.nameAt(row));
        }
    }

    void copiesSavesAndUsesAResult()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        type(desk.part<QPlainTextEdit>(u"editor_text"_s), u"3 2 1"_s);
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"1 2 3"; }));

        QGuiApplication::clipboard()->clear();
        desk.click(u"resultCopy"_s);
        QVERIFY(waitFor([&] { return QGuiApplication::clipboard()->text() == u"1 2 3"; }));

        desk.window().currentPage()->resultView().saveTo(desk.file(u"saved.txt"_s));
        QVERIFY(waitFor([&] { return desk.part<QLabel>(u"resultSaid"_s).text() == u"Saved"; }));
        QFile saved(desk.file(u"saved.txt"_s));
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll().trimmed(), "1 2 3");

        auto &use = desk.part<QToolButton>(u"resultUse"_s);
        Q_EMIT use.menu()->aboutToShow();
        for (QAction *action : use.menu()->actions()) {
            if (action->text() == desk.session().catalog.titleOf(u"numbers.average"_s))
                action->trigger();
        }
        QCOMPARE(desk.window().currentPage()->taskName(), u"numbers.average"_s);
        QVERIFY(waitFor([&] { return desk.part<QPlainTextEdit>(u"editor_numbers"_s).toPlainText() == u"1 2 3"; }));
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"2"; }));
    }

    void saysInItsPlaceWhatTheServerRefused()
    {
        ServerProcess small;
        QVERIFY(small.start({u"--max-message"_s, u"2KiB"_s}));
        Desk desk(small.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        editor.setPlainText(QString(5000, u'x'));
        desk.send();
        QVERIFY(waitFor([&] { return desk.part<QWidget>(u"resultError"_s).isVisible(); }));
        QCOMPARE(desk.shownResult(), u"Too large"_s);
        QCOMPARE(QApplication::activeModalWidget(), nullptr);
    }
};

RELEVO_DESKTOP_TEST(TestDesktopTasks)
#include "tst_desktop_tasks.moc"
