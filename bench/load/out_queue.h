// Bytes on their way to a socket: small ones copied together, large ones referred to where they lie.
//
// One thread. What was appended with appendShared() must live until it has been written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace relevo::bench {

class OutQueue
{
public:
    enum class Progress : unsigned char { Done, Blocked, Failed };

    void append(std::string_view bytes)
    {
        if (m_pieces.empty() || m_pieces.back().shared)
            m_pieces.push_back({nullptr, m_copied.size(), 0});
        m_copied.append(bytes);
        m_pieces.back().size += bytes.size();
    }
    /// Copies what is so small that an entry of its own would cost more.
    void appendShared(std::string_view bytes)
    {
        constexpr std::size_t worthReferring = 4096;
        if (bytes.size() < worthReferring)
            append(bytes);
        else
            m_pieces.push_back({bytes.data(), 0, bytes.size()});
    }
    bool empty() const { return m_pieces.empty(); }
    /// Writes until all is gone or the socket takes no more (errno tells why it Failed).
    Progress writeTo(int socket);

private:
    struct Piece
    {
        const char *shared; ///< null: at `offset` of m_copied
        std::size_t offset;
        std::size_t size;
    };
    const char *dataOf(const Piece &piece) const
    {
        return piece.shared ? piece.shared : m_copied.data() + piece.offset;
    }
    void drop(std::size_t written);

    std::string m_copied;
    std::vector<Piece> m_pieces;
    std::size_t m_first = 0; ///< the first piece that is not wholly written
};

} // namespace relevo::bench
