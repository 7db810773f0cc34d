// What becomes of jobs: sent, waiting, answered, lost, sent again or not; with a peer that misbehaves and a real
// server.
#include "common/client/models/job_model.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <iterator>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;
using State = Job::State;

namespace {

const QString task = u"made.up"_s;

ConnectionOptions quick()
{
    ConnectionOptions options;
    options.firstPause = options.longestPause = std::chrono::milliseconds(20);
    return options;
}

} // namespace

class TestJobModel : public QObject
{
    Q_OBJECT

private:
    Language m_language;
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<BackgroundClient> m_client;
    std::unique_ptr<CatalogModel> m_catalog;
    std::unique_ptr<JobModel> m_jobs;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_finished;
    QList<QByteArray> m_sent; ///< params, as they came to the peer

    /// `onLine` sees the calls of `task` alone.
    std::unique_ptr<ScriptedPeer> makePeer(const ScriptedPeer::OnLine &onLine, quint16 port = 0)
    {
        return std::make_unique<ScriptedPeer>(
            [this, onLine](QTcpSocket &socket, const QByteArray &line) {
                if (!line.contains(task.toUtf8()))
                    return;
                const qsizetype begin = line.indexOf("\"params\":") + 9;
                m_sent += line.mid(begin, line.lastIndexOf(",\"id\"") - begin);
                if (onLine)
                    onLine(socket, line);
            },
            port);
    }

    void connectTo(quint16 port) { m_client->connectToServer({u"127.0.0.1"_s, port}); }

    static QByteArray numbered(int i) { return "{\"n\":" + QByteArray::number(i) + '}'; }
    static void answer(QTcpSocket &socket, const QByteArray &line)
    {
        socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"ok\":true}"));
    }
    State stateOf(quint64 id) const { return m_jobs->find(id)->state; }
    QString outcomeOf(quint64 id) const
    {
        return m_jobs->index(m_jobs->rowOf(id), JobModel::OutcomeColumn).data().toString();
    }

    /// What the model says of itself is what its jobs are.
    void verifyCounts()
    {
        int pending = 0;
        int failed = 0;
        quint64 last = 0;
        for (int row = 0; row < m_jobs->rowCount(); ++row) {
            const Job &job = *m_jobs->at(row);
            QVERIFY(job.id > std::exchange(last, job.id));
            QCOMPARE(m_jobs->rowOf(job.id), row);
            pending += int(!job.isFinal());
            failed += int(job.state == State::Failed || job.state == State::Lost);
            QVERIFY(job.state != State::Done || !job.outcome.result.isEmpty() || job.dropped);
            QVERIFY((job.state == State::Done) == (job.isFinal() && job.outcome.isOk()));
        }
        QCOMPARE(m_jobs->pending(), pending);
        QCOMPARE(m_jobs->failed(), failed);
        QCOMPARE(m_jobs->count(), m_jobs->rowCount());
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        m_client = std::make_unique<BackgroundClient>(quick());
        m_catalog = std::make_unique<CatalogModel>(*m_client, m_language);
        m_jobs = std::make_unique<JobModel>(*m_client, *m_catalog);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_jobs.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_finished = std::make_unique<QSignalSpy>(m_jobs.get(), &JobModel::finished);
        m_sent.clear();
    }

    void cleanup()
    {
        verifyCounts();
        m_tester.reset();
        m_jobs.reset();
        m_catalog.reset();
        m_client.reset();
        m_peer.reset();
    }

    void waitsForAConnection()
    {
        QList<quint64> ids;
        for (int i = 0; i < 50; ++i)
            ids += m_jobs->add(task, numbered(i));
        QCOMPARE(m_jobs->rowOf(ids.last()), 49);
        QCOMPARE(m_jobs->count(), 50);
        QCOMPARE(m_jobs->pending(), 50);
        m_jobs->cancel(ids[7]);
        QCOMPARE(m_finished->size(), 1);
        QCOMPARE(stateOf(ids[7]), State::Cancelled);
        QCOMPARE(stateOf(ids[8]), State::Waiting);
    }

    void isSentInOrder()
    {
        m_peer = makePeer(answer);
        const quint16 port = m_peer->port();
        m_peer.reset();
        connectTo(port);
        QList<quint64> ids;
        for (int i = 0; i < 50; ++i)
            ids += m_jobs->add(task, numbered(i));
        QTRY_VERIFY_WITH_TIMEOUT(m_client->status().state == ConnectionState::Waiting, hangGuardMs);
        QCOMPARE(stateOf(ids[0]), State::Waiting);
        m_peer = makePeer(answer, port);
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 50, hangGuardMs);
        QCOMPARE(m_sent.size(), 50);
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(m_sent[i], numbered(i));
            QCOMPARE(stateOf(ids[i]), State::Done);
            QVERIFY(m_jobs->find(ids[i])->outcome.duration.count() > 0);
        }
        QCOMPARE(outcomeOf(ids[0]), u"true"_s);
    }

    void onlySoManyAreUnderWay()
    {
        QList<QByteArray> held;
        m_peer = makePeer([&](QTcpSocket &, const QByteArray &line) { held += ScriptedPeer::idOf(line); });
        connectTo(m_peer->port());
        const int count = JobModel::mostRunning + 100;
        for (int i = 0; i < count; ++i)
            m_jobs->add(task, numbered(i));
        QTRY_COMPARE_WITH_TIMEOUT(held.size(), JobModel::mostRunning, hangGuardMs);
        QCOMPARE(m_jobs->pending(), count);
        m_peer->socket().write(ScriptedPeer::result(held[0], "1") + ScriptedPeer::result(held[1], "2"));
        QTRY_COMPARE_WITH_TIMEOUT(held.size(), JobModel::mostRunning + 2, hangGuardMs);
        QCOMPARE(m_jobs->pending(), count - 2);
    }

    void lostInMidWork()
    {
        m_peer = makePeer({});
        const quint16 port = m_peer->port();
        connectTo(port);
        QTRY_VERIFY_WITH_TIMEOUT(m_client->isConnected(), hangGuardMs);
        const quint64 first = m_jobs->add(task, numbered(1));
        QCOMPARE(m_jobs->rowCount(), 1); // one alone is shown at once
        const quint64 second = m_jobs->add(task, numbered(2));
        QTRY_COMPARE_WITH_TIMEOUT(m_sent.size(), 2, hangGuardMs);
        QCOMPARE(stateOf(first), State::Running);
        QVERIFY(!m_jobs->find(first)->isRepeatable());
        QCOMPARE(m_jobs->repeat(first), quint64(0));
        m_peer->setOnLine({});
        ScriptedPeer::reset(m_peer->socket());
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 2, hangGuardMs);
        QCOMPARE(stateOf(first), State::Lost);
        QCOMPARE(stateOf(second), State::Lost);
        QCOMPARE(m_jobs->failed(), 2);
        QVERIFY(outcomeOf(first).contains("not known"_L1));

        m_peer.reset();
        m_peer = makePeer(answer, port);
        const quint64 again = m_jobs->repeat(first);
        QVERIFY(again > second);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(again), State::Done, hangGuardMs);
        QCOMPARE(m_jobs->find(again)->params, numbered(1));
        QCOMPARE(stateOf(first), State::Lost); // and stays so
        QCOMPARE(m_sent, (QList<QByteArray>{numbered(1), numbered(2), numbered(1)}));
    }

    void whatWasNotRunIsSentAgain_data()
    {
        QTest::addColumn<int>("code"); // 0: closes in order
        QTest::newRow("closed in order") << 0;
        QTest::newRow("overloaded") << -32000;
        QTest::newRow("shutting down") << -32006;
    }

    void whatWasNotRunIsSentAgain()
    {
        QFETCH(int, code);
        bool always = false;
        bool refused = false;
        m_peer = makePeer([&](QTcpSocket &socket, const QByteArray &line) {
            if (!always && std::exchange(refused, true))
                answer(socket, line);
            else if (code == 0)
                socket.disconnectFromHost();
            else
                socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), code, "no", "{\"retryAfterMs\":5}"));
        });
        connectTo(m_peer->port());
        const quint64 id = m_jobs->add(task, numbered(1));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), State::Done, hangGuardMs);
        QCOMPARE(m_sent.size(), 2);

        always = true; // not for ever
        const quint64 hopeless = m_jobs->add(task, numbered(2));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(hopeless), State::Failed, hangGuardMs);
        QVERIFY(m_sent.size() > 3 && m_sent.size() <= 10);
        QCOMPARE(m_finished->size(), 2);
    }

    void anotherServerIsChosen()
    {
        m_peer = makePeer({});
        connectTo(m_peer->port());
        const quint64 closed = m_jobs->add(task, numbered(1));
        QTRY_COMPARE_WITH_TIMEOUT(m_sent.size(), 1, hangGuardMs);
        QCOMPARE(stateOf(closed), State::Running);
        const quint16 port = m_peer->port();
        m_peer->socket().disconnectFromHost(); // in order: the call was not run
        m_peer.reset();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(closed), State::Waiting, hangGuardMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_client->isConnected(), hangGuardMs);
        const quint64 waiting = m_jobs->add(task, numbered(2));
        QCOMPARE(stateOf(waiting), State::Waiting);
        const std::unique_ptr<ScriptedPeer> other = makePeer(answer);
        QVERIFY(other->port() != port);
        connectTo(other->port());
        QCOMPARE(stateOf(waiting), State::Failed);
        QCOMPARE(outcomeOf(waiting), u"Not sent: another server was chosen."_s);
        QCOMPARE(stateOf(closed), State::Failed);
        m_jobs->retranslate();
        QCOMPARE(outcomeOf(waiting), u"Not sent: another server was chosen."_s);

        const quint64 again = m_jobs->repeat(waiting);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(again), State::Done, hangGuardMs);
        QCOMPARE(m_sent, (QList<QByteArray>{numbered(1), numbered(2)}));
    }

    void whatIsUnderWayDoesNotMoveToAnotherServer()
    {
        m_peer = makePeer({});
        connectTo(m_peer->port());
        const quint64 id = m_jobs->add(task, numbered(1));
        QTRY_COMPARE_WITH_TIMEOUT(m_sent.size(), 1, hangGuardMs);
        const std::unique_ptr<ScriptedPeer> other = makePeer(answer);
        connectTo(other->port());
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->find(id)->isFinal(), hangGuardMs);
        QCOMPARE(stateOf(id), State::Lost);
        const quint64 next = m_jobs->add(task, numbered(2));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(next), State::Done, hangGuardMs);
        QCOMPARE(m_sent.size(), 2);
    }

    void cancelsAndRemoves()
    {
        QList<QByteArray> held;
        m_peer = makePeer([&](QTcpSocket &, const QByteArray &line) { held += ScriptedPeer::idOf(line); });
        connectTo(m_peer->port());
        QList<quint64> ids;
        for (int i = 0; i < 5; ++i)
            ids += m_jobs->add(task, numbered(i));
        QTRY_COMPARE_WITH_TIMEOUT(held.size(), 5, hangGuardMs);
        m_jobs->cancel(ids[1]);
        QCOMPARE(stateOf(ids[1]), State::Cancelled);
        QVERIFY(!m_jobs->find(ids[1])->outcome.isOk());
        QVERIFY(m_jobs->find(ids[1])->isRepeatable());
        m_jobs->remove(ids[2]);
        QCOMPARE(m_jobs->rowOf(ids[2]), -1);
        QVERIFY(!m_jobs->find(ids[2]));
        QCOMPARE(m_jobs->rowOf(ids[3]), 2);
        for (const QByteArray &id : held)
            m_peer->socket().write(ScriptedPeer::result(id, "1"));
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 0, hangGuardMs);
        QCOMPARE(stateOf(ids[1]), State::Cancelled);
        QCOMPARE(stateOf(ids[4]), State::Done);
        QCOMPARE(m_finished->size(), 5);
        m_jobs->cancel(ids[4]); // too late
        m_jobs->cancel(12345);
        m_jobs->remove(12345);
        QCOMPARE(stateOf(ids[4]), State::Done);

        m_jobs->add(task, numbered(9));
        m_jobs->clearFinished();
        QCOMPARE(m_jobs->count(), 1);
        QCOMPARE(m_jobs->failed(), 0);
    }

    void aRealServer()
    {
        auto server = std::make_unique<ServerProcess>();
        QVERIFY2(server->start(), server->stderrText().constData());
        connectTo(server->port());
        const quint64 done = m_jobs->add(u"text.reverse"_s, "{\"text\":\"hola\"}");
        const quint64 wrong = m_jobs->add(u"text.reverse"_s, "{\"txt\":\"hola\"}");
        const quint64 unknown = m_jobs->add(u"text.rever"_s, "{}");
        const quint64 noJson = m_jobs->add(u"text.reverse"_s, "{\"text\":");
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 4, hangGuardMs);
        QCOMPARE(stateOf(done), State::Done);
        QCOMPARE(outcomeOf(done), u"aloh"_s);
        for (const quint64 id : {wrong, unknown, noJson})
            QCOMPARE(stateOf(id), State::Failed);
        QVERIFY2(outcomeOf(unknown).contains("text.reverse"_L1), qPrintable(outcomeOf(unknown)));

        QVERIFY(server->freeze()); // so that none of them is done when it is killed
        QList<quint64> ids;
        for (int i = 0; i < 500; ++i)
            ids += m_jobs->add(u"text.reverse"_s, "{\"text\":\"" + QByteArray::number(i) + "\"}");
        const quint64 behindThem = m_jobs->add(u"text.reverse"_s, "{\"text\":"); // fails where it would be sent
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(behindThem), State::Failed, hangGuardMs);
        server->signal(SIGKILL);
        QVERIFY(server->waitForExit());
        const auto in = [this](State state) { return [this, state](quint64 id) { return stateOf(id) == state; }; };
        QTRY_VERIFY_WITH_TIMEOUT(std::none_of(ids.begin(), ids.end(), in(State::Running)), hangGuardMs);
        // What had not left this side yet waits for the next connection.
        QList<quint64> lost;
        std::copy_if(ids.begin(), ids.end(), std::back_inserter(lost), in(State::Lost));
        QVERIFY(!lost.isEmpty());
        QCOMPARE(lost.size() + std::count_if(ids.begin(), ids.end(), in(State::Waiting)), ids.size());
        const QString address = u"127.0.0.1:%1"_s.arg(server->port());
        server = std::make_unique<ServerProcess>();
        QVERIFY2(server->start({u"--listen"_s, address}), server->stderrText().constData());
        QList<quint64> again;
        for (const quint64 id : lost)
            again += m_jobs->repeat(id);
        QTRY_COMPARE_WITH_TIMEOUT(m_jobs->pending(), 0, hangGuardMs);
        QCOMPARE(m_finished->size(), 505 + again.size());
        QCOMPARE(stateOf(again.last()), State::Done);
    }
};

QTEST_GUILESS_MAIN(TestJobModel)
#include "tst_job_model.moc"
