// The part of the NATS text protocol that its driver and its worker read.
#pragma once

#include <charconv>
#include <string_view>

namespace relevo::bench {

/// One thing that the server said.
struct NatsItem
{
    enum class Kind : unsigned char { Incomplete, Message, Ping, Fault, Other } kind = Kind::Incomplete;
    std::size_t size = 0; ///< bytes of all of it
    std::string_view subject;
    std::string_view replyTo; ///< empty: none
    std::string_view payload; ///< for Fault: the line
};

/// The next word of a line, which is shortened by it.
inline std::string_view nextWord(std::string_view &line)
{
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
    return word;
}

/// `line` is "MSG <subject> <sid> [reply-to] <bytes>" without its end; `bytes` begins with it.
inline NatsItem readNatsMessage(std::string_view bytes, std::string_view line)
{
    NatsItem item;
    const std::size_t head = line.size() + 2;
    nextWord(line);
    item.subject = nextWord(line);
    nextWord(line);
    std::string_view last = nextWord(line);
    if (!line.empty()) {
        item.replyTo = last;
        last = nextWord(line);
    }
    std::size_t size = 0;
    std::from_chars(last.data(), last.data() + last.size(), size);
    if (bytes.size() < head + size + 2)
        return {};
    item.kind = NatsItem::Kind::Message;
    item.payload = bytes.substr(head, size);
    item.size = head + size + 2;
    return item;
}

inline NatsItem readNats(std::string_view bytes)
{
    const std::size_t lineEnd = bytes.find("\r\n");
    if (lineEnd == std::string_view::npos)
        return {};
    const std::string_view line = bytes.substr(0, lineEnd);
    if (line.starts_with("MSG "))
        return readNatsMessage(bytes, line);
    NatsItem item;
    item.size = lineEnd + 2;
    item.payload = line;
    if (line.starts_with("PING"))
        item.kind = NatsItem::Kind::Ping;
    else
        item.kind = line.starts_with("-ERR") ? NatsItem::Kind::Fault : NatsItem::Kind::Other;
    return item;
}

inline constexpr std::string_view natsConnect = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n";

} // namespace relevo::bench
