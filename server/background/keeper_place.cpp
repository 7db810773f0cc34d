// The keeper among the nodes that share its store: its place and those of nodes that are gone, and what others change
// of the tasks that are waited for, watched or run here.
#include "server/background/keeper.h"

#include "server/background/time_text.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace relevo {

namespace {

constexpr std::size_t adoptAtOnce = 10'000;
constexpr std::int64_t placePauseMs = 1'000;
constexpr std::int64_t takeOverPauseMs = 60'000;
constexpr std::int64_t lookMs = 1'000;
constexpr std::int64_t watchedLookMs = 100;
constexpr std::int64_t askMs = 1'000; // whatever hints have been lost
constexpr std::size_t mostAsked = 1'000;

} // namespace

/// The node's place among those that share the store, and the tasks of those that have lost theirs.
void Keeper::keepPlace(std::int64_t now)
{
    m_placeAt = now + m_settings.leaseMs / 3;
    try {
        const auto asked = std::chrono::steady_clock::now();
        if (!m_store.renew(m_settings.slot, now, m_settings.leaseMs) &&
            m_store.attach(m_settings.node, m_settings.slot, now, m_settings.leaseMs) != m_settings.slot) {
            // What runs here may run elsewhere by now; to go on under another place would say that it does not.
            m_log.error("another node has this one's place: it was out of reach for too long");
            std::_Exit(1);
        }
        m_place.renewed(asked);
    } catch (const StorageError &fault) {
        m_log.warning("the node's place cannot be renewed now", {{"why", fault.what()}});
        m_placeAt = now + std::min(placePauseMs, m_settings.leaseMs / 10);
    }
    if (m_draining || isTakingUp() || !m_store.isShared() || !m_place.mayBegin())
        return;
    try {
        if (m_lineOwn)
            lineOwn();
        const std::vector<int> gone = m_store.abandoned(now);
        std::erase_if(m_takenOver, [&gone](const auto &one) {
            return std::find(gone.begin(), gone.end(), one.first) == gone.end();
        });
        for (const int slot : gone)
            takeOver(slot, now);
    } catch (const StorageError &fault) {
        m_log.warning("the tasks of other nodes cannot be looked at now", {{"why", fault.what()}});
    }
}

/// Running ones first: they join those that are queued for that node, which then become this one's.
void Keeper::takeOver(int slot, std::int64_t now)
{
    std::int64_t &last = m_takenOver[slot];
    if (slot == m_settings.slot || (last != 0 && now - last < takeOverPauseMs))
        return;
    m_log.warning("taking over the tasks of a node that is gone", {{"place", static_cast<std::uint64_t>(slot)}});
    for (std::int64_t after = 0;;) {
        const std::vector<OpenTask> open = m_store.open(after, adoptAtOnce);
        if (open.empty())
            break;
        for (const OpenTask &one : open) {
            if (one.holder == slot && one.state == TaskState::Running && !isBusy(one.key))
                putBackUnseen(one, false);
        }
        applyAll();
        after = open.back().key;
    }
    for (std::int64_t after = 0;;) {
        m_lineOwn = true; // what is adopted by a call whose end is not known
        const std::vector<OpenTask> adopted = m_store.adopt(slot, m_settings.slot, after, adoptAtOnce);
        m_lineOwn = false;
        for (const OpenTask &one : adopted)
            line(one);
        if (adopted.size() < adoptAtOnce)
            break;
        after = adopted.back().key;
    }
    last = now;
}

/// Some may then stand in the line twice, which costs a claim in vain.
void Keeper::lineOwn()
{
    for (std::int64_t after = 0;;) {
        const std::vector<OpenTask> open = m_store.open(after, adoptAtOnce);
        if (open.empty())
            break;
        for (const OpenTask &one : open) {
            if (one.holder == m_settings.slot && one.state == TaskState::Queued)
                line(one);
        }
        after = open.back().key;
    }
    m_lineOwn = false;
}

void Keeper::guardPlace()
{
    if (m_place.mayBegin()) {
        m_stopsAll = false;
        return;
    }
    const bool asked = std::exchange(m_stopsAll, true);
    if (!asked)
        m_log.warning("the node's place may be lost: what runs is stopped, and goes back into the queue");
    bool runs = false;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[key, attempt] : m_running) {
            attempt->stop(Attempt::Stop::Draining);
            attempt->revoke();
            runs = runs || attempt->isInside();
        }
    }
    if (runs && asked && !m_place.mayRun()) {
        m_log.error("the node's place could not be renewed, and a task does not return: ending before others take it");
        std::_Exit(1);
    }
}

/// Others need not wait for the end of the lease.
void Keeper::leavePlace()
{
    if (!m_store.isShared())
        return;
    try {
        m_store.renew(m_settings.slot, nowMs(), 0);
    } catch (const StorageError &) {
        // Then they do wait.
    }
}

/// At what other nodes have changed: as they tell, and once a second at all that runs here, and at what is waited for.
void Keeper::lookAround(std::int64_t now)
{
    const bool watched = !m_waits.empty() || !m_running.empty() || m_subscriptions.anyWants(Topic::Task);
    m_lookAt = now + (watched ? watchedLookMs : lookMs);
    if (!m_store.isShared() || m_retryStoreAt != 0)
        return;
    std::vector<std::int64_t> keys = m_store.changedElsewhere();
    if (!keys.empty())
        countSoon();
    if (m_subscriptions.anyWants(Topic::Task))
        m_changed.insert(m_changed.end(), keys.begin(), keys.end());
    std::erase_if(keys, [this](std::int64_t key) { return m_waits.count(key) == 0 && m_running.count(key) == 0; });
    if (now >= m_askAt) {
        m_askAt = now + askMs;
        for (const auto &[key, attempt] : m_running)
            keys.push_back(key);
        auto wait = m_waits.upper_bound(m_askedWaits);
        for (std::size_t i = 0; i < mostAsked && wait != m_waits.end(); ++i, ++wait)
            keys.push_back(wait->first);
        m_askedWaits = wait == m_waits.end() ? 0 : keys.back();
    }
    heed(keys);
    tellChanges();
}

void Keeper::heed(const std::vector<std::int64_t> &keys)
{
    if (keys.empty())
        return;
    std::vector<TaskRecord> records;
    try {
        records = m_store.get(keys);
    } catch (const StorageError &) {
        m_doubts.insert(0); // the next turn asks whether the storage is back
        return;
    }
    for (const TaskRecord &record : records) {
        if (const auto found = m_running.find(record.id.key); found != m_running.end()) {
            Attempt &attempt = *found->second;
            if (record.state != TaskState::Running || record.attempt != attempt.number())
                attempt.stop(Attempt::Stop::Draining); // another node has it
            else if (record.cancelRequestedAt != 0)
                attempt.stop(Attempt::Stop::Cancelled);
        }
        if (isFinal(record.state))
            answerWaits(record.id.key);
    }
}

} // namespace relevo
