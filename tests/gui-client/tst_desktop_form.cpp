// Forms: every kind of parameter from a catalog that no build knows, bad numbers marked where they stand, files opened
// and dropped, undo.
#include "gui-client/fields/text_field.h"
#include "tests/gui-client/desk.h"
#include "tests/gui-client/scripted_server.h"
#include "tests/support/server_process.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ScriptedPeer;
using test::ScriptedServer;
using test::ServerProcess;
using test::waitFor;

namespace {

/// As a file manager does it.
void drop(QWidget &onto, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    const QPoint place = onto.rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&onto, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent let(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&onto, &let);
}

} // namespace

class TestDesktopForm : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void hasAFieldForEveryKindOfATaskItDoesNotKnow()
    {
        QByteArray sent;
        ScriptedServer server({test::everyKind()}, [&sent](QTcpSocket &socket, const QByteArray &line) {
            sent = line;
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"answer\":\"as said\"}"));
        });
        Desk desk(server.port());
        QVERIFY(desk.connected());
        QCOMPARE(desk.window().currentPage()->taskName(), u"every.kind"_s);
        auto &words = desk.part<QPlainTextEdit>(u"editor_words"_s);
        words.setFocus();
        QTest::keyClicks(&words, u"some words"_s);
        QTest::keyClicks(&desk.part<QPlainTextEdit>(u"editor_list"_s), u"1 2.50"_s);
        QTest::keyClicks(&desk.part<QLineEdit>(u"editor_ratio"_s), u"0.25"_s);
        QTest::keyClicks(&desk.part<QLineEdit>(u"editor_count"_s), u"7"_s);
        auto &mode = desk.part<QComboBox>(u"editor_mode"_s);
        mode.setFocus();
        QTest::keyClicks(&mode, u"slow"_s);
        auto &loud = desk.part<QCheckBox>(u"editor_loud"_s);
        QVERIFY(loud.isChecked()); // its default
        QTest::keyClick(&loud, Qt::Key_Space);
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"as said"; }));
        const QJsonObject params = QJsonDocument::fromJson(sent).object()[u"params"_s].toObject();
        QCOMPARE(params[u"words"_s].toString(), u"some words"_s);
        QVERIFY2(sent.contains("\"list\":[1,2.50]"), sent.constData());
        QCOMPARE(params[u"ratio"_s].toDouble(), 0.25);
        QCOMPARE(params[u"count"_s].toInt(), 7);
        QCOMPARE(params[u"mode"_s].toString(), u"slow"_s);
        QCOMPARE(params[u"loud"_s], QJsonValue(false));
    }

    void marksNumbersThatItDidNotUnderstandAndDoesNotSend()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"numbers.average"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_numbers"_s);
        editor.setFocus();
        QTest::keyClicks(&editor, u"1 two 3"_s);
        QVERIFY(waitFor([&] { return editor.extraSelections().size() == 1; }));
        QCOMPARE(editor.extraSelections().first().cursor.selectedText(), u"two"_s);
        desk.send();
        auto &field = desk.part<QWidget>(u"field_numbers"_s);
        QVERIFY(!field.findChild<QLabel *>(u"note"_s)->text().isEmpty());
        QCOMPARE(desk.session().jobs.count(), 0);
        QCOMPARE(QApplication::focusWidget(), &editor);
        QVERIFY(field.findChild<QLabel *>(u"summary"_s)->text().contains(u'1'));

        editor.selectAll();
        QTest::keyClicks(&editor, u"1 3"_s);
        QVERIFY(waitFor([&] { return editor.extraSelections().isEmpty(); }));
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"2"; }));
    }

    void countsWhatIsTyped()
    {
        Desk desk(m_server.port());
        desk.choose(u"text.reverse"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        editor.insertPlainText(u"ñandú"_s);
        auto &summary = *desk.part<QWidget>(u"field_text"_s).findChild<QLabel *>(u"summary"_s);
        QVERIFY(waitFor([&] { return summary.text() == u"5 characters, 7 bytes"; }));
    }

    void takesAFileThatIsOpenedOrDropped()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        desk.window().currentPage()->openFile(desk.write(u"short.txt"_s, "abc"));
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        QVERIFY(waitFor([&] { return editor.toPlainText() == u"abc"; }));
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"cba"; }));

        drop(*editor.viewport(), desk.write(u"other.txt"_s, "xyz"));
        QVERIFY(waitFor([&] { return editor.toPlainText() == u"xyz"; }));
    }

    void showsTheBeginningOfALongFileAndSendsAllOfIt()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.count"_s);
        const QByteArray line = "0123456789abcde\n";
        desk.window().currentPage()->openFile(desk.write(u"long.txt"_s, line.repeated(65'536)));
        auto &name = desk.part<QLabel>(u"attachment"_s);
        QVERIFY(waitFor([&] { return name.text().contains(u"long.txt"_s) && name.isVisible(); }));
        auto &preview = desk.part<QPlainTextEdit>(u"preview"_s);
        QVERIFY(preview.toPlainText().startsWith(u"0123"_s));
        QVERIFY(preview.toPlainText().size() < 512 * 1024);
        desk.send();
        QVERIFY(waitFor([&] { return !desk.shownResult().isEmpty(); }));
        QStringList shown{desk.shownResult()};
        for (const QLabel *label : desk.window().currentPage()->findChildren<QLabel *>()) {
            if (label->objectName().startsWith(u"value_"_s))
                shown += label->text();
        }
        QVERIFY(shown.contains(u"1,048,576"_s));
        desk.click(u"detach"_s);
        QVERIFY(waitFor([&] { return desk.part<QPlainTextEdit>(u"editor_text"_s).isVisible(); }));
    }

    void undoesWhatWasTypedPastedAndCleared()
    {
        Desk desk(m_server.port());
        desk.choose(u"text.reverse"_s);
        auto &editor = desk.part<QPlainTextEdit>(u"editor_text"_s);
        editor.setFocus();
        QTest::keyClicks(&editor, u"first"_s);
        desk.click(u"clear"_s);
        QCOMPARE(editor.toPlainText(), QString());
        QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor.toPlainText(), u"first"_s);
        QCOMPARE(desk.window().currentPage()->form().index(0).data(FormModel::ValueRole).toString(), u"first"_s);
    }

    void keepsWhatWasTypedWhileAnotherTaskIsShown()
    {
        Desk desk(m_server.port());
        desk.choose(u"text.reverse"_s);
        QTest::keyClicks(&desk.part<QPlainTextEdit>(u"editor_text"_s), u"kept"_s);
        desk.choose(u"numbers.average"_s);
        desk.choose(u"text.reverse"_s);
        QCOMPARE(desk.part<QPlainTextEdit>(u"editor_text"_s).toPlainText(), u"kept"_s);
    }

    void keepsNoBreakSpaces()
    {
        Desk desk(m_server.port());
        QVERIFY(desk.connected());
        desk.choose(u"text.reverse"_s);
        desk.part<QPlainTextEdit>(u"editor_text"_s).insertPlainText(QString::fromUtf8("a\u00A0b"));
        QVERIFY(waitFor([&] { return desk.window().currentPage()->form().isReady(); }));
        QVERIFY(desk.window().currentPage()->form().params().contains("\u00A0"));
    }
};

RELEVO_DESKTOP_TEST(TestDesktopForm)
#include "tst_desktop_form.moc"
