// Thousands of jobs a second: all of them right, and views told so many times a second and no more.
#include "common/client/models/job_model.h"
#include "tests/support/server_process.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestJobSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void manyAtSpeed()
    {
        constexpr int count = sanitized ? 5'000 : 20'000;
        ServerProcess server;
        QVERIFY2(server.start(), server.stderrText().constData());
        const Language language;
        BackgroundClient client;
        const CatalogModel catalog(client, language);
        JobModel jobs(client, catalog);
        client.connectToServer({u"127.0.0.1"_s, server.port()});
        jobs.setBounds(2 * count, JobModel::mostBytes);
        QSignalSpy inserted(&jobs, &JobModel::rowsInserted);
        QSignalSpy changed(&jobs, &JobModel::dataChanged);
        QSignalSpy finished(&jobs, &JobModel::finished);
        QSignalSpy counts(&jobs, &JobModel::countsChanged);
        QTRY_VERIFY_WITH_TIMEOUT(client.isConnected(), hangGuardMs);
        QElapsedTimer whole;
        whole.start();
        QElapsedTimer sinceTick;
        sinceTick.start();
        qint64 longest = 0;
        int added = 0;
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, this, [&] {
            longest = std::max(longest, sinceTick.restart());
            for (int i = 0; i < 100 && added < count; ++i, ++added)
                jobs.add(u"text.reverse"_s, "{\"text\":\"" + QByteArray::number(100'000 + added) + "\"}");
        });
        ticker.start(1);
        QTRY_VERIFY_WITH_TIMEOUT(added == count && jobs.pending() == 0, 4 * hangGuardMs);
        ticker.stop();
        QTRY_VERIFY_WITH_TIMEOUT(jobs.rowCount() == count, hangGuardMs);
        // Some thirty times a second, and a coarse timer's inaccuracy; one by one it would be thousands.
        const qint64 turns = whole.elapsed() / 30 + 5;
        qInfo("%d jobs in %lld ms, longest pause %lld ms, %lld inserts, %lld changes", count, whole.elapsed(), longest,
              qlonglong(inserted.size()), qlonglong(changed.size()));
        QCOMPARE(finished.size(), count);
        QVERIFY(inserted.size() <= turns);
        QVERIFY(counts.size() <= turns);
        for (int row = 0; row < count; ++row) {
            const QString expected = jobs.index(row, JobModel::InputColumn).data().toString();
            const QString got = jobs.index(row, JobModel::OutcomeColumn).data().toString();
            QVERIFY(std::equal(expected.begin(), expected.end(), got.rbegin(), got.rend()));
        }
    }
};

QTEST_GUILESS_MAIN(TestJobSpeed)
#include "tst_job_speed.moc"
