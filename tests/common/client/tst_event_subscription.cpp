// Events, against a peer that loses some, refuses, and goes away and comes back.
#include "common/client/event_subscription.h"
#include "tests/common/client/scripted_peer.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::ScriptedPeer;

namespace {

// JSON with ' for ".
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray eventLine(const QByteArray &subscription, int seq, const QByteArray &more = {})
{
    return R"({"jsonrpc":"2.0","method":"event","params":{"subscription":")" + subscription + R"(","seq":)" +
           QByteArray::number(seq) + R"(,"topic":"task","at":"1970-01-01T00:00:03.000Z",)" + more +
           R"("task":{"id":"i","task":"t","state":"queued","n":1.0}}})" + '\n';
}

} // namespace

class TestEventSubscription : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<EventSubscription> m_events;
    QStringList m_told; ///< what was told, in its order

    void start(ScriptedPeer::OnLine onLine, const QString &id = {})
    {
        m_told.clear();
        ConnectionOptions options;
        options.firstPause = options.longestPause = std::chrono::milliseconds(20);
        m_client = std::make_unique<Client>(options);
        m_peer = std::make_unique<ScriptedPeer>(std::move(onLine));
        m_events = std::make_unique<EventSubscription>(*m_client, QStringList{u"task"_s}, id);
        connect(m_events.get(), &EventSubscription::began, this, [this] { m_told += u"began"_s; });
        connect(m_events.get(), &EventSubscription::lost, this,
                [this](quint64 count) { m_told += u"lost %1"_s.arg(count); });
        connect(m_events.get(), &EventSubscription::received, this,
                [this](const TaskEvent &one) { m_told += u"event %1"_s.arg(one.seq); });
        connect(m_events.get(), &EventSubscription::failed, this,
                [this](const CallError &error) { m_told += u"failed %1"_s.arg(error.code); });
        m_events->start(); // before there is a connection
        m_client->connectToServer({u"127.0.0.1"_s, m_peer->port()});
    }

    static void grant(QTcpSocket &socket, const QByteArray &line, const QByteArray &name, const QByteArray &events = {})
    {
        socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"subscription\":\"" + name + "\"}") + events);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_events.reset();
        m_client.reset();
        m_peer.reset();
    }

    void tellsWhatComes()
    {
        QSignalSpy *received = nullptr;
        start(
            [](QTcpSocket &socket, const QByteArray &line) {
                grant(socket, line, "s1",
                      eventLine("s1", 1) + eventLine("other", 1) + eventLine("s1", 2)); // in one packet
            },
            u"i"_s);
        QSignalSpy spy(m_events.get(), &EventSubscription::received);
        received = &spy;
        QTRY_COMPARE(m_told, QStringList({u"began"_s, u"event 1"_s, u"event 2"_s}));
        QVERIFY(m_peer->lines().first().contains(json("'params':{'id':'i','topics':['task']}")));
        const TaskEvent first = received->first().first().value<TaskEvent>();
        QCOMPARE(first.at, std::int64_t{3000});
        QCOMPARE(first.topic, u"task"_s);
        QCOMPARE(first.body, QByteArray(json("{'id':'i','task':'t','state':'queued','n':1.0}")));
        QVERIFY(m_events->isActive());
    }

    void lostOnes()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            grant(socket, line, "s1",
                  eventLine("s1", 1) + eventLine("s1", 5, json("'lost':3,")) + eventLine("s1", 5) + eventLine("s1", 6));
        });
        QTRY_COMPARE(m_told, QStringList({u"began"_s, u"event 1"_s, u"lost 3"_s, u"event 5"_s, u"event 6"_s}));
    }

    void whatIsNoEventIsPassedOver()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            grant(socket, line, "s1",
                  json("{'jsonrpc':'2.0','method':'event'}") + "\n" +
                      json("{'jsonrpc':'2.0','method':'event','params':{'subscription':'s1'}}") + "\n" +
                      json("{'jsonrpc':'2.0','method':'other','params':{'subscription':'s1','seq':1,'topic':'task'}}") +
                      "\n" + eventLine("s1", 1));
        });
        QTRY_COMPARE(m_told, QStringList({u"began"_s, u"event 1"_s}));
    }

    void comesBackWithTheConnection()
    {
        start([this](QTcpSocket &socket, const QByteArray &line) {
            grant(socket, line, "s1", eventLine("s1", m_peer->connections()));
        });
        QTRY_COMPARE(m_told, QStringList({u"began"_s, u"event 1"_s}));
        ScriptedPeer::reset(m_peer->socket());
        QTRY_VERIFY(!m_events->isActive());
        // A new connection's count begins anew.
        QTRY_COMPARE(m_told, QStringList({u"began"_s, u"event 1"_s, u"began"_s, u"lost 1"_s, u"event 2"_s}));
    }

    void aServerThatIsBusyIsAskedAgain()
    {
        start([this](QTcpSocket &socket, const QByteArray &line) {
            if (m_peer->lines().size() == 1)
                socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32000, "Overloaded"));
            else
                grant(socket, line, "s1");
        });
        QTRY_COMPARE(m_told, QStringList({u"began"_s}));
    }

    void aRefusalIsTheEnd()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32003, "No such task"));
        });
        QTRY_COMPARE(m_told, QStringList({u"failed -32003"_s}));
        ScriptedPeer::reset(m_peer->socket());
        QTRY_COMPARE(m_peer->connections(), 2);
        const QFuture<Reply> later = m_client->call(u"x"_s);
        QTRY_VERIFY(later.isFinished());
        QCOMPARE(m_peer->lines().size(), 2); // it was not asked for again
    }

    void stops()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            if (line.contains("events.subscribe"))
                grant(socket, line, "s7", eventLine("s7", 1));
            else
                socket.write(eventLine("s7", 2) + ScriptedPeer::result(ScriptedPeer::idOf(line), "{}") +
                             eventLine("s7", 3));
        });
        QTRY_COMPARE(m_told, QStringList({u"began"_s, u"event 1"_s}));
        m_events->stop();
        QTRY_COMPARE(m_peer->lines().size(), 2);
        QVERIFY(m_peer->lines()[1].contains(json("'method':'events.unsubscribe','params':{'subscription':'s7'}")));
        const QFuture<Reply> later = m_client->call(u"x"_s);
        QTRY_VERIFY(later.isFinished());
        QCOMPARE(m_told, QStringList({u"began"_s, u"event 1"_s}));
    }
};

QTEST_GUILESS_MAIN(TestEventSubscription)
#include "tst_event_subscription.moc"
