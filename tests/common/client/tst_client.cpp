// The client against a peer that does what servers and networks do.
#include "common/client/client.h"
#include "tests/common/client/scripted_peer.h"

#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::ScriptedPeer;

namespace {

ConnectionOptions quickOptions()
{
    ConnectionOptions options;
    options.firstPause = options.longestPause = std::chrono::milliseconds(20);
    return options;
}

void answerWithId(QTcpSocket &socket, const QByteArray &line)
{
    socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), ScriptedPeer::idOf(line)));
}

} // namespace

#define COMPARE_END(future, expected) QCOMPARE(int((future).result().error().end), int(expected))

class TestClient : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<Client> m_client;

    void start(ScriptedPeer::OnLine onLine = {})
    {
        m_client = std::make_unique<Client>(quickOptions());
        m_peer = std::make_unique<ScriptedPeer>(std::move(onLine));
        m_client->connectToServer({u"127.0.0.1"_s, m_peer->port()});
        QTRY_COMPARE(m_client->state(), ConnectionState::Connected);
        QTRY_COMPARE(m_peer->connections(), 1);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_client.reset();
        m_peer.reset();
    }

    void keepsTokensBothWays()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "[12345678901234567890.10,\"\\u00e9\",1.0]"));
        });
        const QFuture<Reply> future = m_client->callRaw(u"a.\"b"_s, "{\"x\":[123456789012345678901,1e400,1.0]}");
        QTRY_VERIFY(future.isFinished());
        QVERIFY(m_peer->lines().first().contains("\"params\":{\"x\":[123456789012345678901,1e400,1.0]}"));
        QVERIFY(m_peer->lines().first().contains("\"method\":\"a.\\\"b\""));
        QCOMPARE(future.result().rawResult(), QByteArray("[12345678901234567890.10,\"\\u00e9\",1.0]"));
        QCOMPARE(future.result().result()[1].toString(), u"é"_s);
        QVERIFY(m_client->latencyMs() > 0);
    }

    void paramsByValue()
    {
        start(answerWithId);
        const QFuture<Reply> object = m_client->call(u"m"_s, QJsonObject{{u"a"_s, 1}});
        const QFuture<Reply> none = m_client->call(u"m"_s);
        QTRY_VERIFY(object.isFinished() && none.isFinished());
        QVERIFY(m_peer->lines()[0].contains("\"params\":{\"a\":1}"));
        QVERIFY(!m_peer->lines()[1].contains("params"));
        for (const char *bad : {"5", "{", "[1]x", "{\"a\":\"\xff\"}", "[01]"})
            COMPARE_END(m_client->callRaw(u"m"_s, bad), CallEnd::BadParams);
        COMPARE_END(m_client->call(u"m"_s, 5), CallEnd::BadParams);
    }

    void matchesRepliesOutOfOrder()
    {
        QList<QByteArray> held;
        start([&](QTcpSocket &socket, const QByteArray &line) {
            held.prepend(ScriptedPeer::result(ScriptedPeer::idOf(line), line.mid(line.indexOf('['), 5)));
            if (held.size() == 3)
                socket.write(held.join());
        });
        QList<QFuture<Reply>> futures;
        for (const char *params : {"[111]", "[222]", "[333]"})
            futures += m_client->callRaw(u"m"_s, params);
        QTRY_VERIFY(futures[2].isFinished() && futures[0].isFinished());
        QCOMPARE(futures[0].result().rawResult(), "[111]");
        QCOMPARE(futures[1].result().rawResult(), "[222]");
        QCOMPARE(futures[2].result().rawResult(), "[333]");
    }

    void repliesCutAnywhere()
    {
        start();
        const QByteArray one = " {\"id\":1,\"result\":{\"t\":\"a\\\"}é\\\\\"},\"jsonrpc\":\"2.0\"}"
                               "\n";
        for (qsizetype cut = 1; cut < one.size(); ++cut) {
            const QFuture<Reply> future = m_client->call(u"m"_s);
            QTRY_COMPARE(m_peer->lines().size(), cut);
            QByteArray reply = one;
            reply.replace("\"id\":1", "\"id\":" + ScriptedPeer::idOf(m_peer->lines().last()));
            m_peer->socket().write(reply.left(cut));
            m_peer->socket().flush();
            QTest::qWait(1);
            m_peer->socket().write(reply.mid(cut));
            QTRY_VERIFY(future.isFinished());
            QCOMPARE(future.result().rawResult(), QByteArray("{\"t\":\"a\\\"}é\\\\\"}"));
        }
    }

    void errorsAreValues()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(
                ScriptedPeer::error(ScriptedPeer::idOf(line), -32602, "Bad \\\"x\\\" \\u00f1", "{\"n\":1.50}"));
        });
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_VERIFY(future.isFinished());
        const CallError error = future.result().error();
        QVERIFY(!future.result().isOk() && error.is(ErrorCode::InvalidParams));
        QCOMPARE(error.message, u"Bad \"x\" ñ"_s);
        QCOMPARE(error.data, QByteArray("{\"n\":1.50}"));
        QVERIFY(future.result().result().isUndefined());
    }

    void withoutConnection()
    {
        Client client(quickOptions());
        COMPARE_END(client.call(u"m"_s), CallEnd::NotConnected);
        auto peer = std::make_unique<ScriptedPeer>();
        const quint16 port = peer->port();
        peer.reset();
        client.connectToServer({u"127.0.0.1"_s, port});
        const QFuture<Reply> waiting = client.call(u"m"_s); // while connecting
        QTRY_VERIFY(waiting.isFinished());
        COMPARE_END(waiting, CallEnd::NotConnected);
        QTRY_COMPARE(client.state(), ConnectionState::Waiting);
        QVERIFY(client.lastError().contains(QString::number(port)));
        ScriptedPeer late(answerWithId, port);
        QTRY_COMPARE(client.state(), ConnectionState::Connected);
        QVERIFY(client.lastError().isEmpty());
        const QFuture<Reply> works = client.call(u"m"_s);
        QTRY_VERIFY(works.isFinished());
        QVERIFY(works.result().isOk());
    }

    void callsWaitWhileConnecting()
    {
        ScriptedPeer peer(answerWithId);
        Client client(quickOptions());
        client.connectToServer({u"127.0.0.1"_s, peer.port()});
        const QFuture<Reply> future = client.call(u"m"_s);
        QTRY_VERIFY(future.isFinished());
        QVERIFY(future.result().isOk());
    }

    void orderlyCloseMeansNotRun()
    {
        start([](QTcpSocket &socket, const QByteArray &) { socket.disconnectFromHost(); });
        QSignalSpy states(m_client.get(), &Client::stateChanged);
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_VERIFY(future.isFinished());
        COMPARE_END(future, CallEnd::NotRun);
        QVERIFY(future.result().error().surelyNotRun());
        QTRY_COMPARE(m_peer->connections(), 2); // and it comes back
        QVERIFY(states.size() >= 3);
    }

    void resetMeansNotKnown()
    {
        start([](QTcpSocket &socket, const QByteArray &) { ScriptedPeer::reset(socket); });
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_VERIFY(future.isFinished());
        COMPARE_END(future, CallEnd::Lost);
        QVERIFY(!future.result().error().surelyNotRun());
    }

    void closeInsideAReplyMeansNotKnown()
    {
        start([](QTcpSocket &socket, const QByteArray &) {
            socket.write("{\"jsonrpc\":\"2.0\",\"resu");
            socket.disconnectFromHost();
        });
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_VERIFY(future.isFinished());
        COMPARE_END(future, CallEnd::Lost);
    }

    void repliesBeforeTheCloseCount()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            if (ScriptedPeer::idOf(line) != "1")
                return;
            answerWithId(socket, line);
            socket.disconnectFromHost();
        });
        const QFuture<Reply> first = m_client->call(u"m"_s);
        const QFuture<Reply> second = m_client->call(u"m"_s);
        QTRY_VERIFY(second.isFinished());
        QVERIFY(first.result().isOk());
        COMPARE_END(second, CallEnd::NotRun);
    }

    void whatWasNeverSentWasNotRun()
    {
        start();
        m_peer->socket().setReadBufferSize(1); // reads no more: most of the call stays here
        m_peer->socket().blockSignals(true);
        const QFuture<Reply> big = m_client->callRaw(u"m"_s, "[\"" + QByteArray(40'000'000, 'x') + "\"]");
        QTRY_VERIFY(m_client->congested());
        ScriptedPeer::reset(m_peer->socket());
        QTRY_VERIFY(big.isFinished());
        COMPARE_END(big, CallEnd::NotRun);
    }

    void timesOut()
    {
        QByteArray late;
        start([&](QTcpSocket &socket, const QByteArray &line) {
            if (late.isEmpty())
                late = ScriptedPeer::result(ScriptedPeer::idOf(line), "1");
            else
                socket.write(late + ScriptedPeer::result(ScriptedPeer::idOf(line), "2"));
        });
        const QFuture<Reply> first = m_client->call(u"m"_s, {}, std::chrono::milliseconds(20));
        QTRY_VERIFY(first.isFinished());
        COMPARE_END(first, CallEnd::TimedOut);
        QCOMPARE(m_client->inFlight(), 0u);
        const QFuture<Reply> second = m_client->call(u"m"_s); // the late reply is nobody's
        QTRY_VERIFY(second.isFinished());
        QCOMPARE(second.result().rawResult(), "2");
        QCOMPARE(m_client->state(), ConnectionState::Connected);
    }

    void cancellingForgets()
    {
        start();
        QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_COMPARE(m_peer->lines().size(), 1);
        QCOMPARE(m_client->inFlight(), 1u);
        future.cancel();
        QTRY_COMPARE(m_client->inFlight(), 0u);
        QVERIFY(future.isFinished());
        m_peer->setOnLine(answerWithId);
        m_peer->socket().write(ScriptedPeer::result("1", "1"));
        const QFuture<Reply> next = m_client->call(u"m"_s);
        QTRY_VERIFY(next.isFinished());
        QVERIFY(next.result().isOk());
    }

    void manyInFlight()
    {
        constexpr int count = 20'000;
        QList<QByteArray> ids;
        start([&](QTcpSocket &socket, const QByteArray &line) {
            ids.prepend(ScriptedPeer::idOf(line));
            if (ids.size() == count) {
                for (const QByteArray &id : ids)
                    socket.write(ScriptedPeer::result(id, id));
            }
        });
        QList<QFuture<Reply>> futures;
        for (int i = 0; i < count; ++i)
            futures += m_client->call(u"m"_s);
        QCOMPARE(m_client->inFlight(), std::size_t(count));
        QTRY_COMPARE_WITH_TIMEOUT(m_client->inFlight(), 0u, 30'000);
        for (int i = 0; i < count; ++i)
            QCOMPARE(futures[i].result().rawResult(), QByteArray::number(i + 1));
    }

    void longReply()
    {
        const QByteArray text = '"' + QByteArray(60 << 20, 'y') + '"';
        start([&](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), text));
            answerWithId(socket, line);
        });
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000);
        QVERIFY(future.result().rawResult() == text);
    }

    void nonsenseIsGivenUp_data()
    {
        QTest::addColumn<QByteArray>("nonsense");
        QTest::newRow("no JSON text") << QByteArray("hello\n");
        QTest::newRow("framed, no JSON") << QByteArray("{\"id\":1,\"result\":tru}\n");
        QTest::newRow("no reply") << QByteArray("{\"id\":1}\n");
        QTest::newRow("both") << QByteArray("{\"id\":1,\"result\":1,\"error\":{\"code\":1,\"message\":\"\"}}\n");
        QTest::newRow("no UTF-8") << QByteArray("{\"id\":1,\"result\":\"\xff\"}\n");
        QTest::newRow("a batch") << QByteArray("[{\"id\":1,\"result\":1}]\n");
        QTest::newRow("code is a text") << QByteArray("{\"id\":1,\"error\":{\"code\":\"1\",\"message\":\"\"}}\n");
    }

    void nonsenseIsGivenUp()
    {
        QFETCH(QByteArray, nonsense);
        start([&](QTcpSocket &socket, const QByteArray &) { socket.write(nonsense); });
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_VERIFY(future.isFinished());
        COMPARE_END(future, CallEnd::BadReply);
        m_peer->setOnLine(answerWithId);
        QTRY_COMPARE(m_peer->connections(), 2);
        QTRY_COMPARE(m_client->state(), ConnectionState::Connected);
        const QFuture<Reply> next = m_client->call(u"m"_s);
        QTRY_VERIFY(next.isFinished());
        QVERIFY(next.result().isOk());
    }

    void errorsToNoIdFindTheirCall()
    {
        start();
        const QFuture<Reply> small = m_client->callRaw(u"m"_s, "[1]");
        const QFuture<Reply> large = m_client->callRaw(u"m"_s, "[\"" + QByteArray(5000, 'x') + "\"]");
        const QFuture<Reply> last = m_client->callRaw(u"m"_s, "[2]");
        QTRY_COMPARE(m_peer->lines().size(), 3);
        m_peer->socket().write(ScriptedPeer::error("null", -32004, "Too large", "{\"limit\":\"maxMessage\"}"));
        QTRY_VERIFY(large.isFinished());
        QVERIFY(large.result().error().is(ErrorCode::TooLarge));
        m_peer->socket().write(ScriptedPeer::error("null", -32000, "Overloaded"));
        QTRY_VERIFY(small.isFinished());
        QVERIFY(small.result().error().is(ErrorCode::Overloaded));
        QVERIFY(!last.isFinished());
    }

    void whatTheServerSaidAtTheCloseIsShown()
    {
        start([](QTcpSocket &socket, const QByteArray &) {
            socket.write(ScriptedPeer::error("null", -32700, "Parse error"));
            socket.disconnectFromHost();
        });
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QString said;
        connect(m_client.get(), &Client::stateChanged, this, [&] {
            if (said.isEmpty())
                said = m_client->lastError();
        });
        QTRY_VERIFY(said.contains(u"Parse error"_s));
    }

    void notifications()
    {
        start();
        QSignalSpy events(m_client.get(), &Client::notificationReceived);
        m_peer->socket().write("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{\"seq\":1.0}}"
                               "\n");
        QTRY_COMPARE(events.size(), 1);
        QCOMPARE(events[0][0].toString(), u"event"_s);
        QCOMPARE(events[0][1].toByteArray(), QByteArray("{\"seq\":1.0}"));
    }

    void mayBeDeletedInACallback()
    {
        start([](QTcpSocket &socket, const QByteArray &line) { answerWithId(socket, line); });
        int ran = 0;
        for (int i = 0; i < 3; ++i) {
            m_client->send("\"m\"", {}, [&](const RawReply &) {
                ++ran;
                m_client.reset();
            });
        }
        QTRY_COMPARE(ran, 1);
        QTest::qWait(20);
        QCOMPARE(ran, 1);
    }

    void futuresEndWithTheClient()
    {
        start();
        const QFuture<Reply> future = m_client->call(u"m"_s);
        m_client.reset();
        QVERIFY(future.isFinished() && future.isCanceled());
    }

    void disconnecting()
    {
        start();
        const QFuture<Reply> future = m_client->call(u"m"_s);
        QTRY_COMPARE(m_peer->lines().size(), 1);
        m_client->disconnectFromServer();
        QVERIFY(future.isFinished());
        COMPARE_END(future, CallEnd::Lost);
        QCOMPARE(m_client->state(), ConnectionState::Disconnected);
        QTest::qWait(60);
        QCOMPARE(m_peer->connections(), 1);
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
