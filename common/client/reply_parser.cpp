#include "common/client/reply_parser.h"

#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <charconv>
#include <optional>

namespace relevo {

namespace {

struct Members
{
    std::string_view id;
    std::string_view result;
    std::string_view error;
    std::string_view params;
    std::optional<JsonString> method;
};

bool readMembers(std::string_view text, Members &members)
{
    JsonCursor cursor(text);
    if (!cursor.enterObject())
        return false;
    JsonString key;
    while (cursor.nextMember(key)) {
        if (equals(key, "method") && cursor.peek() == JsonKind::String) {
            if (!cursor.readString(members.method.emplace()))
                return false;
            continue;
        }
        std::string_view token;
        if (!cursor.readRaw(token))
            return false;
        if (equals(key, "id"))
            members.id = token;
        else if (equals(key, "result"))
            members.result = token;
        else if (equals(key, "error"))
            members.error = token;
        else if (equals(key, "params"))
            members.params = token;
    }
    return !cursor.failed() && cursor.atEnd();
}

template <typename Integer> bool parseInteger(std::string_view token, Integer &value)
{
    const char *end = token.data() + token.size();
    const auto [at, fault] = std::from_chars(token.data(), end, value);
    return fault == std::errc() && at == end;
}

} // namespace

bool ReplyParser::parseError(std::string_view token, RawReply &reply)
{
    reply.end = CallEnd::ServerError;
    JsonCursor cursor(token);
    if (!cursor.enterObject())
        return false;
    JsonString key;
    while (cursor.nextMember(key)) {
        std::string_view value;
        JsonString message;
        if (equals(key, "message") && cursor.peek() == JsonKind::String) {
            if (!cursor.readString(message) || !unescape(message, m_scratch, reply.message))
                return false;
        } else if (!cursor.readRaw(value)) {
            return false;
        } else if (equals(key, "code")) {
            if (!parseInteger(value, reply.code))
                return false;
        } else if (equals(key, "data")) {
            reply.data = value;
        }
    }
    return !cursor.failed();
}

ServerMessage ReplyParser::parse(std::string_view text, bool ascii)
{
    ServerMessage message;
    Members members;
    if ((!ascii && !isValidUtf8(text)) || !readMembers(text, members))
        return message;
    if (members.method) {
        message.params = members.params;
        if (unescape(*members.method, m_scratch, message.method))
            message.kind = ServerMessage::Kind::Notification;
        return message;
    }
    const bool isError = !members.error.empty();
    if (isError == !members.result.empty() || (isError && !parseError(members.error, message.reply)))
        return message;
    message.reply.result = members.result;
    if (parseInteger(members.id, message.id))
        message.kind = ServerMessage::Kind::Reply;
    else if (isError && members.id == "null")
        message.kind = ServerMessage::Kind::UnknownReply;
    return message;
}

} // namespace relevo
