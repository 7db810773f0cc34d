// What the server tells of tasks, read into values, and what it is asked with.
#include "common/client/duration.h"
#include "common/client/task_calls.h"
#include "common/client/task_record.h"

#include <QTest>

using namespace relevo;
using namespace relevo::client;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const char *const whole =
    R"({"id":"01a2","task":"a.b","kind":"background","owner":"ana","state":"failed","priority":9,"attempt":2,)"
    R"("maxAttempts":3,"timeoutMs":90000,"progress":0.25,"stuck":true,"createdAt":"2026-01-31T10:00:00.125Z","notBefore":null,)"
    R"("startedAt":"1970-01-01T00:00:01.000Z","finishedAt":"2026-01-31T10:00:01.000Z","cancelRequestedAt":null,)"
    R"("node":"n","worker":"w","params":{"x":12345678901234567890.10},"error":{"code":-32010,"message":"é\"x",)"
    R"("data":{"a":1}},"paramsBytes":7,"resultBytes":8,"trace":[{"at":"1970-01-01T00:00:02.000Z","stage":"queued",)"
    R"("where":"n"}],"traceDropped":5,"new":[{"id":"other"}]})";

// JSON with ' for ".
std::string json(QByteArray text)
{
    return text.replace('\'', '"').toStdString();
}

} // namespace

class TestTaskRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAllOfARecord()
    {
        const std::optional<TaskRecord> task = TaskRecord::parse(whole);
        QVERIFY(task);
        QCOMPARE(task->id, u"01a2"_s);
        QCOMPARE(task->task, u"a.b"_s);
        QCOMPARE(task->owner, u"ana"_s);
        QVERIFY(!task->direct && task->stuck && task->isFinal());
        QCOMPARE(int(task->state), int(TaskState::Failed));
        QCOMPARE(task->priority, 9);
        QCOMPARE(task->attempt, std::int64_t{2});
        QCOMPARE(task->maxAttempts, std::int64_t{3});
        QCOMPARE(task->timeoutMs, std::int64_t{90'000});
        QCOMPARE(task->progress, 0.25);
        QCOMPARE(task->createdAt % 1000, std::int64_t{125});
        QCOMPARE(task->startedAt, std::int64_t{1000});
        QCOMPARE(task->notBefore, std::int64_t{0});
        QCOMPARE(task->params, QByteArray::fromStdString(json("{'x':12345678901234567890.10}"))); // no digit is lost
        QVERIFY(task->result.isEmpty() && task->paramsBlob.isEmpty());
        QCOMPARE(task->resultBytes, std::int64_t{8});
        QCOMPARE(task->trace.size(), std::size_t{1});
        QCOMPARE(task->trace[0].at, std::int64_t{2000});
        QCOMPARE(task->trace[0].stage, u"queued"_s);
        QCOMPARE(task->traceDropped, std::int64_t{5});
        const CallError error = task->callError();
        QVERIFY(error.is(ErrorCode::TaskFailed));
        QCOMPARE(error.message, u"é\"x"_s);
        QCOMPARE(error.data, QByteArray::fromStdString(json("{'a':1}")));
    }

    void whatIsMissingStaysAsItIs()
    {
        const std::optional<TaskRecord> task = TaskRecord::parse(
            json("{'state':'succeeded','kind':'direct','task':'t','id':'i','owner':null,'resultBlob':'i-r1'}"));
        QVERIFY(task && task->direct && task->owner.isEmpty());
        QCOMPARE(task->resultBlob, u"i-r1"_s);
        QCOMPARE(int(task->callError().end), int(CallEnd::Result));
    }

    void whatIsNoRecord()
    {
        for (QByteArray text : {"", "null", "[]", "{}", "{'id':'i','task':'t'}", "{'id':'i','task':'t','state':'gone'}",
                                "{'id':'','task':'t','state':'queued'}", "{'id':'i','task':'t','state':'queued'",
                                "{'id':'i','task':'t','state':'queued'} x", "{'id':'i','task':'t','state':3}"}) {
            QVERIFY2(!TaskRecord::parse(json(text)), text.constData());
        }
    }

    void states()
    {
        for (const std::string_view name : taskStateNames) {
            const std::optional<TaskState> state = taskStateOf(name);
            QVERIFY(state && client::name(*state) == name);
            QCOMPARE(stateText(*state).toStdString(), std::string(name)); // untranslated
        }
        QVERIFY(!taskStateOf("") && !taskStateOf("Queued"));
        QVERIFY(!isFinal(TaskState::Queued) && !isFinal(TaskState::Running));
        QVERIFY(isFinal(TaskState::Succeeded) && isFinal(TaskState::Failed) && isFinal(TaskState::Cancelled));
    }

    void pages()
    {
        const std::string page1 = json("{'tasks':[ {'id':'b'} ,{'id':'a'}],'next':'a'}");
        const std::optional<TaskPage> page = TaskPage::parse(page1);
        QVERIFY(page);
        QCOMPARE(page->tasks.size(), std::size_t{2});
        QCOMPARE(std::string(page->tasks[0]), (json("{'id':'b'}")));
        QCOMPARE(page->next, u"a"_s);
        const std::string empty = json("{'tasks':[],'next':null}");
        const std::optional<TaskPage> last = TaskPage::parse(empty);
        QVERIFY(last && last->tasks.empty() && last->next.isEmpty());
        QVERIFY(!TaskPage::parse("{}") && !TaskPage::parse(json("{'tasks':3}")) && !TaskPage::parse("[]"));
    }

    void submissions()
    {
        SubmitOptions options;
        QCOMPARE(submitParams("t", "[1.0]", options), (json("{'task':'t','params':[1.0],'options':{}}")));
        options.priority = 0;
        options.timeout = 90s;
        options.maxAttempts = 1;
        options.delay = 5ms;
        options.key = "a\"b";
        QCOMPARE(options.json(),
                 (json("{'priority':0,'timeoutMs':90000,'maxAttempts':1,'delayMs':5,'idempotencyKey':'a\\'b'}")));
        QVERIFY(newKey().size() > 30 && newKey() != newKey());
    }

    void queries()
    {
        TaskQuery query;
        QCOMPARE(query.json(), std::string("{}"));
        query.state = TaskState::Failed;
        query.task = "a.b";
        query.direct = true;
        query.limit = 7000;
        query.before = "i";
        QCOMPARE(query.json(), (json("{'state':'failed','task':'a.b','kind':'direct','limit':500,'before':'i'}")));
        QCOMPARE(getParams("i", false), (json("{'id':'i','inline':false}")));
        QCOMPARE(waitParams("i", 5h), (json("{'id':'i','timeoutMs':3600000}")));
        QCOMPARE(waitParams("i", -1s), (json("{'id':'i','timeoutMs':0}")));
        QCOMPARE(blobParams("b", 5, 6), (json("{'blob':'b','offset':5,'length':6}")));
    }

    void durations_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("milliseconds"); // -1: none
        for (const auto &[text, milliseconds] : std::initializer_list<std::pair<const char *, qint64>>{
                 {"90", 90'000},      {"90s", 90'000},      {"500ms", 500}, {"5m", 300'000}, {"5min", 300'000},
                 {"1.5h", 5'400'000}, {"7d", 604'800'000},  {"0", 0},       {".5", 500},     {"", -1},
                 {"s", -1},           {"-5", -1},           {"5x", -1},     {"5 s", -1},     {"1e3", -1},
                 {"1.2.3", -1},       {"99999999999d", -1}, {"nan", -1},    {"inf", -1},     {"soon", -1}})
            QTest::newRow(text) << QByteArray(text) << milliseconds;
    }

    void durations()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, milliseconds);
        const auto time = parseDuration(text.toStdString());
        QCOMPARE(time ? qint64(time->count()) : qint64(-1), milliseconds);
    }
};

QTEST_APPLESS_MAIN(TestTaskRecord)
#include "tst_task_record.moc"
