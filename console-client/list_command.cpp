#include "console-client/list_command.h"

#include "common/client/byte_view.h"
#include "console-client/exit_codes.h"
#include "console-client/option_values.h"
#include "console-client/task_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace relevo::console {

namespace {

using client::TaskPage;
using client::TaskQuery;
using client::TaskRecord;

struct ListCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ListCommand)
};

constexpr int shownByDefault = 50;

class Table
{
public:
    explicit Table(Console &console)
        : m_console(console)
        , m_colour(showsColour())
    {}

    void add(std::string_view json)
    {
        ++m_rows;
        if (m_console.json) {
            m_console.output.line(json);
            return;
        }
        if (m_rows == 1)
            m_console.output.write(taskHeader());
        if (const std::optional<TaskRecord> task = TaskRecord::parse(json))
            m_console.output.write(taskRow(*task, m_colour));
    }
    int rows() const { return m_rows; }

private:
    Console &m_console;
    bool m_colour;
    int m_rows = 0;
};

void note(const QString &text)
{
    Output::toStderr(text.toStdString() + '\n');
}

} // namespace

int readPages(Console &console, TaskQuery query, const std::function<bool(const TaskPage &page)> &take)
{
    const QString method = QStringLiteral("task.list");
    while (true) {
        const Reply reply = console.session.repeat(method, query.json());
        if (!reply.isOk())
            return console.failed(reply.error());
        const QByteArray &raw = reply.rawResult();
        const std::optional<TaskPage> page = TaskPage::parse(viewOf(raw));
        if (!page) {
            console.output.complain(
                ListCommandTexts::tr("The server answered with something that is no list of tasks."));
            return TaskFailed;
        }
        query.before = page->next.toStdString();
        if (!take(*page) || query.before.empty())
            return Done;
    }
}

int runList(Console &console)
{
    OptionValues values(console, "list");
    TaskQuery query;
    query.state = values.state();
    query.direct = values.direct();
    query.task = values.text("task");
    query.before = values.text("before");
    const std::optional<int> limit = values.integer("limit", 1, std::numeric_limits<int>::max());
    const bool all = console.arguments.has("all");
    if (!console.arguments.positional().empty())
        values.refuse(ListCommandTexts::tr("The command %1 takes no words.").arg(QStringLiteral("list")));
    if (all && limit)
        values.refuse(ListCommandTexts::tr("Either --all or --limit, not both."));
    if (!values.ok())
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();

    if (const TaskDescription *task = console.session.catalog().find(fromBytes(query.task));
        task && !query.task.empty())
        query.task = task->name;
    const int most = all ? std::numeric_limits<int>::max() : limit.value_or(shownByDefault);
    query.limit = most;
    Table table(console);
    std::string last;
    bool more = false;
    const int code = readPages(console, query, [&](const TaskPage &page) {
        for (const std::string_view json : page.tasks) {
            if (table.rows() < most)
                table.add(json);
        }
        console.output.flush();
        last = page.next.toStdString();
        more = !last.empty() && table.rows() >= most;
        return table.rows() < most;
    });
    if (code == Done && table.rows() == 0 && !console.json)
        note(ListCommandTexts::tr("There are no such tasks."));
    else if (code == Done && more && !limit && !console.json)
        note(ListCommandTexts::tr("There may be more: --all, or --before %1.").arg(fromBytes(last)));
    return code;
}

} // namespace relevo::console
