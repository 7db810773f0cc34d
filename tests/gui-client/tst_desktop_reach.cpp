// For every window: whatever can be used can be reached by Tab and has a name for a screen reader, and in Spanish no
// text is left in English.
#include "gui-client/about_dialog.h"
#include "gui-client/background_dialog.h"
#include "gui-client/connection_dialog.h"
#include "gui-client/job_details.h"
#include "gui-client/preferences_dialog.h"
#include "tests/common/client/models/history_scene.h"
#include "tests/gui-client/desk.h"
#include "tests/gui-client/scripted_server.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTabBar>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ScriptedPeer;
using test::ScriptedServer;
using test::waitFor;

namespace {

/// Qt's own inner parts (a combo box's list, a line edit's clear button) are reached with the whole.
bool isInner(const QWidget &widget)
{
    for (const QWidget *parent = widget.parentWidget(); parent && !parent->isWindow();
         parent = parent->parentWidget()) {
        if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QLineEdit *>(parent) ||
            qobject_cast<const QTabBar *>(parent) || qobject_cast<const QHeaderView *>(parent))
            return true;
    }
    return widget.objectName().startsWith(u"qt_"_s);
}

bool isInteractive(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget) ||
           qobject_cast<const QPlainTextEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
           qobject_cast<const QTabBar *>(&widget) ||
           (qobject_cast<const QAbstractItemView *>(&widget) && !qobject_cast<const QHeaderView *>(&widget));
}

QList<QWidget *> interactive(QWidget &window)
{
    QList<QWidget *> found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->window() == &window && widget->isVisible() && isInteractive(*widget) && !isInner(*widget))
            found += widget;
    }
    return found;
}

QString describe(const QWidget &widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
}

QStringList unnamed(QWidget &window)
{
    QStringList found;
    for (QWidget *widget : interactive(window)) {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty())
            found += describe(*widget);
    }
    return found;
}

/// What Tab does not come to, pressed until it is back where it began.
QStringList unreachable(QWidget &window)
{
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
    QSet<QWidget *> reached;
    for (int i = 0; i < 200; ++i) {
        QWidget *focus = window.focusWidget();
        if (focus && reached.contains(focus))
            break;
        if (focus)
            reached.insert(focus);
        QTest::keyClick(focus ? focus : &window, Qt::Key_Tab);
    }
    QStringList found;
    for (QWidget *widget : interactive(window)) {
        if (widget->isEnabled() && !reached.contains(widget) && !reached.contains(widget->focusProxy()))
            found += describe(*widget);
    }
    return found;
}

/// Whatever is written in a window, without mnemonics.
QStringList texts(QWidget &window)
{
    QStringList found;
    const auto add = [&found](const QString &text) {
        const QString plain = QString(text).remove(u'&').trimmed();
        if (plain.size() > 1)
            found += plain;
    };
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        for (const QString &text : {widget->accessibleName(), widget->accessibleDescription(), widget->toolTip()})
            add(text);
        if (const auto *label = qobject_cast<QLabel *>(widget); label && label->textFormat() != Qt::RichText)
            add(label->text());
        else if (const auto *button = qobject_cast<QAbstractButton *>(widget))
            add(button->text());
        else if (const auto *box = qobject_cast<QComboBox *>(widget)) {
            for (int i = 0; i < box->count(); ++i)
                add(box->itemText(i));
        } else if (const auto *tabs = qobject_cast<QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                add(tabs->tabText(i));
        } else if (const auto *line = qobject_cast<QLineEdit *>(widget))
            add(line->placeholderText());
        else if (const auto *edit = qobject_cast<QPlainTextEdit *>(widget))
            add(edit->placeholderText());
    }
    for (const QAction *action : window.findChildren<QAction *>())
        add(action->text());
    if (!window.windowTitle().isEmpty())
        add(window.windowTitle());
    return found;
}

/// The same in both languages, and rightly so: names, formats, figures.
bool isOfBothLanguages(const QString &text)
{
    static const QStringList same{u"Relevo"_s, u"JSON"_s, u"English"_s, u"Español"_s, u"Error"_s, u"No"_s,
                                  // a catalog's choices and members are words of its own, in no language
                                  u"slow"_s, u"fast"_s, u"more"_s, u"more: 1"_s};
    static const QRegularExpression letters(u"[A-Za-z]{3,}"_s);
    static const QRegularExpression own(u"^(JSON|CSV|[a-z]+\\.[a-z]+|F\\d|127\\.0\\.0\\.1.*|qt_.*)$"_s);
    return same.contains(text) || own.match(text).hasMatch() || !letters.match(text).hasMatch();
}

} // namespace

class TestDesktopReach : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedServer> m_server;

    std::unique_ptr<Desk> desk(const QString &language) const
    {
        auto made = std::make_unique<Desk>(
            Desk::Options{.server = u"127.0.0.1:%1"_s.arg(m_server->port()), .language = language});
        return made;
    }

    /// Every window there is, each with something in it.
    template <typename Look> static void onEveryWindow(Desk &desk, Look &&look)
    {
        look(u"empty form"_s, desk.window());
        QTest::keyClicks(&desk.part<QPlainTextEdit>(u"editor_words"_s), u"words"_s);
        desk.send();
        QVERIFY(waitFor([&] { return desk.shownResult() == u"42"; }));
        look(u"result"_s, desk.window());
        desk.window().currentPage()->showLines();
        look(u"lines"_s, desk.window());
        desk.window().currentPage()->showForm();
        desk.window().currentPage()->chooseBackground();
        auto *background = desk.window().findChild<desktop::BackgroundDialog *>();
        look(u"background"_s, *background);
        background->reject();
        desk.window().showHistory();
        QVERIFY(waitFor([&] { return desk.session().history.count() > 0; }));
        look(u"history"_s, desk.window());
        desk.session().details.show(desk.session().history.idAt(1));
        QVERIFY(waitFor([&] { return desk.session().details.canCancel(); }));
        look(u"task of the history"_s, desk.window());
        desk.window().showTask(desk.session().catalog.nameAt(0));
        desk.window().openConnectionDialog();
        auto *connection = desk.window().findChild<desktop::ConnectionDialog *>();
        look(u"connection"_s, *connection);
        connection->reject();
        desk.window().openPreferences();
        look(u"preferences"_s, *desk.window().findChild<desktop::PreferencesDialog *>());
        desk.window().findChild<desktop::PreferencesDialog *>()->close();
        desk.window().openAbout();
        look(u"about"_s, *desk.window().findChild<desktop::AboutDialog *>());
        desk.window().findChild<desktop::AboutDialog *>()->close();
        desk.window().showJob(1);
        look(u"details"_s, *desk.window().findChild<desktop::JobDetails *>());
        desk.window().findChild<desktop::JobDetails *>()->close();
    }

private Q_SLOTS:
    void initTestCase()
    {
        TaskDescription task = test::everyKind();
        task.result.push_back({.name = "answer", .kind = ResultMember::Kind::Integer, .help = {"Answer", "Respuesta"}});
        m_server = std::make_unique<ScriptedServer>(std::vector{task}, [](QTcpSocket &socket, const QByteArray &line) {
            if (line.contains("\"task.") || line.contains("\"events."))
                test::historyAnswers()(socket, line);
            else
                socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"answer\":42,\"more\":1}"));
        });
    }

    void namesEverything()
    {
        const auto one = desk(u"en"_s);
        QVERIFY(one->connected());
        onEveryWindow(*one, [](const QString &where, QWidget &window) {
            const QStringList found = unnamed(window);
            QVERIFY2(found.isEmpty(), qPrintable(where + u": "_s + found.join(u", "_s)));
        });
    }

    void reachesEverythingByTab()
    {
        const auto one = desk(u"en"_s);
        QVERIFY(one->connected());
        onEveryWindow(*one, [](const QString &where, QWidget &window) {
            const QStringList found = unreachable(window);
            QVERIFY2(found.isEmpty(), qPrintable(where + u": "_s + found.join(u", "_s)));
        });
    }

    void hasNoMenuEntryTwiceUnderTheSameKey()
    {
        const auto one = desk(u"es"_s);
        QVERIFY(one->connected());
        QSet<QString> keys;
        for (const QAction *action : one->window().findChildren<QAction *>()) {
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString() + u' ' + action->text()));
                keys.insert(key.toString());
            }
        }
        for (const QString &key :
             {u"Ctrl+Return"_s, u"Ctrl+O"_s, u"Ctrl+L"_s, u"Ctrl+F"_s, u"Ctrl+1"_s, u"Ctrl+K"_s, u"F5"_s, u"Ctrl+Q"_s})
            QVERIFY2(keys.contains(key), qPrintable(key));
    }

    void leavesNothingInEnglish()
    {
        QHash<QString, QStringList> english;
        {
            const auto one = desk(u"en"_s);
            QVERIFY(one->connected());
            onEveryWindow(*one, [&](const QString &where, QWidget &window) { english[where] = texts(window); });
        }
        const auto one = desk(u"es"_s);
        QVERIFY(one->connected());
        QStringList left;
        onEveryWindow(*one, [&](const QString &where, QWidget &window) {
            for (const QString &text : texts(window)) {
                if (english[where].contains(text) && !isOfBothLanguages(text) && !left.contains(where + u": "_s + text))
                    left += where + u": "_s + text;
            }
        });
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }
};

RELEVO_DESKTOP_TEST(TestDesktopReach)
#include "tst_desktop_reach.moc"
