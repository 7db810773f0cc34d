// Reads one text that the server sent: a reply, or a notification (an event). No copy, no QJson.
#pragma once

#include "common/client/reply.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace relevo {

struct ServerMessage
{
    enum class Kind : unsigned char {
        Reply,        ///< to the call `id`
        UnknownReply, ///< an error to no call: its `id` is null
        Notification, ///< `method` and `params`
        Invalid,      ///< none of these
    };
    Kind kind = Kind::Invalid;
    std::uint64_t id = 0;
    RawReply reply;
    std::string_view method;
    std::string_view params; ///< one JSON value, or empty
};

/// One parser per connection: it owns the memory that unescaped texts stand in.
class ReplyParser
{
public:
    /// The views in the answer live as long as `text`, and until the next call. `ascii`: all of the text is known to
    /// be.
    ServerMessage parse(std::string_view text, bool ascii);

private:
    bool parseError(std::string_view token, RawReply &reply);

    std::string m_scratch;
};

} // namespace relevo
