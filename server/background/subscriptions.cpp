#include "server/background/subscriptions.h"

#include "common/protocol/json_text.h"
#include "server/background/time_text.h"

#include <algorithm>
#include <utility>

namespace relevo {

namespace {

constexpr std::size_t mostSubscriptions = 1000; // of a connection

bool has(unsigned topics, Topic topic)
{
    return (topics >> static_cast<unsigned>(topic) & 1u) != 0;
}

} // namespace

std::string PeerEvents::add(unsigned topics, std::optional<TaskId> id)
{
    const std::lock_guard lock(m_mutex);
    if (m_ended || m_subscriptions.size() >= mostSubscriptions)
        return {};
    Subscription &made = m_subscriptions.emplace_back();
    made.name = "s" + std::to_string(++m_named);
    made.topics = topics;
    made.id = id;
    return made.name;
}

bool PeerEvents::remove(std::string_view subscription)
{
    const std::lock_guard lock(m_mutex);
    return m_subscriptions.remove_if([&](const Subscription &one) { return one.name == subscription; }) > 0;
}

void PeerEvents::drop(Subscription &subscription, std::list<Event>::iterator event)
{
    if (const auto newest = subscription.newest.find(event->key);
        newest != subscription.newest.end() && newest->second == event)
        subscription.newest.erase(newest);
    subscription.waiting.erase(event);
    ++subscription.lost;
}

void PeerEvents::tell(Topic topic, std::int64_t key, std::int64_t atMs, const std::shared_ptr<const std::string> &body,
                      std::string_view only)
{
    const std::lock_guard lock(m_mutex);
    for (Subscription &one : m_subscriptions) {
        if (!has(one.topics, topic) || (one.id && key != 0 && one.id->key != key) ||
            (!only.empty() && one.name != only))
            continue;
        if (one.waiting.size() >= mostWaiting) {
            const auto older = key == 0 ? one.newest.end() : one.newest.find(key);
            drop(one, older == one.newest.end() ? one.waiting.begin() : older->second);
        }
        one.waiting.push_back({++m_order, ++one.seq, topic, key, atMs, body});
        if (key != 0)
            one.newest[key] = std::prev(one.waiting.end());
    }
}

std::uint64_t PeerEvents::toAnnounce()
{
    const std::lock_guard lock(m_mutex);
    return m_order == m_announced ? 0 : m_announced = m_order;
}

bool PeerEvents::wants(Topic topic) const
{
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_subscriptions.begin(), m_subscriptions.end(),
                       [topic](const Subscription &one) { return has(one.topics, topic); });
}

bool PeerEvents::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_ended;
}

void PeerEvents::append(std::string &out, Subscription &subscription, const Event &event)
{
    out += R"({"jsonrpc":"2.0","method":"event","params":{"subscription":")";
    out += subscription.name;
    out += R"(","seq":)" + std::to_string(event.seq) + R"(,"topic":")";
    out += topicNames[static_cast<std::size_t>(event.topic)];
    out += R"(","at":)";
    appendTime(out, event.at);
    if (subscription.lost > 0)
        out += R"(,"lost":)" + std::to_string(std::exchange(subscription.lost, 0));
    out += ',';
    out += *event.body;
    out += "}}\n";
}

bool PeerEvents::draw(std::string &out, std::size_t most, std::uint64_t announced)
{
    const std::lock_guard lock(m_mutex);
    while (true) {
        Subscription *next = nullptr;
        for (Subscription &one : m_subscriptions) {
            if (!one.waiting.empty() && one.waiting.front().order <= announced &&
                (!next || one.waiting.front().order < next->waiting.front().order))
                next = &one;
        }
        if (!next)
            return false;
        if (out.size() >= most)
            return true;
        const auto event = next->waiting.begin();
        append(out, *next, *event);
        drop(*next, event);
        --next->lost;
    }
}

void PeerEvents::end()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_subscriptions.clear();
}

std::string Subscriptions::subscribe(const std::shared_ptr<Peer> &peer, unsigned topics, std::optional<TaskId> id)
{
    auto events = std::dynamic_pointer_cast<PeerEvents>(peer->events());
    if (!events) {
        events = std::make_shared<PeerEvents>();
        peer->setEvents(events);
        m_connections.push_back({peer, events});
        if (peer->gone.load(std::memory_order_relaxed))
            events->end();
    }
    return events->add(topics, id);
}

bool Subscriptions::unsubscribe(const std::shared_ptr<Peer> &peer, std::string_view subscription)
{
    const auto events = std::dynamic_pointer_cast<PeerEvents>(peer->events());
    return events && events->remove(subscription);
}

bool Subscriptions::anyWants(Topic topic) const
{
    return std::any_of(m_connections.begin(), m_connections.end(),
                       [topic](const Connection &one) { return one.events->wants(topic); });
}

void Subscriptions::tell(Topic topic, std::int64_t key, std::int64_t atMs, std::string body)
{
    const auto shared = std::make_shared<const std::string>(std::move(body));
    for (const Connection &one : m_connections)
        one.events->tell(topic, key, atMs, shared);
}

void Subscriptions::tellOne(const std::shared_ptr<Peer> &peer, std::string_view subscription, std::int64_t key,
                            std::int64_t atMs, std::string body)
{
    if (const auto events = std::dynamic_pointer_cast<PeerEvents>(peer->events()))
        events->tell(Topic::Task, key, atMs, std::make_shared<const std::string>(std::move(body)), subscription);
}

void Subscriptions::announce(Deliveries &to)
{
    std::erase_if(m_connections, [&to](const Connection &one) {
        const std::shared_ptr<Peer> peer = one.peer.lock();
        if (!peer || one.events->ended())
            return true;
        if (const std::uint64_t upTo = one.events->toAnnounce(); upTo != 0) {
            ReplyChunk chunk;
            chunk.events = upTo;
            to.add({peer, std::move(chunk)});
        }
        return false;
    });
}

void Subscriptions::endAll()
{
    for (const Connection &one : m_connections)
        one.events->end();
    m_connections.clear();
}

} // namespace relevo
