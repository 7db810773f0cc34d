// The catalog as a list: built in, as it was seen, the server's; and what becomes of it when the server changes.
#include "common/client/models/catalog_model.h"
#include "common/protocol/catalog.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonDocument>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::ScriptedPeer;
using test::ServerProcess;
using Source = CatalogModel::Source;

namespace {

TaskDescription task(const std::string &name, const std::string &title = {})
{
    TaskDescription made;
    made.name = name;
    made.title = {(title.empty() ? name : title) + " en", (title.empty() ? name : title) + " es"};
    made.summary = {"Does it.", "Lo hace."};
    made.params.emplace_back().name = "text";
    return made;
}

/// A server that has `tasks`.
ScriptedPeer::OnLine having(const std::vector<TaskDescription> &tasks)
{
    const QByteArray document = QJsonDocument(openRpcDocument(tasks, {}, "1")).toJson(QJsonDocument::Compact);
    return [document](QTcpSocket &socket, const QByteArray &line) {
        socket.write(line.contains("\"rpc.discover\"")
                         ? ScriptedPeer::result(ScriptedPeer::idOf(line), document)
                         : ScriptedPeer::error(ScriptedPeer::idOf(line), -32601, "Method not found"));
    };
}

QStringList namesOf(const CatalogModel &model)
{
    QStringList names;
    for (int row = 0; row < model.count(); ++row)
        names += model.nameAt(row);
    return names;
}

} // namespace

class TestCatalogModel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Language> m_language;

    static ServerAddress addressOf(const ScriptedPeer &peer) { return {u"127.0.0.1"_s, peer.port()}; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->path().toLocal8Bit());
        m_language = std::make_unique<Language>();
        m_language->choose(u"en"_s);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void cleanup() { QThreadPool::globalInstance()->waitForDone(); } // what is being kept in the folder

    void builtInUntilThereIsAServer()
    {
        BackgroundClient client;
        CatalogModel model(client, *m_language);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.source(), Source::BuiltIn);
        QCOMPARE(model.sourceText(), u"Built in"_s);
        QCOMPARE(model.count(), int(KnownCatalog::builtIn().size()));
        ServerProcess server;
        QVERIFY(server.start());
        QSignalSpy changed(&model, &CatalogModel::catalogChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        client.connectToServer({u"127.0.0.1"_s, server.port()});
        QTRY_COMPARE_WITH_TIMEOUT(model.source(), Source::Server, test::hangGuardMs);
        QCOMPARE(model.sourceText(), u"From the server"_s);
        QCOMPARE(model.count(), int(KnownCatalog::builtIn().size()));
        QVERIFY(!changed.isEmpty());
        QCOMPARE(reset.size() + removed.size(), 0); // they are the same tasks
    }

    void cachedForTheNextTime()
    {
        const ScriptedPeer peer(having({task("a.one"), task("a.two")}));
        {
            BackgroundClient client;
            CatalogModel model(client, *m_language);
            client.connectToServer(addressOf(peer));
            QTRY_COMPARE(model.source(), Source::Server);
            QTRY_VERIFY(QFile::exists(KnownCatalog::cacheFile(addressOf(peer))));
        }
        // Another server's, and then none that answers: the port is taken, but nobody accepts what is said.
        const ScriptedPeer silent;
        QVERIFY(QFile::copy(KnownCatalog::cacheFile(addressOf(peer)), KnownCatalog::cacheFile(addressOf(silent))));
        BackgroundClient client;
        CatalogModel model(client, *m_language);
        QCOMPARE(model.source(), Source::BuiltIn);
        client.connectToServer(addressOf(silent));
        QCOMPARE(model.source(), Source::Cached);
        QCOMPARE(namesOf(model), QStringList({u"a.one"_s, u"a.two"_s}));
        QCOMPARE(model.sourceText(),
                 u"As this server had it on %1"_s.arg(QLocale().toString(QDate::currentDate(), u"d MMMM"_s)));
        client.connectToServer({u"127.0.0.1"_s, 1}); // of which nothing is known
        QCOMPARE(model.source(), Source::BuiltIn);
    }

    void aFourthTaskAfterARestart()
    {
        const std::vector<TaskDescription> three{task("a.one"), task("a.two"), task("b.three")};
        auto peer = std::make_unique<ScriptedPeer>(having(three));
        const ServerAddress address = addressOf(*peer);
        BackgroundClient client;
        CatalogModel model(client, *m_language);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        client.connectToServer(address);
        QTRY_COMPARE(model.source(), Source::Server);
        QCOMPARE(model.count(), 3);

        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &CatalogModel::catalogChanged);
        const QPersistentModelIndex two(model.index(1));
        const auto restart = [&](const std::vector<TaskDescription> &tasks) {
            peer.reset();
            QTRY_VERIFY(!client.isConnected());
            peer = std::make_unique<ScriptedPeer>(having(tasks), address.port);
            QTRY_VERIFY(!peer->lines().isEmpty());
        };
        restart({task("a.new"), task("a.one"), task("a.two", "Two"), task("b.three")});
        QTRY_COMPARE(model.count(), 4);
        QCOMPARE(namesOf(model), QStringList({u"a.new"_s, u"a.one"_s, u"a.two"_s, u"b.three"_s}));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(two.row(), 2);
        QCOMPARE(two.data(CatalogModel::NameRole).toString(), u"a.two"_s);
        QCOMPARE(two.data().toString(), u"Two en"_s); // its new title
        QVERIFY(model.find(u"a.new"_s) && model.rowOf(u"a.new"_s) == 0);

        restart({task("a.two"), task("b.three")});
        QTRY_COMPARE(model.count(), 2);
        QCOMPARE(removed.size(), 2);
        QVERIFY(two.isValid() && two.row() == 0);
        QVERIFY(!model.find(u"a.new"_s));
        QCOMPARE(model.titleOf(u"a.new"_s), u"a.new"_s);
        QCOMPARE(reset.size(), 0);

        restart({task("b.three"), task("a.two")}); // another order
        QTRY_COMPARE(model.nameAt(0), u"b.three"_s);
        QCOMPARE(reset.size(), 1);
    }

    void theSameCatalogAgainChangesNothing()
    {
        ScriptedPeer peer(having({task("a.one")}));
        BackgroundClient client;
        CatalogModel model(client, *m_language);
        client.connectToServer(addressOf(peer));
        QTRY_COMPARE(model.source(), Source::Server);
        QSignalSpy changed(&model, &CatalogModel::catalogChanged);
        const TaskDescription *one = model.find(u"a.one"_s);
        ScriptedPeer::reset(peer.socket());
        test::pauseMs(600); // so that the connection is back before this thread hears that it was lost
        QTRY_COMPARE(peer.lines().size(), 2);
        bool answered = false;
        client.call(u"x"_s, {}, [&answered](CallOutcome &&) { answered = true; });
        QTRY_VERIFY(answered);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(model.find(u"a.one"_s), one);
    }

    void whatIsNoCatalogIsLeftAlone()
    {
        ScriptedPeer peer([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"methods\":[]}"));
        });
        BackgroundClient client;
        CatalogModel model(client, *m_language);
        client.connectToServer(addressOf(peer));
        QTRY_COMPARE(peer.lines().size(), 1);
        bool answered = false;
        client.call(u"x"_s, {}, [&answered](CallOutcome &&) { answered = true; });
        QTRY_VERIFY(answered);
        QCOMPARE(model.source(), Source::BuiltIn);
        QCOMPARE(model.count(), int(KnownCatalog::builtIn().size()));
    }

    void inTheUsersLanguage()
    {
        const ScriptedPeer peer(having({task("a.one", "One")}));
        BackgroundClient client;
        CatalogModel model(client, *m_language);
        client.connectToServer(addressOf(peer));
        QTRY_COMPARE(model.source(), Source::Server);
        QCOMPARE(model.index(0).data().toString(), u"One en"_s);
        QCOMPARE(model.index(0).data(CatalogModel::SummaryRole).toString(), u"Does it."_s);
        QCOMPARE(model.index(0).data(CatalogModel::ParamCountRole).toInt(), 1);
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy changed(&model, &CatalogModel::catalogChanged);
        m_language->choose(u"es"_s);
        QCOMPARE(data.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.titleOf(u"a.one"_s), u"One es"_s);
        QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(), u"Lo hace."_s);
    }
};

QTEST_GUILESS_MAIN(TestCatalogModel)
#include "tst_catalog_model.moc"
