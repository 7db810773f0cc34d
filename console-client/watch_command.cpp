#include "console-client/watch_command.h"

#include "common/client/byte_view.h"
#include "common/client/event_subscription.h"
#include "common/client/task_calls.h"
#include "console-client/exit_codes.h"
#include "console-client/option_values.h"
#include "console-client/result_text.h"
#include "console-client/task_table.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace relevo::console {

namespace {

using namespace Qt::StringLiterals;
using client::TaskPage;
using client::TaskRecord;
using client::TaskState;

struct WatchCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::WatchCommand)
};

constexpr int listed = 20; // of the newest, and of those that run

class Watch
{
public:
    Watch(Console &console, Client &client, const std::string &id)
        : m_console(console)
        , m_client(client)
        , m_id(fromBytes(id))
        , m_events(client, {QStringLiteral("task")}, m_id)
        , m_colour(showsColour())
        , m_redraws(!console.json && Output::stdoutIsTerminal())
    {
        QObject::connect(&m_client, &Client::stateChanged, &m_loop, [this] { onState(); });
        QObject::connect(&m_events, &EventSubscription::began, &m_loop, [this] { onBegan(); });
        QObject::connect(&m_events, &EventSubscription::lost, &m_loop, [this](quint64 count) { onLost(count); });
        QObject::connect(&m_events, &EventSubscription::failed, &m_loop,
                         [this](const CallError &error) { end(m_console.failed(error)); });
        QObject::connect(&m_events, &EventSubscription::received, &m_loop,
                         [this](const TaskEvent &event, const QByteArray &params) { onEvent(event, params); });
    }

    /// `longest`: nothing for without end.
    int run(std::optional<std::chrono::milliseconds> longest)
    {
        if (longest)
            QTimer::singleShot(*longest, &m_loop, [this] { onTimeout(); });
        m_events.start();
        return m_loop.exec();
    }

private:
    void end(int code)
    {
        endLine();
        m_console.output.flush();
        m_loop.exit(code);
    }

    // Of one task it is a wait that has come to nothing; else it was watched for as long as was wished.
    void onTimeout()
    {
        endLine();
        if (!m_id.isEmpty())
            m_console.output.complain(WatchCommandTexts::tr("The task is not final yet."));
        end(m_id.isEmpty() ? Done : NoConnection);
    }

    void onState()
    {
        const bool connected = m_client.state() == Client::State::Connected;
        if (!connected && !m_away) {
            m_away = true;
            note(WatchCommandTexts::tr("The connection is lost: %1 It is tried again.").arg(m_client.lastError()));
        } else if (connected && m_away) {
            m_away = false;
            note(WatchCommandTexts::tr("The connection is back."));
        }
    }

    // Of one task the server itself tells the present state first.
    void onBegan()
    {
        if (m_id.isEmpty())
            list();
        else if (!m_console.json && m_first)
            note(WatchCommandTexts::tr("Until the task is final, or Ctrl-C:"));
        m_first = false;
    }

    void onLost(quint64 count)
    {
        note(WatchCommandTexts::tr("%1 events were lost. What stands now:").arg(count));
        if (m_id.isEmpty())
            list();
    }

    // Those that run, and the newest whatever they do, the oldest of them first.
    void list()
    {
        client::TaskQuery running;
        running.state = TaskState::Running;
        running.limit = listed;
        client::TaskQuery newest;
        newest.limit = listed;
        ask(running, [this, newest](QList<QByteArray> found) {
            ask(newest, [this, found](const QList<QByteArray> &others) mutable {
                found += others;
                std::sort(found.begin(), found.end(), [](const QByteArray &one, const QByteArray &other) {
                    return memberOf(viewOf(one), "id") < memberOf(viewOf(other), "id");
                });
                showListed(found);
            });
        });
    }

    template <typename Then> void ask(const client::TaskQuery &query, Then then)
    {
        m_client.callRaw(QStringLiteral("task.list"), QByteArray::fromStdString(query.json()))
            .then(&m_client, [then, watch = QPointer(&m_loop)](const Reply &reply) mutable {
                if (!watch)
                    return; // the client outlives it, and ends what it still asks for
                const std::optional<TaskPage> page = TaskPage::parse(viewOf(reply.rawResult()));
                QList<QByteArray> found;
                for (const std::string_view json : page ? page->tasks : std::vector<std::string_view>())
                    found += QByteArray(json.data(), static_cast<qsizetype>(json.size()));
                if (reply.isOk()) // else the connection has gone, and its return lists again
                    then(found);
            });
    }

    void showListed(const QList<QByteArray> &found)
    {
        QString last;
        for (const QByteArray &json : found) {
            const std::optional<TaskRecord> task = TaskRecord::parse(viewOf(json));
            if (!task || task->id == last)
                continue;
            last = task->id;
            if (m_console.json)
                m_console.output.line(R"({"topic":"list","task":)" + json.toStdString() + '}');
            else
                show(std::max({task->createdAt, task->startedAt, task->finishedAt}), *task);
        }
        endLine();
        if (!m_console.json && !std::exchange(m_listed, true))
            note(found.isEmpty()
                     ? WatchCommandTexts::tr("There is no task yet. What happens from now on, until Ctrl-C:")
                     : WatchCommandTexts::tr("What happens from now on, until Ctrl-C:"));
        m_console.output.flush();
    }

    void onEvent(const TaskEvent &event, const QByteArray &params)
    {
        const std::optional<TaskRecord> task = TaskRecord::parse(viewOf(event.body));
        if (!task)
            return;
        if (m_console.json)
            m_console.output.line(viewOf(params));
        else
            show(event.at, *task);
        m_console.output.flush();
        if (!m_id.isEmpty() && task->isFinal())
            end(task->state == TaskState::Succeeded ? Done : TaskFailed);
    }

    // A line each; on a terminal a task's progress goes on in the line that tells of it, if that is the last.
    void show(std::int64_t at, const TaskRecord &task)
    {
        const QString line = taskHappening(at, task, m_colour);
        const bool goesOn = task.state == TaskState::Running && m_openId == task.id;
        if (!goesOn)
            endLine();
        m_console.output.write(goesOn ? u"\r\x1b[K"_s + line : line);
        if (m_redraws && task.state == TaskState::Running)
            m_openId = task.id;
        else
            m_console.output.write("\n");
    }

    void endLine()
    {
        if (!m_openId.isEmpty())
            m_console.output.write("\n");
        m_openId.clear();
    }

    void note(const QString &text)
    {
        endLine();
        m_console.output.flush();
        Output::toStderr(text.toStdString() + '\n');
    }

    Console &m_console;
    Client &m_client;
    QString m_id;
    QEventLoop m_loop;
    EventSubscription m_events;
    QString m_openId; ///< of the task whose line is not ended yet; empty: none
    bool m_colour;
    bool m_redraws;
    bool m_away = false;
    bool m_first = true;
    bool m_listed = false;
};

} // namespace

int runWatch(Console &console)
{
    const std::vector<std::string> &words = console.arguments.positional();
    OptionValues values(console, "watch");
    const std::optional<std::chrono::milliseconds> longest = values.duration("timeout");
    if (words.size() > 1)
        values.refuse(WatchCommandTexts::tr("The id of one task is expected, or none."));
    if (!values.ok())
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();
    const std::string id = words.empty() ? std::string() : words.front();
    if (!id.empty()) {
        // Of a task that is not there nothing would be told.
        const Reply reply = console.session.repeat(u"task.get"_s, client::getParams(id, false));
        if (!reply.isOk())
            return console.failed(reply.error());
    }
    console.session.client().disconnectFromServer();
    ConnectionOptions options;
    options.longestPause = std::chrono::seconds(5);
    Client client(options); // unlike the session's it comes back
    client.connectToServer(console.session.client().address());
    return Watch(console, client, id).run(longest);
}

} // namespace relevo::console
