// A worker of the Redis list queue, by hiredis. Each round is one write: the replies to all that was popped, one RPUSH
// for each list that gets some, and the BLMPOP for the next ones.
#include <charconv>
#include <cstdio>
#include <hiredis/hiredis.h>
#include <map>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t idSize = 8;
constexpr std::string_view pop =
    "*7\r\n$6\r\nBLMPOP\r\n$1\r\n0\r\n$1\r\n1\r\n$1\r\nq\r\n$4\r\nLEFT\r\n$5\r\nCOUNT\r\n$4\r\n1024\r\n";

/// What one reply list gets in a round.
struct Replies
{
    std::size_t count = 0;
    std::string items;
};

class Worker
{
public:
    explicit Worker(redisContext *context)
        : m_context(context)
    {}

    /// Returns when the server is gone or says something unexpected.
    void run()
    {
        std::size_t pushes = 0;
        while (send(pop) && collect(pushes)) {
            redisReply *popped = receive();
            const bool good = popped && popped->type == REDIS_REPLY_ARRAY && popped->elements == 2;
            if (good)
                answer(*popped->element[1]);
            freeReplyObject(popped);
            if (!good)
                return;
            pushes = 0;
            for (auto &[list, replies] : m_replies) {
                if (replies.count > 0 && ++pushes > 0 && !push(list, replies))
                    return;
            }
        }
    }

private:
    bool send(std::string_view command)
    {
        return redisAppendFormattedCommand(m_context, command.data(), command.size()) == REDIS_OK;
    }

    redisReply *receive()
    {
        void *reply = nullptr;
        return redisGetReply(m_context, &reply) == REDIS_OK ? static_cast<redisReply *>(reply) : nullptr;
    }

    bool collect(std::size_t pushes)
    {
        for (; pushes > 0; --pushes) {
            redisReply *reply = receive();
            const bool good = reply && reply->type == REDIS_REPLY_INTEGER;
            freeReplyObject(reply);
            if (!good)
                return false;
        }
        return true;
    }

    void answer(const redisReply &items)
    {
        for (std::size_t i = 0; i < items.elements; ++i) {
            const std::string_view item(items.element[i]->str, items.element[i]->len);
            const std::size_t colon = item.find(':');
            if (colon == std::string_view::npos || item.size() < colon + 1 + idSize)
                continue;
            Replies &replies = m_replies[std::string(item.substr(0, colon))];
            const std::string_view id = item.substr(colon + 1, idSize);
            const std::string_view text = item.substr(colon + 1 + idSize);
            replies.items += "$" + std::to_string(item.size() - colon - 1) + "\r\n";
            replies.items += id;
            replies.items.append(text.rbegin(), text.rend());
            replies.items += "\r\n";
            ++replies.count;
        }
    }

    bool push(const std::string &list, Replies &replies)
    {
        m_command = "*" + std::to_string(replies.count + 2) + "\r\n$5\r\nRPUSH\r\n$" + std::to_string(list.size()) +
                    "\r\n" + list + "\r\n";
        m_command += replies.items;
        replies.items.clear();
        replies.count = 0;
        return send(m_command);
    }

    redisContext *m_context;
    std::map<std::string, Replies> m_replies; ///< by list; entries are kept for their memory
    std::string m_command;
};

} // namespace

int main(int argc, char **argv)
{
    const std::string_view text = argc == 2 ? argv[1] : "";
    int port = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), port).ptr != text.data() + text.size() || port <= 0) {
        std::fprintf(stderr, "usage: peer-redis-worker PORT\n");
        return 2;
    }
    redisContext *context = redisConnect("127.0.0.1", port);
    if (context && context->err == 0)
        Worker(context).run();
    std::fprintf(stderr, "peer-redis-worker: %s\n", context ? context->errstr : "no memory");
    redisFree(context);
    return 1;
}
