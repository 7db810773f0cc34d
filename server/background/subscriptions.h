// Who is told of what: the subscriptions of each connection, and the events that wait for it to be written.
#pragma once

#include "server/call/deliveries.h"
#include "server/storage/task_record.h"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relevo {

enum class Topic : std::uint8_t { Task, Node, Stats };

inline constexpr std::array<std::string_view, 3> topicNames{"task", "node", "stats"};

/// One connection's subscriptions. Thread-safe.
class PeerEvents final : public EventSource
{
public:
    static constexpr std::size_t mostWaiting = 1000; ///< events for a slow reader, of each subscription

    /// `id`: only events of this task.
    std::string add(unsigned topics, std::optional<TaskId> id);
    bool remove(std::string_view subscription);

    /// `body`: `"task":{…}`, shared by all who are told. `key`: of the task; 0: none. `only`: just this subscription.
    void tell(Topic topic, std::int64_t key, std::int64_t atMs, const std::shared_ptr<const std::string> &body,
              std::string_view only = {});
    /// The number up to which events have come, if there are new ones since the last call; else 0.
    std::uint64_t toAnnounce();
    bool wants(Topic topic) const;
    bool ended() const;

    bool draw(std::string &out, std::size_t most, std::uint64_t announced) override;
    void end() override;

private:
    struct Event
    {
        std::uint64_t order; ///< among all of the connection
        std::uint64_t seq;
        Topic topic;
        std::int64_t key;
        std::int64_t at;
        std::shared_ptr<const std::string> body;
    };
    struct Subscription
    {
        std::string name;
        unsigned topics = 0;
        std::optional<TaskId> id;
        std::uint64_t seq = 0;
        std::uint64_t lost = 0; ///< since the last event that was drawn
        std::list<Event> waiting;
        std::unordered_map<std::int64_t, std::list<Event>::iterator> newest; ///< of each task among them
    };

    static void drop(Subscription &subscription, std::list<Event>::iterator event);
    static void append(std::string &out, Subscription &subscription, const Event &event);

    mutable std::mutex m_mutex; // guards all below
    std::list<Subscription> m_subscriptions;
    std::uint64_t m_named = 0;
    std::uint64_t m_order = 0;
    std::uint64_t m_announced = 0;
    bool m_ended = false;
};

/// All connections' subscriptions. One thread.
class Subscriptions
{
public:
    /// The reply's name, or empty if the connection has as many as it may.
    std::string subscribe(const std::shared_ptr<Peer> &peer, unsigned topics, std::optional<TaskId> id);
    bool unsubscribe(const std::shared_ptr<Peer> &peer, std::string_view subscription);

    bool anyWants(Topic topic) const;
    void tell(Topic topic, std::int64_t key, std::int64_t atMs, std::string body);
    /// To one subscription alone.
    void tellOne(const std::shared_ptr<Peer> &peer, std::string_view subscription, std::int64_t key, std::int64_t atMs,
                 std::string body);
    /// After the replies that name the tasks; forgets connections that have ended.
    void announce(Deliveries &to);
    void endAll();

private:
    struct Connection
    {
        std::weak_ptr<Peer> peer;
        std::shared_ptr<PeerEvents> events;
    };
    std::vector<Connection> m_connections;
};

} // namespace relevo
