#include "bench/load/load_connection.h"

#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace relevo::bench {

namespace {

constexpr std::size_t firstBuffer = std::size_t{16} * 1024;
constexpr std::size_t shownBytes = 200;

std::string shown(std::string_view bytes)
{
    return std::string(bytes.substr(0, shownBytes)) + (bytes.size() > shownBytes ? "…" : "");
}

} // namespace

LoadConnection::LoadConnection(LoadLoop &loop, int socket, unsigned number)
    : m_loop(loop)
    , m_socket(socket)
    , m_wire(loop.m_protocol.connect(number, loop.m_options))
    , m_slots(loop.m_options.inFlight)
    , m_in(firstBuffer)
{
    m_free.reserve(m_slots.size());
    for (std::size_t i = m_slots.size(); i-- > 0;) {
        m_slots[i].id = i;
        m_free.push_back(static_cast<std::uint32_t>(i));
    }
}

LoadConnection::~LoadConnection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void LoadConnection::begin(std::uint64_t now, bool fill)
{
    m_wire->hello(m_out);
    while (fill && !m_free.empty()) {
        ++m_loop.m_underWay;
        sendOne(now);
    }
    flush();
}

void LoadConnection::enqueue(std::uint64_t dueAt)
{
    ++m_loop.m_underWay;
    m_line.push_back(dueAt);
    fillFromLine();
}

void LoadConnection::fillFromLine()
{
    while (!m_line.empty() && !m_free.empty()) {
        sendOne(m_line.front());
        m_line.pop_front();
    }
}

void LoadConnection::sendOne(std::uint64_t since)
{
    Slot &slot = m_slots[m_free.back()];
    m_free.pop_back();
    // An id names its slot and is never used twice, so that a reply that comes twice is found out.
    slot.id += m_slots.size();
    slot.since = since;
    slot.request = &m_loop.nextCase();
    m_wire->addRequest(m_out, slot.id, *slot.request);
}

void LoadConnection::flush()
{
    if (m_socket < 0)
        return;
    m_wire->endRound(m_out);
    if (m_blocked || m_out.empty())
        return;
    switch (m_out.writeTo(m_socket)) {
    case OutQueue::Progress::Done:
        break;
    case OutQueue::Progress::Blocked:
        m_blocked = true;
        m_loop.watch(m_socket, EPOLLIN | EPOLLOUT, this, EPOLL_CTL_MOD);
        break;
    case OutQueue::Progress::Failed:
        lose(std::system_category().message(errno));
        break;
    }
}

void LoadConnection::handle(std::uint32_t events)
{
    if (m_socket < 0)
        return;
    if (m_blocked && (events & EPOLLOUT) != 0) {
        m_blocked = false;
        m_loop.watch(m_socket, EPOLLIN, this, EPOLL_CTL_MOD);
    }
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0) {
        while (readSome()) {
        }
    }
    flush();
}

/// True if there may be more to read.
bool LoadConnection::readSome()
{
    const std::size_t room = m_in.size() - m_kept;
    const ssize_t got = ::recv(m_socket, m_in.data() + m_kept, room, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (got <= 0) {
        lose(got == 0 ? "the server closed it" : std::system_category().message(errno));
        return false;
    }
    m_now = steadyNow();
    const std::size_t size = m_kept + static_cast<std::size_t>(got);
    const std::size_t used = m_wire->take({m_in.data(), size}, *this);
    m_kept = size - used;
    if (used > 0 && m_kept > 0)
        std::memmove(m_in.data(), m_in.data() + used, m_kept);
    const bool full = static_cast<std::size_t>(got) == room;
    constexpr std::size_t amplyLarge = std::size_t{256} * 1024;
    if (full && (m_in.size() < amplyLarge || m_kept > m_in.size() / 2))
        m_in.resize(m_in.size() * 2);
    return full && m_socket >= 0;
}

void LoadConnection::reply(std::uint64_t id, std::string_view result)
{
    const std::size_t index = id % m_slots.size();
    Slot &slot = m_slots[index];
    if (slot.id != id || !slot.request) {
        fault("a reply to no request: id " + std::to_string(id));
        return;
    }
    if (result != slot.request->expected) {
        m_loop.note(m_loop.m_faults.wrong,
                    "wrong result: " + shown(result) + "\n    expected: " + shown(slot.request->expected));
    } else {
        m_loop.m_completed.store(m_loop.m_completed.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        // Closed loop: what ended in the window. Open loop: what was due in it, however late it ended.
        const std::uint64_t at = m_loop.m_interval > 0 ? slot.since : m_now;
        if (at >= m_loop.m_times.windowBegin && at < m_loop.m_times.windowEnd)
            m_loop.m_latencies.record(m_now - slot.since);
    }
    slot.request = nullptr;
    m_free.push_back(static_cast<std::uint32_t>(index));
    if (m_loop.m_interval > 0) {
        --m_loop.m_underWay;
        fillFromLine();
    } else if (m_now < m_loop.m_times.windowEnd) {
        sendOne(m_now);
    } else {
        --m_loop.m_underWay;
    }
}

void LoadConnection::fault(std::string_view what)
{
    m_loop.note(m_loop.m_faults.wrong, shown(what));
}

void LoadConnection::lose(std::string_view why)
{
    ::close(m_socket);
    m_socket = -1;
    --m_loop.m_alive;
    m_loop.m_underWay -= unanswered();
    m_loop.note(m_loop.m_faults.lost, "a connection is lost: " + std::string(why));
}

} // namespace relevo::bench
