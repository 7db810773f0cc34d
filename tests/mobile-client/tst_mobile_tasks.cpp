// Each task through the window, against a real server.
#include "tests/common/client/scripted_peer.h"
#include "tests/mobile-client/driver.h"
#include "tests/support/server_process.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestMobileTasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.start());
        m_driver = std::make_unique<Driver>();
        QVERIFY(m_driver->connectTo(m_server.port()));
    }

    void cleanup() { bench().close(); }
    void cleanupTestCase() { m_driver.reset(); }

    void everyTaskOfTheServer_data();
    void everyTaskOfTheServer();
    void emojiAndRightToLeft();
    void numbersWithAFault();
    void controlEnterSends();
    void resultIsCopiedSharedAndUsed();
    void aTaskThatNoClientKnows();
    void aLongResultIsShownByItsBeginning();

private:
    mobile::Workbench &bench() { return *m_driver->app().workbench(); }
    bool fill(const QString &text);
    bool send();

    ServerProcess m_server;
    std::unique_ptr<Driver> m_driver;
};

bool TestMobileTasks::fill(const QString &text)
{
    bench().form()->clear();
    QQuickItem *area = m_driver->item(u"area"_s, m_driver->item(u"form"_s));
    if (!area || !m_driver->tap(area))
        return false;
    if (!happens([&] { return area->hasActiveFocus(); }))
        return false;
    m_driver->type(text);
    return happens([&] { return area->property("text").toString() == text; });
}

bool TestMobileTasks::send()
{
    if (!happens([&] { return !bench().form()->isBusy(); }) || !m_driver->tap(u"send"_s))
        return false;
    return happens([&] {
        return bench().isSent() && !bench().isPending() && bench().result()->state() != ResultModel::State::Preparing &&
               bench().result()->state() != ResultModel::State::Empty;
    });
}

void TestMobileTasks::everyTaskOfTheServer_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("shown");
    QTest::newRow("first") << 0 << u"abc def"_s << u"fed cba"_s;
    QTest::newRow("second") << 1 << u"1 2 6"_s << u"3"_s;
    QTest::newRow("third") << 2 << u"one two"_s << u"7"_s;
}

void TestMobileTasks::everyTaskOfTheServer()
{
    QFETCH(int, row);
    QFETCH(QString, input);
    QFETCH(QString, shown);
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(row)));
    QVERIFY(fill(input));
    QVERIFY(send());
    QCOMPARE(bench().result()->state(), ResultModel::State::Shown);
    QCOMPARE(bench().result()->index(0, 0).data(ResultModel::TextRole).toString(), shown);
    bool seen = false;
    QVERIFY(happens([&] {
        for (const QQuickItem *item : m_driver->visibleItems())
            seen = seen || item->property("text").toString() == shown;
        return seen;
    }));
    m_driver->key(Qt::Key_Escape);
    QVERIFY(happens([&] { return bench().task().isEmpty(); }));
}

void TestMobileTasks::emojiAndRightToLeft()
{
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(0)));
    bench().form()->setValue(0, u"👩‍👩‍👧 é 🇪🇸"_s);
    QVERIFY(send());
    QCOMPARE(m_driver->textOf(u"resultText"_s), u"🇪🇸 é 👩‍👩‍👧"_s);
    bench().form()->setValue(0, u"שלום עולם"_s);
    QVERIFY(send());
    QVERIFY(bench().result()->index(0, 0).data(ResultModel::RightToLeftRole).toBool());
    QVERIFY(happens([&] {
        const QQuickItem *text = m_driver->find(u"resultText"_s);
        return text && text->property("horizontalAlignment").toInt() == Qt::AlignRight;
    }));
}

void TestMobileTasks::numbersWithAFault()
{
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(1)));
    QVERIFY(fill(u"1 2 three 4"_s));
    const int jobs = m_driver->app().jobs()->count();
    QVERIFY(happens([&] { return !bench().form()->isBusy(); }));
    QVERIFY(m_driver->tap(u"send"_s));
    QQuickItem *problem = m_driver->item(u"problem"_s);
    QVERIFY(problem);
    QVERIFY(!problem->property("text").toString().isEmpty());
    QVERIFY(m_driver->item(u"summary"_s)->property("text").toString().contains(u"3"_s));
    QCOMPARE(m_driver->app().jobs()->count(), jobs); // nothing was sent
    // The field that has to be mended has the focus.
    QVERIFY(m_driver->item(u"area"_s)->hasActiveFocus());
    QVERIFY(fill(u"1 2 3 4"_s));
    QVERIFY(happens([&] { return !m_driver->find(u"problem"_s); }));
    QVERIFY(send());
    QCOMPARE(bench().result()->state(), ResultModel::State::Shown);
}

void TestMobileTasks::controlEnterSends()
{
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(0)));
    QVERIFY(fill(u"ping"_s));
    const int jobs = m_driver->app().jobs()->count();
    m_driver->key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(happens([&] { return m_driver->app().jobs()->count() == jobs + 1; }));
    QVERIFY(happens([&] { return m_driver->textOf(u"resultText"_s) == u"gnip"_s; }));
}

void TestMobileTasks::resultIsCopiedSharedAndUsed()
{
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(0)));
    QVERIFY(fill(u"stone"_s));
    QVERIFY(send());
    QGuiApplication::clipboard()->clear();
    QVERIFY(m_driver->tap(u"copyAll"_s));
    QVERIFY(happens([] { return QGuiApplication::clipboard()->text() == u"enots"_s; }));
    QVERIFY(m_driver->item(u"toast"_s));
    QVERIFY(m_driver->tap(u"share"_s));
    QVERIFY(happens([&] { return QGuiApplication::clipboard()->text() == bench().form()->title() + u"\nenots"_s; }));
    QVERIFY(m_driver->tap(u"use"_s));
    QVERIFY(happens([&] { return m_driver->textOf(u"area"_s, m_driver->find(u"form"_s)) == u"enots"_s; }));
}

// What a server has, every client has a form for: no client knows a task by its name.
void TestMobileTasks::aTaskThatNoClientKnows()
{
    const QByteArray catalog =
        "{\"openrpc\":\"1.2.6\",\"info\":{\"title\":\"Relevo\",\"version\":\"0.1.0\"},\"methods\":[{\"name\":\"text."
        "shout\","
        "\"summary\":\"Louder.\",\"params\":[{\"name\":\"text\",\"required\":true,\"schema\":{\"type\":\"string\"},"
        "\"x-relevo-param\":{\"kind\":\"text\",\"label\":{\"en\":\"Words\",\"es\":\"Palabras\"}}},"
        "{\"name\":\"times\",\"required\":false,\"schema\":{\"type\":\"integer\",\"default\":1},"
        "\"x-relevo-param\":{\"kind\":\"integer\",\"label\":{\"en\":\"Times\",\"es\":\"Veces\"}}}],"
        "\"result\":{\"name\":\"result\",\"schema\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}"
        "}}},"
        "\"x-relevo-task\":{\"title\":{\"en\":\"Shout\",\"es\":\"Gritar\"}}}]}";
    QByteArray params;
    ScriptedPeer peer([&](QTcpSocket &socket, const QByteArray &line) {
        const QByteArray id = ScriptedPeer::idOf(line);
        if (line.contains("rpc.discover")) {
            socket.write(ScriptedPeer::result(id, catalog));
        } else if (line.contains("text.shout")) {
            params = line;
            socket.write(ScriptedPeer::result(id, "{\"text\":\"HEY\"}"));
        } else {
            socket.write(ScriptedPeer::error(id, -32601, "Method not found"));
        }
    });
    QVERIFY(m_driver->connectTo(peer.port()));
    const QString name = u"text.shout"_s;
    QVERIFY(happens([&] { return m_driver->app().catalog()->rowOf(name) >= 0; }));
    QVERIFY(m_driver->openTask(name));
    QCOMPARE(m_driver->textOf(u"pageTitle"_s, m_driver->item(u"pageTitle"_s)->parentItem()), u"Shout"_s);
    QVERIFY(fill(u"hey"_s));
    QVERIFY(send());
    QVERIFY2(params.contains("\"text\":\"hey\""), params.constData());
    QVERIFY(happens([&] { return m_driver->textOf(u"resultText"_s) == u"HEY"_s; }));
    QVERIFY(m_driver->connectTo(m_server.port()));
    QVERIFY(happens([&] { return m_driver->app().catalog()->count() > 1; }));
}

void TestMobileTasks::aLongResultIsShownByItsBeginning()
{
    QVERIFY(m_driver->openTask(m_driver->app().catalog()->nameAt(0)));
    bench().form()->setValue(0, QString(200'000, u'x'));
    QVERIFY(send());
    QQuickItem *text = m_driver->item(u"resultText"_s);
    QVERIFY(text->property("text").toString().size() < 10'000);
    bench().form()->clear();
}

QTEST_MAIN(TestMobileTasks)
#include "tst_mobile_tasks.moc"
