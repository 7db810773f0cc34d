// The replies of a session that wait to be written, and how far the first of them is.
#pragma once

#include "server/call/call.h"

#include <string_view>
#include <vector>

namespace relevo {

/// For one I/O thread.
class Outbox
{
public:
    bool empty() const { return m_chunks.empty(); }
    /// The reply that comes next is a large one.
    bool isLong() const { return !m_chunks.empty() && m_chunks.front().data.size() >= longChunk; }
    /// Takes a chunk with data.
    void push(ReplyChunk &&chunk) { m_chunks.push_back(std::move(chunk)); }
    /// The bytes that come next, at most `size` of them, in a few pieces. Returns how many.
    std::size_t next(std::size_t size, std::vector<std::string_view> &pieces) const;
    /// So many bytes have been written. Returns the charge of the chunks that are done; `last`: one of them was the
    /// connection's last.
    Charge written(std::size_t bytes, bool &last);
    /// Throws all away, and returns its charge.
    Charge clear();

private:
    static constexpr std::size_t longChunk = 64 * 1024;

    std::vector<ReplyChunk> m_chunks;
    std::size_t m_done = 0; ///< bytes of the first chunk that are written
};

} // namespace relevo
