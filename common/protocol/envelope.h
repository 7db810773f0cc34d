// One request object of JSON-RPC 2.0, JSON-RPC 1.0 or the first dialect, taken apart into tokens as they stand.
#pragma once

#include "common/protocol/errors.h"
#include "common/protocol/frame_reader.h"
#include "common/protocol/json_cursor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relevo {

enum class Dialect : std::uint8_t { V2, V1, First };

/// All views point into the text that was parsed.
struct Request
{
    Dialect dialect = Dialect::V2;
    bool notification = false;
    /// Nothing wrong so far: `method` is there and is a string, and so on. Otherwise `fault` is InvalidRequest or
    /// TooLarge.
    bool valid = false;
    ErrorCode fault = ErrorCode::InvalidRequest;
    std::uint64_t idSize = 0; ///< for TooLarge: what the id's token measured
    std::string_view id;      ///< the token to reply with; empty stands for null
    JsonString method;
    std::string_view params;   ///< an object or an array; empty: absent or null
    bool remembered = false;   ///< it began as the memo tells
    bool paramsChecked = true; ///< false: read by notes; `params` may yet be no JSON, and the text no UTF-8

    // What the first dialect is told by and needs.
    bool hasType = false;
    std::string_view type; ///< raw value
    std::string_view data; ///< raw value; empty: absent
};

enum class EnvelopeResult : std::uint8_t {
    Ok,      ///< the request is filled in, `valid` or not
    NotJson, ///< the cursor has failed
    Unclear, ///< only with notes: the members in the way need a full parse
};

/// Parses the object that comes next at `cursor`, all of it.
/// `maxId`: the limit on the id's token in bytes.
EnvelopeResult parseRequest(JsonCursor &cursor, Request &request, std::uint64_t maxId);

/// How the last request began, up to the value of its params. Clients write one request like the other, so that most
/// begin with the very bytes of the one before; what those bytes mean need not be found out again. One per thread.
struct RequestMemo
{
    static constexpr std::size_t longest = 256;

    std::string begin; ///< empty: none yet
    // What the parser knew there.
    std::size_t members = 0;
    std::size_t method = 0; ///< offset of the method's first byte in `begin`
    std::size_t methodSize = 0;
    bool hasVersion = false;
    /// Whoever looks the method up may keep the outcome here; cleared with each new beginning.
    std::optional<std::uint64_t> target;
};

/// As parseRequest(), but the value of `params` is passed over unread: the notes, of this very text, tell where it
/// ends. The cursor stands at the message's first byte. `memo` may be null.
EnvelopeResult parseNotedRequest(JsonCursor &cursor, Request &request, std::uint64_t maxId, const FrameNotes &notes,
                                 RequestMemo *memo);

} // namespace relevo
