// One connection's bytes, whatever carries them: the interface between a session and epoll, Qt's sockets or TLS.
//
// Used from its I/O thread alone. Never blocks. The destructor closes the connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace relevo {

struct StreamResult
{
    enum class Status : std::uint8_t { Ok, WouldBlock, End, Failed } status = Status::Failed;
    std::size_t bytes = 0; ///< with Ok
};

class ByteStream
{
public:
    virtual ~ByteStream() = default;
    /// Ok with fewer bytes than asked for means that there are no more for now.
    virtual StreamResult read(char *to, std::size_t size) = 0;
    /// Ok with fewer bytes than given means that no more can be written for now.
    virtual StreamResult write(const std::vector<std::string_view> &pieces) = 0;
    /// All that write() has taken is with the system, and the writing half may be shut.
    virtual bool allSent() const = 0;
    /// Bytes that the system still holds for the peer: a change tells that the peer reads.
    virtual std::size_t unacknowledged() const = 0;
    virtual void shutdownWrite() = 0;
    /// From now on the destructor resets the connection instead of closing it in order.
    virtual void resetOnClose() = 0;
};

} // namespace relevo
