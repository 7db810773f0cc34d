// What goes from the I/O thread to a worker and back: whole lines of one connection, and the replies to them.
#pragma once

#include "bench/floor/bytes.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace relevo::floor {

struct Connection;

/// Memory that one connection's bytes are read into, one read behind the other. Chunks refer to their lines where they
/// lie: a line is moved only if the slab ends in the middle of it. The I/O thread's; workers only read its bytes.
struct Slab
{
    explicit Slab(std::size_t size)
        : bytes(new char[size])
        , capacity(size)
    {}
    const std::unique_ptr<char[]> bytes;
    const std::size_t capacity;
    std::size_t users = 0; ///< chunks, and the connection that reads into it
};

/// One thread at a time has it, whoever took it from a hand-over last.
struct Chunk
{
    Connection *connection = nullptr; ///< a worker only carries it
    Slab *slab = nullptr;             ///< likewise
    std::string_view lines;           ///< in the slab
    Bytes out;
    std::size_t sent = 0; ///< bytes of `out`
};

} // namespace relevo::floor
