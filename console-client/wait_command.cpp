#include "console-client/wait_command.h"

#include "common/client/byte_view.h"
#include "common/client/task_calls.h"
#include "console-client/exit_codes.h"
#include "console-client/option_values.h"
#include "console-client/payload.h"
#include "console-client/result_text.h"
#include "console-client/task_table.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <utility>

namespace relevo::console {

namespace {

using client::TaskRecord;
using client::TaskState;
using Milliseconds = std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

struct WaitCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::WaitCommand)
};

constexpr std::size_t mostWaits = 500; // at a time, of the 1,000 that a connection may have
constexpr int pauseMs = 200;

class Waiting
{
public:
    Waiting(Console &console, const std::vector<std::string> &ids, std::optional<Milliseconds> timeout, bool named)
        : m_console(console)
        , m_ids(ids.begin(), ids.end())
        , m_alone(ids.size() == 1)
        , m_named(named || !m_alone)
        , m_end(Clock::now() + timeout.value_or(std::chrono::hours(24 * 365 * 10)))
    {}

    int run()
    {
        if (!m_console.session.connect())
            return m_console.noConnection();
        while (!m_ids.empty() || m_inFlight > 0 || !m_finals.empty()) {
            if (!m_finals.empty()) {
                const Final one = std::move(m_finals.front());
                m_finals.pop_front();
                show(one.task, one.json);
            } else if (m_inFlight == 0 && !m_console.session.reconnect()) {
                m_console.noConnection();
                Output::toStderr(
                    WaitCommandTexts::tr("The tasks themselves go on once the server does: wait for them again.")
                        .toStdString() +
                    '\n');
                return NoConnection;
            } else {
                turn();
            }
        }
        return m_code;
    }

private:
    struct Final
    {
        TaskRecord task;
        std::string json;
    };

    // Asks for as many as may be asked for, and waits for replies.
    void turn()
    {
        m_console.output.flush();
        QEventLoop loop;
        if (std::exchange(m_tooSoon, false)) {
            QTimer::singleShot(pauseMs, &loop, &QEventLoop::quit);
            loop.exec();
        }
        const Client &client = m_console.session.client();
        while (!m_ids.empty() && m_inFlight < mostWaits && client.state() == ConnectionState::Connected)
            ask();
        if (m_inFlight == 0 || !m_finals.empty())
            return;
        m_loop = &loop;
        loop.exec();
        m_loop = nullptr;
    }

    void ask()
    {
        static const std::string method = Client::methodToken("task.wait");
        const std::string id = m_ids.front();
        m_ids.pop_front();
        const auto left = std::chrono::ceil<Milliseconds>(m_end - Clock::now());
        m_console.session.client().send(method, client::waitParams(id, left), [this, id](const RawReply &reply) {
            --m_inFlight;
            take(id, Reply(reply));
            if (m_loop)
                m_loop->quit();
        });
        ++m_inFlight;
    }

    void take(const std::string &id, const Reply &reply)
    {
        if (!reply.isOk()) {
            const CallError &error = reply.error();
            const bool again = error.isConnectionFault() || error.surelyNotRun();
            if (again)
                askAgain(id);
            else
                end(m_named ? named(id, errorText(error)) : errorText(error),
                    error.is(ErrorCode::InvalidParams) ? WrongUse : TaskFailed);
            return;
        }
        const QByteArray &raw = reply.rawResult();
        const std::string_view json = viewOf(raw);
        std::optional<TaskRecord> task = TaskRecord::parse(json);
        if (!task)
            end(named(id, WaitCommandTexts::tr("The server answered with something that is no task's record.")),
                TaskFailed);
        else if (!task->isFinal() && Clock::now() < m_end)
            askAgain(id); // the server stops, or the longest time of one call is over
        else
            m_finals.push_back({std::move(*task), std::string(json)});
    }

    void askAgain(const std::string &id)
    {
        m_ids.push_back(id);
        m_tooSoon = true;
    }

    void show(const TaskRecord &task, const std::string &json)
    {
        if (m_console.json)
            m_console.output.line(json);
        else if (!m_alone)
            m_console.output.write(taskRow(task, showsColour()));
        else if (task.state == TaskState::Succeeded)
            showResult(task);
        if (!task.isFinal())
            end(named(task,
                      WaitCommandTexts::tr("The task is not done yet: it is %1.").arg(client::stateText(task.state))),
                NoConnection);
        else if (task.state == TaskState::Cancelled)
            end(named(task, WaitCommandTexts::tr("The task was cancelled.")), TaskFailed);
        else if (task.state == TaskState::Failed)
            end(named(task, failureText(task)), TaskFailed);
        m_console.output.flush();
    }

    void showResult(const TaskRecord &task)
    {
        std::string result = task.result.toStdString();
        if (!task.resultBlob.isEmpty()) {
            const int code = readPayload(m_console, task.resultBlob, [&result](std::string_view piece) {
                result += piece;
                return true;
            });
            if (code != Done) {
                m_code = std::max(m_code, code);
                return;
            }
        }
        std::string text;
        const TaskDescription *description = m_console.session.catalog().find(task.task);
        appendResult(text, description ? *description : TaskDescription(), m_console.language, result);
        m_console.output.write(text);
    }

    static QString failureText(const TaskRecord &task)
    {
        const CallError error = task.callError();
        return error.end == CallEnd::Result ? WaitCommandTexts::tr("The task failed.") : errorText(error);
    }

    QString named(const TaskRecord &task, const QString &text) const
    {
        return m_named ? named(task.id.toStdString(), text) : text;
    }
    static QString named(const std::string &id, const QString &text)
    {
        return fromBytes(id) + QStringLiteral(": ") + text;
    }

    void end(const QString &complaint, int code)
    {
        m_console.output.complain(complaint);
        m_code = std::max(m_code, code);
    }

    Console &m_console;
    std::deque<std::string> m_ids;
    std::deque<Final> m_finals;
    bool m_alone;
    bool m_named;           ///< what is complained of
    bool m_tooSoon = false; ///< to ask again at once
    Clock::time_point m_end;
    std::size_t m_inFlight = 0;
    int m_code = Done;
    QEventLoop *m_loop = nullptr;
};

} // namespace

int runWait(Console &console)
{
    OptionValues values(console, "wait");
    const std::optional<Milliseconds> timeout = values.duration("timeout");
    const std::vector<std::string> ids = values.ids();
    return values.ok() ? Waiting(console, ids, timeout, values.idsFromInput()).run() : WrongUse;
}

int waitFor(Console &console, const std::vector<std::string> &ids, std::optional<Milliseconds> timeout)
{
    return Waiting(console, ids, timeout, false).run();
}

} // namespace relevo::console
