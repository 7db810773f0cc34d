// Blocks of calls as a transport would make them, and a peer that keeps what is delivered to it.
#pragma once

#include "server/call/peer.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace relevo::test {

/// Keeps the chunks in the order in which they were delivered. Thread-safe.
class KeepingOutlet final : public ReplyOutlet
{
public:
    void deliver(std::vector<Delivery> &&chunks) override
    {
        const std::lock_guard lock(m_mutex);
        for (Delivery &delivery : chunks) {
            m_tasks += delivery.chunk.charged.tasks;
            m_longParsed = m_longParsed || delivery.chunk.longParsed;
            m_text += delivery.chunk.data;
        }
        m_changed.notify_all();
    }

    /// Waits until so many tasks have been paid back; false if that takes absurdly long.
    bool waitForTasks(std::uint64_t tasks)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(30), [&] { return m_tasks >= tasks; });
    }

    /// The same for a task of a long message, whose reading ends with a delivery of its own, before or after the
    /// task's.
    bool waitForLong()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(30), [&] { return m_tasks >= 1 && m_longParsed; });
    }

    std::string text()
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }
    std::uint64_t tasks()
    {
        const std::lock_guard lock(m_mutex);
        return m_tasks;
    }

private:
    std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::uint64_t m_tasks = 0;
    bool m_longParsed = false;
    std::string m_text;
};

/// `count` calls of `bytes` each; their ids are `first`, `first` + 1, …
inline std::unique_ptr<CallBlock> blockOf(const std::shared_ptr<Peer> &peer, std::size_t count, std::uint64_t bytes,
                                          std::uint32_t task = 0)
{
    auto block = std::make_unique<CallBlock>();
    block->peer = peer;
    block->received = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
        Call call;
        call.task = task;
        call.charge = bytes;
        block->calls.push_back(call);
    }
    return block;
}

inline std::vector<std::unique_ptr<CallBlock>> one(std::unique_ptr<CallBlock> block)
{
    std::vector<std::unique_ptr<CallBlock>> blocks;
    blocks.push_back(std::move(block));
    return blocks;
}

} // namespace relevo::test
