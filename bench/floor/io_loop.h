// The one I/O thread: accepts, reads into chunks, cuts them after the last whole line, hands them to the workers, and
// writes what comes back.
#pragma once

#include "bench/floor/handover.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace relevo::floor {

struct Connection
{
    int socket = -1;            ///< stays open while chunks are under way, so that its number is not given away
    Slab *slab = nullptr;       ///< what is read into, while a line is unfinished; else null
    std::size_t begin = 0;      ///< of the unfinished line in it
    std::size_t end = 0;        ///< of what has been read
    std::size_t underWay = 0;   ///< its chunks that are with the workers
    std::deque<Chunk *> unsent; ///< done, and not wholly written because the socket was full
    bool readable = false;      ///< there may be more to read
    bool queued = false;        ///< stands in m_toRead
    bool ended = false;         ///< nothing more comes from it
};

class IoLoop
{
public:
    /// Owns `listener`. `work` and `done` outlive it.
    IoLoop(int listener, WorkList &work, DoneList &done);

    [[noreturn]] void run();

private:
    void watch(int descriptor, std::uint32_t events) const;
    void acceptAll();
    void handle(Connection &connection, std::uint32_t events);
    void toRead(Connection &connection);
    void read(Connection &connection);
    void makeRoom(Connection &connection);
    void handOver(Connection &connection, std::size_t newBytes);
    void release(Connection &connection);
    void release(Slab *slab);
    void finish(Chunk *chunk);
    void sendUnsent(Connection &connection);
    void end(Connection &connection);
    void closeIfOver(Connection &connection);
    Slab *freshSlab(std::size_t capacity);
    Chunk *freshChunk();
    void recycle(Chunk *chunk);

    const int m_listener;
    WorkList &m_work;
    DoneList &m_done;
    const int m_epoll;
    std::vector<std::unique_ptr<Connection>> m_connections; ///< by socket
    std::vector<Connection *> m_toRead;                     ///< this round's
    std::vector<Chunk *> m_batch;                           ///< this round's, for the workers
    std::vector<std::unique_ptr<Chunk>> m_chunks;           ///< all there are
    // Those not in use; the last used are taken first, for they are in the cache.
    std::vector<Chunk *> m_spareChunks;
    std::vector<std::unique_ptr<Slab>> m_spareSlabs;
};

} // namespace relevo::floor
