// The receive buffer of a connection: bytes in, whole JSON texts out. Each byte is looked at once for framing and moved
// at most once, however long a text is and however the reads cut it; the buffer is given back after a long one.
//
// One per connection; not thread-safe.
#pragma once

#include "common/protocol/frame_reader.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace relevo {

class ReplyStream
{
public:
    enum class Event : unsigned char {
        None,   ///< no whole text left: read more
        Text,   ///< `text` is one
        Broken, ///< the stream is no sequence of JSON texts within the limits; nothing more can be read from it
    };

    explicit ReplyStream(const FrameLimits &limits);

    /// Room for `size` more bytes; commit() tells how many were written there. Ends the life of texts handed out.
    char *reserve(std::size_t size);
    void commit(std::size_t size) { m_end += size; }

    Event next(std::string_view &text);
    bool textIsAscii() const { return m_reader.textIsAscii(); }

    /// The bytes so far end inside a text.
    bool isInText() const { return m_inText; }
    /// Starts anew, for a new connection.
    void reset();

private:
    void growTo(std::size_t capacity);

    FrameLimits m_limits;
    FrameReader m_reader;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
    std::size_t m_textBegin = 0; ///< where the unfinished text begins, while m_inText
    std::size_t m_scanned = 0;   ///< the reader has seen the bytes before
    std::size_t m_end = 0;
    bool m_inText = false;
};

} // namespace relevo
