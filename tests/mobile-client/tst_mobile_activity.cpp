// The list of what was sent: swiped away and brought back, filtered, opened, repeated.
#include "tests/mobile-client/driver.h"
#include "tests/support/server_process.h"

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestMobileActivity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.start());
        m_driver = std::make_unique<Driver>();
        QVERIFY(m_driver->connectTo(m_server.port()));
    }
    void init();
    void cleanupTestCase() { m_driver.reset(); }

    void newestFirst();
    void swipeDeletesAndUndoBringsBack();
    void filterChips();
    void detailsRepeatAndEdit();
    void deleteByKey();
    void thousandsOfRepliesLeaveTheWindowAlive();

private:
    QQuickItem *card(int row);
    JobModel &jobs() { return *m_driver->app().jobs(); }
    mobile::ActivityModel &activity() { return *m_driver->app().activity(); }

    ServerProcess m_server;
    std::unique_ptr<Driver> m_driver;
};

void TestMobileActivity::init()
{
    m_driver->app().details()->close();
    activity().commit();
    activity().setShow(JobFilterModel::Show::All);
    while (jobs().count() > 0)
        jobs().remove(jobs().at(0)->id);
    const CatalogModel &catalog = *m_driver->app().catalog();
    jobs().add(catalog.nameAt(0), "{\"text\":\"one\"}");
    jobs().add(catalog.nameAt(1), "{\"numbers\":[]}"); // fails
    jobs().add(catalog.nameAt(0), "{\"text\":\"three\"}");
    QVERIFY(happens([&] { return jobs().pending() == 0; }));
    QVERIFY(m_driver->goTo(u"activity"_s));
    QVERIFY(m_driver->item(u"jobList"_s));
    QVERIFY(happens([&] { return card(2) != nullptr; }));
}

QQuickItem *TestMobileActivity::card(int row)
{
    for (QQuickItem *item : m_driver->visibleItems()) {
        if (item->property("swipe").isValid() && item->property("index").toInt() == row)
            return item;
    }
    return nullptr;
}

void TestMobileActivity::newestFirst()
{
    QCOMPARE(activity().count(), 3);
    QVERIFY(card(0)->y() < card(1)->y());
    QCOMPARE(card(0)->property("input").toString(), u"three"_s);
    QCOMPARE(card(1)->property("jobState").toInt(), static_cast<int>(JobModel::State::Failed));
    QCOMPARE(card(2)->property("outcome").toString(), u"eno"_s);
}

void TestMobileActivity::swipeDeletesAndUndoBringsBack()
{
    QVERIFY(m_driver->drag(card(0), QPointF(-170, 0)));
    QVERIFY(happens([&] { return activity().count() == 2; }));
    QCOMPARE(jobs().count(), 3); // not for good yet
    QVERIFY(m_driver->tap(u"undo"_s));
    QVERIFY(happens([&] { return activity().count() == 3; }));
    QVERIFY(happens([&] { return card(0) && card(0)->property("input").toString() == u"three"_s; }));

    QVERIFY(m_driver->drag(card(1), QPointF(170, 0)));
    QVERIFY(happens([&] { return activity().count() == 2; }));
    QVERIFY(m_driver->drag(card(0), QPointF(-170, 0))); // the next deletion makes the last one final
    QVERIFY(happens([&] { return activity().count() == 1; }));
    QCOMPARE(jobs().count(), 2);
    // Too short a swipe is none, if it is slow: from 300 pixels a second on it counts as whole.
    QVERIFY(m_driver->drag(card(0), QPointF(-60, 0), 600));
    QTest::qWait(200);
    QCOMPARE(activity().count(), 1);
}

void TestMobileActivity::filterChips()
{
    QVERIFY(m_driver->tap(u"failed"_s));
    QVERIFY(happens([&] { return activity().count() == 1; }));
    QVERIFY(happens(
        [&] { return card(0) && card(0)->property("jobState").toInt() == static_cast<int>(JobModel::State::Failed); }));
    QVERIFY(m_driver->tap(u"done"_s));
    QVERIFY(happens([&] { return activity().count() == 2; }));
    QVERIFY(m_driver->tap(u"all"_s));
    QVERIFY(happens([&] { return activity().count() == 3; }));
}

void TestMobileActivity::detailsRepeatAndEdit()
{
    QVERIFY(m_driver->tap(card(2)));
    QVERIFY(m_driver->item(u"repeat"_s));
    mobile::JobDetails &details = *m_driver->app().details();
    QCOMPARE(m_driver->textOf(u"resultText"_s), u"eno"_s);
    QVERIFY(details.rawParams().contains(u"\"one\""_s));
    QVERIFY(details.rawResult().contains(u"\"eno\""_s));
    QVERIFY(m_driver->tap(u"repeat"_s));
    QVERIFY(happens([&] { return jobs().count() == 4 && jobs().pending() == 0; }));
    QCOMPARE(details.id(), jobs().at(3)->id);
    QVERIFY(m_driver->tap(u"edit"_s));
    QVERIFY(m_driver->item(u"send"_s));
    QCOMPARE(m_driver->app().workbench()->form()->index(0, 0).data(FormModel::ValueRole).toString(), u"one"_s);
    QVERIFY(m_driver->goTo(u"activity"_s));
    m_driver->key(Qt::Key_Escape);
    QVERIFY(happens([&] { return !details.isShown(); }));

    QVERIFY(happens([&] { return card(2) != nullptr; }));
    QVERIFY(m_driver->tap(card(2))); // the failed one
    QQuickItem *error = m_driver->item(u"errorText"_s);
    QVERIFY(!error->property("text").toString().isEmpty());
    QVERIFY(details.rawResult().contains(u"-32602"_s));
}

void TestMobileActivity::deleteByKey()
{
    card(1)->forceActiveFocus(Qt::TabFocusReason);
    m_driver->key(Qt::Key_Delete);
    QVERIFY(happens([&] { return activity().count() == 2; }));
    QVERIFY(m_driver->item(u"undo"_s));
}

// No bound in time here (bench measures that): the window follows, and shows what is there.
void TestMobileActivity::thousandsOfRepliesLeaveTheWindowAlive()
{
    for (int i = 0; i < 3000; ++i)
        jobs().add(m_driver->app().catalog()->nameAt(0), "{\"text\":\"abc\"}");
    QVERIFY(happens([&] { return jobs().pending() == 0; }));
    QVERIFY(happens([&] { return card(0) && card(0)->property("outcome").toString() == u"cba"_s; }));
    QCOMPARE(activity().count(), 3003);
}

QTEST_MAIN(TestMobileActivity)
#include "tst_mobile_activity.moc"
