// The jobs as a list: what is shown of them, sorted, searched, and which of them stay.
#include "common/client/models/job_model.h"
#include "common/client/models/json_preview.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/waiters.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;
using State = Job::State;

namespace {

const QString task = u"made.up"_s;

/// Answers with what stands at `result`, or with an error.
void answer(QTcpSocket &socket, const QByteArray &line)
{
    if (!line.contains(task.toUtf8()))
        return;
    const QByteArray id = ScriptedPeer::idOf(line);
    const qsizetype begin = line.indexOf("\"result\":") + 9;
    if (line.contains("\"fail\""))
        socket.write(ScriptedPeer::error(id, -32010, "Kaputt", "{\"param\":\"x\"}"));
    else if (!line.contains("\"hang\""))
        socket.write(ScriptedPeer::result(id, line.mid(begin, line.lastIndexOf("},\"id\"") - begin)));
}

} // namespace

class TestJobList : public QObject
{
    Q_OBJECT

private:
    Language m_language;
    ScriptedPeer m_peer{answer};
    std::unique_ptr<BackgroundClient> m_client;
    std::unique_ptr<CatalogModel> m_catalog;
    std::unique_ptr<JobModel> m_jobs;
    std::unique_ptr<JobFilterModel> m_shown;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    quint64 add(const QByteArray &params) { return m_jobs->add(task, params); }
    void settleAll()
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 0, hangGuardMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->rowCount() == 0 || m_jobs->at(m_jobs->rowCount() - 1)->isFinal(), hangGuardMs);
        QTest::qWait(40); // what is told in batches
    }
    QList<quint64> shownIds() const
    {
        QList<quint64> ids;
        for (int row = 0; row < m_shown->rowCount(); ++row)
            ids += m_shown->index(row, 0).data(JobModel::IdRole).toULongLong();
        return ids;
    }
    QVariant of(quint64 id, int role) { return m_jobs->index(m_jobs->rowOf(id), 0).data(role); }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        QLocale::setDefault(QLocale::c());
        m_peer.setOnLine(answer);
        m_client = std::make_unique<BackgroundClient>();
        m_catalog = std::make_unique<CatalogModel>(*m_client, m_language);
        m_jobs = std::make_unique<JobModel>(*m_client, *m_catalog);
        m_shown = std::make_unique<JobFilterModel>(*m_jobs);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_shown.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_client->connectToServer({u"127.0.0.1"_s, m_peer.port()});
        QTRY_VERIFY_WITH_TIMEOUT(m_client->isConnected(), hangGuardMs);
    }

    void cleanup()
    {
        m_tester.reset();
        m_shown.reset();
        m_jobs.reset();
        m_catalog.reset();
        m_client.reset();
    }

    void previews_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("one member") << QByteArray("{\"text\":\"hola\"}") << u"hola"_s;
        QTest::newRow("two") << QByteArray("{\"text\":\"hola\", \"times\" : 3}") << u"text: hola, times: 3"_s;
        QTest::newRow("three") << QByteArray("{\"a\":1,\"b\":[1,2],\"c\":null}") << u"a: 1, b: [1, 2], c: null"_s;
        QTest::newRow("an array alone") << QByteArray("{\"numbers\":[1, 2.50,3]}") << u"1, 2.50, 3"_s;
        QTest::newRow("by position") << QByteArray("[\"a\",[1,2],{\"b\":true}]") << u"a, [1, 2], {b: true}"_s;
        QTest::newRow("white space") << QByteArray("{\"t\":\" a\\n\\tb \\u0007 c\"}") << u"a b c"_s;
        QTest::newRow("escapes") << QByteArray("{\"t\":\"\\\"\\u00f1\\ud83d\\ude00\\\\\"}") << u"\"ñ😀\\"_s;
        QTest::newRow("empty object") << QByteArray("{}") << QString();
        QTest::newRow("empty text") << QByteArray("{\"t\":\"\"}") << QString();
        QTest::newRow("a number") << QByteArray("42") << u"42"_s;
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("no JSON") << QByteArray("{\"a\":{{[[") << u"{"_s;
        QTest::newRow("no escapes") << QByteArray("{\"a\":\"x\\u12\",\"b\":\"y\\q\",\"c\":\"z\\ud83d\\u00")
                                    << u"a: x, b: y, c: z"_s;
        QTest::newRow("deep") << QByteArray("[").repeated(10'000) << u"[[[…"_s;
    }

    void previews()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        QCOMPARE(jsonPreview({json.constData(), std::size_t(json.size())}), text);
    }

    void longPreviewsAreCut()
    {
        // Whatever stands where it is cut: nothing is torn, and all of it is seen up to there.
        for (const QString &unit : {u"x"_s, u"ñ"_s, u"😀"_s, u"\\n"_s, u"\\ud83d\\ude00"_s, u"\\u00f1"_s}) {
            for (int shift = 0; shift < 12; ++shift) {
                const QByteArray json = "{\"t\":\"" + QByteArray(shift, 'a') + unit.repeated(10'000).toUtf8() + "\"}";
                const QString text = jsonPreview({json.constData(), std::size_t(json.size())});
                QVERIFY2(text.size() <= longestPreview && text.endsWith(u'…'), qPrintable(text));
                QVERIFY2(!text.contains(QChar::ReplacementCharacter) && !text.contains(u"\\u"_s), qPrintable(text));
                QVERIFY(text.isValidUtf16());
                QVERIFY(unit == u"\\n"_s || text.size() > longestPreview / 4);
            }
        }
        QElapsedTimer timer;
        const QByteArray huge = "{\"t\":\"" + QByteArray(50'000'000, 'x') + "\"}";
        timer.start();
        QCOMPARE(jsonPreview({huge.constData(), std::size_t(huge.size())}), u"x"_s.repeated(longestPreview - 1) + u'…');
        qInfo("50 MB: %lld us", timer.nsecsElapsed() / 1000);
    }

    void whatIsShown()
    {
        const quint64 done = add("{\"result\":{\"text\":\"aloh\"}}");
        const quint64 failed = add("{\"fail\":1}");
        const quint64 running = add("{\"hang\":1}");
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 1, hangGuardMs);
        QCOMPARE(of(done, JobModel::StateTextRole).toString(), u"Done"_s);
        QCOMPARE(of(done, JobModel::OutcomeRole).toString(), u"aloh"_s);
        QCOMPARE(of(done, JobModel::InputRole).toString(), u"{text: aloh}"_s);
        QCOMPARE(of(done, JobModel::TaskRole).toString(), task);
        QCOMPARE(of(done, JobModel::TitleRole).toString(), task);
        QVERIFY(!of(done, JobModel::DurationTextRole).toString().isEmpty());
        QVERIFY(of(done, JobModel::RepeatableRole).toBool());
        QCOMPARE(of(done, JobModel::AddedTextRole).toString().size(), 8); // of today
        QCOMPARE(of(failed, JobModel::OutcomeRole).toString(), u"Kaputt (-32010). Parameter: x."_s);
        QCOMPARE(of(failed, JobModel::StateRole).toInt(), int(JobModel::State::Failed));
        QCOMPARE(of(running, JobModel::OutcomeRole).toString(), QString());
        QCOMPARE(of(running, JobModel::DurationTextRole).toString(), QString());
        QVERIFY(!of(running, JobModel::RepeatableRole).toBool());
        for (int column = 0; column < JobModel::ColumnCount; ++column)
            QVERIFY(!m_jobs->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    }

    void sorts()
    {
        for (const char *result : {"10", "9", "\"b\"", "-1.5", "\"A\"", "100"})
            add(QByteArray("{\"result\":") + result + '}');
        settleAll();
        QCOMPARE(shownIds(), (QList<quint64>{6, 5, 4, 3, 2, 1})); // the newest first
        m_shown->sort(JobModel::OutcomeColumn, Qt::AscendingOrder);
        QCOMPARE(shownIds(), (QList<quint64>{4, 2, 1, 6, 5, 3}));
        m_shown->sort(JobModel::InputColumn, Qt::DescendingOrder);
        QCOMPARE(shownIds(), (QList<quint64>{3, 5, 6, 1, 2, 4}));
        m_shown->sort(JobModel::NumberColumn, Qt::AscendingOrder);
        QCOMPARE(shownIds(), (QList<quint64>{1, 2, 3, 4, 5, 6}));
        m_shown->sort(JobModel::DurationColumn, Qt::AscendingOrder);
        for (int row = 1; row < 6; ++row)
            QVERIFY(m_shown->index(row - 1, JobModel::DurationColumn).data(JobModel::SortRole).toLongLong() <=
                    m_shown->index(row, JobModel::DurationColumn).data(JobModel::SortRole).toLongLong());
        add("{\"fail\":1}");
        add("{\"result\":5}");
        settleAll();
        m_shown->sort(JobModel::StateColumn, Qt::DescendingOrder);
        QCOMPARE(shownIds().first(), quint64(7));
        m_shown->sort(JobModel::AddedColumn, Qt::DescendingOrder);
        QCOMPARE(shownIds().first(), quint64(8));
    }

    void searchesAndFilters()
    {
        add("{\"result\":\"Straße\"}");
        add("{\"result\":\"other\"}");
        add("{\"fail\":\"needle\"}");
        add("{\"hang\":\"needle\"}");
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 1, hangGuardMs);
        QTest::qWait(40);
        QSignalSpy changed(m_shown.get(), &JobFilterModel::filterChanged);
        m_shown->setSearch(u"NEEDLE"_s);
        QCOMPARE(shownIds(), (QList<quint64>{4, 3}));
        m_shown->setShow(JobFilterModel::Show::Failed);
        QCOMPARE(shownIds(), QList<quint64>{3});
        m_shown->setSearch(u"kaputt"_s); // the outcome counts too
        QCOMPARE(shownIds(), QList<quint64>{3});
        m_shown->setShow(JobFilterModel::Show::All);
        m_shown->setSearch(u" STRAße "_s);
        QCOMPARE(shownIds(), QList<quint64>{1});
        m_shown->setSearch(u"MADE"_s);
        QCOMPARE(shownIds().size(), 4);
        m_shown->setSearch(u"nowhere"_s);
        QCOMPARE(shownIds().size(), 0);
        m_shown->setSearch({});
        QCOMPARE(changed.size(), 8);
        m_shown->setShow(JobFilterModel::Show::Done);
        QCOMPARE(shownIds(), (QList<quint64>{2, 1}));
        m_shown->setShow(JobFilterModel::Show::Pending);
        QCOMPARE(shownIds(), QList<quint64>{4});
        m_jobs->cancel(4); // and goes from there by itself
        QTRY_VERIFY_WITH_TIMEOUT(shownIds().isEmpty(), hangGuardMs);
    }

    void theOldestLeave()
    {
        m_jobs->setBounds(10, JobModel::mostBytes);
        const quint64 running = add("{\"hang\":1}");
        for (int i = 0; i < 50; ++i)
            add("{\"result\":" + QByteArray::number(i) + "}");
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 1, hangGuardMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->count(), 10, hangGuardMs);
        QCOMPARE(m_jobs->rowOf(running), 0);
        QCOMPARE(m_jobs->at(1)->id, quint64(43));
        QCOMPARE(m_jobs->at(9)->id, quint64(51));
        QVERIFY(!m_jobs->find(42));
        m_jobs->remove(47);
        QCOMPARE(m_jobs->rowOf(48), 5);
        QCOMPARE(m_jobs->rowOf(47), -1);
        QCOMPARE(m_shown->rowCount(), 9);
    }

    void oldPayloadsAreDropped()
    {
        const QByteArray big = "{\"result\":\"" + QByteArray(1'000'000, 'x') + "\"}";
        m_jobs->setBounds(100, 5'000'000);
        QList<quint64> ids;
        for (int i = 0; i < 10; ++i)
            ids += add(big);
        settleAll();
        int dropped = 0;
        for (const quint64 id : ids) {
            const Job &job = *m_jobs->find(id);
            QCOMPARE(job.state, State::Done);
            QCOMPARE(job.dropped, job.params.isEmpty());
            QCOMPARE(job.dropped, job.outcome.result.isEmpty());
            QCOMPARE(job.isRepeatable(), !job.dropped);
            QVERIFY(of(id, JobModel::OutcomeRole).toString().startsWith(u"xxx"_s)); // still shown
            dropped += int(job.dropped);
        }
        QVERIFY(dropped >= 7 && dropped < 10);
        QVERIFY(!m_jobs->find(ids.last())->dropped);
        QCOMPARE(m_jobs->repeat(ids.first()), quint64(0));

        m_jobs->setBounds(100, 1000); // the newest stays whatever its size
        QVERIFY(!m_jobs->find(ids.last())->dropped);
        QVERIFY(m_jobs->find(ids.last() - 1)->dropped);
        const quint64 next = add(big);
        settleAll();
        QVERIFY(!m_jobs->find(next)->dropped);
        QVERIFY(m_jobs->find(ids.last())->dropped);
        m_jobs->retranslate();
        QVERIFY(of(ids.first(), JobModel::OutcomeRole).toString().startsWith(u"xxx"_s));
    }

    void whatHasJustComeStays()
    {
        QByteArray held;
        m_peer.setOnLine([&held](QTcpSocket &socket, const QByteArray &line) {
            if (!line.contains(task.toUtf8()))
                return;
            const QByteArray id = ScriptedPeer::idOf(line);
            if (held.isEmpty())
                held = id;
            else
                socket.write(ScriptedPeer::result(id, "2") +
                             ScriptedPeer::result(held, '"' + QByteArray(10'000, 'x') + '"'));
        });
        m_jobs->setBounds(100, 1000);
        const quint64 slow = add("{}");
        const quint64 quick = add("{}");
        settleAll();
        QCOMPARE(m_jobs->find(slow)->outcome.result.size(), 10'002);
        QCOMPARE(m_jobs->find(quick)->outcome.result, QByteArray("2"));
    }

    void clearsWhatIsFinished()
    {
        for (int i = 0; i < 300; ++i)
            add(i % 2 == 0 ? QByteArray("{\"result\":1}") : QByteArray("{\"hang\":1}"));
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 150, hangGuardMs);
        m_jobs->clearFinished();
        QCOMPARE(m_jobs->count(), 150);
        QCOMPARE(m_shown->rowCount(), 150);
        QCOMPARE(m_jobs->rowOf(300), 149);
        m_jobs->cancel(2);
        m_jobs->cancel(4);
        QTest::qWait(40);
        m_jobs->clearFinished();
        QCOMPARE(m_shown->rowCount(), 148);
        QCOMPARE(m_jobs->failed(), 0);
        QCOMPARE(m_jobs->pending(), 148);
    }
};

QTEST_GUILESS_MAIN(TestJobList)
#include "tst_job_list.moc"
