#include "tests/torture/acknowledged.h"

#include "tests/support/reply.h"
#include "tests/support/rpc.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relevo::test {

using Truth = KnownTask::Truth;

QByteArray KnownTask::params() const
{
    if (task == "text.reverse")
        return "[\"" + tag + QByteArray(padding, 'x') + "\"]";
    if (task == "test.sleep")
        return "{\"tag\":\"" + tag + "\",\"ms\":3}";
    return "{\"tag\":\"" + tag + "\"}";
}

QByteArray Acknowledged::ask(Asked what, std::size_t task, const QByteArray &method, const QByteArray &params)
{
    m_open.insert(++m_last, {what, task});
    return test::request(QByteArray::number(m_last), method, params);
}

QByteArray Acknowledged::submit()
{
    // Now and then one again whose answer was lost: its key keeps it from being there twice.
    if (!m_tasks.empty() && number(8) == 0) {
        const std::size_t again = number(m_tasks.size());
        const KnownTask &task = m_tasks[again];
        if (task.truth == Truth::Unknown)
            return ask(Asked::Submit, again, "task.submit", submission(task.task, task.params(), task.options));
    }
    KnownTask task;
    static constexpr const char *kinds[] = {"test.log", "test.log", "test.sleep", "text.reverse"};
    task.task = kinds[number(4)];
    task.tag = 't' + QByteArray::number(m_tasks.size());
    if (number(20) == 0)
        task.padding = 70'000; // beside the records, if it is a text
    task.options =
        "\"maxAttempts\":20,\"idempotencyKey\":\"" + task.tag + "\",\"priority\":" + QByteArray::number(number(10));
    if (number(8) == 0)
        task.options += ",\"delayMs\":" + QByteArray::number(number(400));
    m_tasks.push_back(task);
    return ask(Asked::Submit, m_tasks.size() - 1, "task.submit", submission(task.task, task.params(), task.options));
}

QByteArray Acknowledged::request(int who)
{
    return number(10) < 6 || m_tasks.size() < 10 ? submit() : about(who);
}

/// A task is asked about by one connection only, and about one thing at a time: so the order of its answers is known.
QByteArray Acknowledged::about(int who)
{
    for (int tries = 0; tries < 20; ++tries) {
        // The younger ones, which are not final yet.
        const std::size_t back = number(std::min<std::size_t>(m_tasks.size(), 200));
        const std::size_t at = m_tasks.size() - 1 - back;
        KnownTask &task = m_tasks[at];
        if (at % 3 != static_cast<std::size_t>(who) || task.id.isEmpty())
            continue;
        if (task.truth == Truth::Runs && number(3) == 0)
            return ask(Asked::Wait, at, "task.wait", Rpc::idParam(task.id));
        if (task.truth == Truth::Runs) {
            task.truth = Truth::CancelSent;
            return ask(Asked::Cancel, at, "task.cancel", Rpc::idParam(task.id));
        }
        if (task.truth == Truth::Cancelled && number(2) == 0) {
            task.truth = Truth::RetrySent;
            return ask(Asked::Retry, at, "task.retry", Rpc::idParam(task.id));
        }
    }
    return submit();
}

QString Acknowledged::readResult(Asked asked, KnownTask &task, const JsonTextValue &result)
{
    const QByteArray id = text(result, u"id");
    if (id.isEmpty() || (!task.id.isEmpty() && task.id != id))
        return u"another id than before"_s;
    acknowledged += task.id.isEmpty() ? 1 : 0;
    task.id = id;
    if (asked == Asked::Submit && task.truth == Truth::Unknown)
        task.truth = Truth::Runs;
    if (asked == Asked::Cancel) {
        task.truth = Truth::Cancelled;
        ++confirmedCancels;
    }
    if (asked == Asked::Retry) {
        task.truth = Truth::Runs;
        ++confirmedRetries;
    }
    return {};
}

QString Acknowledged::readError(Asked asked, KnownTask &task, int code)
{
    if (code == -32000 && m_storageMayBeAway)
        return {};
    const bool away = code == -32006; // it shuts down: not done
    if (asked == Asked::Cancel && (code == -32007 || away))
        task.truth = Truth::Runs; // too late: it has succeeded
    else if (asked == Asked::Retry && (code == -32007 || away))
        task.truth = Truth::Cancelled; // too early: its code still runs
    else if (!away)
        return u"an error that nobody expects: %1"_s.arg(code);
    return {};
}

QString Acknowledged::read(const QByteArray &line)
{
    const auto reply = JsonTextValue::parse(line);
    if (!reply)
        return u"no JSON: "_s + QString::fromUtf8(line.left(200));
    const auto question = m_open.find((*reply)[u"id"].token().toLongLong());
    if (question == m_open.end())
        return (*reply)[u"error"][u"code"].token() == "-32700"
                   ? QString() // a request that was cut by the end
                   : u"a reply to nothing: "_s + QString::fromUtf8(line.left(200));
    const Question asked = *question;
    m_open.erase(question);
    KnownTask &task = m_tasks[asked.task];
    const QString fault = reply->has(u"result")
                              ? readResult(asked.asked, task, (*reply)[u"result"])
                              : readError(asked.asked, task, (*reply)[u"error"][u"code"].token().toInt());
    return fault.isEmpty() ? QString() : fault + u" in "_s + QString::fromUtf8(line.left(300));
}

void Acknowledged::forgetAnswers()
{
    m_open.clear();
}

QString Acknowledged::faultOf(const KnownTask &task, const JsonTextValue &record)
{
    const QByteArray state = text(record, u"state");
    const bool mayBeCancelled = task.truth != Truth::Runs && task.truth != Truth::Unknown;
    if (state == "cancelled")
        return mayBeCancelled ? QString() : u"cancelled, and nobody has asked for it"_s;
    if (state != "succeeded")
        return u"neither succeeded nor cancelled"_s;
    if (task.truth == Truth::Cancelled)
        return u"a confirmed cancel was forgotten"_s;
    const QByteArray params = record[u"params"].canonical();
    if (params != JsonTextValue::parse(task.params())->canonical())
        return u"other params than were sent"_s;
    if (task.task != "text.reverse")
        return record[u"result"][u"attempt"].token() == record[u"attempt"].token() ? QString()
                                                                                   : u"the result of another attempt"_s;
    QByteArray reversed = task.tag + QByteArray(task.padding, 'x');
    std::reverse(reversed.begin(), reversed.end());
    return text(record[u"result"], u"text") == reversed ? QString() : u"a wrong result"_s;
}

} // namespace relevo::test
