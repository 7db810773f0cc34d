// A connected client as everyone but its transport sees it: somewhere to deliver replies to.
#pragma once

#include "server/call/call.h"
#include "server/call/event_source.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace relevo {

class Peer;

/// One peer's place in the ready ring; every field is guarded by the ring's lock.
struct Lane
{
    CallBlock *first = nullptr;
    CallBlock *last = nullptr;
    std::uint64_t waiting = 0; ///< calls
    double finish = 0;         ///< virtual time at which what it was served so far is paid for
    bool inRing = false;
    bool background = false; ///< of background tasks: it may not hold every worker (ready_ring.h)
};

/// A chunk and where it goes.
struct Delivery
{
    std::shared_ptr<Peer> peer;
    ReplyChunk chunk;
};

/// The thread that a peer's connection lives on. Outlives its peers.
class ReplyOutlet
{
public:
    virtual ~ReplyOutlet() = default;
    /// From any thread; takes the chunks over. They are written in the order given.
    virtual void deliver(std::vector<Delivery> &&chunks) = 0;
};

class Peer
{
public:
    explicit Peer(ReplyOutlet &home)
        : outlet(home)
    {}
    virtual ~Peer() = default;
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    ReplyOutlet &outlet;
    Lane lane;
    /// Set once the connection has been reset: what has not started is dropped, what runs may stop.
    std::atomic<bool> gone{false};
    /// Calls that wait for something to happen, and subscriptions: they hold no share, and are bounded by themselves.
    std::atomic<std::uint32_t> waiting{0};
    /// Bytes that it holds of its share; kept by its I/O thread, for those who fetch what it asked for.
    std::atomic<std::uint64_t> held{0};
    /// Bytes of replies that are being fetched from a store: not in `held` yet.
    std::atomic<std::uint64_t> fetched{0};
    static constexpr std::uint32_t mostWaiting = 1000;

    /// Set by the first subscription, before any chunk announces its events.
    std::shared_ptr<EventSource> events() const
    {
        const std::lock_guard lock(m_eventsMutex);
        return m_events;
    }
    void setEvents(std::shared_ptr<EventSource> events)
    {
        const std::lock_guard lock(m_eventsMutex);
        m_events = std::move(events);
    }

private:
    mutable std::mutex m_eventsMutex; // guards the one below
    std::shared_ptr<EventSource> m_events;
};

} // namespace relevo
