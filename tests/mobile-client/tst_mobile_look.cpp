// Language, theme, sizes, and the way through the window by keys and for a screen reader.
#include "tests/mobile-client/driver.h"
#include "tests/support/server_process.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QPalette>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestMobileLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_driver.reset(); }

    void languageSwitchedAtRuntime();
    void themeSwitchedAtRuntime();
    void themeOfTheSystem();
    void landscapeHasARailAndTwoPanes();
    void nothingLiesOutsideTheSmallestWindow();
    void keyboardNeverCoversTheField();
    void everyElementIsNamedAndReachable_data();
    void everyElementIsNamedAndReachable();

private:
    QStringList texts();
    bool shows(const QString &text);
    QColor pageColor() { return m_driver->view().property("color").value<QColor>(); }
    void open(const QString &page);

    ServerProcess m_server;
    std::unique_ptr<Driver> m_driver;
};

void TestMobileLook::initTestCase()
{
    QVERIFY(m_server.start());
    m_driver = std::make_unique<Driver>();
    QVERIFY(m_driver->connectTo(m_server.port()));
    m_driver->app().profiles()->add(u"Here"_s, u"127.0.0.1:%1"_s.arg(m_server.port()));
    m_driver->app().jobs()->add(m_driver->app().catalog()->nameAt(0), "{\"text\":\"abc\"}");
    m_driver->app().client().call(u"task.submit"_s, R"({"task":"text.reverse","params":{"text":"abc"}})", {});
    QVERIFY(happens([&] { return m_driver->app().jobs()->pending() == 0; }));
}

QStringList TestMobileLook::texts()
{
    QStringList found;
    for (const QQuickItem *item : m_driver->visibleItems())
        found += item->property("text").toString();
    return found;
}

bool TestMobileLook::shows(const QString &text)
{
    return happens([&] { return texts().contains(text); });
}

void TestMobileLook::languageSwitchedAtRuntime()
{
    QVERIFY(m_driver->goTo(u"server"_s));
    QVERIFY(shows(u"Connected"_s));
    m_driver->app().settings()->setLanguage(mobile::Settings::Tongue::Spanish);
    QVERIFY(shows(u"Conectado"_s)); // a model's text
    QVERIFY(shows(u"Actividad"_s)); // the window's own
    QVERIFY(shows(u"Servidores"_s));
    QVERIFY(m_driver->goTo(u"tasks"_s));
    QVERIFY(shows(u"Promedio"_s)); // the server's
    m_driver->app().settings()->setLanguage(mobile::Settings::Tongue::English);
    QVERIFY(shows(u"Average"_s));
    QVERIFY(!texts().contains(u"Actividad"_s));
}

void TestMobileLook::themeSwitchedAtRuntime()
{
    m_driver->app().settings()->setTheme(mobile::Settings::Theme::Dark);
    QVERIFY(happens([&] { return pageColor().lightness() < 60; }));
    m_driver->app().settings()->setTheme(mobile::Settings::Theme::Light);
    QVERIFY(happens([&] { return pageColor().lightness() > 200; }));
}

void TestMobileLook::themeOfTheSystem()
{
    m_driver->app().settings()->setTheme(mobile::Settings::Theme::System);
    const QPalette before = QGuiApplication::palette();
    QGuiApplication::setPalette(QPalette(QColor(30, 30, 30)));
    QVERIFY(happens([&] { return pageColor().lightness() < 60; }));
    QGuiApplication::setPalette(before);
    QVERIFY(happens([&] { return pageColor().lightness() > 200; }));
}

void TestMobileLook::landscapeHasARailAndTwoPanes()
{
    QQuickItem *bar = m_driver->item(u"navigation"_s);
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(0)));
    QVERIFY(bar->width() > bar->height());
    QVERIFY(!m_driver->find(u"taskList"_s)); // one page at a time
    QVERIFY(m_driver->resize({800, 400}));
    QVERIFY(happens([&] { return bar->height() > bar->width(); }));
    QVERIFY(m_driver->item(u"taskList"_s));
    QVERIFY(m_driver->item(u"send"_s));
    QVERIFY(!m_driver->find(u"back"_s)); // beside its list a page needs no way back
    QVERIFY(m_driver->resize({360, 640}));
    QVERIFY(happens([&] { return m_driver->find(u"back"_s) && !m_driver->find(u"taskList"_s); }));
    m_driver->app().workbench()->close();
}

void TestMobileLook::nothingLiesOutsideTheSmallestWindow()
{
    for (const QString &language : {u"en"_s, u"es"_s}) {
        m_driver->language().choose(language);
        for (const QString &page : {u"tasks"_s, u"form"_s, u"activity"_s, u"details"_s, u"server"_s, u"profile"_s,
                                    u"history"_s, u"historyTask"_s, u"background"_s, u"filters"_s}) {
            open(page);
            QTest::qWait(80);
            for (const QQuickItem *item : m_driver->visibleItems()) {
                const bool isText = item->metaObject()->indexOfProperty("truncated") >= 0;
                if (!isText || item->width() <= 0 || item->property("text").toString().isEmpty())
                    continue;
                const QRectF place = item->mapRectToScene(item->boundingRect());
                QVERIFY2(place.left() >= -0.5 && place.right() <= m_driver->view().width() + 0.5,
                         qPrintable(page + u": "_s + item->property("text").toString()));
            }
        }
    }
    m_driver->language().choose(u"en"_s);
}

void TestMobileLook::keyboardNeverCoversTheField()
{
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(0)));
    QQuickItem *area = m_driver->item(u"area"_s);
    QVERIFY(m_driver->tap(area));
    m_driver->type(QString(40, u'\n'));
    QVERIFY(happens([&] { return area->hasActiveFocus(); }));
    const qreal top = 360;
    m_driver->app().keyboard()->pretend(QRectF(0, top, 360, 280));
    QQuickItem *send = m_driver->item(u"send"_s);
    QVERIFY(happens([&] { return send->mapRectToScene(send->boundingRect()).bottom() <= top; }));
    QVERIFY(happens([&] {
        const QRectF cursor = area->mapRectToScene(area->property("cursorRectangle").toRectF());
        return cursor.bottom() <= send->mapToScene({}).y() && cursor.top() >= 0;
    }));
    QVERIFY(!m_driver->find(u"navigation"_s)); // its room is the page's
    m_driver->app().keyboard()->pretend({});
    QVERIFY(m_driver->item(u"navigation"_s));
    m_driver->app().workbench()->form()->clear();
    m_driver->app().workbench()->close();
}

void TestMobileLook::open(const QString &page)
{
    m_driver->app().workbench()->close();
    m_driver->app().details()->close();
    m_driver->app().background()->task()->close();
    m_driver->goTo(page == u"form"_s || page == u"background"_s       ? u"tasks"_s
                   : page == u"historyTask"_s || page == u"filters"_s ? u"history"_s
                   : page == u"details"_s                             ? u"activity"_s
                   : page == u"profile"_s                             ? u"server"_s
                                                                      : page);
    if (page == u"form"_s)
        m_driver->app().workbench()->open(m_driver->app().catalog()->nameAt(1));
    if (page == u"background"_s) {
        m_driver->app().workbench()->open(m_driver->app().catalog()->nameAt(0));
        m_driver->tap(u"background"_s);
        m_driver->item(u"runInBackground"_s);
    }
    if (page == u"filters"_s && !m_driver->find(u"anyState"_s))
        m_driver->tap(u"filter"_s);
    if (page == u"historyTask"_s) {
        happens([&] { return m_driver->app().background()->history()->count() > 0; });
        m_driver->app().background()->showRow(0);
        happens([&] { return m_driver->app().background()->task()->canSave(); });
    }
    if (page == u"details"_s)
        m_driver->app().details()->show(m_driver->app().jobs()->at(0)->id);
    if (page == u"profile"_s)
        m_driver->tap(u"addProfile"_s);
    else if (QQuickItem *back = m_driver->find(u"saveProfile"_s); back)
        m_driver->key(Qt::Key_Escape);
}

void TestMobileLook::everyElementIsNamedAndReachable_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"tasks", "form", "activity", "details", "server", "profile", "history", "historyTask",
                             "background", "filters"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void TestMobileLook::everyElementIsNamedAndReachable()
{
    QFETCH(QString, page);
    open(page);
    QTest::qWait(50);
    const QSet<QAccessible::Role> interactive{
        QAccessible::Button,   QAccessible::RadioButton,  QAccessible::CheckBox, QAccessible::PageTab,
        QAccessible::ListItem, QAccessible::EditableText, QAccessible::ComboBox, QAccessible::Slider};
    QSet<QQuickItem *> wanted;
    for (QQuickItem *item : m_driver->visibleItems()) {
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(item);
        const bool acts = accessible && interactive.contains(accessible->role());
        // What takes a tap is an element, whether or not it says so.
        const bool taps = item->metaObject()->indexOfSignal("clicked()") >= 0;
        QVERIFY2(acts || !taps, qPrintable(page + u": no role: "_s + item->objectName()));
        if (!acts)
            continue;
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(),
                 qPrintable(page + u": no name: "_s + item->objectName()));
        if (item->isEnabled())
            wanted.insert(item);
    }
    QVERIFY(wanted.size() >= 3);
    const int all = static_cast<int>(wanted.size());
    for (int i = 0; i < 3 * all + 20 && !wanted.isEmpty(); ++i) {
        m_driver->key(Qt::Key_Tab);
        wanted.remove(m_driver->view().activeFocusItem());
    }
    QStringList left;
    for (const QQuickItem *item : std::as_const(wanted))
        left += item->objectName() + u'/' + item->property("text").toString();
    QVERIFY2(wanted.isEmpty(), qPrintable(page + u": not reached: "_s + left.join(u", "_s)));
}

QTEST_MAIN(TestMobileLook)
#include "tst_mobile_look.moc"
