#include "tests/torture/invariant.h"

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace relevo::test {

namespace {

QString told(const JsonTextValue &record)
{
    return u": "_s + QString::fromUtf8(record.canonical().left(1500));
}

/// All ids of background tasks, page by page.
QString list(Rpc &rpc, std::set<QByteArray> &ids)
{
    QByteArray before;
    do {
        const JsonTextValue page = rpc.result("task.list", "{\"limit\":500" + before + '}');
        for (const JsonTextValue &record : page[u"tasks"].items()) {
            if (!ids.insert(text(record, u"id")).second)
                return u"a task is listed twice"_s;
        }
        before = page[u"next"].isString() ? ",\"before\":\"" + text(page, u"next") + '"' : QByteArray();
    } while (!before.isEmpty());
    return {};
}

/// Those that were acknowledged, whose ids are taken out of `ids`.
QString checkAcknowledged(Rpc &rpc, const Acknowledged &known, std::set<QByteArray> &ids)
{
    constexpr std::size_t atOnce = 100;
    std::vector<std::pair<int, const KnownTask *>> asked;
    const auto read = [&]() -> QString {
        for (const auto &[call, task] : asked) {
            const JsonTextValue record = rpc.reply(call)[u"result"];
            if (const QString fault = Acknowledged::faultOf(*task, record); !fault.isEmpty())
                return fault + told(record);
        }
        asked.clear();
        return {};
    };
    for (const KnownTask &task : known.tasks()) {
        if (task.id.isEmpty())
            continue;
        if (ids.erase(task.id) != 1)
            return u"an acknowledged task is not listed: "_s + QString::fromLatin1(task.id);
        asked.emplace_back(rpc.send("task.get", Rpc::idParam(task.id)), &task);
        if (asked.size() >= atOnce) {
            if (const QString fault = read(); !fault.isEmpty())
                return fault;
        }
    }
    return read();
}

/// What is left was never acknowledged: each is one that was sent, and there once.
QString checkTheRest(Rpc &rpc, const Acknowledged &known, const std::set<QByteArray> &ids)
{
    std::map<QByteArray, const KnownTask *> byTag;
    for (const KnownTask &task : known.tasks()) {
        if (task.id.isEmpty())
            byTag[task.tag] = &task;
    }
    for (const QByteArray &id : ids) {
        const JsonTextValue record = rpc.get(id);
        const JsonTextValue &params = record[u"params"];
        QByteArray tag = params.isArray() ? params.items().value(0).string().toUtf8() : text(params, u"tag");
        while (tag.endsWith('x'))
            tag.chop(1);
        const auto task = byTag.find(tag);
        if (task == byTag.end())
            return u"a task that nobody has sent, or a second one"_s + told(record);
        if (const QString fault = Acknowledged::faultOf(*task->second, record); !fault.isEmpty())
            return fault + told(record);
        byTag.erase(task);
    }
    return {};
}

} // namespace

QString invariantFault(const TaskServer &server, const Acknowledged &known)
{
    Rpc rpc = server.rpc();
    const bool allFinal = eventually(
        [&] {
            const JsonTextValue audit = rpc.result("system.audit");
            return number(audit, u"queued") == 0 && number(audit, u"running") == 0;
        },
        10 * hangGuardMs);
    if (!allFinal)
        return u"not all of them end"_s + told(rpc.result("system.audit"));
    if (const QString fault = server.auditFault(); !fault.isEmpty())
        return u"the audit does not add up: "_s + fault;
    std::set<QByteArray> ids;
    if (const QString fault = list(rpc, ids); !fault.isEmpty())
        return fault;
    if (number(rpc.result("system.audit"), u"accepted") != static_cast<qint64>(ids.size()))
        return u"other tasks are counted than are listed"_s;
    if (const QString fault = checkAcknowledged(rpc, known, ids); !fault.isEmpty())
        return fault;
    return checkTheRest(rpc, known, ids);
}

QString summary(const TaskServer &server, const Acknowledged &known)
{
    const qint64 stored = number(server.rpc().result("system.audit"), u"accepted");
    return u"%1 submits sent, %2 acknowledged, %3 stored; %4 cancels and %5 retries confirmed; %6 executions"_s
        .arg(known.tasks().size())
        .arg(known.acknowledged)
        .arg(stored)
        .arg(known.confirmedCancels)
        .arg(known.confirmedRetries)
        .arg(server.log().size());
}

} // namespace relevo::test
