// kill -9 at any moment, under a load of submits, cancels, retries and waits, again and again on the same data folder;
// what the client was told must then hold.
#include "tests/support/task_server.h"
#include "tests/support/torture.h"
#include "tests/torture/acknowledged.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <map>
#include <set>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class Kill : public QObject
{
    Q_OBJECT

private:
    static constexpr int connections = 3;

    /// Load for `ms`, then the end of the server, then whatever has been answered meanwhile.
    static QString load(TaskServer &server, Acknowledged &known, int ms, int signal)
    {
        std::vector<RawPeer> peers;
        for (int i = 0; i < connections; ++i)
            peers.emplace_back(server.port());
        std::array<QByteArray, connections> unsent;
        QByteArrayList lines;
        const Deadline deadline(ms);
        while (!deadline.over()) {
            for (int i = 0; i < connections; ++i) {
                const auto at = static_cast<std::size_t>(i);
                for (int more = 0; more < 8 && unsent[at].size() < 10'000; ++more)
                    unsent[at] += known.request(i);
                const qint64 sent = peers[at].sendSome(unsent[at]);
                if (sent < 0)
                    return u"the server has gone by itself"_s;
                unsent[at].remove(0, sent);
                for (const QByteArray &line : peers[at].takeArrivedLines()) {
                    if (const QString fault = known.read(line); !fault.isEmpty())
                        return fault;
                }
            }
            pauseMs(1);
        }
        server.process().signal(signal);
        for (RawPeer &peer : peers) {
            for (const QByteArray &line : peer.readLinesToEnd()) {
                if (const QString fault = known.read(line); !fault.isEmpty())
                    return fault;
            }
        }
        known.forgetAnswers();
        return server.process().waitForExit() ? QString() : u"the server does not end"_s;
    }

    /// All ids of background tasks, page by page. An id that is there twice fails.
    static std::set<QByteArray> listed(Rpc &rpc)
    {
        std::set<QByteArray> ids;
        QByteArray before;
        do {
            const JsonTextValue page = rpc.result("task.list", "{\"limit\":500" + before + '}');
            for (const JsonTextValue &record : page[u"tasks"].items()) {
                if (!ids.insert(text(record, u"id")).second)
                    QTest::qFail("a task is listed twice", __FILE__, __LINE__);
            }
            before = page[u"next"].isString() ? ",\"before\":\"" + text(page, u"next") + '"' : QByteArray();
        } while (!before.isEmpty());
        return ids;
    }

    /// Whether each of the tasks that the client knows has become what it may.
    static QString check(Rpc &rpc, const Acknowledged &known, std::set<QByteArray> ids)
    {
        constexpr std::size_t atOnce = 100;
        std::map<QByteArray, const KnownTask *> byTag;
        std::vector<std::pair<int, const KnownTask *>> asked;
        const auto read = [&]() -> QString {
            for (const auto &[call, task] : asked) {
                const JsonTextValue record = rpc.reply(call)[u"result"];
                const QString fault = Acknowledged::faultOf(*task, record);
                if (!fault.isEmpty())
                    return fault + u": "_s + QString::fromUtf8(record.canonical().left(1500));
            }
            asked.clear();
            return {};
        };
        for (const KnownTask &task : known.tasks()) {
            if (task.id.isEmpty()) {
                byTag[task.tag] = &task;
                continue;
            }
            if (ids.erase(task.id) != 1)
                return u"an acknowledged task is not listed: "_s + QString::fromLatin1(task.id);
            asked.emplace_back(rpc.send("task.get", Rpc::idParam(task.id)), &task);
            if (asked.size() >= atOnce) {
                if (const QString fault = read(); !fault.isEmpty())
                    return fault;
            }
        }
        if (const QString fault = read(); !fault.isEmpty())
            return fault;
        // What is left was never acknowledged: each is one that was sent, and there once.
        for (const QByteArray &id : ids) {
            const JsonTextValue record = rpc.get(id);
            const JsonTextValue &params = record[u"params"];
            QByteArray tag = params.isArray() ? params.items().value(0).string().toUtf8() : text(params, u"tag");
            while (tag.endsWith('x'))
                tag.chop(1);
            const auto task = byTag.find(tag);
            if (task == byTag.end())
                return u"a task that nobody has sent, or a second one: "_s +
                       QString::fromUtf8(record.canonical().left(500));
            if (const QString fault = Acknowledged::faultOf(*task->second, record); !fault.isEmpty())
                return fault + u": "_s + QString::fromUtf8(record.canonical().left(1500));
            byTag.erase(task);
        }
        return {};
    }

private Q_SLOTS:
    void nothingThatWasToldIsLost()
    {
        const unsigned seed = static_cast<unsigned>(qEnvironmentVariableIntValue("RELEVO_SEED"));
        Acknowledged known(seed);
        std::mt19937 random(seed + 1);
        TaskServer server({u"--drain-timeout"_s, u"50"_s});
        const int times = rounds(5);
        qint64 kills = 0;
        for (int round = 0; round < times; ++round) {
            QVERIFY2(server.start(), server.process().stderrText().constData());
            const bool kill = random() % 6 != 0;
            kills += kill ? 1 : 0;
            const QString fault = load(server, known, 20 + static_cast<int>(random() % 400), kill ? SIGKILL : SIGTERM);
            QVERIFY2(fault.isEmpty(), qPrintable(u"round %1: "_s.arg(round) + fault));
            QCOMPARE(server.process().sanitizerReport(), "");
        }
        QVERIFY2(server.start(), server.process().stderrText().constData());
        Rpc rpc = server.rpc();
        QElapsedTimer timer;
        timer.start();
        const bool allFinal = eventually(
            [&] {
                const JsonTextValue audit = rpc.result("system.audit");
                return number(audit, u"queued") == 0 && number(audit, u"running") == 0;
            },
            10 * hangGuardMs);
        QVERIFY2(allFinal, rpc.result("system.audit").canonical().constData());
        QCOMPARE(server.auditFault(), QString());
        const std::set<QByteArray> ids = listed(rpc);
        QCOMPARE(number(rpc.result("system.audit"), u"accepted"), static_cast<qint64>(ids.size()));
        const QString fault = check(rpc, known, ids);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        const auto acknowledged = std::count_if(known.tasks().begin(), known.tasks().end(),
                                                [](const KnownTask &task) { return !task.id.isEmpty(); });
        qInfo("%d rounds, %lld of them killed: %zu submits sent, %lld acknowledged, %zu stored; %lld cancels and %lld "
              "retries confirmed; %lld executions logged; all final %lld ms after the last start",
              times, static_cast<long long>(kills), known.tasks().size(), static_cast<long long>(acknowledged),
              ids.size(), static_cast<long long>(known.confirmedCancels),
              static_cast<long long>(known.confirmedRetries), static_cast<long long>(server.log().size()),
              static_cast<long long>(timer.elapsed()));
        QCOMPARE(server.stop().value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(Kill)
#include "tst_kill.moc"
