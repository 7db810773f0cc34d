// One connection's events: order, numbers, who is told, and what a slow reader loses.
#include "server/background/subscriptions.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QTest>

namespace relevo::test {

constexpr unsigned tasks = 1u << static_cast<unsigned>(Topic::Task);
constexpr unsigned stats = 1u << static_cast<unsigned>(Topic::Stats);

class TestPeerEvents final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersEachSubscriptionFromOne();
    void onlyAnnouncedEventsAreDrawn();
    void drawsNoMoreThanThereIsRoomFor();
    void anIdIsToldOfAlone();
    void olderStatesGiveWayToTheNewest();
    void thenTheOldestGo();
    void unsubscribedAndEnded();

private:
    static std::shared_ptr<const std::string> body(int n)
    {
        return std::make_shared<const std::string>("\"task\":{\"n\":" + std::to_string(n) + "}");
    }
    static QList<QJsonObject> drawn(PeerEvents &events)
    {
        std::string out;
        events.draw(out, 1u << 30, ~0ull);
        QList<QJsonObject> all;
        for (const QByteArray &line : QByteArray::fromStdString(out).split('\n')) {
            if (!line.isEmpty())
                all.append(QJsonDocument::fromJson(line).object()[QStringLiteral("params")].toObject());
        }
        return all;
    }
    static int n(const QJsonObject &event)
    {
        return event[QStringLiteral("task")].toObject()[QStringLiteral("n")].toInt();
    }
    static int member(const QJsonObject &event, const char *name) { return event[QLatin1StringView(name)].toInt(); }
};

void TestPeerEvents::numbersEachSubscriptionFromOne()
{
    PeerEvents events;
    const std::string first = events.add(tasks, {});
    const std::string second = events.add(tasks | stats, {});
    QVERIFY(first != second);
    events.tell(Topic::Task, 1, 1000, body(1));
    events.tell(Topic::Stats, 0, 1000, body(2));
    events.tell(Topic::Task, 2, 1000, body(3));
    const QList<QJsonObject> all = drawn(events);
    QCOMPARE(all.size(), 5);
    QList<int> ofFirst;
    QList<int> ofSecond;
    for (const QJsonObject &event : all)
        (event[QStringLiteral("subscription")].toString().toStdString() == first ? ofFirst : ofSecond)
            .append(member(event, "seq"));
    QCOMPARE(ofFirst, (QList<int>{1, 2}));
    QCOMPARE(ofSecond, (QList<int>{1, 2, 3}));
    QCOMPARE(n(all.first()), 1);
    QCOMPARE(n(all.last()), 3);
}

void TestPeerEvents::onlyAnnouncedEventsAreDrawn()
{
    PeerEvents events;
    events.add(tasks, {});
    events.tell(Topic::Task, 1, 1000, body(1));
    const std::uint64_t announced = events.toAnnounce();
    QVERIFY(announced > 0);
    QCOMPARE(events.toAnnounce(), 0u);
    events.tell(Topic::Task, 2, 1000, body(2)); // the reply that names it may not be written yet
    std::string out;
    QVERIFY(!events.draw(out, 1u << 20, announced));
    QCOMPARE(std::count(out.begin(), out.end(), '\n'), 1);
    QCOMPARE(drawn(events).size(), 1);
}

void TestPeerEvents::drawsNoMoreThanThereIsRoomFor()
{
    PeerEvents events;
    events.add(tasks, {});
    for (int i = 0; i < 10; ++i)
        events.tell(Topic::Task, i + 1, 1000, body(i));
    std::string out;
    QVERIFY(events.draw(out, 1, ~0ull));
    QCOMPARE(std::count(out.begin(), out.end(), '\n'), 1);
    QCOMPARE(drawn(events).size(), 9);
}

void TestPeerEvents::anIdIsToldOfAlone()
{
    PeerEvents events;
    events.add(tasks, TaskId{7, 1});
    for (const std::int64_t key : {6, 7, 8, 7})
        events.tell(Topic::Task, key, 1000, body(static_cast<int>(key)));
    const QList<QJsonObject> all = drawn(events);
    QCOMPARE(all.size(), 2);
    QCOMPARE(n(all.first()), 7);
    events.add(tasks | stats, TaskId{8, 1}); // the other topics know no id
    events.tell(Topic::Stats, 0, 1000, body(9));
    QCOMPARE(n(drawn(events).value(0)), 9);
}

void TestPeerEvents::olderStatesGiveWayToTheNewest()
{
    PeerEvents events;
    events.add(tasks, {});
    const int most = static_cast<int>(PeerEvents::mostWaiting);
    for (int i = 0; i < most; ++i)
        events.tell(Topic::Task, i + 1, 1000, body(i));
    events.tell(Topic::Task, 500, 1000, body(-1));
    events.tell(Topic::Task, 500, 1000, body(-2));
    const QList<QJsonObject> all = drawn(events);
    QCOMPARE(all.size(), most);
    QCOMPARE(n(all.first()), 0); // others' have stayed
    QCOMPARE(n(all.last()), -2);
    QCOMPARE(member(all.first(), "lost"), 2);
    QCOMPARE(member(all.last(), "seq"), most + 2);
}

void TestPeerEvents::thenTheOldestGo()
{
    PeerEvents events;
    events.add(tasks, {});
    const int most = static_cast<int>(PeerEvents::mostWaiting);
    for (int i = 0; i < most + 5; ++i)
        events.tell(Topic::Task, i + 1, 1000, body(i));
    QList<QJsonObject> all = drawn(events);
    QCOMPARE(all.size(), most);
    QCOMPARE(n(all.first()), 5);
    QCOMPARE(member(all.first(), "lost"), 5);
    QVERIFY(!all.at(1).contains(QStringLiteral("lost")));
    events.tell(Topic::Task, 1, 1000, body(1));
    QVERIFY(!drawn(events).first().contains(QStringLiteral("lost")));
}

void TestPeerEvents::unsubscribedAndEnded()
{
    PeerEvents events;
    const std::string name = events.add(tasks, {});
    QVERIFY(events.wants(Topic::Task));
    QVERIFY(!events.remove("another"));
    QVERIFY(events.remove(name));
    QVERIFY(!events.wants(Topic::Task));
    events.tell(Topic::Task, 1, 1000, body(1));
    QVERIFY(drawn(events).isEmpty());
    events.end();
    QVERIFY(events.ended());
    QVERIFY(events.add(tasks, {}).empty());
}

} // namespace relevo::test

QTEST_APPLESS_MAIN(relevo::test::TestPeerEvents)
#include "tst_peer_events.moc"
