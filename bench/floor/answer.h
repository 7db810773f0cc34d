// The work itself: the lines of a chunk, each a JSON-RPC request, become lines of replies.
//
// A yardstick, not a server: it understands compact requests whose text is ASCII without escapes and whose numbers are
// numbers, and says -32600 to anything else. What it does understand it does in full.
#pragma once

#include "bench/floor/chunk.h"
#include "bench/floor/text_scan.h"

#include <string_view>

namespace relevo::floor {

/// One per worker thread.
class Answerer
{
public:
    /// Appends the replies to `chunk.lines` to `chunk.out`.
    void answer(Chunk &chunk) const;

private:
    const char *answerLine(const char *line, const char *end, Bytes &out) const;
    void writeReverse(std::string_view text, std::string_view id, Bytes &out) const;

    TextScan m_scan = bestTextScan();
};

} // namespace relevo::floor
