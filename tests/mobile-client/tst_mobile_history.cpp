// Background tasks in a phone's window: run one from its form, see it in the history, cancel, retry, run again, save.
#include "tests/mobile-client/driver.h"
#include "tests/support/server_process.h"

#include <QFile>
#include <QStandardPaths>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestMobileHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_server.start());
        m_driver = std::make_unique<Driver>();
        QVERIFY(m_driver->connectTo(m_server.port()));
    }
    void cleanupTestCase() { m_driver.reset(); }

    void init()
    {
        m_driver->app().workbench()->close();
        task().close();
        m_driver->app().background()->forget();
    }

    void runsInBackground()
    {
        QVERIFY(m_driver->openTask(u"text.reverse"_s));
        m_driver->app().workbench()->form()->setValue(0, u"hola"_s);
        QVERIFY(m_driver->tap(u"background"_s));
        QVERIFY(m_driver->tap(u"runInBackground"_s));
        QVERIFY(m_driver->tap(u"showSubmitted"_s));
        QVERIFY(happens([&] { return m_driver->textOf(u"taskState"_s) == u"Succeeded"_s; }));
        QVERIFY(happens([&] { return task().result()->state() == ResultModel::State::Shown; }));
        QCOMPARE(task().result()->valueOf(0), "aloh");
        QVERIFY(m_driver->item(u"timeline"_s));
        QVERIFY(!m_driver->find(u"cancelTask"_s) && !m_driver->find(u"retryTask"_s));
        QVERIFY(m_driver->tap(u"saveResult"_s));
        const QString path = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation) + u"/relevo-"_s +
                             task().id() + u".json"_s;
        QVERIFY(happens([&] { return QFile::exists(path); }));
        QFile::remove(path);
        m_driver->key(Qt::Key_Escape);
        QVERIFY(m_driver->item(u"historyList"_s));
    }

    void refusesWhatIsNoNumber()
    {
        QVERIFY(m_driver->openTask(u"text.reverse"_s));
        QVERIFY(m_driver->tap(u"background"_s));
        QVERIFY(m_driver->tap(u"priority"_s));
        m_driver->key(Qt::Key_End);
        m_driver->type(u"2"_s); // 42
        QVERIFY(m_driver->tap(u"runInBackground"_s));
        QTest::qWait(50);
        QVERIFY(!m_driver->app().background()->isWaiting());
        QVERIFY(m_driver->app().background()->submittedId().isEmpty());
        m_driver->app().workbench()->close();
    }

    void cancelsRetriesAndRunsAgain()
    {
        QVERIFY(m_driver->openTask(u"text.reverse"_s));
        m_driver->app().workbench()->form()->setValue(0, u"later"_s);
        QVERIFY(m_driver->tap(u"background"_s));
        QVERIFY(m_driver->tap(u"delay"_s));
        m_driver->key(Qt::Key_End);
        m_driver->key(Qt::Key_Backspace);
        m_driver->type(u"3600"_s);
        QVERIFY(m_driver->tap(u"runInBackground"_s));
        QVERIFY(m_driver->item(u"showSubmitted"_s));
        QVERIFY(m_driver->goTo(u"history"_s));
        QVERIFY(happens([&] { return history().count() > 1; }));
        QVERIFY(m_driver->tap(card(0)));
        QVERIFY(m_driver->tap(u"cancelTask"_s));
        QVERIFY(happens([&] { return m_driver->textOf(u"taskState"_s) == u"Cancelled"_s; }));
        QVERIFY(m_driver->tap(u"retryTask"_s));
        QVERIFY(happens([&] { return m_driver->textOf(u"taskState"_s) == u"Succeeded"_s; }));
        const QString first = task().id();
        QVERIFY(m_driver->tap(u"repeatTask"_s));
        QVERIFY(happens([&] { return task().id() != first && task().canSave(); }));
        QVERIFY(m_driver->tap(u"back"_s));
        QVERIFY(m_driver->tap(u"filter"_s));
        QVERIFY(m_driver->tap(u"failedTasks"_s));
        QVERIFY(happens([&] { return history().state() == u"failed"_s && history().count() == 0; }));
        QVERIFY(m_driver->item(u"historyEmpty"_s));
        QVERIFY(m_driver->tap(u"anyState"_s));
        QVERIFY(happens([&] { return history().count() >= 3; }));
    }

private:
    TaskHistoryModel &history() { return *m_driver->app().background()->history(); }
    TaskDetailModel &task() { return *m_driver->app().background()->task(); }
    QQuickItem *card(int row)
    {
        QQuickItem *found = nullptr;
        happens([&] {
            for (QQuickItem *item : m_driver->visibleItems()) {
                if (item->property("taskState").isValid() && item->property("index").toInt() == row)
                    found = item;
            }
            return found != nullptr;
        });
        return found;
    }

    ServerProcess m_server;
    std::unique_ptr<Driver> m_driver;
};

QTEST_MAIN(TestMobileHistory)
#include "tst_mobile_history.moc"
