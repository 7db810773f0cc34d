#include "bench/floor/io_loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace relevo::floor {

namespace {

constexpr std::size_t slabSize = std::size_t{256} * 1024;
constexpr std::size_t leastRoom = std::size_t{32} * 1024; ///< for a read

} // namespace

IoLoop::IoLoop(int listener, WorkList &work, DoneList &done)
    : m_listener(listener)
    , m_work(work)
    , m_done(done)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    watch(m_listener, EPOLLIN);
    watch(m_done.descriptor(), EPOLLIN | EPOLLET);
}

void IoLoop::watch(int descriptor, std::uint32_t events) const
{
    epoll_event event{};
    event.events = events;
    event.data.fd = descriptor;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void IoLoop::run()
{
    std::array<epoll_event, 512> events{};
    std::vector<Chunk *> done;
    std::vector<Connection *> reading;
    for (;;) {
        m_done.take(done);
        const bool idle = done.empty() && m_toRead.empty();
        for (Chunk *chunk : done)
            finish(chunk);
        done.clear();
        const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), idle ? -1 : 0);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            if (event.data.fd == m_listener)
                acceptAll();
            else if (event.data.fd != m_done.descriptor())
                handle(*m_connections[static_cast<std::size_t>(event.data.fd)], event.events);
        }
        reading.swap(m_toRead);
        for (Connection *connection : reading)
            read(*connection);
        reading.clear();
        if (!m_batch.empty())
            m_work.put(m_batch);
    }
}

void IoLoop::acceptAll()
{
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const auto index = static_cast<std::size_t>(socket);
        if (m_connections.size() <= index)
            m_connections.resize(index + 1);
        m_connections[index] = std::make_unique<Connection>();
        m_connections[index]->socket = socket;
        watch(socket, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
    }
}

void IoLoop::handle(Connection &connection, std::uint32_t events)
{
    if (!connection.unsent.empty() && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0)
        sendUnsent(connection);
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0)
        toRead(connection);
    closeIfOver(connection);
}

/// A connection that does not take its replies is not read until it has taken them.
void IoLoop::toRead(Connection &connection)
{
    connection.readable = true;
    if (connection.queued || connection.ended || !connection.unsent.empty())
        return;
    connection.queued = true;
    m_toRead.push_back(&connection);
}

void IoLoop::read(Connection &connection)
{
    connection.queued = false;
    if (!connection.ended) {
        connection.readable = false;
        makeRoom(connection);
        const std::size_t room = connection.slab->capacity - connection.end;
        const ssize_t got = ::recv(connection.socket, connection.slab->bytes.get() + connection.end, room, 0);
        if (got > 0)
            handOver(connection, static_cast<std::size_t>(got));
        else if (got == 0 || errno != EAGAIN)
            end(connection);
        // Edge-triggered: what a short read leaves behind is told anew.
        if (got == static_cast<ssize_t>(room))
            toRead(connection);
        if (connection.slab && connection.begin == connection.end)
            release(connection);
    }
    closeIfOver(connection);
}

void IoLoop::makeRoom(Connection &connection)
{
    const std::size_t unfinished = connection.end - connection.begin;
    if (connection.slab && connection.slab->capacity - connection.end >= std::max(leastRoom, unfinished / 2))
        return;
    Slab *slab = freshSlab(std::max(slabSize, 3 * unfinished));
    if (connection.slab) {
        std::memcpy(slab->bytes.get(), connection.slab->bytes.get() + connection.begin, unfinished);
        release(connection);
    }
    ++slab->users;
    connection.slab = slab;
    connection.begin = 0;
    connection.end = unfinished;
}

/// Cuts after the last LF among the new bytes: the lines go to the workers, the rest stays to be read on.
void IoLoop::handOver(Connection &connection, std::size_t newBytes)
{
    const char *bytes = connection.slab->bytes.get();
    const void *found = ::memrchr(bytes + connection.end, '\n', newBytes);
    connection.end += newBytes;
    if (!found)
        return;
    const auto linesEnd = static_cast<std::size_t>(static_cast<const char *>(found) - bytes) + 1;
    Chunk *chunk = freshChunk();
    chunk->connection = &connection;
    chunk->slab = connection.slab;
    chunk->lines = {bytes + connection.begin, linesEnd - connection.begin};
    ++connection.slab->users;
    connection.begin = linesEnd;
    ++connection.underWay;
    m_batch.push_back(chunk);
}

void IoLoop::finish(Chunk *chunk)
{
    Connection &connection = *chunk->connection;
    --connection.underWay;
    release(chunk->slab);
    connection.unsent.push_back(chunk);
    if (connection.unsent.size() == 1)
        sendUnsent(connection);
    closeIfOver(connection);
}

void IoLoop::sendUnsent(Connection &connection)
{
    while (!connection.unsent.empty()) {
        Chunk &chunk = *connection.unsent.front();
        const std::size_t size = chunk.out.size() - chunk.sent;
        const ssize_t sent = ::send(connection.socket, chunk.out.data() + chunk.sent, size, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) {
            end(connection);
            for (Chunk *lost : connection.unsent)
                recycle(lost);
            connection.unsent.clear();
            return;
        }
        chunk.sent += sent > 0 ? static_cast<std::size_t>(sent) : 0;
        if (chunk.sent < chunk.out.size())
            return;
        recycle(&chunk);
        connection.unsent.pop_front();
    }
    if (connection.readable)
        toRead(connection);
}

void IoLoop::end(Connection &connection)
{
    connection.ended = true;
    release(connection);
}

void IoLoop::closeIfOver(Connection &connection)
{
    if (!connection.ended || connection.queued || connection.underWay > 0 || !connection.unsent.empty())
        return;
    const int socket = connection.socket;
    ::close(socket);
    m_connections[static_cast<std::size_t>(socket)].reset();
}

Slab *IoLoop::freshSlab(std::size_t capacity)
{
    if (capacity == slabSize && !m_spareSlabs.empty()) {
        Slab *slab = m_spareSlabs.back().release();
        m_spareSlabs.pop_back();
        return slab;
    }
    return std::make_unique<Slab>(capacity).release();
}

void IoLoop::release(Connection &connection)
{
    if (connection.slab)
        release(connection.slab);
    connection.slab = nullptr;
    connection.begin = connection.end = 0;
}

void IoLoop::release(Slab *slab)
{
    if (--slab->users > 0)
        return;
    std::unique_ptr<Slab> owned(slab);
    if (slab->capacity == slabSize)
        m_spareSlabs.push_back(std::move(owned));
}

Chunk *IoLoop::freshChunk()
{
    if (m_spareChunks.empty()) {
        m_chunks.push_back(std::make_unique<Chunk>());
        return m_chunks.back().get();
    }
    Chunk *chunk = m_spareChunks.back();
    m_spareChunks.pop_back();
    return chunk;
}

void IoLoop::recycle(Chunk *chunk)
{
    chunk->out.clear();
    chunk->sent = 0;
    m_spareChunks.push_back(chunk);
}

} // namespace relevo::floor
