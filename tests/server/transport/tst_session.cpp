// A session on a stream that misbehaves: cut reads, one-byte writes, faults in the middle. The rest is real.
#include "server/dispatch/dispatcher.h"
#include "server/transport/io_thread.h"
#include "server/worker/worker_pool.h"

#include <QTest>

#include <deque>

using namespace relevo;

namespace {

using Status = StreamResult::Status;

/// What the test and the stream share; outlives both.
struct Script
{
    std::deque<std::string> input; ///< a read each
    bool ended = false;            ///< the peer has closed its writing half behind the input
    bool broken = false;           ///< every call fails
    std::size_t writeAtMost = 1 << 20;
    bool blocked = false; ///< nothing can be written
    std::string output;
    bool shut = false;
    bool resetOnClose = false;
    bool closed = false;
};

class ScriptedStream final : public ByteStream
{
public:
    explicit ScriptedStream(Script &script)
        : m_script(script)
    {}
    ~ScriptedStream() override { m_script.closed = true; }

    StreamResult read(char *to, std::size_t size) override
    {
        if (m_script.broken)
            return {Status::Failed, 0};
        if (m_script.input.empty())
            return {m_script.ended ? Status::End : Status::WouldBlock, 0};
        std::string &next = m_script.input.front();
        const std::size_t bytes = std::min(size, next.size());
        std::copy_n(next.data(), bytes, to);
        next.erase(0, bytes);
        if (next.empty())
            m_script.input.pop_front();
        return {Status::Ok, bytes};
    }

    StreamResult write(const std::vector<std::string_view> &pieces) override
    {
        if (m_script.broken)
            return {Status::Failed, 0};
        if (m_script.blocked)
            return {Status::WouldBlock, 0};
        std::size_t written = 0;
        for (const std::string_view piece : pieces) {
            const std::string_view part = piece.substr(0, m_script.writeAtMost - written);
            m_script.output += part;
            written += part.size();
        }
        return {Status::Ok, written};
    }

    bool allSent() const override { return true; }
    std::size_t unacknowledged() const override { return 0; }
    void shutdownWrite() override { m_script.shut = true; }
    void resetOnClose() override { m_script.resetOnClose = true; }

private:
    Script &m_script;
};

/// An I/O thread that the test turns by hand, on its own thread.
class ManualThread final : public IoThread
{
public:
    explicit ManualThread(const IoServices &given)
        : IoThread(given, 0)
    {}
    void stop() override { closeAll(); }
    std::shared_ptr<Session> connect(Script &script)
    {
        m_script = &script;
        adopt(-1);
        serve();
        return m_session;
    }
    void turn() { serve(); }
    void tickNow() { tick(); }

protected:
    std::shared_ptr<Session> open(int) override
    {
        return m_session = std::make_shared<Session>(*this, std::make_unique<ScriptedStream>(*m_script));
    }
    void wake() override {}

private:
    Script *m_script = nullptr;
    std::shared_ptr<Session> m_session;
};

struct Server
{
    explicit Server(Limits given = {})
        : limits(given)
        , registry(builtinTasks(), {})
        , runner(registry, [](std::string_view) { return std::string(); })
        , metrics(builtinTasks().size(), 2, 1)
        , workers(2, runner, metrics)
        , dispatcher(registry, runner, workers, limits, "node")
        , admission(limits, 1)
        , services{limits, dispatcher, workers, admission, metrics}
        , io(services)
    {
        admission.onRoom([this] { io.roomAgain(); });
    }
    ~Server() { io.stop(); }

    /// Turns until `done`, pretending that the socket becomes readable and writable all the time.
    template <typename Done> bool turnUntil(Session &session, Done &&done)
    {
        for (int i = 0; i < 20000 && !done(); ++i) {
            session.becameReadable();
            io.wantsTurn(session);
            if (session.becameWritable())
                io.wantsFlush(session);
            io.turn();
            if (i % 16 == 15)
                QTest::qSleep(1); // the workers' turn
        }
        return done();
    }

    Limits limits;
    Registry registry;
    TaskRunner runner;
    Metrics metrics;
    WorkerPool workers;
    Dispatcher dispatcher;
    Admission admission;
    IoServices services;
    ManualThread io;
};

std::string call(int id, const std::string &text)
{
    return "{\"jsonrpc\":\"2.0\",\"method\":\"text.reverse\",\"params\":{\"text\":\"" + text +
           "\"},\"id\":" + std::to_string(id) + "}\n";
}

std::string answer(int id, const std::string &text)
{
    return "{\"jsonrpc\":\"2.0\",\"result\":{\"text\":\"" + text + "\"},\"id\":" + std::to_string(id) + "}\n";
}

std::deque<std::string> cut(const std::string &bytes, std::size_t size)
{
    std::deque<std::string> parts;
    for (std::size_t at = 0; at < bytes.size(); at += size)
        parts.push_back(bytes.substr(at, size));
    return parts;
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutReadsAndWrites_data()
    {
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("write");
        QTest::addColumn<int>("length");
        for (const int length : {3, 5000, 70000, 300000}) {
            for (const int read : {7, 64, 4096, 65536, 131072, 1000000})
                QTest::addRow("%d in %d", length, read) << read << 1000 << length;
        }
        QTest::newRow("byte by byte") << 1 << 1 << 300;
    }

    void cutReadsAndWrites()
    {
        QFETCH(const int, read);
        QFETCH(const int, write);
        QFETCH(const int, length);
        if (length / read > 2000)
            return; // the same again, only longer
        Server server;
        Script script;
        script.writeAtMost = static_cast<std::size_t>(write);
        std::string all;
        std::string expected;
        for (int id = 1; id <= 4; ++id) {
            const std::string text(static_cast<std::size_t>(length), static_cast<char>('a' + id));
            all += call(id, text);
            expected += answer(id, text);
        }
        script.input = cut(all, static_cast<std::size_t>(read));
        const auto session = server.io.connect(script);
        QVERIFY(server.turnUntil(*session, [&] { return script.output.size() >= expected.size(); }));
        // In whatever order they were done.
        for (int id = 1; id <= 4; ++id) {
            const std::string text(static_cast<std::size_t>(length), static_cast<char>('a' + id));
            QVERIFY(script.output.find(answer(id, text)) != std::string::npos);
        }
        QCOMPARE(script.output.size(), expected.size());
        QCOMPARE(server.admission.tasks(), std::uint64_t{0});
        QCOMPARE(server.admission.bytes(), std::uint64_t{0});
        script.ended = true;
        QVERIFY(server.turnUntil(*session, [&] { return script.closed; }));
        QVERIFY(!script.resetOnClose);
    }

    void aPeerThatDoesNotReadIsNotRead()
    {
        Limits limits;
        limits.connectionTasks = 10;
        Server server(limits);
        Script script;
        script.blocked = true;
        for (int id = 0; id < 1000; ++id)
            script.input.push_back(call(id, "x"));
        const auto session = server.io.connect(script);
        QVERIFY(server.turnUntil(*session, [&] { return server.admission.tasks() >= 10; }));
        for (int i = 0; i < 50; ++i)
            server.turnUntil(*session, [] { return true; });
        QCOMPARE(server.admission.tasks(), std::uint64_t{10});
        QCOMPARE(script.input.size(), std::size_t{990});
        script.blocked = false;
        QVERIFY(server.turnUntil(*session,
                                 [&] { return std::count(script.output.begin(), script.output.end(), '\n') == 1000; }));
        QCOMPARE(server.admission.tasks(), std::uint64_t{0});
    }

    void aFaultAtAnyPointPaysEverythingBack()
    {
        for (int turns = 0; turns < 12; ++turns) {
            Server server;
            Script script;
            script.writeAtMost = 10;
            script.input = cut(call(1, std::string(1000, 'x')) + call(2, std::string(90000, 'y')) + "{\"a", 5000);
            const auto session = server.io.connect(script);
            int left = turns;
            server.turnUntil(*session, [&] { return left-- <= 0; });
            script.broken = true;
            QVERIFY(server.turnUntil(*session, [&] { return script.closed; }));
            QVERIFY(session->gone.load());
            QVERIFY(server.turnUntil(*session, [&] { return server.admission.tasks() == 0; }));
            QCOMPARE(server.admission.bytes(), std::uint64_t{0});
            QCOMPARE(server.io.sessionCount(), std::size_t{0});
        }
    }

    void writeTimeoutResets()
    {
        Limits limits;
        limits.writeTimeoutMs = 100;
        Server server(limits);
        Script script;
        script.blocked = true;
        script.input.push_back(call(1, "x"));
        const auto session = server.io.connect(script);
        QVERIFY(server.turnUntil(*session, [&] {
            server.io.tickNow();
            return script.closed;
        }));
        QVERIFY(script.resetOnClose);
        QCOMPARE(server.admission.tasks(), std::uint64_t{0});
    }

    void drainingAnswersFirst()
    {
        Server server;
        Script script;
        script.blocked = true;
        script.input.push_back(call(1, "ab"));
        const auto session = server.io.connect(script);
        QVERIFY(server.turnUntil(*session, [&] { return server.admission.tasks() == 1; }));
        server.dispatcher.drain();
        server.io.drain();
        script.input.push_back(call(2, "cd"));
        QVERIFY(!server.turnUntil(*session, [&, i = 0]() mutable { return script.shut || ++i > 200; }) || !script.shut);
        script.blocked = false;
        QVERIFY(server.turnUntil(*session, [&] { return script.shut; }));
        QVERIFY(script.output.find(answer(1, "ba")) != std::string::npos);
        QVERIFY(script.output.find("-32006") != std::string::npos);
        script.ended = true;
        QVERIFY(server.turnUntil(*session, [&] { return script.closed; }));
        QVERIFY(!script.resetOnClose);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
