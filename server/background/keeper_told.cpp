// Who waits and who watches: calls of task.wait, subscriptions, and what they are told.
#include "server/background/keeper.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/refusal.h"
#include "server/background/time_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace relevo {

void Keeper::doCommand(Wait &wait)
{
    const std::int64_t key = wait.id.key;
    if (m_draining) {
        m_reads->get(wait.id, true, std::move(wait.reply));
        return;
    }
    m_waitEnds.emplace(wait.until, key);
    m_newWaits.push_back(wait.id);
    m_waits[key].push_back(std::move(wait));
}

/// The store is asked only after that, when whatever happens next will be seen: what is final already, or unknown, ends
/// the wait.
void Keeper::lookAtNewWaits()
{
    if (m_newWaits.empty() || m_retryStoreAt != 0)
        return;
    const std::vector<TaskId> ids = std::exchange(m_newWaits, {});
    std::vector<std::int64_t> keys;
    for (const TaskId &id : ids)
        keys.push_back(id.key);
    std::unordered_map<std::int64_t, TaskId> open;
    try {
        for (const TaskRecord &record : m_store.get(keys)) {
            if (!isFinal(record.state))
                open[record.id.key] = record.id;
        }
    } catch (const StorageError &) {
        m_newWaits.insert(m_newWaits.end(), ids.begin(), ids.end());
        m_doubts.insert(0); // the next turn asks whether the storage is back
        return;
    }
    for (const TaskId &id : ids) {
        if (const auto found = open.find(id.key); found == open.end())
            answerWaits(id.key);
        else if (found->second != id)
            answerWaits(id.key, &id);
    }
}

void Keeper::doCommand(Subscribe &subscribe)
{
    std::vector<TaskRecord> present;
    if (subscribe.id) {
        try {
            present = m_store.get(std::vector{subscribe.id->key});
        } catch (const StorageError &fault) {
            refuse(subscribe.reply, refusal(fault), m_out);
            return;
        }
        if (present.empty() || present.front().id != *subscribe.id) {
            refuse(subscribe.reply, noSuch("task"), m_out);
            return;
        }
    }
    const std::shared_ptr<Peer> peer = subscribe.reply.peer();
    const std::string made = m_subscriptions.subscribe(peer, subscribe.topics, subscribe.id);
    if (made.empty()) {
        refuse(subscribe.reply, overloaded("Too many subscriptions on this connection"), m_out);
        return;
    }
    subscribe.reply.result(R"({"subscription":")" + made + "\"}", m_out);
    for (TaskRecord &record : present) {
        overlay(record);
        std::string body = "\"task\":";
        appendRecord(body, record, PayloadForm::None);
        m_subscriptions.tellOne(peer, made, record.id.key, nowMs(), std::move(body));
    }
}

void Keeper::doCommand(Unsubscribe &unsubscribe)
{
    if (m_subscriptions.unsubscribe(unsubscribe.reply.peer(), unsubscribe.subscription))
        unsubscribe.reply.result("{}", m_out);
    else
        refuse(unsubscribe.reply, noSuch("subscription"), m_out);
}

void Keeper::doCommand(Tell &tell)
{
    m_subscriptions.tell(tell.topic, 0, nowMs(), std::move(tell.body));
}

/// To those who watch the node: whether it takes tasks, and whether its storage is there.
void Keeper::tellNode()
{
    std::string body = "\"node\":{\"name\":";
    appendQuoted(body, m_settings.node);
    body += R"(,"state":")" + std::string(m_draining ? "draining" : "ready") + R"(","storage":")";
    body += accepts() ? "ok\"}" : "away\"}";
    m_subscriptions.tell(Topic::Node, 0, nowMs(), std::move(body));
    m_subscriptions.announce(m_out);
    m_out.send();
}

/// Of a task that began with the transaction that accepted it, what it was in between.
void Keeper::tellQueued(const TaskRecord &record)
{
    if (!m_subscriptions.anyWants(Topic::Task))
        return;
    TaskRecord queued = record;
    queued.state = TaskState::Queued;
    queued.attempt = 0;
    queued.startedAt = 0;
    queued.trace.erase(queued.trace.rfind('\n', queued.trace.size() - 2) + 1);
    std::string body = "\"task\":";
    appendRecord(body, queued, PayloadForm::None);
    m_subscriptions.tell(Topic::Task, record.id.key, nowMs(), std::move(body));
}

void Keeper::tellChanges()
{
    const std::vector<std::int64_t> keys = std::exchange(m_changed, {});
    if (!keys.empty() && m_subscriptions.anyWants(Topic::Task)) {
        try {
            const std::int64_t now = nowMs();
            for (TaskRecord &record : m_store.get(keys)) {
                overlay(record);
                std::string body = "\"task\":";
                appendRecord(body, record, PayloadForm::None);
                m_subscriptions.tell(Topic::Task, record.id.key, now, std::move(body));
            }
        } catch (const StorageError &) {
            // The client lists again when it wants to be sure; the states themselves are stored.
        }
    }
    m_subscriptions.announce(m_out);
    m_out.send();
}

void Keeper::answerWaits(std::int64_t key, const TaskId *only)
{
    const auto found = m_waits.find(key);
    if (found == m_waits.end())
        return;
    std::vector<Wait> &all = found->second;
    const auto others =
        std::stable_partition(all.begin(), all.end(), [only](const Wait &wait) { return only && wait.id != *only; });
    std::vector<Wait> waits(std::make_move_iterator(others), std::make_move_iterator(all.end()));
    all.erase(others, all.end());
    if (all.empty())
        m_waits.erase(found);
    for (Wait &wait : waits) {
        const auto [from, to] = m_waitEnds.equal_range(wait.until);
        if (const auto end = std::find_if(from, to, [key](const auto &one) { return one.second == key; }); end != to)
            m_waitEnds.erase(end);
        if (wait.reply)
            m_reads->get(wait.id, true, std::move(wait.reply));
    }
}

void Keeper::endWaits(std::int64_t now)
{
    while (!m_waitEnds.empty() && m_waitEnds.begin()->first <= now) {
        const std::int64_t key = m_waitEnds.begin()->second;
        m_waitEnds.erase(m_waitEnds.begin());
        std::vector<Wait> &waits = m_waits[key];
        for (Wait &wait : waits) {
            if (wait.until <= now)
                m_reads->get(wait.id, true, std::move(wait.reply));
        }
        std::erase_if(waits, [now](const Wait &wait) { return wait.until <= now; });
        if (waits.empty())
            m_waits.erase(key);
    }
}

} // namespace relevo
