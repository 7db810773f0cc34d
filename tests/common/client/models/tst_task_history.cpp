// The server's tasks as the windows list them and show them, on real servers.
#include "common/client/models/task_detail_model.h"
#include "common/client/models/task_history_model.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace relevo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using client::TaskState;
using test::ScriptedPeer;
using test::ServerProcess;

namespace {

/// The models of a window that is connected to a server.
struct Window
{
    explicit Window(quint16 port) { client.connectToServer({u"127.0.0.1"_s, port}); }

    Language language;
    BackgroundClient client;
    CatalogModel catalog{client, language};
    TaskFeed feed{client};
    TaskSubmission submission{client};
    TaskHistoryModel history{feed, catalog};
    TaskDetailModel details{feed, catalog, submission, language};

    bool shown() { return history.phase() == TaskHistoryModel::Phase::Shown; }
    QString submit(const QByteArray &params, const client::SubmitOptions &options = {},
                   const QString &task = u"text.reverse"_s)
    {
        QString given;
        const auto number = submission.submit(task, params, options);
        const auto link = QObject::connect(&submission, &TaskSubmission::accepted, &submission,
                                           [&](quint64 one, const QString &id) { given = one == number ? id : given; });
        const bool came = QTest::qWaitFor([&] { return !given.isEmpty(); }, test::hangGuardMs);
        QObject::disconnect(link);
        return came ? given : QString();
    }
    QStringList ids() const
    {
        QStringList all;
        for (int row = 0; row < history.count(); ++row)
            all += history.idAt(row);
        return all;
    }
    TaskState stateOf(const QString &id) const
    {
        const client::TaskRecord *record = history.find(id);
        return record ? record->state : TaskState::Queued;
    }
};

client::SubmitOptions later()
{
    client::SubmitOptions options;
    options.delay = std::chrono::hours(1);
    return options;
}

QByteArray record(const QByteArray &id, const QByteArray &state)
{
    return R"({"id":")" + id + R"(","task":"text.reverse","kind":"background","state":")" + state + R"("})";
}

} // namespace

#define TRY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, test::hangGuardMs)

class TestTaskHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.stderrText().constData()); }

    void rowsComeAndChangeByEvents()
    {
        Window window(m_server.port());
        window.history.begin();
        TRY(window.shown());
        TRY(window.feed.isActive());
        const int before = window.history.count();
        QSignalSpy reset(&window.history, &QAbstractItemModel::modelReset);
        const QString done = window.submit(R"({"text":"hola"})");
        TRY(window.stateOf(done) == TaskState::Succeeded);
        const QString queued = window.submit(R"({"text":"later"})", later());
        TRY(window.history.rowOf(queued) == 0);
        QCOMPARE(window.history.rowOf(done), 1);
        QCOMPARE(window.history.count(), before + 2);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(window.history.index(1, TaskHistoryModel::TaskColumn).data().toString(), u"Reverse a text"_s);

        // A filter's rows leave when they match no more, and come when they do.
        window.history.setState(u"queued"_s);
        TRY(window.shown() && window.ids() == QStringList{queued});
        window.details.show(queued);
        TRY(window.details.canCancel());
        window.details.cancel();
        TRY(window.history.count() == 0);
        window.history.setState(u"cancelled"_s);
        TRY(window.ids() == QStringList{queued});
        TRY(window.details.canRetry());
        window.details.retry();
        TRY(window.history.count() == 0);
        TRY(window.details.record().state == TaskState::Succeeded);
        TRY(window.details.result()->state() == ResultModel::State::Shown);
        QCOMPARE(window.details.result()->valueOf(0), "retal");
        window.history.setState({});
        window.history.setTask(u"numbers.average"_s);
        TRY(window.shown() && window.history.count() == 0);
    }

    void directCallsAreListedOnDemand()
    {
        Window window(m_server.port());
        window.history.begin();
        window.history.setDirect(true);
        TRY(window.shown());
        window.client.call(u"text.reverse"_s, R"({"text":"direct"})", {});
        TRY((window.history.refresh(), test::pauseMs(50), QTest::qWait(50), window.history.count() > 0));
        const QString id = window.history.idAt(0);
        window.details.show(id, window.history.find(id));
        TRY(!window.details.paramsText().isEmpty());
        QVERIFY(!window.details.canCancel() && !window.details.canRetry());
    }

    void pages()
    {
        ServerProcess server;
        QVERIFY(server.start());
        Window window(server.port());
        constexpr int many = 2 * TaskHistoryModel::pageSize + 30;
        int accepted = 0;
        connect(&window.submission, &TaskSubmission::accepted, this, [&accepted] { ++accepted; });
        for (int i = 0; i < many; ++i)
            window.submission.submit(u"text.reverse"_s, R"({"text":"a"})", later());
        TRY(accepted == many);
        window.history.begin();
        TRY(window.shown() && window.feed.isActive());
        TRY(window.history.canFetchMore({}));
        QCOMPARE(window.history.count(), TaskHistoryModel::pageSize);
        window.history.fetchMore({});
        window.history.fetchMore({}); // one is on its way already
        TRY(window.history.count() == 2 * TaskHistoryModel::pageSize);
        window.history.refresh(); // keeps what is held
        TRY(window.history.canFetchMore({}));
        QCOMPARE(window.history.count(), 2 * TaskHistoryModel::pageSize);
        TRY((window.history.fetchMore({}), window.history.count() == many));
        TRY(window.shown());
        QVERIFY(!window.history.canFetchMore({}));
        QStringList ids = window.ids();
        QStringList sorted = ids;
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        QCOMPARE(ids, sorted);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), many);
    }

    void aServerThatIsGoneAndBack()
    {
        QTemporaryDir data;
        auto server = std::make_unique<ServerProcess>();
        QVERIFY(server->start({u"--data"_s, data.path()}));
        const QString port = QString::number(server->port());
        Window window(server->port());
        window.history.begin();
        const QString first = window.submit(R"({"text":"a"})", later());
        TRY(window.history.rowOf(first) == 0);
        QVERIFY(server->stop());
        TRY(window.history.phase() == TaskHistoryModel::Phase::Offline);
        QCOMPARE(window.history.count(), 1); // what was known stays
        QVERIFY(!window.feed.isActive());

        QString second; // waits for the connection, and is sent once
        const auto number = window.submission.submit(u"text.reverse"_s, R"({"text":"b"})", later());
        connect(&window.submission, &TaskSubmission::accepted, this,
                [&](quint64 one, const QString &id) { second = one == number ? id : second; });
        server = std::make_unique<ServerProcess>();
        QVERIFY(server->start({u"--data"_s, data.path(), u"--listen"_s, u"127.0.0.1:"_s + port}));
        TRY(!second.isEmpty());
        TRY(window.shown() && window.ids() == QStringList({second, first}));
    }

    void lostEventsAreListedAgain()
    {
        QByteArray listed = record("02", "queued") + ',' + record("01", "queued");
        ScriptedPeer peer([&listed](QTcpSocket &socket, const QByteArray &line) {
            const QByteArray id = ScriptedPeer::idOf(line);
            if (line.contains("events.subscribe"))
                socket.write(ScriptedPeer::result(id, R"({"subscription":"s"})"));
            else if (line.contains("task.list"))
                socket.write(ScriptedPeer::result(id, R"({"tasks":[)" + listed + R"(],"next":null})"));
        });
        const auto tell = [&peer](int seq, const QByteArray &task) {
            peer.socket().write(
                R"({"jsonrpc":"2.0","method":"event","params":{"subscription":"s","topic":"task","seq":)" +
                QByteArray::number(seq) + R"(,"at":"2026-01-01T00:00:00.000Z","task":)" + task + "}}\n");
        };
        Window window(peer.port());
        window.history.begin();
        TRY(window.ids() == QStringList({u"02"_s, u"01"_s}) && window.feed.isActive());
        tell(1, record("03", "running"));
        TRY(window.history.count() == 3);
        QCOMPARE(window.stateOf(u"03"_s), TaskState::Running);
        listed = record("04", "queued") + ',' + record("03", "failed") + ',' + record("01", "queued");
        tell(5, record("01", "running"));
        TRY(window.ids() == QStringList({u"04"_s, u"03"_s, u"01"_s}));
        QCOMPARE(window.stateOf(u"03"_s), TaskState::Failed);
    }

    void aStorageOutOfReach()
    {
        bool broken = true;
        ScriptedPeer peer([&broken](QTcpSocket &socket, const QByteArray &line) {
            const QByteArray id = ScriptedPeer::idOf(line);
            if (line.contains("task.list") && broken)
                socket.write(R"({"jsonrpc":"2.0","error":{"code":-32603,"message":"Internal error"},"id":)" + id +
                             "}\n");
            else if (line.contains("task.list"))
                socket.write(ScriptedPeer::result(id, R"({"tasks":[)" + record("01", "failed") + R"(],"next":null})"));
        });
        Window window(peer.port());
        window.history.begin();
        TRY(window.history.phase() == TaskHistoryModel::Phase::Failed);
        QVERIFY(!window.history.errorText().isEmpty());
        broken = false;
        window.history.refresh();
        TRY(window.shown() && window.history.count() == 1);
        QVERIFY(window.history.errorText().isEmpty());
    }

    void longResults()
    {
        Window window(m_server.port());
        const QByteArray text(6 << 20, 'x');
        const QString id = window.submit(R"({"text":")" + text + R"("})");
        QVERIFY(!id.isEmpty());
        TaskDetailModel &details = window.details;
        details.show(id);
        TRY(details.record().state == TaskState::Succeeded && details.canSave());
        const client::TaskRecord known = details.record();
        details.show(id, &known); // now its size is known before
        TRY(details.isLarge() && !details.beginning().isEmpty());
        QCOMPARE(details.beginning().size(), TaskDetailModel::beginningBytes);
        QVERIFY(details.beginning().startsWith(u"{\"text\":\"xxx"_s));
        QTemporaryDir folder;
        const QString path = folder.filePath(u"all.json"_s);
        QSignalSpy saved(&details, &TaskDetailModel::saved);
        details.save(path);
        QVERIFY(details.isSaving());
        TRY(saved.size() == 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), R"({"text":")" + text + R"("})");
        QVERIFY(!details.isSaving());

        QSignalSpy repeated(&details, &TaskDetailModel::repeated);
        QVERIFY(details.canRepeat());
        details.repeat();
        TRY(repeated.size() == 1);
        QVERIFY(repeated[0][0].toString() != id);
        details.save(folder.filePath(u"none/all.json"_s));
        TRY(!details.problem().isEmpty());
    }

    /// As the first was to be run; but without its delay.
    void repeatsAsItWas()
    {
        Window window(m_server.port());
        client::SubmitOptions options;
        options.priority = 7;
        options.timeout = 90s;
        options.maxAttempts = 5;
        options.delay = 1ms;
        QSignalSpy accepted(&window.submission, &TaskSubmission::accepted);
        window.submission.submit(u"text.reverse"_s, R"({"text":"ab"})", options);
        TRY(accepted.size() == 1);
        TaskDetailModel &details = window.details;
        details.show(accepted[0][1].toString());
        TRY(details.record().state == TaskState::Succeeded && details.canRepeat());
        QVERIFY(details.record().notBefore > 0);
        QSignalSpy repeated(&details, &TaskDetailModel::repeated);
        details.repeat();
        TRY(repeated.size() == 1);
        details.show(repeated[0][0].toString());
        TRY(details.record().state == TaskState::Succeeded);
        QCOMPARE(details.record().priority, 7);
        QCOMPARE(details.record().timeoutMs, std::int64_t{90'000});
        QCOMPARE(details.record().maxAttempts, std::int64_t{5});
        QCOMPARE(details.record().notBefore, std::int64_t{0});
    }

    void whatFails()
    {
        Window window(m_server.port());
        window.details.show(u"01a21786-f05b-7000-8000-6bfe66be5a4a"_s);
        TRY(!window.details.problem().isEmpty());
        QVERIFY(!window.details.canCancel() && !window.details.canRepeat());
        QSignalSpy refused(&window.submission, &TaskSubmission::refused);
        window.submission.submit(u"text.reverse"_s, R"({"text":7})");
        TRY(refused.size() == 1);
        QVERIFY(!refused[0][1].toString().isEmpty());
        QCOMPARE(window.submission.pending(), 0);
    }

private:
    ServerProcess m_server;
};

QTEST_GUILESS_MAIN(TestTaskHistory)
#include "tst_task_history.moc"
