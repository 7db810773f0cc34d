// How ids, times, traces and records are written.
#include "server/background/record_json.h"
#include "server/background/submission.h"
#include "server/background/time_text.h"
#include "server/storage/task_trace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace relevo::test {

class TestRecordText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsGoThereAndBack();
    void idsSortByTimeAsTextToo();
    void idsGrowWhateverTheClockSays();
    void whatIsNoId_data();
    void whatIsNoId();
    void timesAreRfc3339();
    void theTraceKeepsItsLastHops();
    void payloadsAsTheyAreAskedFor();
    void whiteSpaceOutsideStringsDoesNotCount();
};

void TestRecordText::idsGoThereAndBack()
{
    TaskIdSource source(1023, 0);
    const TaskId id = source.next(1'800'000'000'123);
    const std::string text = id.text();
    QCOMPARE(text.size(), 36u);
    QCOMPARE(text[14], '7');
    QVERIFY(QByteArrayLiteral("89ab").contains(text[19]));
    QCOMPARE(TaskId::parse(text), id);
    QCOMPARE(id.slot(), 1023);
    QCOMPARE(QByteArray::fromStdString(text.substr(0, 8) + text.substr(9, 4)).toLongLong(nullptr, 16),
             1'800'000'000'123);
}

void TestRecordText::idsSortByTimeAsTextToo()
{
    TaskIdSource source(5, 0);
    TaskId last = source.next(1'800'000'000'000);
    for (int i = 0; i < 10'000; ++i) {
        const TaskId next = source.next(1'800'000'000'000 + i / 100);
        QVERIFY(next.key > last.key);
        QVERIFY(next.text() > last.text());
        last = next;
    }
}

void TestRecordText::idsGrowWhateverTheClockSays()
{
    TaskIdSource first(0, 0);
    const TaskId before = first.next(1'900'000'000'000);
    TaskIdSource afterRestart(0, before.key);
    QVERIFY(afterRestart.next(1'800'000'000'000).key > before.key);
}

void TestRecordText::whatIsNoId_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another version") << QByteArrayLiteral("01a2175e-d7e5-4000-8005-e9c8444e32f4");
    QTest::newRow("another variant") << QByteArrayLiteral("01a2175e-d7e5-7000-c005-e9c8444e32f4");
    QTest::newRow("dashes elsewhere") << QByteArrayLiteral("01a2175ed-7e5-7000-8005-e9c8444e32f4");
    QTest::newRow("no hexadecimal") << QByteArrayLiteral("01a2175e-d7e5-7000-8005-e9c8444e32fg");
    QTest::newRow("a sign") << QByteArrayLiteral("-1a2175e-d7e5-7000-8005-e9c8444e32f4");
    QTest::newRow("before 2020") << QByteArrayLiteral("00000000-0001-7000-8005-e9c8444e32f4");
    QTest::newRow("too long") << QByteArrayLiteral("01a2175e-d7e5-7000-8005-e9c8444e32f40");
}

void TestRecordText::whatIsNoId()
{
    QFETCH(QByteArray, text);
    QVERIFY(!TaskId::parse(text.toStdString()));
}

void TestRecordText::timesAreRfc3339()
{
    const auto time = [](std::int64_t ms) {
        std::string json;
        appendTime(json, ms);
        return json;
    };
    QCOMPARE(time(0), "null");
    QCOMPARE(time(1'582'979'696'007), "\"2020-02-29T12:34:56.007Z\"");
    QCOMPARE(time(1), "\"1970-01-01T00:00:00.001Z\"");
}

void TestRecordText::theTraceKeepsItsLastHops()
{
    std::string text;
    for (int i = 0; i < 40; ++i)
        appendHop(text, TraceStage::Started, 1000 + i, "a node with spaces");
    Trace trace = readTrace(text);
    QCOMPARE(trace.hops.size(), traceHops);
    QCOMPARE(trace.dropped, 8u);
    QCOMPARE(trace.hops.back().at, 1039);
    QCOMPARE(trace.hops.back().where, "a node with spaces");
    text = compacted(text);
    appendHop(text, TraceStage::Finished, 2000, "w");
    trace = readTrace(text);
    QCOMPARE(trace.dropped, 9u);
    QCOMPARE(trace.hops.size(), traceHops);
    QVERIFY(readTrace({}).hops.empty());
}

void TestRecordText::payloadsAsTheyAreAskedFor()
{
    TaskRecord record;
    record.id = TaskIdSource(0, 0).next(1'800'000'000'000);
    record.task = "text.reverse";
    record.state = TaskState::Failed;
    record.isError = true;
    record.attempt = 2;
    record.params = {R"({"text":"\u0000"})", {}, 17};
    record.result = {R"({"code":-32010})", {}, 15};
    const auto written = [&record](PayloadForm form) {
        std::string json;
        appendRecord(json, record, form);
        return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    };
    const QJsonObject inlined = written(PayloadForm::Inline);
    QCOMPARE(inlined[QStringLiteral("error")].toObject()[QStringLiteral("code")].toInt(), -32010);
    QVERIFY(inlined.contains(QStringLiteral("params")) && !inlined.contains(QStringLiteral("result")));
    const QJsonObject told = written(PayloadForm::Blobs); // what is there of an error is told
    QVERIFY(!told.contains(QStringLiteral("params")) && told.contains(QStringLiteral("error")));
    QVERIFY(!told.contains(QStringLiteral("resultBlob")));
    record.result.bytes.clear();
    const QJsonObject blobs = written(PayloadForm::Blobs);
    QVERIFY(!blobs.contains(QStringLiteral("params")) && !blobs.contains(QStringLiteral("error")));
    QCOMPARE(blobs[QStringLiteral("resultBlob")].toString().toStdString(), record.id.text() + "-r2");
    const QJsonObject none = written(PayloadForm::None);
    QVERIFY(!none.contains(QStringLiteral("params")) && !none.contains(QStringLiteral("paramsBlob")));
    QCOMPARE(none[QStringLiteral("paramsBytes")].toInt(), 17);
    QVERIFY(none[QStringLiteral("owner")].isNull());
}

void TestRecordText::whiteSpaceOutsideStringsDoesNotCount()
{
    QCOMPARE(compactJson("{ \"a b\" : [ 1,\n2 ],\t\"c\\\" d\":\"\\\\\" }"), R"({"a b":[1,2],"c\" d":"\\"})");
}

} // namespace relevo::test

QTEST_APPLESS_MAIN(relevo::test::TestRecordText)
#include "tst_record_text.moc"
