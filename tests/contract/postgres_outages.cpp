// A server that goes away and comes back, hangs, or refuses.
#include "tests/contract/postgres_stores.h"

#include <QTest>

#include <atomic>
#include <thread>

namespace relevo::test {

using namespace Qt::StringLiterals;
using Kind = Outcome::Kind;

namespace {

/// What the call throws; nothing if it does not.
std::optional<StorageError> faultOf(const auto &call)
{
    try {
        call();
    } catch (const StorageError &error) {
        return error;
    }
    return std::nullopt;
}

bool isUnavailable(const std::optional<StorageError> &fault)
{
    return fault && fault->kind() == StorageError::Kind::Unavailable;
}

} // namespace

void PostgresStores::carriesOnAfterALostConnection()
{
    const TaskId id = submitted();
    record(id);
    // Idle ones: lost and made anew without a word.
    execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = "
            "'client backend'");
    pauseMs(50);
    QCOMPARE(record(id).state, TaskState::Queued);
    QVERIFY(claimed(id));
    QVERIFY(m_store->renew(0, 0, 60'000));
    m_server.kill();
    QVERIFY(m_server.start());
    QCOMPARE(record(id).state, TaskState::Running);
    QVERIFY(submitted().key != 0);
    QVERIFY(m_store->audit().contradictions.empty());
}

void PostgresStores::saysWhileItIsAway()
{
    const TaskId id = submitted();
    m_server.stop();
    const auto apply = faultOf([&] { applyOne(ClaimTask{id.key, 0, {}}); });
    QVERIFY(isUnavailable(apply));
    QVERIFY(apply->mayPass());
    QVERIFY(isUnavailable(faultOf([&] { record(id); })));
    QVERIFY(isUnavailable(faultOf([&] { m_store->renew(0, 0, 1000); })));
    const auto connect = faultOf([&] { another(); });
    QVERIFY(isUnavailable(connect));
    QVERIFY(std::string(connect->what()).find(std::to_string(m_server.port())) != std::string::npos);
    QVERIFY(m_server.start());
    QVERIFY(claimed(id));
    QCOMPARE(record(id).state, TaskState::Running);
}

void PostgresStores::losesNothingAcknowledged()
{
    std::vector<TaskId> acknowledged;
    std::atomic<std::size_t> count{0};
    std::atomic<bool> ending{false};
    std::atomic<int> outages{0};
    std::atomic<bool> sound{true};
    std::thread load([&] {
        std::vector<Change> changes;
        while (!ending) {
            for (int i = 0; changes.size() < 50; ++i) {
                SubmitTask submit = submission();
                if (i % 5 == 0) {
                    submit.idempotencyKey = submit.record.id.text();
                    submit.digest = "d";
                }
                changes.emplace_back(std::move(submit));
            }
            const auto fault = faultOf([&] {
                for (const Outcome &outcome : m_store->apply(changes))
                    sound = sound && outcome.kind == Kind::Done;
                for (const Change &change : changes)
                    acknowledged.push_back(std::get<SubmitTask>(change).record.id);
                count = acknowledged.size();
                changes.clear();
            });
            if (fault) {
                sound = sound && isUnavailable(fault);
                ++outages;
                pauseMs(5); // and the same batch again
            }
        }
    });
    bool started = true;
    for (int round = 0; round < 3 && started; ++round) {
        const std::size_t before = count;
        started = eventually([&] { return count > before + 500; });
        m_server.kill();
        pauseMs(50);
        started = started && m_server.start();
    }
    const std::size_t before = count;
    started = started && eventually([&] { return count > before + 500; });
    ending = true;
    load.join();
    QVERIFY(started && sound);
    QVERIFY(outages >= 3);
    for (const TaskId &id : acknowledged)
        QVERIFY(m_store->get(id, false));
    // The last batch may be there without having been acknowledged; none is there twice, or in part.
    const std::int64_t accepted = m_store->counters().accepted;
    const auto all = static_cast<std::int64_t>(acknowledged.size());
    QVERIFY2(accepted == all || accepted == all + 50, qPrintable(QString::number(accepted - all)));
    QCOMPARE(m_store->audit().rows, m_store->counters().states);
}

void PostgresStores::doesNotWaitForAHungServer()
{
    const TaskId id = submitted();
    PostgresTaskStore store(url(), {std::chrono::milliseconds(500), std::chrono::milliseconds(500)});
    QVERIFY(store.get(id, true));
    m_server.freeze(true);
    const auto change = faultOf([&] { store.apply({ClaimTask{id.key, 0, {}}}); });
    const auto connect = faultOf([&] { store.apply({ClaimTask{id.key, 0, {}}}); });
    const auto read = faultOf([&] { store.get(id, true); });
    m_server.freeze(false);
    QVERIFY(isUnavailable(change));
    QVERIFY(isUnavailable(connect));
    QVERIFY(isUnavailable(read));
    // What was sent may be carried out now.
    QVERIFY(eventually([&] { return !faultOf([&] { store.apply({ClaimTask{id.key, 0, {}}}); }); }));
    QVERIFY(eventually([&] { return record(id).state == TaskState::Running; }));
    // Neither for one who holds what it wants.
    PostgresConnection other(url(), {});
    other.execute("BEGIN; UPDATE tasks SET worker = 'x'");
    QVERIFY(isUnavailable(faultOf([&] {
        store.apply({FinishTask{id.key, 1, TaskState::Succeeded, {}, true, 1, 2, "", ""}});
    })));
    other.execute("ROLLBACK");
    QVERIFY(!faultOf([&] {
        store.apply({FinishTask{id.key, 1, TaskState::Succeeded, {"1", "", 1}, true, 1, 2, "", ""}});
    }));
    QCOMPARE(record(id).state, TaskState::Succeeded);
}

void PostgresStores::isDurableWhateverTheDefault()
{
    const auto setting = [this] {
        PostgresConnection db(url(), {});
        return std::string(db.once("SELECT current_setting('synchronous_commit')")[0].text(0));
    };
    execute("ALTER DATABASE relevo SET synchronous_commit = off");
    const std::string weaker = setting();
    execute("ALTER DATABASE relevo SET synchronous_commit = remote_apply");
    const std::string stronger = setting();
    execute("ALTER DATABASE relevo RESET synchronous_commit");
    QCOMPARE(weaker, "on");
    QCOMPARE(stronger, "remote_apply");
}

void PostgresStores::refusesWhatNeedsSomebody_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("mayPass");
    const QString at = u"@127.0.0.1:%1/"_s.arg(m_server.port());
    const QString host = u"host=127.0.0.1 port=%1 "_s.arg(m_server.port());
    QTest::newRow("wrong password") << u"postgresql://relevo:hunter22"_s + at + u"relevo"_s
                                    << u"password authentication failed for user \"relevo\""_s << false;
    QTest::newRow("no password") << u"postgresql://relevo"_s + at + u"relevo"_s << u"no password supplied"_s << false;
    QTest::newRow("no such user") << host + u"user=nobody password=hunter22 dbname=relevo"_s << u"nobody"_s << false;
    QTest::newRow("no such database") << u"postgresql://relevo:PASSWORD"_s + at + u"elsewhere"_s
                                      << u"database \"elsewhere\" does not exist"_s << false;
    QTest::newRow("nobody listens") << u"postgresql://relevo:hunter22@127.0.0.1:1/relevo"_s << u"refused"_s << true;
    QTest::newRow("another encoding") << u"postgresql://relevo:PASSWORD"_s + at + u"latin"_s << u"UTF8"_s << false;
    QTest::newRow("may not make tables") << u"postgresql://guest:hunter22"_s + at + u"relevo"_s
                                         << u"permission denied"_s << false;
    QTest::newRow("an @ in the password")
        << u"postgresql://relevo:hunter22@hunter22"_s + at + u"relevo"_s << u"%40"_s << false;
    QTest::newRow("a / in the password") << u"postgresql://relevo:hunter22/hunter22"_s + at + u"relevo"_s << u"%2F"_s
                                         << false;
    QTest::newRow("no connection string") << u"hunter22 hunter22"_s << u"expected postgresql://"_s << false;
    QTest::newRow("no such option") << u"postgresql://relevo:hunter22"_s + at + u"relevo?hunter22=1"_s
                                    << u"expected postgresql://"_s << false;
}

void PostgresStores::refusesWhatNeedsSomebody()
{
    QFETCH(QString, target);
    QFETCH(QString, says);
    QFETCH(bool, mayPass);
    const std::string password = m_server.password();
    if (target.contains(u"guest"_s))
        execute("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'hunter22'");
    if (target.contains(u"latin"_s))
        execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    const auto fault = faultOf([&] {
        PostgresTaskStore store(target.replace(u"PASSWORD"_s, QString::fromStdString(password)).toStdString());
    });
    QVERIFY(fault);
    const QString what = QString::fromUtf8(fault->what());
    QVERIFY2(what.contains(says), qPrintable(what));
    QVERIFY2(!what.contains(QString::fromStdString(password)) && !what.contains(u"hunter22"_s), qPrintable(what));
    QCOMPARE(fault->mayPass(), mayPass);
    if (!mayPass)
        QCOMPARE(fault->kind(), StorageError::Kind::Refused);
}

} // namespace relevo::test
