// What other threads ask the keeper: everything here is for any of them.
#include "server/background/keeper.h"

#include "server/background/time_text.h"

#include <iterator>
#include <utility>

namespace relevo {

namespace {

constexpr std::size_t mostHistory = 20'000;

} // namespace

void Keeper::push(Command &&command)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return; // a reply in it says so by its end
        wake = m_commands.empty();
        m_commands.push_back(std::move(command));
    }
    if (wake)
        m_work.notify_one();
}

void Keeper::submit(SubmitTask &&task, PendingReply &&reply)
{
    push(Submission{std::move(task), std::move(reply)});
}

void Keeper::cancel(const TaskId &id, PendingReply &&reply)
{
    push(CancelWish{id, std::move(reply)});
}

void Keeper::retry(const TaskId &id, PendingReply &&reply)
{
    push(RetryWish{id, std::move(reply)});
}

void Keeper::wait(const TaskId &id, std::int64_t timeoutMs, PendingReply &&reply)
{
    push(Wait{id, nowMs() + timeoutMs, std::move(reply)});
}

void Keeper::subscribe(unsigned topics, std::optional<TaskId> id, PendingReply &&reply)
{
    push(Subscribe{topics, id, std::move(reply)});
}

void Keeper::unsubscribe(std::string subscription, PendingReply &&reply)
{
    push(Unsubscribe{std::move(subscription), std::move(reply)});
}

void Keeper::tell(Topic topic, std::string body)
{
    push(Tell{topic, std::move(body)});
}

void Keeper::record(std::vector<TaskRecord> &&calls)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_history.size() + calls.size() > mostHistory) {
            for (const TaskRecord &call : calls)
                lose(call);
            return;
        }
        if (!m_history.empty()) {
            std::move(calls.begin(), calls.end(), std::back_inserter(m_history));
            return;
        }
        m_historyBegun = true;
        std::move(calls.begin(), calls.end(), std::back_inserter(m_history));
    }
    m_work.notify_one();
}

void Keeper::prune(const PruneQuery &query, PendingReply &&reply)
{
    push(Prune{query, std::move(reply)});
}

void Keeper::tellStats(const std::function<std::string()> &stats)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_statsWanted)
            return;
    }
    tell(Topic::Stats, "\"stats\":" + stats());
}

TaskId Keeper::newId()
{
    return m_ids->next(nowMs());
}

void Keeper::finished(Attempt &attempt)
{
    push(Ended{&attempt, attempt.key()});
}

void Keeper::drain()
{
    push(Drain{});
}

void Keeper::askToStop()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[key, attempt] : m_running)
        attempt->stop(Attempt::Stop::Draining);
}

bool Keeper::isIdle() const
{
    const std::lock_guard lock(m_mutex);
    return m_running.empty();
}

void Keeper::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_work.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

KeeperFigures Keeper::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

bool Keeper::accepts() const
{
    const std::lock_guard lock(m_mutex);
    return !m_figures.storeAway;
}

void Keeper::overlay(TaskRecord &record) const
{
    if (record.state != TaskState::Running)
        return;
    const std::lock_guard lock(m_mutex);
    const auto found = m_running.find(record.id.key);
    if (found == m_running.end() || found->second->number() != record.attempt)
        return;
    const Attempt &attempt = *found->second;
    record.startedAt = attempt.startedAt();
    record.progress = attempt.progress();
    record.worker = attempt.worker();
    record.stuck = attempt.stuck;
}

} // namespace relevo
