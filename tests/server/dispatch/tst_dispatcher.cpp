// Messages in, calls and replies out; tasks of the test's own, so that every fault of a task can be had.
#include "server/dispatch/dispatcher.h"

#include "server/worker/worker_pool.h"
#include "tests/support/call_blocks.h"

#include <QTest>

#include <stdexcept>

using namespace relevo;
using namespace relevo::test;

namespace {

TaskDefinition task(const char *name, void (*run)(TaskInput &, TaskContext &, ResultText &))
{
    TaskDefinition definition;
    definition.description.name = name;
    ParamDescription text;
    text.name = "text";
    text.required = false;
    definition.description.params = {text};
    definition.run = run;
    return definition;
}

std::vector<TaskDefinition> tasks()
{
    return {task("test.echo",
                 [](TaskInput &input, TaskContext &, ResultText &result) {
                     result += '"';
                     result += input.text(0);
                     result += '"';
                 }),
            task("test.fails",
                 [](TaskInput &, TaskContext &, ResultText &result) {
                     result += "half a result";
                     throw TaskError{ErrorCode::TaskFailed, "no luck", R"({"why":1})"};
                 }),
            task("test.throws", [](TaskInput &, TaskContext &, ResultText &) { throw std::runtime_error("secret"); }),
            task("test.throwsOddly", [](TaskInput &, TaskContext &, ResultText &) { throw 5; })};
}

/// A dispatcher and workers without a transport.
struct Bench
{
    Bench()
        : registry(tasks(),
                   {{{"test.method", "", {}, ""}, [](MethodInput &, ResultText &result) { result += "true"; }}})
        , runner(registry,
                 [this](std::string_view what) {
                     incident = what;
                     return std::string("cafe");
                 })
        , metrics(tasks().size(), 2, 1)
        , workers(2, runner, metrics)
        , dispatcher(registry, runner, workers, limits, "node-x")
    {}

    /// The replies to one text.
    QByteArray ask(const std::string &text, bool first = false)
    {
        KeepingOutlet outlet;
        Intake intake = intakeFor(std::make_shared<Peer>(outlet), text);
        const Message message{{intake.block->bytes.get(), text.size()}, isAscii(text), first, nullptr};
        if (dispatcher.handle(message, intake) == MessageHandler::Outcome::Elsewhere) {
            intake.precharged = true;
            dispatcher.handleLong(message, std::move(intake));
            outlet.waitForLong();
            return QByteArray::fromStdString(outlet.text());
        }
        const std::string now = intake.now.data;
        const std::uint32_t later = intake.charged.tasks - intake.now.charged.tasks;
        if (!intake.block->calls.empty())
            workers.push(one(std::move(intake.block)));
        outlet.waitForTasks(later);
        return QByteArray::fromStdString(now + outlet.text());
    }

    static bool isAscii(const std::string &text)
    {
        return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }

    static Intake intakeFor(const std::shared_ptr<Peer> &peer, const std::string &text)
    {
        Intake intake;
        intake.peer = peer;
        intake.block = std::make_unique<CallBlock>();
        intake.block->peer = peer;
        char *bytes = static_cast<char *>(std::malloc(text.size()));
        std::copy(text.begin(), text.end(), bytes);
        intake.block->bytes = {bytes, std::free};
        return intake;
    }

    Limits limits{.batch = 3};
    std::string incident;
    Registry registry;
    TaskRunner runner;
    Metrics metrics;
    WorkerPool workers;
    Dispatcher dispatcher;
};

std::string call(const std::string &method, const std::string &params = "{}")
{
    return R"({"jsonrpc":"2.0","method":")" + method + R"(","params":)" + params + R"(,"id":1})";
}

} // namespace

class TestDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasksAndMethods()
    {
        Bench bench;
        QCOMPARE(bench.ask(call("test.echo", R"(["x"])")),
                 QByteArray("{\"jsonrpc\":\"2.0\",\"result\":\"x\",\"id\":1}\n"));
        QCOMPARE(bench.ask(call("test.method")), QByteArray("{\"jsonrpc\":\"2.0\",\"result\":true,\"id\":1}\n"));
        QCOMPARE(bench.ask(R"({"method":"test.echo","params":["x"],"id":2})"),
                 QByteArray("{\"result\":\"x\",\"error\":null,\"id\":2}\n"));
    }

    void whateverATaskThrowsIsAnErrorReply()
    {
        Bench bench;
        QCOMPARE(bench.ask(call("test.fails")),
                 QByteArray("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32010,\"message\":\"no "
                            "luck\",\"data\":{\"why\":1}},\"id\":1}\n"));
        const QByteArray own = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32603,\"message\":\"Internal error\","
                               "\"data\":{\"incident\":\"cafe\"}},\"id\":1}\n";
        QCOMPARE(bench.ask(call("test.throws")), own);
        QCOMPARE(bench.incident, std::string("secret"));
        QCOMPARE(bench.ask(call("test.throwsOddly")), own);
        QCOMPARE(bench.ask(R"({"method":"test.fails","params":[],"id":2})"),
                 QByteArray("{\"result\":null,\"error\":\"-32010: no luck\",\"id\":2}\n"));
    }

    void notificationsAreSilent()
    {
        Bench bench;
        for (const char *method : {"test.echo", "test.fails", "test.throws", "test.method", "no.such"})
            QCOMPARE(bench.ask(std::string(R"({"jsonrpc":"2.0","method":")") + method + "\"}"), QByteArray());
    }

    void batches()
    {
        Bench bench;
        const QByteArray two = bench.ask("[" + call("test.echo", R"(["x"])") + "," + call("no.such") + "]");
        QVERIFY(two.startsWith('[') && two.endsWith("]\n"));
        QCOMPARE(two.count("\"id\":1"), 2);
        QCOMPARE(bench.ask(R"([{"jsonrpc":"2.0","method":"test.echo"}])"), QByteArray());
        QCOMPARE(bench.ask("[1,2,3,4]"),
                 QByteArray("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32004,\"message\":\"Too large\","
                            "\"data\":{\"name\":\"maxBatch\",\"limit\":3,\"actual\":4}},\"id\":null}\n"));
    }

    void longTextsTakeTheLongWay()
    {
        Bench bench;
        const std::string text(100'000, 'a');
        QVERIFY(bench.ask(call("test.method", "[\"" + text + "\"]")).contains("-32602"));
        QCOMPARE(bench.ask(call("test.echo", "[\"" + text + "\"]")).size(), text.size() + 37);
        QVERIFY(bench.ask("[" + call("test.echo", "[\"" + text + "\"]") + "]").startsWith("[{\"jsonrpc\""));
        QVERIFY(bench.ask("[tru" + text + "]").contains("-32700"));
    }

    void invalidUtf8IsNoJson()
    {
        Bench bench;
        QVERIFY(bench.ask(call("test.echo", "[\"\xff\"]")).contains("-32700"));
        QVERIFY(bench.ask(call("test.echo", "[\"\xed\xa0\x80\"]")).contains("-32700"));
    }

    void drainingRefuses()
    {
        Bench bench;
        bench.dispatcher.drain();
        QVERIFY(bench.ask(call("test.echo", R"(["x"])")).contains("-32006"));
        QVERIFY(bench.ask(call("test.method")).contains("-32006"));
        QCOMPARE(bench.ask(R"({"jsonrpc":"2.0","method":"test.echo"})"), QByteArray());
        QVERIFY(bench.ask(R"({"type":"promedio"})", true).startsWith("Procesado por node-x: Error: "));
    }
};

QTEST_GUILESS_MAIN(TestDispatcher)
#include "tst_dispatcher.moc"
