// The client in its thread: what calls come to, and what is told of the connection.
#include "common/client/models/background_client.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::ScriptedPeer;
using test::ServerProcess;

namespace {

ConnectionOptions quickOptions()
{
    ConnectionOptions options = BackgroundClient::interactive();
    options.firstPause = options.longestPause = 20ms;
    return options;
}

void answerWithId(QTcpSocket &socket, const QByteArray &line)
{
    socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), ScriptedPeer::idOf(line)));
}

/// What a call came to, once it did.
using Slot = std::shared_ptr<std::optional<CallOutcome>>;

Slot call(BackgroundClient &client, const QByteArray &params = {}, Client::Timeout timeout = Client::noTimeout)
{
    auto slot = std::make_shared<std::optional<CallOutcome>>();
    client.call(
        u"any.method"_s, params, [slot](CallOutcome &&outcome) { *slot = std::move(outcome); }, timeout);
    return slot;
}

} // namespace

#define TRY_END(slot, expected)                                                                                        \
    QTRY_VERIFY_WITH_TIMEOUT(slot->has_value(), test::hangGuardMs);                                                    \
    QCOMPARE(int((*slot)->error.end), int(expected))

class TestBackgroundClient : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<BackgroundClient> m_client;

    ServerAddress address() const { return {u"127.0.0.1"_s, m_peer->port()}; }

    void start(ScriptedPeer::OnLine onLine = {}, const ConnectionOptions &options = quickOptions())
    {
        m_client = std::make_unique<BackgroundClient>(options);
        m_peer = std::make_unique<ScriptedPeer>(std::move(onLine));
        m_client->connectToServer(address());
        QTRY_VERIFY(m_client->isConnected());
        QTRY_COMPARE(m_peer->connections(), 1);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_client.reset();
        m_peer.reset();
    }

    void callAndReply()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "[1.10,\"\\u00e9\"]"));
        });
        const Slot slot = call(*m_client, "{\"x\":[1.0]}");
        QVERIFY(!slot->has_value());
        TRY_END(slot, CallEnd::Result);
        QVERIFY(m_peer->lines().first().contains("\"method\":\"any.method\",\"params\":{\"x\":[1.0]}"));
        QCOMPARE((*slot)->result, QByteArray("[1.10,\"\\u00e9\"]"));
        QVERIFY((*slot)->isOk() && (*slot)->duration > 0ns);
        QTRY_VERIFY(m_client->status().latencyMs > 0);
        QVERIFY(m_client->status().lastError.isEmpty());
    }

    void endsOfCalls()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            if (line.contains("fail"))
                socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32010, "why", "{\"a\":1}"));
            else if (line.contains("reset"))
                ScriptedPeer::reset(socket);
            else if (line.contains("close"))
                socket.disconnectFromHost();
            else if (line.contains("strange"))
                socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        const Slot failed = call(*m_client, "[\"fail\"]");
        TRY_END(failed, CallEnd::ServerError);
        QCOMPARE((*failed)->error.message, u"why"_s);
        QCOMPARE((*failed)->error.data, QByteArray("{\"a\":1}"));

        const Slot invalid = call(*m_client, "{\"a\":}");
        QVERIFY(!invalid->has_value());
        TRY_END(invalid, CallEnd::BadParams);
        const Slot slow = call(*m_client, {}, 20ms);
        TRY_END(slow, CallEnd::TimedOut);

        for (const auto &[word, end] : {std::pair("reset", CallEnd::Lost), std::pair("close", CallEnd::NotRun),
                                        std::pair("strange", CallEnd::BadReply)}) {
            const quint64 before = m_client->status().connections;
            const Slot other = call(*m_client, "[1]");
            const Slot last = call(*m_client, QByteArray("[\"") + word + "\"]");
            TRY_END(other, end);
            TRY_END(last, end);
            QTRY_VERIFY(m_client->isConnected() && m_client->status().connections > before);
        }
        const qsizetype lines = m_peer->lines().size();
        const Slot lost = call(*m_client);
        QTRY_VERIFY(m_peer->lines().size() > lines);
        m_client->connectToServer(address()); // anew
        TRY_END(lost, CallEnd::Lost);

        m_client->disconnectFromServer();
        QVERIFY(!m_client->isConnected());
        const Slot unsent = call(*m_client);
        QVERIFY(!unsent->has_value());
        TRY_END(unsent, CallEnd::NotConnected);
    }

    void cancelledCallIsForgotten()
    {
        QByteArrayList held;
        start([&held](QTcpSocket &socket, const QByteArray &line) {
            held += ScriptedPeer::idOf(line);
            if (line.contains("release")) {
                for (const QByteArray &id : held)
                    socket.write(ScriptedPeer::result(id, "1"));
            }
        });
        bool called = false;
        const auto id = m_client->call(u"a"_s, {}, [&called](CallOutcome &&) { called = true; });
        QTRY_COMPARE(held.size(), 1);
        m_client->cancel(id);
        m_client->cancel(id);
        const auto unsent = m_client->call(u"b"_s, {}, [&called](CallOutcome &&) { called = true; });
        m_client->cancel(unsent);
        const Slot last = call(*m_client, "[\"release\"]");
        TRY_END(last, CallEnd::Result);
        QVERIFY(!called);
    }

    void statusIsTold()
    {
        m_peer = std::make_unique<ScriptedPeer>();
        m_client = std::make_unique<BackgroundClient>(quickOptions());
        QCOMPARE(m_client->status().state, ConnectionState::Disconnected);
        QSignalSpy told(m_client.get(), &BackgroundClient::statusChanged);
        m_client->connectToServer(address());
        QCOMPARE(told.size(), 1);
        QCOMPARE(m_client->status().state, ConnectionState::Connecting);
        QCOMPARE(m_client->status().address, address());
        QTRY_VERIFY(m_client->isConnected());
        QCOMPARE(m_client->status().connections, 1u);

        const quint16 port = m_peer->port();
        m_peer.reset();
        QTRY_COMPARE(m_client->status().state, ConnectionState::Waiting);
        QVERIFY(m_client->status().nextAttempt.isValid());
        QTRY_VERIFY(m_client->status().lastError.contains(u"nothing listens there"_s));
        m_peer = std::make_unique<ScriptedPeer>(answerWithId, port);
        QTRY_VERIFY(m_client->isConnected());
        QVERIFY(m_client->status().lastError.isEmpty());
        QVERIFY(!m_client->status().nextAttempt.isValid());
        QCOMPARE(m_client->status().connections, 2u);

        m_client->disconnectFromServer();
        QCOMPARE(m_client->status().state, ConnectionState::Disconnected);
        m_client->connectToServer({u"127.0.0.1"_s, 1}); // what is still told of the one before is out of date
        QTRY_COMPARE(m_client->status().state, ConnectionState::Waiting);
        QCOMPARE(m_client->status().address.port, 1);
    }

    void statusOfAnAddressGivenUpIsNotTold()
    {
        m_peer = std::make_unique<ScriptedPeer>();
        m_client = std::make_unique<BackgroundClient>(quickOptions());
        m_client->connectToServer(address());
        test::pauseMs(100); // time for the other thread to tell that it is connected, which nobody reads yet
        m_client->connectToServer({u"127.0.0.1"_s, 1});
        QList<ServerAddress> told;
        connect(m_client.get(), &BackgroundClient::statusChanged, this, [&] { told += m_client->status().address; });
        QTRY_COMPARE(m_client->status().state, ConnectionState::Waiting);
        QVERIFY(!told.contains(address()));
    }

    /// Lost and made again while this thread looks away: the number tells.
    void connectionLostAndBackUnseen()
    {
        start();
        ScriptedPeer::reset(m_peer->socket());
        test::pauseMs(300);
        QTRY_COMPARE(m_client->status().connections, 2u);
        QTRY_VERIFY(m_client->isConnected());
    }

    void pausesStayShort()
    {
        m_client = std::make_unique<BackgroundClient>();
        QList<qint64> pauses;
        connect(m_client.get(), &BackgroundClient::statusChanged, this, [&] {
            if (m_client->status().state == ConnectionState::Waiting)
                pauses += QDateTime::currentDateTime().msecsTo(m_client->status().nextAttempt);
        });
        m_client->connectToServer({u"127.0.0.1"_s, 1});
        QTRY_VERIFY_WITH_TIMEOUT(pauses.size() >= 5, test::hangGuardMs);
        QVERIFY2(*std::max_element(pauses.begin(), pauses.end()) <= 1000, "a server that is back is not seen in time");
    }

    void serverKilledAndBack()
    {
        ServerProcess server;
        QVERIFY(server.start());
        m_client = std::make_unique<BackgroundClient>();
        m_client->connectToServer({u"127.0.0.1"_s, server.port()});
        QTRY_VERIFY_WITH_TIMEOUT(m_client->isConnected(), test::hangGuardMs);
        server.signal(SIGKILL);
        QVERIFY(server.waitForExit());
        QTRY_VERIFY(!m_client->isConnected());
        ServerProcess again;
        QVERIFY(again.start({u"--listen"_s, u"127.0.0.1:%1"_s.arg(server.port())}));
        QTRY_VERIFY_WITH_TIMEOUT(m_client->isConnected(), test::hangGuardMs);
        const Slot slot = call(*m_client);
        TRY_END(slot, CallEnd::ServerError);
        QVERIFY((*slot)->error.is(ErrorCode::MethodNotFound));
    }

    void notifications()
    {
        start();
        QSignalSpy spy(m_client.get(), &BackgroundClient::notificationReceived);
        m_peer->socket().write("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{\"n\":1.0}}\n");
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toString(), u"event"_s);
        QCOMPARE(spy[0][1].toByteArray(), QByteArray("{\"n\":1.0}"));
    }

    void longResult()
    {
        const QByteArray text(50 << 20, 'x');
        start([&text](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), '"' + text + '"'));
        });
        const Slot slot = call(*m_client);
        TRY_END(slot, CallEnd::Result);
        QCOMPARE((*slot)->result.size(), text.size() + 2);
        QVERIFY(QByteArrayView((*slot)->result).sliced(1).chopped(1) == text);
    }

    void callbacksMayDoAnything()
    {
        start(answerWithId);
        int more = 0;
        m_client->call(u"a"_s, {},
                       [&](CallOutcome &&) { m_client->call(u"b"_s, {}, [&more](CallOutcome &&) { ++more; }); });
        QTRY_COMPARE(more, 1);
        bool second = false;
        for (int i = 0; i < 10; ++i) {
            m_client->call(u"c"_s, {}, [&, i](CallOutcome &&) {
                second = second || i > 0;
                m_client.reset();
            });
        }
        QTRY_VERIFY(!m_client);
        QTest::qWait(0);
        QVERIFY(!second);
    }

    void endsWithCallsInFlight()
    {
        start();
        bool called = false;
        for (int i = 0; i < 1000; ++i)
            m_client->call(u"a"_s, {}, [&called](CallOutcome &&) { called = true; });
        QTRY_VERIFY(!m_peer->lines().isEmpty());
        m_client.reset();
        QTest::qWait(0);
        QVERIFY(!called);
        const BackgroundClient unused; // never connected: its thread ends all the same
    }
};

QTEST_GUILESS_MAIN(TestBackgroundClient)
#include "tst_background_client.moc"
