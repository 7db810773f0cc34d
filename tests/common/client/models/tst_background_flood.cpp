// More than a window can take, of replies and of notifications: its thread lives, and what waits is bounded.
#include "common/client/models/background_client.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/server_process.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <optional>

using namespace relevo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::ScriptedPeer;
using test::ServerProcess;

namespace {

void workFor(std::chrono::microseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
    }
}

} // namespace

class TestBackgroundFlood : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BackgroundClient> m_client;

private Q_SLOTS:
    void cleanup() { m_client.reset(); }

    /// Fifty thousand replies, each with some work for this thread: a window's other events keep their turn in between.
    void floodLeavesTheThreadAlive()
    {
        constexpr int calls = test::sanitized ? 10'000 : 50'000;
        constexpr auto work = 20us;
        constexpr int mostInATurn = 5ms / work;
        ServerProcess server;
        QVERIFY(server.start());
        m_client = std::make_unique<BackgroundClient>();
        m_client->connectToServer({u"127.0.0.1"_s, server.port()});
        QTRY_VERIFY_WITH_TIMEOUT(m_client->isConnected(), test::hangGuardMs);

        int done = 0;
        int failed = 0;
        int sinceTick = 0;
        int mostBetweenTicks = 0;
        QTimer ticking; // at each turn of the event loop
        connect(&ticking, &QTimer::timeout, this,
                [&] { mostBetweenTicks = std::max(mostBetweenTicks, std::exchange(sinceTick, 0)); });
        ticking.start(0);
        for (int i = 0; i < calls; ++i) {
            m_client->call(u"text.reverse"_s, "[\"hola\"]", [&](CallOutcome &&outcome) {
                failed += outcome.result == "{\"text\":\"aloh\"}" ? 0 : 1;
                ++done;
                ++sinceTick;
                workFor(work);
            });
        }
        QTRY_VERIFY_WITH_TIMEOUT(done == calls, test::hangGuardMs);
        QCOMPARE(failed, 0);
        QVERIFY2(mostBetweenTicks <= 2 * mostInATurn, qPrintable(QString::number(mostBetweenTicks)));
    }

    /// Of more notifications than can be handed out the newest are left, and the replies among them.
    void notificationsThatWaitAreBounded()
    {
        constexpr int sent = test::sanitized ? 50'000 : 200'000;
        const QByteArray padding(200, 'x'); // more in all than the sockets hold
        ScriptedPeer peer;
        m_client = std::make_unique<BackgroundClient>();
        m_client->connectToServer({u"127.0.0.1"_s, peer.port()});
        QTRY_VERIFY_WITH_TIMEOUT(m_client->isConnected(), test::hangGuardMs);
        QStringList methods;
        connect(m_client.get(), &BackgroundClient::notificationReceived, this,
                [&](const QString &method, const QByteArray &) { methods += method; });
        std::optional<CallOutcome> replied;
        m_client->call(u"any.method"_s, {}, [&replied](CallOutcome &&outcome) { replied = std::move(outcome); });
        QTRY_VERIFY_WITH_TIMEOUT(peer.lines().size() == 1, test::hangGuardMs);
        // Nothing is handed out meanwhile: this thread's event loop does not run.
        QTcpSocket &socket = peer.socket();
        for (int i = 1; i <= sent; ++i) {
            socket.write("{\"method\":\"m" + QByteArray::number(i) + "\",\"params\":[\"" + padding + "\"]}\n");
            if (i == sent / 2)
                socket.write(ScriptedPeer::result(ScriptedPeer::idOf(peer.lines().first()), "1"));
        }
        while (socket.bytesToWrite() > 0)
            QVERIFY(socket.waitForBytesWritten(test::hangGuardMs));
        QTRY_VERIFY_WITH_TIMEOUT(!methods.isEmpty() && methods.last() == u"m%1"_s.arg(sent), test::hangGuardMs);
        QVERIFY2(methods.size() < sent / 2, qPrintable(QString::number(methods.size())));
        QVERIFY(replied && replied->isOk());
        QVERIFY(std::is_sorted(methods.cbegin(), methods.cend(), [](const QString &a, const QString &b) {
            return QStringView(a).mid(1).toInt() < QStringView(b).mid(1).toInt();
        }));
    }
};

QTEST_GUILESS_MAIN(TestBackgroundFlood)
#include "tst_background_flood.moc"
