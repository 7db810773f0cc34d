#include "bench/load/out_queue.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>

namespace relevo::bench {

OutQueue::Progress OutQueue::writeTo(int socket)
{
    while (m_first < m_pieces.size()) {
        std::array<iovec, 64> parts{};
        std::size_t count = 0;
        std::size_t wanted = 0;
        for (std::size_t i = m_first; i < m_pieces.size() && count < parts.size(); ++i, ++count) {
            // sendmsg() only reads what an iovec points at.
            parts[count] = {const_cast<char *>(dataOf(m_pieces[i])), m_pieces[i].size};
            wanted += m_pieces[i].size;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t written = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return errno == EAGAIN ? Progress::Blocked : Progress::Failed;
        }
        drop(static_cast<std::size_t>(written));
        if (static_cast<std::size_t>(written) < wanted)
            return Progress::Blocked;
    }
    m_pieces.clear();
    m_copied.clear();
    m_first = 0;
    return Progress::Done;
}

void OutQueue::drop(std::size_t written)
{
    while (written > 0) {
        Piece &piece = m_pieces[m_first];
        const std::size_t part = std::min(written, piece.size);
        if (piece.shared)
            piece.shared += part;
        else
            piece.offset += part;
        piece.size -= part;
        written -= part;
        if (piece.size == 0)
            ++m_first;
    }
}

} // namespace relevo::bench
