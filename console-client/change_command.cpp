#include "console-client/change_command.h"

#include "common/client/byte_view.h"
#include "common/client/task_calls.h"
#include "console-client/exit_codes.h"
#include "console-client/option_values.h"
#include "console-client/result_text.h"
#include "console-client/task_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <deque>

namespace relevo::console {

namespace {

struct ChangeCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ChangeCommand)
};

using namespace Qt::StringLiterals;
using client::TaskRecord;

QString changedText(const TaskRecord &task)
{
    const QString text = task.id + u"  "_s + stateCell(task.state, 0, showsColour());
    const bool wished = !task.isFinal() && task.cancelRequestedAt != 0;
    return wished ? text + u", "_s + ChangeCommandTexts::tr("its cancel is asked for") : text;
}

void print(Console &console, const QByteArray &raw)
{
    const std::string_view json = viewOf(raw);
    const std::optional<TaskRecord> task = TaskRecord::parse(json);
    if (console.json || !task)
        console.output.line(json);
    else
        console.output.line(changedText(*task));
}

// One call for each id, many at once; the answers in the ids' order.
int change(Console &console, const std::string &command, const QString &method)
{
    OptionValues values(console, command);
    const std::vector<std::string> ids = values.ids();
    if (!values.ok())
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();
    struct Call
    {
        std::string id;
        QFuture<Reply> reply;
    };
    constexpr std::size_t mostInFlight = 256;
    std::deque<Call> calls;
    int code = Done;
    for (auto next = ids.begin(); next != ids.end() || !calls.empty();) {
        for (; next != ids.end() && calls.size() < mostInFlight; ++next)
            calls.push_back(
                {*next, console.session.client().callRaw(method, QByteArray::fromStdString(client::idParams(*next)))});
        const Reply reply = Session::await(calls.front().reply);
        if (reply.isOk()) {
            print(console, reply.rawResult());
        } else if (reply.error().isConnectionFault()) {
            // Nothing is done twice by itself: what was under way may have been done.
            Output::toStderr(
                ChangeCommandTexts::tr("From %1 on it is not known.").arg(fromBytes(calls.front().id)).toStdString() +
                '\n');
            return console.failed(reply.error());
        } else {
            QString text = errorText(reply.error());
            if (ids.size() > 1 || values.idsFromInput())
                text.prepend(fromBytes(calls.front().id) + u": "_s);
            console.output.complain(text);
            code = std::max<int>(code, reply.error().end == CallEnd::TimedOut ? NoConnection : TaskFailed);
        }
        calls.pop_front();
    }
    console.output.flush();
    return code;
}

} // namespace

int runCancel(Console &console)
{
    return change(console, "cancel", QStringLiteral("task.cancel"));
}

int runRetry(Console &console)
{
    return change(console, "retry", QStringLiteral("task.retry"));
}

} // namespace relevo::console
