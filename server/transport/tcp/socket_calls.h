// The few system calls on a connected socket, as StreamResults.
#pragma once

#include "server/transport/byte_stream.h"

#include <array>
#include <cerrno>
#include <cstddef>

#ifdef __linux__
#include <linux/sockios.h>
#endif
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace relevo {

inline StreamResult socketResult(ssize_t result)
{
    using Status = StreamResult::Status;
    if (result >= 0)
        return {Status::Ok, static_cast<std::size_t>(result)};
    return {errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Status::WouldBlock : Status::Failed, 0};
}

inline StreamResult receive(int descriptor, char *to, std::size_t size)
{
    const ssize_t result = ::recv(descriptor, to, size, 0);
    return result == 0 ? StreamResult{StreamResult::Status::End, 0} : socketResult(result);
}

inline StreamResult send(int descriptor, const std::vector<std::string_view> &pieces)
{
    if (pieces.size() == 1)
        return socketResult(::send(descriptor, pieces.front().data(), pieces.front().size(), MSG_NOSIGNAL));
    std::array<iovec, 64> vectors{};
    const std::size_t count = pieces.size() < vectors.size() ? pieces.size() : vectors.size();
    for (std::size_t i = 0; i < count; ++i)
        vectors[i] = {const_cast<char *>(pieces[i].data()), pieces[i].size()}; // sendmsg does not write to it
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = count;
    return socketResult(::sendmsg(descriptor, &message, MSG_NOSIGNAL));
}

/// Linux tells; elsewhere 0, and a peer's reading shows in what can be written only.
inline std::size_t unacknowledgedBytes(int descriptor)
{
    int bytes = 0;
#ifdef SIOCOUTQ
    if (::ioctl(descriptor, SIOCOUTQ, &bytes) != 0)
        bytes = 0;
#endif
    return static_cast<std::size_t>(bytes);
}

/// The connection is gone in both directions. Linux tells; elsewhere false, and the next write shows it.
inline bool isReset(int descriptor)
{
#ifdef __linux__
    tcp_info info{};
    socklen_t size = sizeof info;
    return ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE;
#else
    return false;
#endif
}

inline void resetOnClose(int descriptor)
{
    const linger now{1, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

/// Replies are whole when they are written: there is nothing to wait for.
inline void disableDelay(int descriptor)
{
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace relevo
