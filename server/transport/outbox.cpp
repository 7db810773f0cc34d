#include "server/transport/outbox.h"

namespace relevo {

namespace {

constexpr std::size_t piecesAtOnce = 64;

Charge chargeOf(const ReplyChunk &chunk)
{
    return {chunk.charged.tasks, chunk.replyBytes};
}

} // namespace

std::size_t Outbox::next(std::size_t size, std::vector<std::string_view> &pieces) const
{
    pieces.clear();
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < m_chunks.size() && i < piecesAtOnce && bytes < size; ++i) {
        std::string_view piece(m_chunks[i].data);
        if (i == 0)
            piece.remove_prefix(m_done);
        pieces.push_back(piece.substr(0, size - bytes));
        bytes += pieces.back().size();
    }
    return bytes;
}

Charge Outbox::written(std::size_t bytes, bool &last)
{
    Charge charge;
    bytes += m_done;
    auto chunk = m_chunks.begin();
    for (; chunk != m_chunks.end() && bytes >= chunk->data.size(); ++chunk) {
        bytes -= chunk->data.size();
        last = last || chunk->lastOne;
        charge += chargeOf(*chunk);
    }
    m_done = bytes;
    m_chunks.erase(m_chunks.begin(), chunk);
    return charge;
}

Charge Outbox::clear()
{
    Charge charge;
    for (const ReplyChunk &chunk : m_chunks)
        charge += chargeOf(chunk);
    m_chunks.clear();
    m_done = 0;
    return charge;
}

} // namespace relevo
