// One request object of JSON-RPC 2.0, JSON-RPC 1.0 or the first dialect, taken apart into tokens as they stand.
#pragma once

#include "common/protocol/errors.h"
#include "common/protocol/frame_reader.h"
#include "common/protocol/json_cursor.h"

#include <cstdint>
#include <string_view>

namespace relevo {

enum class Dialect : std::uint8_t { V2, V1, First };

/// All views point into the text that was parsed.
struct Request {
    Dialect dialect = Dialect::V2;
    bool notification = false;
    /// Nothing wrong so far: `method` is there and is a string, and so on. Otherwise `fault` is InvalidRequest or TooLarge.
    bool valid = false;
    ErrorCode fault = ErrorCode::InvalidRequest;
    std::uint64_t idSize = 0;  ///< for TooLarge: what the id's token measured
    std::string_view id;       ///< the token to reply with; empty stands for null
    JsonString method;
    std::string_view params;   ///< an object or an array; empty: absent or null
    bool paramsChecked = true; ///< false: `params` has been found by the frame's notes and may yet be no JSON

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

/// Parses the object that comes next at `cursor`. With `notes` (of this very text, whose outermost value it is) the
/// value of `params` is passed over unread: what the frame reader noted tells where it ends.
/// `maxId`: the limit on the id's token in bytes.
EnvelopeResult parseRequest(JsonCursor &cursor, Request &request, std::uint64_t maxId,
                            const FrameNotes *notes = nullptr);

} // namespace relevo
